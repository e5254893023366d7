internal import Diagnostics
internal import PolshText
internal import Presentation
internal import QueryLanguage
internal import QuerySyntax

extension Command {
  static let help = Command(
    Spelling("help", "ヘルプ"), [.optional([.topic("topic")])],
    summary: Message(ja: "使い方。ヘルプ 絞込 のように言葉も付けられる", en: "how it works; help where explains one word")
  ) { call, session throws(Diagnostic) in
    let pages = HelpPages(session)
    guard let topic = call.name("topic") else { return try session.output.write(pages.overview) }
    guard let page = pages.page(topic.text) else { throw pages.unknown(topic) }
    try session.output.write(page)
  }
}

/// The texts of `help`, made from the values that define verbs, functions and commands.
struct HelpPages {
  private let session: Session
  private var language: Language { session.language }

  init(_ session: Session) { self.session = session }

  var overview: String {
    var text = Message(
      ja: """
        問い合わせは「表 | 命令 | 命令」と左から右へ書きます。英語と日本語は混ぜて使えます。
          例: \(example.ja)

        """,
      en: """
        A question reads from left to right: table | verb | verb. English and Japanese may be mixed.
          For example: \(example.en)

        """)[language]
    text += "\n" + Message(ja: "命令", en: "Verbs")[language] + "\n"
    text += list(VerbRegistry.all.map { (spelled($0.grammar.spelling), $0.summary[language]) })
    text += "\n" + Message(ja: "集計と計算の関数", en: "Functions")[language] + "\n"
    text += list(
      FunctionRegistry.all.map { (spelled($0.spelling), $0.summary[language]) })
    text += "\n" + Message(ja: "操作", en: "Commands")[language] + "\n"
    text += list(
      CommandRegistry.all.map { command in
        let second =
          command.grammar.second.map {
            " " + (language == .ja ? $0.spellings.ja.first ?? "" : $0.spellings.en.first ?? "")
          } ?? ""
        return (spelled(command.grammar.spelling) + second, command.summary[language])
      })
    if !session.environment.definitions.isEmpty {
      text += "\n" + Message(ja: "自分で作った関数", en: "Your own definitions")[language] + "\n"
      text += session.environment.definitions.keys.sorted().compactMap { definition($0) }.joined()
    }
    text +=
      "\n"
      + Message(
        ja: "くわしくは「ヘルプ 絞込」のように。表の一覧は「一覧 表」、列は「表の名前 | 概要」。",
        en: "help WORD says more. The tables: show tables; the columns of one: TABLE | describe.")[language] + "\n"
    return text
  }

  /// The page for a word, in either language.
  func page(_ word: String) -> String? {
    if let own = definition(word) { return own }
    // A word may be a verb and a function (count); both have their page.
    let pages = [VerbRegistry.verb(word).map { page($0) }] + FunctionRegistry.functions(word).map { page($0) }
    let found = pages.compactMap { $0 }
    if !found.isEmpty { return found.joined(separator: "\n") }
    let commands = CommandRegistry.all.filter { $0.grammar.spelling.all.contains(word) }
    if !commands.isEmpty {
      return list(
        commands.map { command in
          let second =
            command.grammar.second.map {
              " " + (language == .ja ? $0.spellings.ja.first ?? "" : $0.spellings.en.first ?? "")
            } ?? ""
          return (spelled(command.grammar.spelling) + second, command.summary[language])
        })
    }
    return nil
  }

  /// What the person has defined.
  private func definition(_ word: String) -> String? {
    session.environment.definitions[word].map { macro in
      session.text(of: macro.definition).split(separator: "\n").map { "  " + $0 + "\n" }.joined()
    }
  }

  func unknown(_ topic: Name) -> Diagnostic {
    let known =
      session.environment.definitions.keys.sorted() + VerbRegistry.all.flatMap(\.grammar.spelling.all)
      + FunctionRegistry.all.flatMap(\.spelling.all)
      + CommandRegistry.all.flatMap(\.grammar.spelling.all)
    let near = NearNames.nearest(to: topic.text, among: known)
    return Diagnostic(
      nil, Message(ja: "「\(topic.text)」の説明はありません", en: "There is no help on \(topic.text)"), at: topic.span,
      fixes: near.map { FixIt(replace: topic.span, with: $0) })
  }

  private func page(_ verb: Verb) -> String {
    let spelling = verb.grammar.spelling
    var text = "\(spelling.en) / \(spelling.ja.joined(separator: "・"))\n  \(verb.summary[language])\n\n"
    text += wrapped(verb.details[language])
    if !verb.examples.isEmpty { text += "\n" + Message(ja: "例", en: "Examples")[language] + "\n" }
    for example in verb.examples {
      text += "  \(language == .ja ? example.ja : example.en)\n      \(example.purpose[language])\n"
    }
    return text
  }

  private func page(_ function: FunctionEntry) -> String {
    let spelling = function.spelling
    var text = "\(spelling.en) / \(spelling.ja.joined(separator: "・")) \(function.parameters[language])\n"
    text += wrapped(function.summary[language])
    for example in function.examples {
      text += "  \(language == .ja ? example.ja : example.en)\n      \(example.purpose[language])\n"
    }
    return text
  }

  private func spelled(_ spelling: Spelling) -> String {
    language == .ja ? spelling.ja.first ?? spelling.en : spelling.en
  }

  private func list(_ items: [(String, String)]) -> String {
    TextColumns.lines(items.map { (name: $0.0, summary: $0.1) }, width: session.settings.width ?? 100, indent: 2)
      .joined(separator: "\n") + "\n"
  }

  private func wrapped(_ text: String) -> String {
    TextColumns.wrapped(text, width: (session.settings.width ?? 100) - 2).map { "  " + $0 + "\n" }.joined()
  }

  private var example: Message { session.question ?? Message(ja: "t | 件数", en: "t | count") }
}
