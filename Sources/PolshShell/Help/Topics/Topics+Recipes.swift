internal import DataFormats
internal import Diagnostics

extension Topic {
  /// How a recipe is written, from the words that recipes are read by.
  static let recipes = Topic(
    en: ["recipe", "recipes", "documents"], ja: ["手順", "手順の書き方", "文書の読み方"],
    Message(
      ja: "文書（PDF から取り出した文字など）を表として読む手順を書く",
      en: "write down how a document, as the text of a PDF, is read as a table"),
    [
      .text(
        Message(
          ja:
            "手順は「名前.recipe」という文字のファイルです。1行に1つ、「言葉: 値」の形で、どの行が見出しか、表の1行に何が並ぶか、どの列がどの段階かを書きます。# の行は読まれません。日本語と英語の言葉は混ぜて使えます。似た文書の手順の写しを直すのが早道です。",
          en:
            "A recipe is a text file NAME.recipe. Each line says one thing, as WORD: VALUE: which lines are headings, what stands side by side in a row, which column has which levels. A line with # is not read. English and Japanese words may be mixed. The quickest way is to change a copy of the recipe of a similar document."
        )),
      .sample(Message(ja: "例の文書（plan.txt）", en: "A document (plan.txt)"), RecipeExample.document),
      .sample(Message(ja: "その手順（our-plan.recipe）", en: "Its recipe (our-plan.recipe)"), RecipeExample.recipe),
      .examples(
        nil,
        [
          HelpExample(
            "load 'plan.txt' recipe 'our-plan' as m", "読込 'plan.txt' 手順 'our-plan' 名前 m",
            Message(
              ja: "4 行の表 m と、文書の各行の扱いの表 m_行 ができる",
              en: "makes the table m of 4 rows, and m_lines of what became of each line"),
            outcome: .isOnlyShown),
          HelpExample(
            "check our-plan", "点検 our-plan",
            Message(ja: "手順の書き方だけを確かめる", en: "only see whether the recipe is well written"),
            outcome: .isOnlyShown),
        ]),
    ]
      + RecipeWord.Part.allCases.map { part in
        .list(
          RecipeWord.title(part),
          RecipeWord.allCases.filter { $0.part == part }.map { HelpPage.Term($0.usage, $0.summary) }
            + (part == .column ? [RecipeWord.label] : []).map { HelpPage.Term($0.usage, $0.summary) })
      } + [
        .list(
          Message(ja: "型紙の書き方", en: "How a pattern is written"),
          [
            .init(
              Message(ja: "{列}", en: "{COLUMN}"),
              Message(ja: "そこを列の値として読む", en: "what stands there is the column's value")),
            .init(Message(same: "{}"), Message(ja: "何があってもよい", en: "anything, or nothing")),
            .init(
              Message(ja: "ほかの字", en: "the rest"),
              Message(
                ja: "そのとおりにあること。全角と半角、空白の違いは問わない。{ } と { } の間の空白だけは要る",
                en: "stands there as it is; widths do not count, nor do blanks but between { } and { }")),
          ]),
        .text(
          Message(
            ja:
              "読んだ表には、文書の行番号（行）、読み方（読取: 記載、推定 …）、注記も付き、「原本 3」で文書の前後の行が見られます。手順のファイルは ~/.local/share/polsh/recipes に置けば名前で、ほかの所ならファイルの場所で指定します。",
            en:
              "Each row keeps its line, how it was read (stated, inferred …) and a note; source 3 shows the document around row 3. A recipe in ~/.local/share/polsh/recipes goes by its name, one elsewhere by its path."
          )),
        .seeAlso([Message(ja: "読込", en: "load"), Message(ja: "原本", en: "source"), Message(ja: "出典", en: "trace")]),
      ])
}
