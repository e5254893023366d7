internal import ColumnStore
internal import Diagnostics
internal import PolicyModel

extension DataCheck {
  /// A column called a total that is the sum of the columns beside it in most rows, but not in all.
  static let unequalSums = DataCheck(
    Message(ja: "列の合計の不一致", en: "columns that do not add up"),
    subject: Message(ja: "横の列と合わない合計の列", en: "columns of totals that differ from the columns beside them")
  ) { (table) throws(Diagnostic) in
    var found: [Finding] = []
    for total in table.facts where table.entry.columns[total].isCalledTotal {
      guard let parts = try ColumnSum.best(for: total, in: table) else { continue }
      let answer = try table.ask { words in
        let present = ([total] + parts).map { words.column($0) + " is present" }.joined(separator: " and ")
        let sum = parts.map(words.column).joined(separator: " + ")
        return "\(words.source) | where \(present) and \(sum) != \(words.column(total))"
      }
      guard let answer, answer.rows.rowCount > 0 else { continue }
      let names = parts.map { table.entry.columns[$0].name }
      var finding = Finding(
        columns: [table.entry.columns[total].name],
        message: .unequal(table.entry.columns[total].name, names, answer.rows.rowCount),
        rowCount: answer.rows.rowCount, query: answer.query, isPossible: true)
      finding.examples = table.examples(answer.rows, of: table.telling(), figures: [total] + parts)
      found.append(finding)
    }
    return found
  }
}

/// The columns beside a total whose sum it is in most rows: the run of figures that ends, or begins, at it.
private enum ColumnSum {
  /// Rows that must agree before the others are said to be wrong.
  private static let fewestAgreeing = 3
  private static let mostParts = 20

  /// Nil where no run of columns adds up in at least two rows of three, or all rows agree.
  static func best(for total: Int, in table: CheckedTable) throws(Diagnostic) -> [Int]? {
    guard let sums = figures(total, table) else { return nil }
    var best: (parts: [Int], agreeing: Int, differing: Int)?
    for step in [-1, 1] {
      var parts: [Int] = []
      var running = [Int128?](repeating: 0, count: table.rowCount)
      var place = total + step
      while parts.count < mostParts, table.facts.contains(place), isAddable(place, to: total, in: table),
        let part = figures(place, table)
      {
        try table.checkpoint()
        for row in running.indices {
          if let sum = running[row], let value = part[row] {
            let (next, overflow) = sum.addingReportingOverflow(value)
            running[row] = overflow ? nil : next
          } else {
            running[row] = nil
          }
        }
        parts.append(place)
        place += step
        if parts.count < 2 { continue }
        let (agreeing, differing) = compared(running, sums)
        if agreeing > best?.agreeing ?? 0 { best = (parts.sorted(), agreeing, differing) }
      }
    }
    guard let best, best.agreeing >= fewestAgreeing, best.differing > 0, best.differing * 2 <= best.agreeing else {
      return nil
    }
    return best.parts
  }

  /// Rows in which sum and total are the same, and in which not; rows of nothing but zeros prove nothing.
  private static func compared(_ sums: [Int128?], _ totals: [Int128?]) -> (agreeing: Int, differing: Int) {
    var agreeing = 0
    var differing = 0
    for row in sums.indices {
      guard let sum = sums[row], let total = totals[row] else { continue }
      if sum != total { differing += 1 } else if total != 0 { agreeing += 1 }
    }
    return (agreeing, differing)
  }

  private static func isAddable(_ place: Int, to total: Int, in table: CheckedTable) -> Bool {
    let (part, whole) = (table.entry.columns[place], table.entry.columns[total])
    return part.type == .number && part.unitFrom == nil && !part.isPlainInteger
      && part.unit?.dimension == whole.unit?.dimension
      && !part.isCalledTotal
  }

  /// The figures of a column with six decimals each, missing ones nil.
  private static func figures(_ place: Int, _ table: CheckedTable) -> [Int128?]? {
    guard let column = table.cells(place), case .numbers(let vector) = column.storage, vector.scale <= 6,
      table.entry.columns[place].unitFrom == nil
    else { return nil }
    let factor = ExactDecimal.power(6 - vector.scale)
    return (0..<vector.count).map { row in
      if column.missing[row] { return nil }
      let (value, overflow) = vector.mantissa(row).multipliedReportingOverflow(by: factor)
      return overflow ? nil : value
    }
  }
}

extension ColumnEntry {
  /// Whether the name says that the figures are totals: 合計, 歳出計, total.
  fileprivate var isCalledTotal: Bool {
    if type != .number { return false }
    return [name.ja, name.en].contains { name in
      let word = name.lowercased()
      return word.hasSuffix("計") && !word.hasSuffix("会計") && !word.hasSuffix("累計") && !word.hasSuffix("統計")
        || word.hasSuffix("総数") || word == "total" || word.hasSuffix("_total") || word.hasPrefix("total_")
    }
  }
}

extension Message {
  fileprivate static func unequal(_ total: BilingualName, _ parts: [BilingualName], _ rows: Int) -> Message {
    Message(
      ja: "「\(total.ja)」はほとんどの行で\(parts.map { "「\($0.ja)」" }.joined(separator: "＋"))ですが、\(rows) 行は違います。",
      en:
        "\(total.en) is \(parts.map(\.en).joined(separator: " + ")) in most rows, but not in \(rows == 1 ? "1" : String(rows))."
    )
  }
}
