internal import Diagnostics
internal import QuerySyntax

extension WordPage {
  /// The comparisons, in the order in which the page on comparisons lists them.
  static let comparisons: [WordPage] = [
    WordPage(
      [.sameAs], signs: ["=", "=="], kind: .comparison,
      Message(ja: "等しい。欠測どうしも等しいとみなす", en: "equal; a missing value equals a missing one"),
      examples: [HelpExample("t | where g = A | select k, g", "t | 絞込 g が A と同じ | 選択 k、 g")]),
    WordPage(
      [.otherThan], signs: ["!=", "<>", "≠"], kind: .comparison,
      Message(ja: "等しくない。欠測の行も入る", en: "not equal; rows where it is missing are among them"),
      examples: [HelpExample("t | where g != A | select k, g", "t | 絞込 g が A 以外 | 選択 k、 g")]),
    WordPage(
      [.orMore], signs: [">=", "≧", "≥"], kind: .comparison,
      Message(
        ja: "以上（その値を含む）。評価では「それか、より良い段階」", en: "at least, that value included; of grades: that level or a better one"),
      Message(
        ja: "評価は A が良いとき、B 以上 は A と B です。欠測の行は入らず、その数は通知 N1 に出ます。",
        en: "Where A is the best grade, >= B means A and B. Missing values never fulfil it; N1 counts them."),
      examples: [
        HelpExample("t | where x >= 10 | select k, x", "t | 絞込 x が 10 以上 | 選択 k、 x"),
        HelpExample("t | where g >= B | select k, g", "t | 絞込 g が B 以上 | 選択 k、 g"),
      ]),
    WordPage(
      [.orLess], signs: ["<=", "≦", "≤"], kind: .comparison,
      Message(
        ja: "以下（その値を含む）。評価では「それか、より悪い段階」", en: "at most, that value included; of grades: that level or a worse one"),
      examples: [HelpExample("t | where g <= C | select k, g", "t | 絞込 g が C 以下 | 選択 k、 g")]),
    WordPage(
      [.moreThan], signs: [">"], kind: .comparison,
      Message(ja: "より大きい（その値は含まない）。評価では「より良い」", en: "more than, that value not included; of grades: better than"),
      examples: [HelpExample("t | where x > 10 | select k, x", "t | 絞込 x が 10 超 | 選択 k、 x")]),
    WordPage(
      [.lessThan], signs: ["<"], kind: .comparison,
      Message(ja: "より小さい（その値は含まない）。評価では「より悪い」", en: "less than, that value not included; of grades: worse than"),
      examples: [HelpExample("t | where x < 10 | select k, x", "t | 絞込 x が 10 未満 | 選択 k、 x")]),
    WordPage(
      [.in, .anyOf, .noneOf], signs: ["not in"], kind: .comparison,
      Message(ja: "並べた値のどれか（どれでもない）", en: "one of the values listed, or none of them"),
      Message(
        ja: "値は [ ] の中に並べます。欠測も ― として並べられます。複数の値が入る列では、そのどれかが入っていればよいものとします。",
        en:
          "The values stand in [ ]; missing can be one of them, as ―. A column with several values fulfils it when any of them is listed."
      ),
      examples: [
        HelpExample("t | where g in [A, C] | select k, g", "t | 絞込 g が [A、 C] のどれか | 選択 k、 g"),
        HelpExample("t | where g not in [A, C] | select k, g", "t | 絞込 g が [A、 C] のどれでもない | 選択 k、 g"),
      ]),
    WordPage(
      [.inRange], signs: ["..", "〜", "～"], kind: .comparison,
      Message(ja: "範囲。両端を含む", en: "a range, both ends included"),
      examples: [
        HelpExample("t | where y in R2..R4 | select k, y", "t | 絞込 y が R2〜R4 の範囲 | 選択 k、 y"),
        HelpExample("t | where g in A..B | select k, g", "t | 絞込 g が A〜B の範囲 | 選択 k、 g"),
      ]),
    WordPage(
      [.contains, .containing, .notContaining], signs: ["not contains"], kind: .comparison,
      Message(ja: "文字の一部に含む（含まない）", en: "the text has it somewhere, or not"),
      Message(
        ja: "全角と半角の違いは問いません。大文字と小文字は区別します。",
        en: "Full-width and half-width forms are the same; capitals and small letters are not."),
      examples: [HelpExample("survey | where matter contains '館' | count", "調べ | 絞込 題 が 「館」 を含む | 件数")]),
    WordPage(
      [.starts, .startingWith, .notStartingWith], kind: .comparison,
      Message(ja: "その文字で始まる", en: "the text begins with it"),
      examples: [HelpExample("day | where date starts '6-' | count", "開館日 | 絞込 日付 が 「6-」 で始まる | 件数")]),
    WordPage(
      [.matches, .matching, .notMatching], kind: .comparison,
      Message(ja: "パターン（正規表現）に合う", en: "the text fits a pattern (a regular expression)"),
      Message(
        ja: "| は「または」、. は任意の1文字、.* は任意の文字列、^ と $ は先頭と末尾です。パターンは文字のどこかに合えばよく、(?i) を付けると大文字と小文字を区別しません。",
        en:
          "| is or, . any one character, .* any text, ^ and $ the beginning and the end. It may fit anywhere; (?i) makes capitals and small letters the same."
      ),
      examples: [HelpExample("day | where date matches '-1$|-2$' | count", "開館日 | 絞込 日付 が 「-1$|-2$」 に合致 | 件数")]),
    WordPage(
      [.has, .existing, .notExisting, .indirect], signs: ["not has"], kind: .comparison,
      Message(ja: "複数の値が入る列に、その値がある（ない）", en: "a column with several values has that one, or not"),
      Message(
        ja: "「列 に 値 あり」「列 に 値 なし」と書きます。値はまるごと一致するものだけです。",
        en: "The whole value must agree, not a part of it."),
      examples: [
        HelpExample("t | where l has p | select k, l", "t | 絞込 l に p あり | 選択 k、 l"),
        HelpExample("t | where l not has p | select k, l", "t | 絞込 l に p なし | 選択 k、 l"),
      ]),
    WordPage(
      [.is, .present], kind: .comparison,
      Message(ja: "欠測かどうか: が欠測、が記入あり", en: "whether a value is missing: is missing, is present"),
      examples: [
        HelpExample("t | where x is missing | select k", "t | 絞込 x が欠測 | 選択 k"),
        HelpExample("t | where x is present | count", "t | 絞込 x が記入あり | 件数"),
      ]),
    WordPage(
      [.subject, .topic],
      Message(ja: "列と比べる値の間に置く助詞: g が B 以上", en: "the Japanese particle between a column and what it is compared with"),
      Message(
        ja: "は と が は同じです。後に比べる言葉がなければ「と同じ」になります。「あり」「なし」の前は に を使います。",
        en: "は and が mean the same; without a word of comparison behind the value they mean equal."),
      examples: [HelpExample("t | where g が A | select k", "t | 絞込 g が A | 選択 k")]),
  ]
}

extension Message {
  static let comparison = Message(ja: "比べる言葉", en: "comparison")
}
