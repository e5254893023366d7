internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QueryLanguage
internal import QuerySyntax

/// Finds the pages for a word, in either language: whatever it is called, it is in the index once.
struct HelpIndex {
  private let environment: QueryEnvironment
  private let scripts: [ScriptPlaces.Script]
  private let grammar: Grammar

  init(_ session: Session) {
    environment = session.environment
    grammar = session.grammar
    scripts = ScriptPlaces.all(package: session.packageDirectory)
  }

  /// All meanings of a word: those of the language first, then those of the data, then subjects of that name.
  func pages(_ word: String) -> [HelpPage] {
    let word = Self.plain(word)
    if word.isEmpty { return [] }
    var pages = language(word) + data(word)
    if pages.isEmpty, word.lowercased() != word { pages = language(word.lowercased()) }
    return pages
  }

  private func language(_ word: String) -> [HelpPage] {
    var pages: [HelpPage] = []
    if let verb = VerbRegistry.verb(word) { pages.append(page(verb)) }
    pages += FunctionRegistry.functions(word).map { HelpPage($0) }
    pages += CommandRegistry.all.filter { $0.isCalled(word) }.map { HelpPage($0) }
    pages += WordPage.all.filter { $0.words.contains { Self.plain($0) == word } }.map { HelpPage($0) }
    pages += CodePage.all.filter { $0.code == word.uppercased() }.map { HelpPage($0) }
    pages += HelpPage.values(word, units: environment.units)
    pages += ListPage.all.filter { $0.words.contains(word) }.map(\.page)
    pages += Topic.all.filter { $0.words.contains(word) }.map(\.page)
    return pages
  }

  private func data(_ word: String) -> [HelpPage] {
    definition(word) + DataPages(environment: environment).pages(word)
      + scripts.filter { $0.name == word }.map { HelpPage(script: $0) }
      + (environment.table(word) == nil
        ? ExampleTables.all.filter { $0.entry.name.matches(word) }.map { HelpPage(exampleTable: $0) } : [])
  }

  /// What the person has defined under a name.
  private func definition(_ word: String) -> [HelpPage] {
    guard let definition = environment.definitions[word]?.definition else { return [] }
    let text = Message(
      ja: Formatter(.ja).definition(definition, grammar), en: Formatter(.en).definition(definition, grammar))
    return [
      HelpPage(
        title: word, kind: Message(ja: "自分で作ったもの", en: "your own"),
        summary: Message(ja: "「関数」で決めた言葉", en: "a word made with def"), blocks: [.usage([text])])
    ]
  }

  /// A verb's page ends with a question that the open tables can answer.
  private func page(_ verb: Verb) -> HelpPage {
    var page = HelpPage(verb)
    if let question = OpenQuestion(environment).showing(verb.grammar.spelling.en) {
      page.blocks.append(.question(question))
    }
    return page
  }

  /// Words that are nearly the one asked for.
  func near(_ word: String) -> [String] { NearNames.nearest(to: Self.plain(word), among: words) }

  /// Every word that has a page, for completion and for hints.
  var words: [String] {
    var words: [String] = []
    words += VerbRegistry.all.flatMap(\.grammar.spelling.all) + FunctionRegistry.all.flatMap(\.spelling.all)
    words += CommandRegistry.all.flatMap { [$0.name, $0.spelled(.ja)] + $0.grammar.spelling.all }
    words += WordPage.all.flatMap(\.words) + CodePage.all.map(\.code)
    words += ListPage.all.flatMap(\.words) + Topic.all.flatMap(\.words)
    words += environment.definitions.keys.sorted()
    words += DataPages(environment: environment).words + scripts.map(\.name)
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }
  }

  /// The word without the signs that names are quoted with, blanks made one.
  private static func plain(_ word: String) -> String {
    TextFolding.fold(word).split(separator: " ").joined(separator: " ")
  }
}

extension Command {
  /// `show`, `一覧`, `show tables`, `一覧 表`.
  fileprivate func isCalled(_ word: String) -> Bool {
    if grammar.spelling.all.contains(word) { return true }
    guard let second = grammar.second else { return false }
    let seconds = second.spellings.en + second.spellings.ja
    return grammar.spelling.all.contains { first in seconds.contains { "\(first) \($0)" == word } }
  }
}

extension HelpPage {
  /// The page of a table that the examples are about: what is in it.
  init(exampleTable source: any TableSource) {
    let name = source.entry.name
    self.init(
      title: name.title, kind: Message(ja: "例の表", en: "table of the examples"),
      summary: source.entry.title ?? Message(same: ""),
      blocks: [.examples(nil, [HelpExample(name.en, name.ja)])])
  }
}
