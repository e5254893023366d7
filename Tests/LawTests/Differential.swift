import Diagnostics
import Oracle
import PolicyModel
import QueryPlan
import Testing


/// The same random questions answered by the engine and by the oracle.
@Suite struct Differential {
  @Test func engineAgreesWithOracle() throws {
    try PropertyRun.check("engine = oracle") { one in
      guard let (verbs, refusal) = try pipeline(&one) else { return .holds }
      let phrase = Phrase.pipeline(verbs)
      let text = phrase[one.language]
      let resolution: Resolution
      do throws(Diagnostic) {
        resolution = try one.desk.resolve(text)
      } catch {
        if verbs.isEmpty, let refusal { return .refused(refusal.error, refusal.text) }
        return .broken("\(text)\nwas resolved verb by verb, but not as a whole: \(error.code ?? "") \(error.message.en)")
      }
      if let report = Self.difference(resolution.relation.plan) { return .broken("\(text)\n\(report)") }
      // A column named by its formula is named in the words it was typed in, so the two spellings differ there.
      if one.random.chance(20), !phrase.en.contains("`") {
        let other = phrase[one.language == .ja ? .en : .ja]
        if let report = try Self.difference(text, other, one.desk) { return .broken(report) }
      }
      if verbs.isEmpty, let refusal { return .refused(refusal.error, refusal.text) }
      return .holds
    }
  }

  /// Up to five verbs, each written for the columns that the ones before leave.
  private func pipeline(
    _ one: inout PropertyCase
  ) throws -> (verbs: [Phrase], refusal: (error: Diagnostic, text: String)?)? {
    var verbs: [Phrase] = []
    var refusal: (error: Diagnostic, text: String)?
    var reached = try one.desk.resolve(RandomTable.name.en)
    let depth = one.random.int(1...5)
    var tries = 0
    while verbs.count < depth, tries < depth * 3 {
      tries += 1
      var writer = QueryWriter(reached.relation.fields, seed: one.random.next())
      let verb = writer.verb()
      let text = (one.language == .ja ? "｜ " : "| ") + verb[one.language]
      do throws(Diagnostic) {
        reached = try one.desk.resolve(text, after: reached.relation, nextField: reached.nextField)
        verbs.append(verb)
      } catch {
        refusal = (error, text)
        RefusalLog.note(error, text)
      }
    }
    if one.random.chance(5) { verbs.append(Phrase("describe", "概要")) }
    return (verbs, refusal)
  }

  // MARK: Comparing

  /// What differs between engine and oracle; nil if nothing.
  static func difference(_ plan: Plan) -> String? {
    let expected = Result { () throws(Diagnostic) in try Oracle.answer(plan) }
    let found = Result { () throws(Diagnostic) in try Desk.answer(plan) }
    switch (expected, found) {
    case (.success(let oracle), .success(let engine)):
      let (a, b) = (CSVText.of(oracle.fields, oracle.rows), engine.csv)
      let (counted, told) = (Counts(oracle), Counts(engine))
      if a == b, counted == told { return nil }
      return "\nthe oracle says:\n\(a)\n\(counted)\n\nthe engine says:\n\(b)\n\(told)"
    case (.failure(let a), .failure(let b)):
      if a.code == b.code, a.code == "E19" || a.message == b.message { return nil }
      return "\nthe oracle says: \(a.code ?? "") \(a.message.en)\nthe engine says: \(b.code ?? "") \(b.message.en)"
    case (.success(let oracle), .failure(let error)):
      return "\nthe oracle says:\n\(CSVText.of(oracle.fields, oracle.rows))\nthe engine says: \(error.code ?? "") \(error.message.en) \(error.notes.map(\.en))"
    case (.failure(let error), .success(let engine)):
      return "\nthe oracle says: \(error.code ?? "") \(error.message.en)\nthe engine says:\n\(engine.csv)"
    }
  }

  /// What differs between the two spellings of one question; names of unnamed columns may.
  static func difference(_ text: String, _ other: String, _ desk: Desk) throws -> String? {
    let a = Result { () throws(Diagnostic) in try desk.answer(text) }
    let b = Result { () throws(Diagnostic) in try desk.answer(other) }
    switch (a, b) {
    case (.success(let x), .success(let y)):
      return x.rows == y.rows ? nil : "\(text)\n\(x.csv)\n\nbut \(other)\n\(y.csv)"
    case (.failure(let x), .failure(let y)):
      return x.code == y.code ? nil : "\(text)\n\(x.code ?? "") \(x.message.en)\n\nbut \(other)\n\(y.code ?? "") \(y.message.en)"
    case (.success, .failure(let error)): return "\(text)\nis answered, but \(other)\ngives \(error.code ?? "") \(error.message.en)"
    case (.failure(let error), .success): return "\(other)\nis answered, but \(text)\ngives \(error.code ?? "") \(error.message.en)"
    }
  }
}

/// The numbers that N1, N2 and N4 state.
struct Counts: Equatable, CustomStringConvertible {
  var incomparable: Int
  var divisionsByZero: Int
  var leftOut: Set<OracleAnswer.LeftOut>

  init(_ answer: OracleAnswer) {
    incomparable = answer.incomparable
    divisionsByZero = answer.divisionsByZero
    leftOut = Set(answer.leftOut)
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
        let column = parts.dropLast().joined(separator: ": ")
        return OracleAnswer.LeftOut(column: column, count: parts.last.flatMap { Self.firstNumber(String($0)) } ?? -1)
      })
  }

  private static func firstNumber(_ text: String) -> Int? {
    Int(text.drop { !$0.isNumber }.prefix { $0.isNumber })
  }

  var description: String {
    let columns = leftOut.map { "\($0.column): \($0.count)" }.sorted()
    return "N1 \(incomparable), N2 \(columns), N4 \(divisionsByZero)"
  }
}
