internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshSystem
internal import PolshText
internal import QueryLanguage
internal import QuerySyntax

/// Makes the candidates for what may stand at the cursor, as far as they fit what is typed.
struct CandidateMaker {
  let session: Session
  /// The rows that the verb at the cursor takes.
  let relation: Relation?
  /// The rows of the table behind `join`.
  let joined: Relation?
  let match: WordMatch
  /// The word at the cursor as typed.
  let word: String
  let quote: TypedText.OpenQuote?
  private(set) var candidates: [Completion.Candidate] = []
  private var taken: Set<String> = []

  init(
    session: Session, relation: Relation?, joined: Relation?, match: WordMatch, word: String,
    quote: TypedText.OpenQuote?
  ) {
    self.session = session
    self.relation = relation
    self.joined = joined
    self.match = match
    self.word = word
    self.quote = quote
  }

  var language: Language { match.language }

  mutating func add(_ wanted: Wanted) {
    if quote != nil {
      if case .file(let foldersOnly) = wanted { addFiles(foldersOnly) }
      if case .recipe = wanted { addRecipes() }
      return
    }
    switch wanted {
    case .statement:
      addTables()
      addCommands()
    case .table: addTables()
    case .verb: addVerbs()
    case .column(let choice): addColumns(choice)
    case .keysBeforeEach: if language == .ja { addColumns(.keys, trailing: "ごと ") }
    case .scaledColumn: addScaledColumns()
    case .function(let functions): addFunctions(functions)
    case .operand(let functions):
      // Of the rows behind a group only functions speak.
      if functions != .aggregates || !match.isEmpty { addColumns(.any) }
      addFunctions(functions)
    case .value(let column): addOperands(besides: column)
    case .comparison(let column): addComparisons(column)
    case .postfix(let column, let particle, let shape): addPostfixes(column, particle, shape)
    case .keyword(let keyword):
      // 否 is seldom what is looked for: comparisons have their own words for it.
      if keyword != .not || language == .en || !match.isEmpty { add(keyword) }
    case .sign(let symbol): if match.isEmpty { add(symbol.rawValue, trailing: " ") }
    case .cross: if language == .ja && match.isEmpty { add("×") } else { add(.by) }
    case .parameter: for name in session.environment.values.keys.sorted() where match.fits(name) { add(name) }
    case .unit: addUnits()
    case .file(let foldersOnly): addFiles(foldersOnly)
    case .recipe: addRecipes()
    case .script: addScripts()
    case .scriptArgument(let script): addArguments(of: script)
    case .helpTopic: addHelpTopics()
    }
  }

  /// A candidate, once.
  mutating func add(_ text: String, trailing: String = " ", label: String? = nil, note: String = "") {
    guard taken.insert(text).inserted else { return }
    candidates.append(
      Completion.Candidate(text: text, trailing: trailing, label: label, note: SafeText.oneLine(note)))
  }

  mutating func add(_ keyword: Keyword, note: Message = Message(same: "")) {
    if let text = match.pick(keyword) { add(text, note: note[language]) }
  }

  // MARK: The beginning of a statement

  private mutating func addTables() {
    for table in session.environment.tables {
      guard let name = match.pick(table.name) else { continue }
      add(Formatter.columnText(name), note: columnNames(table))
    }
  }

  /// The first columns of a table, which say best what it holds.
  private func columnNames(_ table: NamedTable) -> String {
    var names: [BilingualName]
    switch table.content {
    case .source(let source): names = source.entry.columns.filter { $0.role == nil }.map(\.name)
    case .relation(let relation): names = relation.fields.filter(\.isShown).map(\.name)
    }
    let isMore = names.count > 5
    names = Array(names.prefix(5))
    let list = names.map { $0[language] }.joined(separator: language == .ja ? "、" : ", ")
    return isMore ? list + " …" : list
  }

  private mutating func addCommands() {
    for command in CommandRegistry.all where command.run != nil {
      guard let name = match.pick(command.grammar.spelling) else { continue }
      let seconds = CommandRegistry.all.filter { $0.grammar.spelling == command.grammar.spelling }.compactMap(
        \.grammar.second)
      var note = command.summary[language]
      if seconds.count > 1 {
        note = seconds.compactMap { language == .ja ? $0.spellings.ja.first : $0.spellings.en.first }.joined(
          separator: " ")
      }
      add(name, note: note)
    }
    for word in [StatementWords.let, .parameter, .definition] {
      if let name = match.pick(word.spelling) { add(name, note: word.note[language]) }
    }
  }

  mutating func addVerbs() {
    for verb in VerbRegistry.all where verb.build != nil {
      if let name = match.pick(verb.grammar.spelling) { add(name, note: verb.summary[language]) }
    }
    addDefinitions(ofVerbs: true)
  }

  /// What the person has defined, with the parenthesis that must follow.
  private mutating func addDefinitions(ofVerbs: Bool) {
    for (name, macro) in session.environment.definitions.sorted(by: { $0.key < $1.key })
    where macro.definition.isVerbs == ofVerbs && match.fits(name) {
      add(Formatter.columnText(name) + "(", trailing: "", note: session.text(of: macro.definition))
    }
  }

  // MARK: Columns and functions

  mutating func addColumns(_ choice: Wanted.ColumnChoice, trailing: String = " ") {
    for field in fields(choice) where field.visibility != .carried {
      // Document, line and the like are there for those who ask for them.
      if !field.isShown && match.isEmpty { continue }
      switch choice {
      case .any: break
      case .keys: if field.type.isList { continue }
      case .lists: if !field.type.isList { continue }
      case .shared: if field.type.isList || !isJoined(like: field) { continue }
      case .joined: if field.type.isList { continue }
      case .side: break
      }
      add(field, trailing: trailing)
    }
    if choice == .any || choice == .keys { addSides() }
  }

  private func fields(_ choice: Wanted.ColumnChoice) -> [Field] {
    switch choice {
    case .any, .keys, .lists, .shared: relation?.fields ?? []
    case .joined: joined?.fields ?? []
    case .side(let name): relation?.columns(ofSide: name) ?? []
    }
  }

  /// Whether the table behind `join` has a column of the same name; of one that is not known it is assumed.
  private func isJoined(like field: Field) -> Bool {
    guard let joined else { return true }
    return joined.fields.contains {
      $0.visibility != .carried && ($0.name.matches(field.name.ja) || $0.name.matches(field.name.en))
    }
  }

  /// The tables that were joined, for those who begin to type one: 経費.
  private mutating func addSides() {
    if match.isEmpty { return }
    for name in relation?.joinedTables ?? [] {
      if let name = match.pick(name) { add(Formatter.columnText(name) + ".", trailing: "") }
    }
  }

  mutating func add(_ field: Field, trailing: String = " ") {
    guard let name = match.pick(field.name) else { return }
    let text = relation?.typed(name, of: field) ?? Formatter.columnText(name)
    add(text, trailing: trailing, note: ColumnNote.text(field, language))
  }

  private mutating func addScaledColumns() {
    for table in session.environment.tables {
      guard case .source(let source) = table.content else { continue }
      for column in source.entry.columns where column.type.scale != nil && column.role == nil {
        guard let name = match.pick(column.name) else { continue }
        add(Formatter.columnText(name), note: table.name[language])
      }
    }
  }

  mutating func addFunctions(_ functions: Wanted.Functions) {
    addDefinitions(ofVerbs: false)
    // There are too many to list beside the columns before anything is typed.
    if functions != .aggregates && match.isEmpty { return }
    for function in FunctionRegistry.all {
      switch functions {
      case .aggregates: if function.isWindow || !function.isAggregate && match.isEmpty { continue }
      case .scalars: if function.isAggregate || function.isWindow { continue }
      case .windows: if function.isAggregate { continue }
      case .all: if function.isWindow { continue }
      }
      guard let name = match.pick(function.spelling) else { continue }
      add(name + "(", trailing: "", note: function.summary[language])
    }
  }
}
