internal import Diagnostics

/// Questions as they are spoken: 取組を表示, 取組の件数は？
struct SpokenHabits {
  let typed: TypedTokens
  let tables: Set<String>
  let grammar: Grammar

  /// What is said behind a table's name, and the verb that is meant; the longest first.
  private static let endings: [(ending: String, verb: String)] = {
    let shown = [
      "を表示してください", "を表示して", "を表示する", "を表示", "を見せてください", "を見せて", "を見たい", "を見る", "を出して", "を出す", "を一覧",
      "の一覧を表示", "の一覧", "の表を表示", "の中身", "の内容", "を開く", "の全部", " 表示", "　表示",
    ].map { ($0, "") }
    let counted = [
      "の件数は", "の件数", "の数は", "の数", "の行数は", "の行数", "は何件ありますか", "は何件ある", "は何件ですか", "は何件", "を数えて", "を数える",
      "が何件", "の合計件数",
    ].map { ($0, "件数") }
    let described = ["の列の一覧", "の列は", "の列", "の項目は", "の項目", "の概要", "の説明", "にはどんな列がありますか"].map { ($0, "概要") }
    return (shown + counted + described).sorted { $0.0.count > $1.0.count }
  }()

  func answer() -> ShellHabits.Answer? {
    var text = typed.source.trimmingBlanks
    while let last = text.last, "。．.？?！!".contains(last) { text.removeLast() }
    for (ending, verb) in Self.endings where text.hasSuffix(ending) {
      let table = String(text.dropLast(ending.count))
      guard tables.contains(table) else { continue }
      return ShellHabits.Answer(
        message: Message(ja: "「\(text)」とは読めません", en: "\(text) cannot be read"),
        note: Message(ja: "表の名前から始め、命令は「|」の後に書きます。", en: "A question begins with its table; verbs stand behind |."),
        statement: verb.isEmpty ? table : "\(table) | \(verb)", about: typed.all)
    }
    // 取組 | 件数は？
    guard text != typed.source.trimmingBlanks || text.hasSuffix("は") else { return nil }
    if text.hasSuffix("は") { text.removeLast() }
    let last = text.split { "|｜".contains($0) }.last.map { String($0).trimmingBlanks } ?? ""
    guard grammar.isVerb(last), text.contains(where: { "|｜".contains($0) }) else { return nil }
    return ShellHabits.Answer(
      message: Message(ja: "文の終わりが読めません", en: "The end of the statement cannot be read"), statement: text,
      about: typed.count - 1..<typed.count)
  }
}
