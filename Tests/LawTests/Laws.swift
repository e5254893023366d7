import Diagnostics
import Oracle
import PolicyModel
import Testing

/// The laws of LANGUAGE.md §8 that hold for one table, each on random tables and random questions.
@Suite struct Laws {
  /// `where P | where Q` = `where P and Q` = `where Q | where P`.
  @Test func law1FiltersJoin() throws {
    try PropertyRun.check("law 1") { one in
      let (p, q) = (one.writer.condition(), one.writer.condition())
      return equal(
        one,
        [
          one.text(.where(p), .where(q)), one.text(.where(p.and(q))), one.text(.where(q), .where(p)),
        ])
    }
  }
}

/// Whether all texts give the same rows.
func equal(_ one: PropertyCase, _ texts: [String]) -> Outcome {
  do throws(Diagnostic) {
    let first = try one.desk.answer(texts[0])
    for text in texts.dropFirst() {
      let next = try one.desk.answer(text)
      if next.rows != first.rows { return .broken("\(texts[0])\n\(first.csv)\n\nbut \(text)\n\(next.csv)") }
    }
    return .holds
  } catch {
    return .refused(error, texts.joined(separator: " / "))
  }
}

extension Phrase {
  static func `where`(_ condition: Phrase) -> Phrase { Phrase("where \(condition.en)", "絞込 \(condition.ja)") }

  func and(_ other: Phrase) -> Phrase {
    Phrase("\(operand.en) and \(other.operand.en)", "\(operand.ja) かつ \(other.operand.ja)", isSimple: false)
  }

  func or(_ other: Phrase) -> Phrase {
    Phrase("\(operand.en) or \(other.operand.en)", "\(operand.ja) または \(other.operand.ja)", isSimple: false)
  }

  var negated: Phrase { Phrase("not \(parenthesized.en)", "否 \(parenthesized.ja)", isSimple: false) }
}
