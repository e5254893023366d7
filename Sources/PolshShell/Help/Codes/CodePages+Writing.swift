internal import Diagnostics

extension CodePage {
  /// Texts that cannot be read.
  static let writing: [CodePage] = [
    CodePage(
      "E05", Message(ja: "そこでは読めない文字", en: "a sign that cannot be read there"),
      Message(
        ja: "長音「ー」を引き算に使った、単位のない数に桁区切りのコンマを付けた、などです。何に読めるかを直し方で示します。",
        en:
          "A long vowel mark in place of minus, a thousands comma in a number without a unit, and the like. The fix says what it could be."
      ),
      wrong: ("t | where x < 1,200", "t | 絞込 x が 1,200 未満"),
      right: ("t | where x < 1200 | count", "t | 絞込 x が 1200 未満 | 件数")),
    CodePage(
      "E13", Message(ja: "条件になっていない", en: "not a condition"),
      Message(
        ja: "「かつ」「または」の両側には、それぞれ条件（列 比べ方 値）が要ります。値をいくつか並べるときは「のどれか」を使います。",
        en: "Both sides of and and or are conditions of their own. To compare with several values, list them behind in."
      ),
      wrong: ("t | where g = A or B", "t | 絞込 g = A または B"),
      right: ("t | where g in [A, B] | count", "t | 絞込 g が [A、 B] のどれか | 件数")),
    CodePage(
      "E17", Message(ja: "比べる言葉がない", en: "the comparison is missing"),
      Message(
        ja: "が・は・に の後に、値と比べる言葉（以上、と同じ、を含む、あり など）が続いていません。「が」「は」の後が値だけなら「と同じ」になりますが、「に」の後には必ず要ります。",
        en:
          "Nothing to compare with follows the Japanese particle が, は or に. A value alone means “equal” behind が and は; に needs a word such as あり."
      ),
      wrong: ("t | where l に p", "t | 絞込 l に p"), right: ("t | where l has p | count", "t | 絞込 l に p あり | 件数")),
    CodePage(
      "E22", Message(ja: "かぎかっこが閉じられていない", en: "a quote that is never closed"),
      Message(
        ja: "開いた「 ' \" などに、同じ行の中で閉じる相手がありません。",
        en: "The quote that opens here has no partner on the line."),
      wrong: ("t | where k = 'a", "t | 絞込 k が 「a と同じ"), right: ("t | where k = 'a' | count", "t | 絞込 k が 「a」 と同じ | 件数")),
    CodePage(
      "E32", Message(ja: "そこには続けられない", en: "cannot stand there"),
      Message(
        ja: "書き方の決まりに合いません。何が書けるところかを示します。命令の書き方は「ヘルプ 命令の名前」で分かります。",
        en:
          "The words do not fit together this way; the message says what is expected. help VERB shows how a verb is written."
      ),
      wrong: ("t | count g", "t | 件数 g"), right: ("t | count by g", "t | 件数 gごと")),
  ]
}
