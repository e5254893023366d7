internal import Diagnostics
internal import PolicyModel

/// Meets habits from other tools half-way: `filter`, `&&`, `GROUP BY`, `SELECT … FROM`, `.help`.
enum Habits {
  /// Verbs of other languages, in lower case, with the polsh verb that is meant.
  private static let verbs: [String: String] = [
    "filter": "where", "having": "where", "grep": "where", "orderby": "sort", "order": "sort", "arrange": "sort",
    "mutate": "derive", "extend": "derive", "calc": "derive", "summarize": "group", "summarise": "group",
    "aggregate": "group", "limit": "take", "head": "take", "top": "take", "tail": "last", "uniq": "distinct",
    "unique": "distinct", "drop": "omit", "exclude": "omit", "explode": "unnest", "flatten": "unnest",
    "project": "select", "columns": "select", "merge": "join", "append": "union", "concat": "union",
    "フィルタ": "絞込", "フィルター": "絞込", "ソート": "並替", "並び替え": "並替", "グループ": "集計", "上位": "先頭", "表示列": "選択",
    "カウント": "件数", "抽出条件": "絞込",
  ]

  static func verb(_ word: String, span: Span, _ parser: Parser) -> [FixIt] {
    guard let meant = verbs[word.lowercased()] else { return [] }
    // `order by x`: the second word goes too.
    if word.lowercased() == "order", case .word(let next) = parser.following.kind, next.lowercased() == "by" {
      return [FixIt(replace: span.joined(parser.following.span), with: meant)]
    }
    return [FixIt(replace: span, with: meant)]
  }

  /// `&&` for and, `||` for or.
  static func symbolForWord(_ token: Token, _ keyword: Keyword) -> Diagnostic {
    let word = keyword == .or ? "or" : "and"
    let sign = keyword == .or ? "||" : "&&"
    return Diagnostic(
      "E32", Message(ja: "ここに「\(sign)」は続けられません", en: "\(sign) cannot follow here"), at: token.span,
      fixes: [
        FixIt(replace: token.span, with: " \(word) ", label: Message(ja: keyword == .or ? "または" : "かつ", en: word))
      ])
  }

  /// A statement that begins as in another shell: `.help`, `\d`.
  static func statement(startingAt token: Token) -> Diagnostic? {
    guard case .symbol(.dot) = token.kind else { return nil }
    return Diagnostic(
      "E32", Message(ja: "ここに「.」は続けられません", en: ". cannot begin a statement"), at: token.span,
      notes: [
        Message(ja: "命令には点を付けません。ヘルプ は help、表の一覧は show tables です。", en: "Commands have no dot: help, show tables.")
      ],
      fixes: [FixIt(replace: token.span, with: "", label: Message(ja: "点を消す", en: "without the dot"))])
  }
}
