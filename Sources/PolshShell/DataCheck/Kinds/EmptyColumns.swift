internal import ColumnStore
internal import Diagnostics
internal import PolicyModel

extension DataCheck {
  /// Columns in which no row has a value.
  static let emptyColumns = DataCheck(
    Message(ja: "空の列", en: "empty columns"), subject: Message(ja: "空の列", en: "empty columns")
  ) { (table) throws(Diagnostic) in
    if table.rowCount < 2 { return [] }
    let empty = table.facts.filter { table.cells($0)?.missing.count == table.rowCount }
    if empty.isEmpty { return [] }
    let names = empty.map { table.entry.columns[$0].name }
    let query = try table.question { words in words.source + " | select " + words.columns(empty) }
    return [Finding(columns: names, message: .empty(names), rowCount: table.rowCount, query: query)]
  }
}

extension Message {
  fileprivate static func empty(_ names: [BilingualName]) -> Message {
    let list = NameList.of(names)
    return Message(
      ja: "\(list.ja)には、どの行にも値がありません。", en: "\(list.en) \(names.count == 1 ? "has" : "have") no value in any row.")
  }
}
