internal import Diagnostics
internal import QueryLanguage
internal import QuerySyntax

extension HelpPage {
  /// The page of a verb, from the value that defines it.
  init(_ verb: Verb) {
    let grammar = verb.grammar
    self.init(title: grammar.spelling.title, kind: .verb, summary: verb.summary)
    blocks = [.usage(UsageText.of(grammar.spelling, grammar.pieces)), .text(verb.details)]
    if !verb.examples.isEmpty { blocks.append(.examples(nil, verb.examples.map { HelpExample($0) })) }
  }

  /// The page of a function.
  init(_ function: FunctionEntry) {
    let spelling = function.spelling
    self.init(title: spelling.title, kind: .function, summary: function.summary)
    // `(), (x), (condition)`: each way of calling it on its own.
    func calls(_ name: String, _ parameters: String) -> String {
      name + parameters.split(separator: "), (").joined(separator: "), \(name)(")
    }
    blocks = [
      .usage([
        Message(
          ja: calls(spelling.ja.first ?? spelling.en, function.parameters.ja),
          en: calls(spelling.en, function.parameters.en))
      ])
    ]
    if function.isAggregate {
      blocks.append(
        .text(
          Message(
            ja: "行をまとめる関数です。「集計」のほか、比較・クロス集計・確認などの値に使えます。",
            en: "It puts rows together: in group, and in the values of compare, pivot, expect and the like.")))
    }
    if !function.examples.isEmpty { blocks.append(.examples(nil, function.examples.map { HelpExample($0) })) }
  }

  /// The page of a command.
  init(_ command: Command) {
    let grammar = command.grammar
    let second = grammar.second
    self.init(
      title: [grammar.spelling.en + (second.map { " " + $0.word.en } ?? ""), command.spelled(.ja)].joined(
        separator: " / "),
      kind: .command, summary: command.summary)
    blocks = [.usage(UsageText.of(grammar.spelling, second: second, grammar.pieces))]
    if let details = command.details { blocks.append(.text(details)) }
    if let meanwhile = command.meanwhile {
      blocks.append(
        .text(Message(ja: "まだ使えません。\(meanwhile.ja)。", en: "It is not there yet; \(meanwhile.en).")))
    }
    if !command.examples.isEmpty { blocks.append(.examples(nil, command.examples)) }
  }

  /// The page of a keyword or sign, with the verbs and commands that it belongs to.
  init(_ word: WordPage) {
    self.init(title: word.title, kind: word.kind, summary: word.summary)
    if let details = word.details { blocks.append(.text(details)) }
    let owners =
      VerbRegistry.all.filter { $0.grammar.pieces.mention(word.keywords) }.map(\.grammar.spelling.word)
      + CommandRegistry.all.filter { command in
        command.grammar.pieces.mention(word.keywords)
          || command.grammar.second.map { word.keywords.contains($0) } ?? false
      }.map { Message(ja: $0.spelled(.ja), en: $0.spelled(.en)) }
    if !owners.isEmpty, word.kind == .word {
      blocks.append(
        .text(
          Message(
            ja: "使うところ: " + owners.map(\.ja).joined(separator: "、"),
            en: "Used in: " + owners.map(\.en).joined(separator: ", "))))
    }
    blocks.append(.examples(nil, word.examples))
  }

  /// The page of an error or a notice.
  init(_ code: CodePage) {
    self.init(title: code.code, kind: code.isNotice ? .notice : .error, summary: code.title)
    blocks = [
      .text(code.meaning), .examples(Message(ja: "こう書くと", en: "This gives it"), [code.wrong]),
      .examples(
        code.isNotice
          ? Message(ja: "確かめる・変えるには", en: "To look closer, or to change it")
          : Message(ja: "こう書けます", en: "Write instead"),
        [code.right]),
    ]
  }
}

extension HelpExample {
  init(_ example: Example) { self.init(example.en, example.ja, example.purpose) }
}

extension Spelling {
  /// `where / 絞込・絞り込み・抽出`
  var title: String { "\(([en] + alsoEnglish).joined(separator: "・")) / \(ja.joined(separator: "・"))" }

  /// The word for it in each language.
  var word: Message { Message(ja: ja.first ?? en, en: en) }
}

extension [Piece] {
  /// Whether one of the words stands in the grammar.
  fileprivate func mention(_ keywords: [Keyword]) -> Bool {
    contains { piece in
      switch piece {
      case .keyword(let word), .flag(_, let word), .flagBeforeName(_, let word): keywords.contains(word)
      case .choice(_, let words): words.contains { keywords.contains($0) }
      case .oneOf(let parts), .options(let parts): parts.contains { $0.mention(keywords) }
      case .optional(let parts): parts.mention(keywords)
      case .by, .cross: keywords.contains(.by)
      case .direction: keywords.contains(.better)
      case .sortKeys: keywords.contains(.desc)
      case .count: keywords.contains(.rows)
      default: false
      }
    }
  }
}
