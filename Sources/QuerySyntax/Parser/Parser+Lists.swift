internal import Diagnostics
internal import PolicyModel

// The lists of names and values that verbs and commands take.

extension Parser {
  mutating func items() throws(Diagnostic) -> [Item] {
    var items: [Item] = []
    repeat {
      if items.count > Self.longestChain { throw .tooLong(token.span) }
      // A name being made, `単価 = …`, is not cut.
      var name: Name?
      if following.isSymbol(.equal), token.isName {
        let made = try madeName()
        take()
        name = made
      }
      let value = try expression()
      if let name { localNames.insert(name.text) }
      items.append(Item(name: name, value: value))
    } while accept(.comma)
    return items
  }

  mutating func renames() throws(Diagnostic) -> [Rename] {
    var renames: [Rename] = []
    repeat {
      let new = try madeName()
      try require(.equal)
      renames.append(Rename(new: new, old: try columnName()))
    } while accept(.comma)
    return renames
  }

  mutating func columnName() throws(Diagnostic) -> ColumnName {
    let first = try nameOfColumn()
    if at(.dot) {
      take()
      return ColumnName(table: first, name: try nameOfColumn())
    }
    return ColumnName(table: nil, name: first)
  }

  private mutating func nameOfColumn() throws(Diagnostic) -> Name {
    try settle(.operand)
    switch token.kind {
    case .word(let word):
      if Keyword.reserved(word) != nil { break }
      let token = take()
      return Name(word, token)
    case .quotedName(let word): return Name(word, take().span, isQuoted: true)
    case .year(_, let text): return Name(text, take().span)
    default: break
    }
    throw unexpected(wanted: Message(ja: "列の名前", en: "the name of a column"))
  }

  mutating func columnNames() throws(Diagnostic) -> [ColumnName] {
    var columns = [try columnName()]
    while accept(.comma) {
      if columns.count > Self.longestChain { throw .tooLong(token.span) }
      columns.append(try columnName())
    }
    return columns
  }

  mutating func groupKeys() throws(Diagnostic) -> [ColumnName] {
    if at(.colon) { return [] }
    if atVerbEnd { throw unexpected(wanted: Message(ja: "列の名前か「:」", en: "columns, or a colon")) }
    // `group by g`, a habit from elsewhere: here the keys stand alone.
    if keyword(at: position, among: [.by]) != nil, following.isName, token.word == "by" {
      throw .byNotNeeded(token.span)
    }
    let columns = try columnNames()
    _ = try acceptEach()
    return columns
  }

  /// `by K`, `ごと K` or `Kごと`; nil when neither stands there.
  mutating func by() throws(Diagnostic) -> [ColumnName]? {
    if atVerbEnd { return nil }
    try settle(.clause)
    // ごと 別 毎 before the keys.
    if keyword(at: position, among: [.by, .each]) != nil {
      take()
      let columns = try columnNames()
      _ = try acceptEach()
      return columns
    }
    // Keys before the ending: only if a name stands here that is no clause of its own.
    guard token.isName else { return nil }
    if !isOperandWord, !isColumnBeforeEnding { return nil }
    let start = position
    tokens[position].isSettled = false
    let columns = try columnNames()
    if try acceptEach() { return columns }
    // A word that is no column is not what is grouped by.
    if let query = pipelines.last, !isInDefinition, let first = columns.first, first.table == nil,
      !scope.names(after: query).columns.contains(first.name.text)
    {
      position = start
      throw unexpected(wanted: nil)
    }
    let touches = start > 0 && tokens[start - 1].span.end == tokens[start].span.start
    throw Diagnostic.missingBy(sourceText(tokens[start].span), tokens[start].span, touches: touches)
  }

  /// Whether a column called like a keyword stands before ごと, or before further keys: `単位ごと`.
  private var isColumnBeforeEnding: Bool {
    mutating get {
      guard case .word(let word) = token.kind, namesInScope().columns.contains(word) else { return false }
      return following.isSymbol(.comma) || keyword(at: position + 1, among: [.each]) != nil
    }
  }

  /// Whether the word here is not a clause keyword (as, better, totals …).
  private var isOperandWord: Bool {
    guard case .word(let word) = token.kind else { return true }
    guard let found = Keyword.bySpelling[word] else { return true }
    return !found.contains { [.asName, .asUnit, .better, .totals, .percent, .over, .with, .any].contains($0) }
  }

  mutating func acceptEach() throws(Diagnostic) -> Bool { try accept(.each) }

  mutating func sortKeys() throws(Diagnostic) -> [SortKey] {
    var keys: [SortKey] = []
    repeat {
      if keys.count > Self.longestChain { throw .tooLong(token.span) }
      if case .wrong(let diagnostic) = token.kind { throw diagnostic }
      if accept(.minus) {
        keys.append(SortKey(value: try expression(), isDescending: true))
        continue
      }
      let value = try expression()
      if try accept(.desc) {
        keys.append(SortKey(value: value, isDescending: true))
      } else {
        _ = try accept(.asc)
        keys.append(SortKey(value: value, isDescending: false))
      }
    } while accept(.comma)
    return keys
  }

  /// - Parameter table: the right side, whose columns stand behind an equals sign.
  mutating func joinKeys(_ table: Query?) throws(Diagnostic) -> [JoinKey] {
    var keys: [JoinKey] = []
    repeat {
      let left = try columnName()
      keys.append(JoinKey(left: left, right: accept(.equal) ? try columnName(of: table) : nil))
    } while accept(.comma)
    return keys
  }

  /// A column of another pipeline than the one being read.
  private mutating func columnName(of table: Query?) throws(Diagnostic) -> ColumnName {
    guard let table else { return try columnName() }
    pipelines.append(table)
    forgetNames()
    defer {
      pipelines.removeLast()
      forgetNames()
    }
    return try columnName()
  }

  /// `5`, `5件`, `$n`, a macro's argument.
  mutating func count() throws(Diagnostic) -> Expression {
    try settle(.operand)
    switch token.kind {
    case .number(var literal):
      // 件 and 行 behind the number say nothing more; a fraction or another unit does.
      let span = take().span
      if let unit = literal.unit {
        guard unit == "件" || unit == "行" else { throw .notACount(literal.digits + unit, span) }
        literal.unit = nil
      } else if keyword(at: position, among: [.rows]) != nil {
        take()
      }
      guard let whole = literal.value.wholeNumber, whole >= 0 else { throw .notACount(literal.digits, span) }
      return Expression(.number(literal), span)
    case .symbol(.dollar): return try atom()
    case .word(let word) where definitionArguments.contains(word):
      let span = take().span
      return Expression(.name(Name(word, span)), span)
    case .symbol(.minus):
      var text = "-"
      var span = token.span
      if case .number(let literal) = following.kind {
        text += literal.digits + (literal.unit ?? "")
        span = span.joined(following.span)
      }
      throw .notACount(text, span)
    default: throw unexpected(wanted: Message(ja: "行の数", en: "a number of rows"))
    }
  }

  mutating func string() throws(Diagnostic) -> Argument {
    if case .wrong(let diagnostic) = token.kind { throw diagnostic }
    guard case .string(let value, let raw) = token.kind else {
      if case .word(let word) = token.kind {
        let span = token.span
        var error = unexpected(wanted: Message(ja: "「」で囲んだ文字", en: "a text in quotes"))
        error.fixes = [FixIt(replace: span, with: Formatter.quoted(word))]
        throw error
      }
      throw unexpected(wanted: Message(ja: "「」で囲んだ文字", en: "a text in quotes"))
    }
    return .string(value: value, raw: raw, take().span)
  }

  /// A table or a query in parentheses, with a name for its side.
  mutating func subquery() throws(Diagnostic) -> Argument {
    let start = token.span
    let query: Query
    defer { awaitsTable = false }
    if at(.openParenthesis) {
      let open = take().span
      awaitsTable = false
      query = try parenthesizedQuery(open)
    } else {
      try settle(.source)
      switch token.kind {
      case .word(let word) where scope.tables.contains(word) || keyword(at: position, among: [.on, .asName]) == nil:
        if !scope.tables.contains(word), let habit = JoinHabits.kind(token, before: following, verb: previous.span) {
          throw habit
        }
        let name = Name(word, take().span)
        query = Query(source: .table(name), verbs: [], span: name.span)
      case .quotedName(let word):
        let name = Name(word, take().span, isQuoted: true)
        query = Query(source: .table(name), verbs: [], span: name.span)
      default:
        throw unexpected(wanted: Message(ja: "表の名前か（…）", en: "the name of a table, or ( … )"))
      }
    }
    var alias: Name?
    if try accept(.asName) { alias = try madeName() }
    var whole = query
    whole.span = start.joined(query.span)
    return .query(whole, alias: alias)
  }

  /// The query behind an opening parenthesis; where it breaks off at `on`, the closing one was forgotten.
  private mutating func parenthesizedQuery(_ open: Span) throws(Diagnostic) -> Query {
    do throws(Diagnostic) {
      let query = try self.query()
      if !accept(.closeParenthesis) { throw unclosed(open, .openParenthesis, .closeParenthesis) }
      return query
    } catch {
      guard error.span == token.span, token.word.map({ Keyword.on.spellings.en.contains($0) }) ?? false else {
        throw error
      }
      throw .neverClosed(open, closeAt: previous.span.end)
    }
  }

  mutating func direction(_ slot: Slot, into arguments: inout [Slot: Argument]) throws(Diagnostic) {
    if atVerbEnd { return }
    guard try accept(.better) else { return }
    try settle(.clause)
    guard let found = keyword(at: position, among: [.up, .down, .none]) else {
      throw unexpected(wanted: .oneOf([.up, .down, .none]))
    }
    let span = take().span
    arguments[slot] = .direction(found == .up ? .up : (found == .down ? .down : .none), span)
  }

  mutating func namedValues() throws(Diagnostic) -> [NamedValue] {
    var values: [NamedValue] = []
    while !atVerbEnd {
      let name = try madeName()
      try require(.equal)
      values.append(NamedValue(name: name, value: try literal()))
      _ = accept(.comma)
    }
    return values
  }
}

extension Diagnostic {
  fileprivate static func byNotNeeded(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E32", Message(ja: "ここに「by」は続けられません", en: "by cannot follow here"), at: span,
      fixes: [FixIt(replace: span, with: "", label: Message(ja: "消す", en: "remove it"))])
  }

  fileprivate static func missingBy(_ word: String, _ span: Span, touches: Bool) -> Diagnostic {
    Diagnostic(
      "E32", Message(ja: "ここに「\(word)」は続けられません", en: "\(word) cannot follow here"), at: span,
      notes: [Message(ja: "まとめる列の前か後ろには「ごと」が要ります。", en: "Columns to group by need “by” before them.")],
      fixes: [
        FixIt(
          replace: span,
          with: Message(ja: (touches ? " ごと " : "ごと ") + word, en: (touches ? " by " : "by ") + word),
          label: Message(ja: "ごと \(word)", en: "by \(word)"))
      ])
  }

  fileprivate static func notACount(_ text: String, _ span: Span) -> Diagnostic {
    Diagnostic(
      "E32",
      Message(ja: "「\(text)」は行の数として読めません（0以上の整数）", en: "\(text) is not a number of rows (a whole number, 0 or more)"),
      at: span)
  }
}
