internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QuerySyntax

extension DataCheck {
  /// Rows that have the same key; without a declared key, rows that are the same in every column, or share a number.
  static let repeatedKeys = DataCheck(
    Message(ja: "キーの重複", en: "duplicate keys"), subject: Message(ja: "重複するキーや行", en: "duplicate keys and rows")
  ) { (table) throws(Diagnostic) in
    if table.rowCount < 2 { return [] }
    if !table.entry.primaryKey.isEmpty {
      // A key of which a part cannot be read tells nothing about the rows.
      if table.key.count != table.entry.primaryKey.count { return [] }
      guard let repeated = try RepeatedRows(table.key, in: table) else { return [] }
      return [repeated.finding(.keys)]
    }
    if let finding = try RepeatedRows.whole(in: table) { return [finding] }
    return try RepeatedRows.numbers(in: table)
  }
}

/// Rows of a table that agree in some columns.
private struct RepeatedRows {
  enum Sort { case keys, rows, numbers }

  let table: CheckedTable
  let places: [Int]
  /// The question for these rows, and the rows themselves.
  let answer: (query: Query, rows: Table)
  /// How many different keys they have.
  let keyCount: Int

  var rowCount: Int { answer.rows.rowCount }

  /// Nil where every row has a key of its own.
  init?(_ places: [Int], in table: CheckedTable) throws(Diagnostic) {
    self.table = table
    self.places = places
    let lists = places.filter { table.entry.columns[$0].type.isList }
    if places.isEmpty || !lists.isEmpty && !table.keepsOriginals { return nil }
    // A list cannot be a key, but the cell as written can.
    func keys(_ words: QuestionWords) -> (made: String, keys: [String]) {
      var made = ""
      let keys = places.map { place in
        guard lists.contains(place) else { return words.column(place) }
        let name = words.table.entry.columns[place].name
        let own = words.fresh(Message(ja: name.ja + "の原文", en: "raw_" + name.en))
        made += " | derive \(own) = raw(\(words.column(place)))"
        return own
      }
      return (made, keys)
    }
    let distinct = try table.ask { words in
      let (made, keys) = keys(words)
      return words.source + made + " | distinct " + keys.joined(separator: ", ") + " | count"
    }
    guard let distinct, case .number(let count) = distinct.rows.value(row: 0, column: 0),
      let different = count.wholeNumber, different < table.rowCount
    else { return nil }
    let answer = try table.ask { words in
      let (made, keys) = keys(words)
      let copies = words.fresh(Message(ja: "重複数", en: "copies"))
      let list = keys.joined(separator: ", ")
      return words.source + made + " | derive \(copies) = total(true) by \(list) | where \(copies) > 1 | sort \(list)"
    }
    guard let answer, answer.rows.rowCount > 1 else { return nil }
    self.answer = answer
    keyCount = answer.rows.rowCount - (table.rowCount - different)
  }

  /// Rows that are the same in every column; none where so many are that rows stand for answers or events, not things.
  static func whole(in table: CheckedTable) throws(Diagnostic) -> Finding? {
    if !table.unreadable.isEmpty { return nil }
    let places = table.entry.columns.indices.filter { table.entry.columns[$0].expression == nil }
    // One or two columns with few values repeat by nature.
    if places.count < 3 { return nil }
    guard let repeated = try RepeatedRows(places, in: table) else { return nil }
    if repeated.rowCount > max(2, table.rowCount / 5) { return nil }
    var finding = repeated.finding(.rows)
    finding.isPossible = true
    return finding
  }

  /// Numbers that nearly every row has for itself: codes and ids by their name, alone or within a year.
  static func numbers(in table: CheckedTable) throws(Diagnostic) -> [Finding] {
    if table.rowCount < 4 { return [] }
    for place in table.facts where table.entry.columns[place].isNumbering {
      guard let cells = table.cells(place), cells.missing.count == 0 else { continue }
      for key in [[place], [table.yearColumn, place].compactMap { $0 }] {
        guard let repeated = try RepeatedRows(key, in: table) else { break }
        if repeated.rowCount > max(2, table.rowCount / 20) { continue }
        var finding = repeated.finding(.numbers)
        finding.isPossible = true
        return [finding]
      }
    }
    return []
  }

  func finding(_ sort: Sort) -> Finding {
    let names = places.map { table.entry.columns[$0].name }
    let rows = rowCount
    let message: Message =
      switch sort {
      case .keys: .sameKey(NameList.of(names), rows, keyCount)
      case .rows: .sameRow(rows, keyCount)
      case .numbers: .sameNumber(NameList.of(names), rows)
      }
    var finding = Finding(
      columns: sort == .rows ? [] : names, message: message, rowCount: rows, query: answer.query)
    finding.examples = table.examples(answer.rows, of: places, apart: true)
    return finding
  }
}

extension ColumnEntry {
  /// Whether the name says that rows are told apart by it: 整理番号, 施設コード, id.
  fileprivate var isNumbering: Bool {
    if type.isList || type.scale != nil || type == .year || unit != nil { return false }
    return [name.ja, name.en].contains { name in
      let word = name.lowercased()
      // Two places may well share these.
      if ["電話", "郵便", "fax", "連絡", "口座"].contains(where: word.contains) { return false }
      return word == "id" || word == "no" || ["コード", "番号", "_id", "_no", "code", "№"].contains { word.hasSuffix($0) }
    }
  }
}

extension Message {
  fileprivate static func sameKey(_ key: Message, _ rows: Int, _ keys: Int) -> Message {
    Message(
      ja: "\(rows) 行は、キー（\(key.ja)）がほかの行と同じです（重なるキーは \(keys) 組）。合計や件数に二重に入ります。",
      en:
        "\(Counted.rows(rows)) share \(keys == 1 ? "one key" : "\(keys) keys") (\(key.en)) with another row; sums and counts take them twice."
    )
  }

  fileprivate static func sameRow(_ rows: Int, _ kinds: Int) -> Message {
    Message(
      ja: "\(rows) 行は、すべての列がほかの行と同じです（\(kinds) 組）。二重に入力したのかもしれません。",
      en: "\(Counted.rows(rows)) are the same as another in every column (\(kinds) different); possibly entered twice.")
  }

  fileprivate static func sameNumber(_ key: Message, _ rows: Int) -> Message {
    Message(
      ja: "\(key.ja)はほぼ行ごとに違いますが、\(rows) 行はほかの行と同じです。",
      en: "\(key.en) differs from row to row, but \(Counted.rows(rows)) share it with another.")
  }
}
