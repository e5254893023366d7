internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QuerySyntax

extension DataCheck {
  /// Totals that the package declares with their parts (総事業費 = 事業費 + 人件費), where the figures disagree.
  static let unequalTotals = DataCheck(
    Message(ja: "合計と内訳の不一致", en: "totals and parts that differ"),
    subject: Message(ja: "内訳と合わない合計", en: "parts that do not add up to their total")
  ) { (table) throws(Diagnostic) in
    var found: [Finding] = []
    for place in table.facts where !table.entry.columns[place].totals.isEmpty {
      let column = table.entry.columns[place]
      guard case .level(let scale) = column.type else { continue }
      for measure in table.measures(guardedBy: place) {
        for total in scale.levels {
          guard let parts = column.totals[total], !parts.isEmpty else { continue }
          let check = TotalCheck(table: table, kinds: place, measure: measure, total: total, parts: parts)
          if let finding = try check.sideBySide() { found.append(finding) }
          if let finding = try check.belowEachOther() { found.append(finding) }
        }
      }
    }
    return found
  }
}

/// One declared total of one measure, held against its parts.
private struct TotalCheck {
  let table: CheckedTable
  /// The column whose levels are totals and parts.
  let kinds: Int
  let measure: Int
  let total: String
  let parts: [String]

  /// What a row must share with another for the two to be total and part: the key, and all that guards the measure.
  private var shared: [Int] {
    let entry = table.entry
    let key =
      entry.primaryKey.isEmpty
      ? table.facts.filter { entry.columns[$0].type != .number } : entry.primaryKey.compactMap(entry.index(of:))
    let guards = entry.columns[measure].guards.compactMap(entry.index(of:))
    return (key + guards.filter { !key.contains($0) }).filter {
      $0 != kinds && $0 != measure && !entry.columns[$0].type.isList && !table.unreadable.contains($0)
    }
  }

  /// Total and parts that have everything else in common.
  ///
  /// Only a cell that has all parts must be equal; one that has some of them must not be smaller than these.
  func sideBySide() throws(Diagnostic) -> Finding? {
    let condition: (Names) -> String = { names in
      let whole = "\(names.gaps) = 0 and \(names.count) = \(parts.count + 1)"
      if parts.count == 1 { return "\(whole) and \(names.parts) > \(names.total)" }
      return "\(whole) and \(names.total) != \(names.parts) or \(names.total) > 0 and \(names.parts) > \(names.total)"
    }
    return try finding(by: shared, open: false, condition)
  }

  /// A total that stands for several rows of its one part: 施策合計 of the programs that it leaves open.
  func belowEachOther() throws(Diagnostic) -> Finding? {
    guard parts.count == 1, let open = try openColumns(), !open.isEmpty else { return nil }
    return try finding(by: shared.filter { !open.contains($0) }, open: true) { names in
      "\(names.heads) = 1 and \(names.gaps) = 0 and \(names.count) > 2 and \(names.total) != \(names.parts)"
    }
  }

  /// The columns that are missing in all rows of the total; nil where its rows differ in that.
  private func openColumns() throws(Diagnostic) -> [Int]? {
    guard let column = table.cells(kinds), case .codes(let codes, let levels) = column.storage,
      let code = levels.code(of: total)
    else { return nil }
    var open: [Int]?
    for row in codes.indices where codes[row] == code && !column.missing[row] {
      let here = shared.filter { table.cells($0)?.missing[row] ?? false }
      if open != nil, open != here { return nil }
      open = here
    }
    return open
  }

  /// The names of what is computed for each cell.
  private struct Names {
    var total, parts, heads, count, gaps, zero: String

    init(_ words: QuestionWords, measure: Int) {
      total = words.fresh(Message(ja: "合計値", en: "total_value"))
      parts = words.fresh(Message(ja: "内訳の計", en: "sum_of_parts"))
      heads = words.fresh(Message(ja: "合計の行数", en: "total_rows"))
      count = words.fresh(Message(ja: "行数", en: "all_rows"))
      gaps = words.fresh(Message(ja: "欠測の数", en: "gaps"))
      zero = words.zero(measure)
    }
  }

  private func finding(by keys: [Int], open: Bool, _ condition: (Names) -> String) throws(Diagnostic) -> Finding? {
    // Without anything to tell cells apart there is one cell, and no key to show it by.
    if keys.isEmpty { return nil }
    let answer = try table.ask { words in
      let names = Names(words, measure: measure)
      let (kind, amount) = (words.column(kinds), words.column(measure))
      return "\(words.source) | where \(kind) in \(words.texts([total] + parts)) | group \(words.columns(keys)): "
        + "\(names.total) = sum(if \(kind) = \(words.text(total)) then \(amount) else \(names.zero)), "
        + "\(names.parts) = sum(if \(kind) != \(words.text(total)) then \(amount) else \(names.zero)), "
        + (open ? "\(names.heads) = count(\(kind) = \(words.text(total))), " : "")
        + "\(names.gaps) = missing_count(\(amount)), \(names.count) = count() | where \(condition(names))"
    }
    guard let answer, answer.rows.rowCount > 0 else { return nil }
    let rounded = answer.rows.roundedApart(
      sums: keys.count, addends: parts.count + 1, unit: table.roundedUnit(of: measure))
    var finding = Finding(
      columns: [table.entry.columns[kinds].name, table.entry.columns[measure].name],
      message: .unequal(total, parts, table.entry.columns[measure].name, answer.rows.rowCount, rounded: rounded),
      rowCount: answer.rows.rowCount, query: answer.query)
    finding.isPossible = rounded == answer.rows.rowCount
    finding.examples = (0..<min(Finding.mostExamples, answer.rows.rowCount)).map { row in
      let cell = keys.indices.filter { !answer.rows.columns[$0].missing[row] }.map { table.shown(answer.rows, row, $0) }
      let total = table.shown(answer.rows, row, keys.count)
      let parts = table.shown(answer.rows, row, keys.count + 1)
      return Message(
        ja: cell.joined(separator: "、") + ": \(self.total) \(total)、内訳の計 \(parts)",
        en: cell.joined(separator: ", ") + ": \(self.total) \(total), parts \(parts)")
    }
    return finding
  }
}

extension CheckedTable {
  /// The measures that the catalog guards by a column: what its totals are totals of.
  fileprivate func measures(guardedBy place: Int) -> [Int] {
    facts.filter { measure in
      entry.columns[measure].type == .number
        && entry.columns[measure].guards.contains { entry.index(of: $0) == place }
    }
  }
}

extension CheckedTable {
  /// The unit to whole ones of which all figures of a column are rounded: 千円, not 円; nil where some have decimals.
  fileprivate func roundedUnit(of place: Int) -> Unit? {
    guard let unit = entry.columns[place].unit, entry.columns[place].unitFrom == nil, unit.dimension == .money,
      unit != unit.base, let column = cells(place), case .numbers(let figures) = column.storage
    else { return nil }
    for row in 0..<figures.count where !column.missing[row] {
      if (try? unit.fromBase(figures[row]))?.wholeNumber == nil { return nil }
    }
    return unit
  }
}

extension Table {
  /// In how many rows two sums differ by no more than rounding each addend to a whole figure of the unit explains.
  fileprivate func roundedApart(sums place: Int, addends: Int, unit: Unit?) -> Int {
    guard let unit else { return 0 }
    func figure(_ row: Int, _ column: Int) -> ExactDecimal? {
      guard columns.indices.contains(column), case .number(let value) = value(row: row, column: column) else {
        return nil
      }
      return try? unit.fromBase(value)
    }
    return (0..<rowCount).count { row in
      guard let total = figure(row, place), let parts = figure(row, place + 1), let apart = try? total - parts,
        let whole = apart.magnitude.wholeNumber
      else { return false }
      return whole <= addends / 2
    }
  }
}

extension Message {
  fileprivate static func unequal(
    _ total: String, _ parts: [String], _ measure: BilingualName, _ rows: Int, rounded: Int
  ) -> Message {
    let ja = parts.map { "「\($0)」" }.joined(separator: "＋")
    let en = parts.joined(separator: " + ")
    var message = Message(
      ja: "「\(measure.ja)」の「\(total)」のうち \(rows) 件が、内訳（\(ja)）と合いません。",
      en:
        "Of \(measure.en), \(rows) \(rows == 1 ? "value" : "values") of \(total) \(rows == 1 ? "does" : "do") not match the parts: \(en)."
    )
    if rounded > 0 {
      message.ja += rounded == rows ? "差は端数処理で説明できる大きさです。" : "うち \(rounded) 件の差は端数処理で説明できます。"
      message.en +=
        rounded == rows
        ? " Rounding can explain the differences." : " Rounding can explain \(rounded) of the differences."
    }
    return message
  }
}
