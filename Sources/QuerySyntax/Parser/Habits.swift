internal import Diagnostics
internal import PolicyModel

/// Meets habits from other tools half-way: `filter`, `&&`, `GROUP BY`, `SELECT … FROM`, `.help`.
enum Habits {
  /// Verbs of other languages, in lower case, with the polsh verb that is meant.
  private static let verbs: [String: String] = [
    "filter": "where", "having": "where", "grep": "where", "orderby": "sort", "order": "sort", "arrange": "sort",
    "mutate": "derive", "extend": "derive", "calc": "derive", "summarize": "group", "summarise": "group",
    "aggregate": "group", "group_by": "group", "groupby": "group", "limit": "take", "head": "take", "top": "take",
    "tail": "last", "uniq": "distinct",
    "unique": "distinct", "drop": "omit", "exclude": "omit", "explode": "unnest", "flatten": "unnest",
    "project": "select", "columns": "select", "merge": "join", "vlookup": "join", "lookup": "join", "append": "union",
    "concat": "union",
    "フィルタ": "where", "フィルター": "where", "抽出条件": "where", "ソート": "sort", "並び替え": "sort", "グループ": "group",
    "上位": "take", "表示列": "select", "カウント": "count", "突合": "join", "突き合わせ": "join", "マージ": "join", "連結": "union",
  ]

  /// The joins of SQL, with what they are here; nil for those that there are not.
  private static let joins: [String: Message?] = [
    "left": Message(ja: "結合", en: "join"), "inner": Message(ja: "結合 一致のみ", en: "join only"), "right": nil, "full": nil,
    "outer": nil, "cross": nil,
  ]

  static func verb(_ word: String, span: Span, _ parser: Parser) -> [FixIt] {
    if let meant = joins[word.lowercased()], case .word(let next) = parser.following.kind, next.lowercased() == "join" {
      return meant.map { [FixIt(replace: span.joined(parser.following.span), with: $0)] } ?? []
    }
    guard let name = verbs[word.lowercased()], let spelling = parser.grammar.verb(name)?.spelling else { return [] }
    let meant = Message(ja: spelling.ja.first ?? name, en: spelling.en)
    // Without its colon the verb would be refused next.
    if name == "group", !parser.hasColonBeforeVerbEnd {
      return [FixIt(Message(ja: "\(meant.ja) 列: 合計(…)", en: "\(meant.en) KEY: sum(…)"))]
    }
    // `order by x`: the second word goes too.
    if word.lowercased() == "order", case .word(let next) = parser.following.kind, next.lowercased() == "by" {
      return [FixIt(replace: span.joined(parser.following.span), with: meant)]
    }
    return [FixIt(replace: span, with: meant)]
  }

  /// `&&` for and, `||` for or.
  static func symbolForWord(_ token: Token, _ keyword: Keyword, _ parser: Parser) -> Diagnostic {
    let sign = keyword == .or ? "||" : "&&"
    return Diagnostic(
      "E32", Message(ja: "ここに「\(sign)」は続けられません", en: "\(sign) cannot follow here"), at: token.span,
      fixes: [parser.word(keyword, inPlaceOf: token.span)])
  }

  /// `join left works …`: a word of SQL where the table should stand.
  static func joinKind(_ token: Token, before next: Token, verb: Span) -> Diagnostic? {
    guard let word = token.word, let meant = joins[word.lowercased()], next.isName else { return nil }
    return Diagnostic(
      "E32", Message(ja: "ここに「\(word)」は続けられません", en: "\(word) cannot follow here"), at: token.span,
      notes: [
        Message(
          ja: "「結合」は左の行をすべて残します。一致のみ・一致なし・複数 を付けられます。",
          en: "join keeps all rows of the left; many, only or without may stand behind it.")
      ], fixes: meant.map { [FixIt(replace: verb.joined(token.span), with: $0)] } ?? [])
  }

  /// What stands where `on` should: `using`, `by`, or the key itself.
  static func missingOn(_ token: Token) -> [FixIt] {
    guard token.isName else { return [] }
    if ["using", "by", "where"].contains(token.word?.lowercased()) {
      return [FixIt(replace: token.span, with: Keyword.on.word)]
    }
    let before = Span(token.span.start, token.span.start)
    return [FixIt(Keyword.on.word, edits: [FixIt.Edit(before, Message(ja: "キー ", en: "on "))])]
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
