import Diagnostics
import Oracle
import PolicyModel
import QueryPlan
import Testing

/// The same random questions answered by the engine and by the oracle: ordered rows, exact figures, counts of notices.
@Suite struct Differential {
  @Test func engineAgreesWithOracle() throws {
    try PropertyRun.check("engine = oracle") { one in
      var (verbs, refusal) = try one.pipeline()
      if one.random.chance(5) { verbs.append(Phrase("describe", "概要")) }
      if verbs.isEmpty, let refusal { return .refused(refusal.error, refusal.text) }
      let phrase = Phrase.pipeline(verbs)
      let text = phrase[one.language]
      let plan: Plan
      do throws(Diagnostic) {
        plan = try one.desk.resolve(text).relation.plan
      } catch {
        return .broken("\(text)\nwas resolved verb by verb, but not as a whole: \(error.shown)")
      }
      if let report = difference(plan) { return .broken("\(text)\n\(report)") }
      // A column named by its formula is named in the words it was typed in, so the two spellings differ there.
      if one.random.chance(20), !phrase.en.contains("`"), !phrase.en.hasSuffix("describe") {
        let other = phrase[one.language == .ja ? .en : .ja]
        if let report = difference(text, other, one.desk) { return .broken(report) }
      }
      return .holds
    }
  }

  /// What differs between engine and oracle; nil if nothing.
  private func difference(_ plan: Plan) -> String? {
    let expected = Result { () throws(Diagnostic) in try Oracle.answer(plan) }
    let found = Result { () throws(Diagnostic) in try Desk.answer(plan) }
    let (oracle, engine): (String, String)
    switch (expected, found) {
    case (.success(let a), .success(let b)):
      oracle = "\(CSVText.of(a.fields, a.rows))\n\(NoticeCounts(a))"
      engine = "\(b.csv)\n\(NoticeCounts(b))"
    case (.failure(let a), .failure(let b)):
      if a.code == b.code, a.code == "E19" || a.message == b.message { return nil }
      (oracle, engine) = (a.shown, b.shown)
    case (.success(let a), .failure(let b)): (oracle, engine) = (CSVText.of(a.fields, a.rows), b.shown)
    case (.failure(let a), .success(let b)): (oracle, engine) = (a.shown, b.csv)
    }
    return oracle == engine ? nil : "\nthe oracle says:\n\(oracle)\n\nthe engine says:\n\(engine)"
  }

  /// What differs between the two spellings of one question.
  private func difference(_ text: String, _ other: String, _ desk: Desk) -> String? {
    let a = Result { () throws(Diagnostic) in try desk.answer(text) }
    let b = Result { () throws(Diagnostic) in try desk.answer(other) }
    switch (a, b) {
    case (.success(let x), .success(let y)) where x.rows == y.rows: return nil
    case (.failure(let x), .failure(let y)) where x.code == y.code: return nil
    case (.success, .success), (.failure, .failure), (.success, .failure), (.failure, .success):
      return "\(text)\n\(a.shown)\n\nbut \(other)\n\(b.shown)"
    }
  }
}

/// The numbers that N1, N2, N3 and N4 state.
struct NoticeCounts: CustomStringConvertible {
  private var incomparable: Int
  private var divisionsByZero: Int
  private var leftOut: Set<OracleAnswer.LeftOut>
  private var unmatched: Set<OracleAnswer.Unmatched>

  init(_ answer: OracleAnswer) {
    incomparable = answer.incomparable
    divisionsByZero = answer.divisionsByZero
    leftOut = Set(answer.leftOut)
    unmatched = Set(answer.unmatched)
  }

  init(_ answer: Answer) {
    func number(_ code: String) -> Int {
      answer.notices.filter { $0.code == code }.reduce(0) { $0 + (Self.firstNumber($1.message.en) ?? 0) }
    }
    incomparable = number("N1")
    divisionsByZero = number("N4")
    leftOut = Set(
      answer.notices.filter { $0.code == "N2" }.map { notice in
        let parts = notice.message.en.split(separator: ": ", omittingEmptySubsequences: false)
        let count = parts.last.flatMap { Self.firstNumber(String($0)) } ?? -1
        return OracleAnswer.LeftOut(column: parts.dropLast().joined(separator: ": "), count: count)
      })
    unmatched = Set(
      answer.notices.filter { $0.code == "N3" }.map { notice in
        let numbers = notice.message.en.split { !$0.isNumber }.compactMap { Int($0) }
        return OracleAnswer.Unmatched(left: numbers.first ?? -1, right: numbers.last ?? -1)
      })
  }

  private static func firstNumber(_ text: String) -> Int? {
    Int(text.drop { !$0.isNumber }.prefix { $0.isNumber })
  }

  var description: String {
    let columns = leftOut.map { "\($0.column): \($0.count)" }.sorted()
    let alone = unmatched.map { "\($0.left) and \($0.right)" }.sorted()
    return "N1 \(incomparable), N2 \(columns), N3 \(alone), N4 \(divisionsByZero)"
  }
}
