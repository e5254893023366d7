import Diagnostics
import Oracle
import PolicyModel
import QueryPlan
import Testing

/// The same random questions answered by the engine and by SQLite, as far as SQL has words for them: ordered rows, exact
/// figures.
@Suite struct SQLiteDifferential {
  @Test func engineAgreesWithSQLite() throws {
    let tables = try SourceTables()
    var leftOut: [String: Int] = [:]
    try PropertyRun.check("engine = SQLite", fewestRun: 60) { one in
      one.desk = Desk(one.desk.table.withSmallFigures, second: one.desk.second?.withSmallFigures)
      let (verbs, refusal) = try one.pipeline()
      if verbs.isEmpty, let refusal { return .refused(refusal.error, refusal.text) }
      let text = Phrase.pipeline(verbs)[one.language]
      let plan: Plan
      do throws(Diagnostic) {
        plan = try one.desk.resolve(text).relation.plan
      } catch {
        return .refused(error, text)
      }
      var query = ""
      do {
        for table in [one.desk.table, one.desk.second].compactMap({ $0 }) { try tables.fill(table) }
        var lowering = Lowering(tables)
        let unsaid: Set<Int>
        (query, unsaid) = try lowering.query(plan)
        for column in lowering.leftOut { leftOut[column.what, default: 0] += 1 }
        let sql = try answer(query, lowering.checks, plan.fields, tables.database)
        let engine = try Self.shown(plan, without: unsaid)
        if sql == engine { return .holds }
        return .broken("\(text)\n\nSQLite says:\n\(sql)\n\nthe engine says:\n\(engine)\n\n\(query)")
      } catch let error as Unsayable {
        return .skipped(error.what)
      } catch let error as Database.Failure {
        if error.isOverflow { return .skipped(Unsayable.moreThan64Bits.what) }
        return .broken("\(text)\n\nSQLite: \(error.message)\n\n\(query)")
      }
    }
    let columns = leftOut.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
    print("  columns left out: \(columns.joined(separator: ", "))")
  }

  /// What SQLite says: the code of the first check that fails, or the rows.
  private func answer(
    _ query: String, _ checks: [Lowering.Check], _ fields: [Field], _ database: Database
  ) throws -> String {
    for check in checks where try !database.rows(check.sql).isEmpty { return check.code }
    let rows = try database.rows(query).map { row in zip(row, fields).map { Self.text($0, $1.type) } }
    return rows.map { $0.joined(separator: ",") }.joined(separator: "\n")
  }

  private static func text(_ cell: Database.Cell, _ type: ColumnType) -> String {
    switch cell {
    case .null: "―"
    case .integer(let number) where type == .number: ExactDecimal(mantissa: Int128(number), scale: 6).plain
    case .integer(let number): "\(number)"
    case .text(let text): text
    case .real: "(approximate)"
    }
  }

  /// What the engine says, in the same form.
  private static func shown(_ plan: Plan, without unsaid: Set<Int>) throws -> String {
    let answer: Answer
    do throws(Diagnostic) {
      answer = try Desk.answer(plan)
    } catch {
      return error.code ?? error.shown
    }
    let rows = try answer.rows.map { row in
      try zip(row, answer.fields).enumerated().map { (place, cell) -> String in
        let (value, field) = cell
        if unsaid.contains(place) { return "―" }
        if case .number(let number) = value { return number.plain }
        return text(try SourceTables.cell(value, field.type), field.type)
      }
    }
    return rows.map { $0.joined(separator: ",") }.joined(separator: "\n")
  }
}

extension RowTable {
  /// The table with figures that leave room for a product in 64 bits.
  fileprivate var withSmallFigures: RowTable {
    let limit = ExactDecimal(2_000_000)
    let rows = rows.map { row in
      row.map { value -> Value in
        if case .number(let number) = value, number.magnitude > limit { return .number(ExactDecimal(777)) }
        return value
      }
    }
    return RowTable(entry: entry, rows: rows)
  }
}
