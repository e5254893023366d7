internal import ColumnStore
internal import Diagnostics
internal import PolicyModel

extension DataCheck {
  /// Words in a column of grades or categories that its scale does not have.
  static let undeclaredLevels = DataCheck(
    Message(ja: "尺度にない段階", en: "undeclared levels"),
    subject: Message(ja: "尺度にない段階", en: "levels that no scale declares")
  ) { (table) throws(Diagnostic) in
    var found: [Finding] = []
    for place in table.unreadable.sorted() {
      let cells = try table.refusedCells(place).filter { $0.level != nil }
      let levels = cells.reduce(into: [String]()) { levels, cell in
        if let level = cell.level, !levels.contains(level) { levels.append(level) }
      }
      let finding = try RefusedCells(cells, of: place, in: table).finding { name, rows in
        .undeclared(name, NameList.quoted(levels), rows)
      }
      if let finding { found.append(finding) }
    }
    return found
  }
}

extension Message {
  fileprivate static func undeclared(_ name: BilingualName, _ levels: Message, _ rows: Int) -> Message {
    Message(
      ja: "「\(name.ja)」の \(rows) 行に、尺度にない\(levels.ja)があります。この列は使えません。",
      en:
        "\(Counted.rows(rows)) of \(name.en) \(rows == 1 ? "has" : "have") \(levels.en), which its scale lacks; the column cannot be used."
    )
  }
}
