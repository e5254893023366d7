internal import Diagnostics

/// Words of SQL within `join`.
enum JoinHabits {
  /// `join left works …`: a word of SQL where the table should stand.
  static func kind(_ token: Token, before next: Token, verb: Span) -> Diagnostic? {
    guard let word = token.word, let meant = VerbHabits.joins[word.lowercased()], next.isName else { return nil }
    let said = meant == "join only" ? Message(ja: "結合 一致のみ", en: "join only") : Message(ja: "結合", en: "join")
    return Diagnostic(
      "E32", Message(ja: "ここに「\(word)」は続けられません", en: "\(word) cannot follow here"), at: token.span,
      notes: [
        Message(
          ja: "「結合」は左の行をすべて残します。一致のみ・一致なし・複数 を付けられます。",
          en: "join keeps all rows of the left; many, only or without may stand behind it.")
      ], fixes: meant == nil ? [] : [FixIt(replace: verb.joined(token.span), with: said)])
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
}
