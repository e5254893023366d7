import Diagnostics
import Oracle
import PolicyModel
import PolshText
import QueryLanguage
import Testing

/// Law 7 of LANGUAGE.md §8 about cross tables.
@Suite struct PivotLaws {
  /// The cells of a cross table, taken apart again, are the groups by rows and column, its totals the groups by either
  /// and by none; cells without rows are 0 for a count and missing otherwise.
  @Test func law7PivotIsGroupsSpread() throws {
    try PropertyRun.check("law 7, pivot") { one in
      // Guards would add columns, which other tests look at.
      one = try PropertyCase(seed: one.seed, hasGuards: false)
      let fields = one.writer.keys.shuffled(using: &one.random)
      let column = fields[0]
      let rows = Array(fields.dropFirst().prefix(one.random.int(1...2)))
      let isCount = one.random.chance(40)
      let x = one.writer.number(one.random.pick([.plain, .money, .ratio, .cases]))
      let measure = isCount ? Phrase.call("count", "件数") : .call("sum", "合計", x)
      let hasTotals = one.random.chance(50)
      func group(_ keys: [Field]) -> String {
        let names = Phrase.list(keys.map { one.writer.name($0) })
        return one.text(Phrase("group \(names.en): n = \(measure.en)", "集計 \(names.ja)： n ＝ \(measure.ja)"))
      }
      let (names, name) = (Phrase.list(rows.map { one.writer.name($0) }), one.writer.name(column))
      let pivot = one.text(
        Phrase(
          "pivot \(names.en) by \(name.en): \(measure.en)\(hasTotals ? " totals" : "")",
          "クロス集計 \(names.ja) × \(name.ja)： \(measure.ja)\(hasTotals ? " 合計付き" : "")"))
      let groups = [group(rows + [column])] + (hasTotals ? [group(rows), group([column]), group([])] : [])
      return one.judge([pivot] + groups) { answers in
        let found = Cells(pivot: answers[0], keys: rows.count)
        var expected = Cells()
        expected.add(answers[1], keys: rows.count, column: column)
        if hasTotals {
          expected.add(answers[2], keys: rows.count, column: nil)
          expected.add(answers[3], keys: 0, column: column)
          expected.add(answers[4], keys: 0, column: nil)
        }
        if found.withoutEmpty(isCount: isCount) == expected.withoutEmpty(isCount: isCount) { return nil }
        let parts = zip(groups, answers.dropFirst()).map { "\($0)\n\($1.csv)" }
        return "\(pivot)\n\(answers[0].csv)\n\nbut \(parts.joined(separator: "\n"))"
      }
    }
  }
}

/// The cells of a cross table by row and heading; the row of totals has no keys.
private struct Cells {
  struct Place: Hashable {
    var row: [Value]
    var heading: String
  }

  private var values: [Place: Value] = [:]

  init() {}

  init(pivot answer: Answer, keys: Int) {
    let shown = answer.fields.indices.filter { answer.fields[$0].isShown }
    for row in answer.rows {
      let isTotal = row[shown[0]] == .missing(.total)
      let key = isTotal ? [] : shown.prefix(keys).map { row[$0].withoutReason }
      for place in shown.dropFirst(keys) {
        values[Place(row: key, heading: answer.fields[place].name.en)] = row[place]
      }
    }
  }

  /// Adds groups: their keys, then the column that is spread, then the value.
  mutating func add(_ answer: Answer, keys: Int, column: Field?) {
    for row in answer.shownRows {
      var heading = "total"
      if let column { heading = row[keys].isMissing ? "―" : TextFolding.fold(row[keys].text(as: column, .en)) }
      guard let value = row.last else { continue }
      values[Place(row: Array(row.prefix(keys)), heading: heading.isEmpty ? "empty" : heading)] = value
    }
  }

  func withoutEmpty(isCount: Bool) -> [Place: Value] {
    values.filter { isCount ? $0.value != .number(.zero) : !$0.value.isMissing }
  }
}
