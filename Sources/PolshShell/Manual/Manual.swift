internal import Diagnostics
internal import QueryLanguage

extension Session {
  /// The whole reference as Markdown, from the values that define the language, in the session's language.
  func writeManual() throws(Diagnostic) {
    try output.write(Manual(language).text)
  }
}

/// The reference in one text: what help says word by word, in the order in which one would read it.
struct Manual {
  private let language: Language
  private let markdown: PageMarkdown

  init(_ language: Language) {
    self.language = language
    markdown = PageMarkdown(language)
  }

  var text: String {
    var text = "# \(Message(ja: "polsh の言葉", en: "The language of polsh")[language])\n\n"
    text += markdown.paragraph(
      Message(
        ja: "\(Version.text) の手引きです。プログラムの中の説明と同じもので、例の答えは、この文書を作るときに実際に計算したものです。1語ずつは「ヘルプ 言葉」で読めます。",
        en:
          "The reference of \(Version.text), made of the same texts as help in the program; the answers of the examples were computed when this was written. help WORD shows one word at a time."
      ))
    text += section(
      Message(ja: "例の表", en: "The tables of the examples"),
      Message(
        ja: "例は次の小さな表についての問い合わせです。プログラムに入っていて、ヘルプの中でだけ使われます。",
        en: "The examples ask about these small tables, which are part of the program and used in help only."),
      ExampleTables.all.map { HelpPage(exampleTable: $0) })
    text += section(
      Message(ja: "話題", en: "Subjects"), Message(ja: "ことがら別の説明です。", en: "The language by subject."),
      Topic.all.map(\.page))
    text += section(
      Message(ja: "命令", en: "Verbs"),
      Message(
        ja: "「|」の後に書いて、左の表から新しい表を作ります。", en: "A verb stands behind a bar and makes a new table of the one on its left."),
      groups: VerbRegistry.groups.map { ($0.title, $0.verbs.map { HelpPage($0) }) })
    text += section(
      Message(ja: "関数", en: "Functions"),
      Message(
        ja: "値を求めるものです。集計の関数は、行をまとめるところで使います。",
        en: "A function computes a value; aggregates work where rows are put together."),
      groups: FunctionRegistry.groups.map { ($0.title, $0.functions.map { HelpPage($0) }) })
    text += section(
      Message(ja: "操作", en: "Commands"),
      Message(
        ja: "文の初めに書き、表ではなくシェルに対して行います。",
        en: "A command stands at the beginning of a statement and is about the session, not a table."),
      groups: CommandRegistry.groups.map { ($0.title, $0.commands.map { HelpPage($0) }) })
    text += section(
      Message(ja: "言葉と記号", en: "Words and signs"),
      Message(ja: "命令や式の部分になる言葉です。", en: "The words that are parts of verbs and expressions."),
      groups: [
        (Message(ja: "比べる言葉", en: "Comparisons"), WordPage.comparisons.map { HelpPage($0) }),
        (Message(ja: "条件と値", en: "Conditions and values"), (WordPage.logic + WordPage.values).map { HelpPage($0) }),
        (Message(ja: "命令の中の言葉", en: "Words within verbs"), WordPage.clauses.map { HelpPage($0) }),
        (
          Message(ja: "文の初めと操作の言葉", en: "Words of statements and commands"),
          (WordPage.statements + WordPage.choices + WordPage.loading).map { HelpPage($0) }
        ),
        (Message(ja: "記号", en: "Signs"), WordPage.signs.map { HelpPage($0) }),
      ])
    text += section(
      Message(ja: "単位", en: "Units"),
      Message(
        ja: "数に付けられる単位です。ほかに、開いているデータに出てくる単位も使えます。",
        en: "The units that numbers can have, besides those that occur in the open data."),
      UnitTable.pages)
    text += section(
      Message(ja: "エラー", en: "Errors"),
      Message(ja: "文が実行できないときに示す番号です。", en: "The codes that are shown when a statement cannot be run."),
      CodePage.all.filter { !$0.isNotice }.map { HelpPage($0) })
    text += section(
      Message(ja: "通知", en: "Notices"),
      Message(ja: "結果の下に出る、知っておくとよいことです。", en: "What stands below a result that is right: something to know about it."),
      CodePage.all.filter(\.isNotice).map { HelpPage($0) })
    return text
  }

  private func section(_ title: Message, _ lead: Message, _ pages: [HelpPage]) -> String {
    "## \(title[language])\n\n" + markdown.paragraph(lead) + pages.map { markdown.text($0, level: 3) }.joined()
  }

  private func section(_ title: Message, _ lead: Message, groups: [(Message, [HelpPage])]) -> String {
    "## \(title[language])\n\n" + markdown.paragraph(lead)
      + groups.map { group, pages in
        "### \(group[language])\n\n" + pages.map { markdown.text($0, level: 4) }.joined()
      }.joined()
  }
}
