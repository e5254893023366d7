internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QueryPlan
internal import QuerySyntax

extension Verb {
  static let search = Verb(
    Spelling("search", "検索"), [.words("words")],
    summary: Message(ja: "どこかの列に言葉を含む行を探す", en: "rows in which one column contains every given word"),
    details: Message(
      ja:
        "文字、評価・区分、複数の値の列のうち、表示している列を探します。言葉を並べると、1つの列にすべてを含む行になります。全角と半角、大文字と小文字、ひらがなとカタカナは区別しません。記号や空白を含む言葉は「」で囲みます。",
      en:
        "Looks through the columns of text, levels and lists that the result shows. Of several words one column must contain all. Width, case, hiragana and katakana make no difference. Words with blanks or signs stand in quotes."
    ),
    examples: [
      Example(
        "t | search p | select k, l", "t ｜ 検索 p ｜ 選択 k、 l",
        Message(ja: "p を含む行", en: "rows with a p"), result: "k,l\na,p;q\nb,p\ne,p;q"),
      Example(
        "t | search 'Q' 'p' | select k, l", "t ｜ 検索 「Q」 「p」 ｜ 選択 k、 l",
        Message(ja: "1つの列に両方を含む行", en: "rows with both in one column"), result: "k,l\na,p;q\ne,p;q"),
    ]
  ) { call, relation, resolver throws(Diagnostic) in
    let words = try resolver.searched(call.words("words"))
    let places = relation.searchable
    if places.isEmpty { throw .nothingToSearch(relation, call.name.span) }
    var filter = Plan.Filter(
      input: relation.plan, condition: .or(places.map { relation.mentions(words, in: $0) }))
    filter.whenEmpty = EmptySearch(relation: relation, words: words, probe: resolver.probe).hints
    return relation.with(.filter(filter))
  }
}

extension Resolver {
  /// The texts to look for, folded.
  fileprivate mutating func searched(_ words: [Expression]) throws(Diagnostic) -> [String] {
    var texts: [String] = []
    for word in words {
      let text = try searched(word)
      if text.isEmpty { throw .emptyWord(word.span) }
      texts.append(text)
    }
    return texts
  }

  private mutating func searched(_ word: Expression) throws(Diagnostic) -> String {
    switch word.kind {
    case .text(let text, _): return TextFolding.cell(text)
    case .name(let name): return name.text
    case .number(let literal): return literal.digits + (literal.unit ?? "")
    case .year(_, let text): return text
    case .parameter(let name):
      // A parameter nobody knows is refused as anywhere else.
      let constant = try constant(word)
      return try searched(environment.values[name.text]?.literal ?? constant)
    default: throw .constantNeeded(word.span)
    }
  }
}

extension Relation {
  /// The columns that `search` looks through: shown ones of text, levels and lists.
  fileprivate var searchable: [Int] {
    fields.indices.filter { fields[$0].isShown && fields[$0].isText }
  }

  /// Whether one column mentions all words. A missing cell mentions none, and is not counted as incomparable.
  func mentions(_ words: [String], in place: Int) -> PlanExpression {
    let spoken = fields[place].type.scale.map { $0.isLocalized ? $0.spokenLevels : [:] } ?? [:]
    let tests = words.map { word in
      let search = LooseSearch(word)
      let test = TextTest(kind: .mentions, pattern: word) { text in
        (spoken[text] ?? [text]).contains { search.isIn($0) }
      }
      return PlanExpression.textTest(test, .column(place))
    }
    return .and([.not(.isMissing(.column(place)))] + tests)
  }
}

extension Field {
  /// Whether its cells are words: text, levels, lists.
  var isText: Bool {
    switch type {
    case .text, .level, .list: true
    case .number, .year, .bool: false
    }
  }
}

extension Scale {
  /// For levels that are shown translated: all words that a level is shown as.
  fileprivate var spokenLevels: [String: [String]] {
    var words: [String: [String]] = [:]
    for level in levels { words[level] = [level] + (labels[level].map { [$0.ja, $0.en] } ?? []) }
    return words
  }
}

extension VerbCall {
  fileprivate func words(_ slot: Slot) -> [Expression] {
    if case .words(let words)? = arguments[slot] { return words }
    return []
  }
}

extension Diagnostic {
  /// E34: there is no column of words.
  fileprivate static func nothingToSearch(_ relation: Relation, _ span: Span) -> Diagnostic {
    Diagnostic(
      "E34", Message(ja: "言葉の入る列がないので探せません", en: "There is no column with words to search"), at: span,
      notes: [
        Message(
          ja: "列: " + relation.fields.filter(\.isShown).map(\.name.ja).joined(separator: "、"),
          en: "Columns: " + relation.fields.filter(\.isShown).map(\.name.en).joined(separator: ", "))
      ])
  }

  fileprivate static func emptyWord(_ span: Span) -> Diagnostic {
    Diagnostic("E32", Message(ja: "探す言葉が空です", en: "The word to look for is empty"), at: span)
  }
}
