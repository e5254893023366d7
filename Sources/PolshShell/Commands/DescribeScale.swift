internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QueryLanguage
internal import QuerySyntax

extension Command {
  static let describeScale = Command(
    Spelling("describe", "概要"), second: .scale, [.column("column")],
    summary: Message(
      ja: "評価や区分の段階とその意味", en: "the levels of a column and what they mean"),
    examples: [HelpExample("describe scale g", "概要 尺度 g", outcome: .isOnlyShown)]
  ) { call, session throws(Diagnostic) in
    guard let name = call.column("column") else { return }
    var found: [(table: BilingualName, column: ColumnEntry, scale: Scale)] = []
    for table in session.environment.tables {
      guard case .source(let source) = table.content, name.table.map({ table.name.matches($0.text) }) ?? true else {
        continue
      }
      for column in source.entry.columns where column.name.matches(name.name.text) {
        guard let scale = column.type.scale, !found.contains(where: { $0.scale == scale }) else { continue }
        found.append((table.name, column, scale))
      }
    }
    if found.isEmpty { throw .noScale(name, session) }
    for one in found {
      let kind = Message(
        ja: "\(one.table.ja) の \(one.column.name.ja): \(one.scale.isRanked ? "前の段階ほど良い" : "順位はありません")",
        en: "\(one.column.name.en) of \(one.table.en): \(one.scale.isRanked ? "best first" : "unranked")")
      let rows: [[Value]] = one.scale.levels.map { level in
        [.text(level), one.scale.labels[level].map { .text($0[session.language]) } ?? .missing(.notApplicable)]
      }
      session.say(kind)
      try session.show(ListTable.make([("段階", "level", .text), ("意味", "meaning", .text)], rows))
    }
  }
}

extension Diagnostic {
  fileprivate static func noScale(_ name: ColumnName, _ session: Session) -> Diagnostic {
    var scaled: [BilingualName] = []
    for table in session.environment.tables {
      guard case .source(let source) = table.content else { continue }
      if let only = name.table, !table.name.matches(only.text) { continue }
      for column in source.entry.columns
      where column.type.scale != nil && column.role == nil && !scaled.contains(column.name) {
        scaled.append(column.name)
      }
    }
    let near = NearNames.nearest(to: name.name.text, among: scaled.flatMap { [$0.ja, $0.en] }, care: .strict)
    let typed = (name.table.map { $0.text + "." } ?? "") + name.name.text
    return Diagnostic(
      "E01", Message(ja: "「\(typed)」という段階のある列はありません", en: "No column \(typed) has levels"),
      at: name.span,
      notes: [
        Message(
          ja: "段階のある列: " + scaled.map(\.ja).joined(separator: "、"),
          en: "Columns with levels: " + scaled.map(\.en).joined(separator: ", "))
      ], fixes: near.map { FixIt(replace: name.name.span, with: $0) })
  }
}
