internal import PolicyModel

extension Formatter {
  /// A verb or a command with its arguments; a colon takes no blank before it.
  func call(_ word: String, _ pieces: [Piece], _ arguments: [Slot: Argument]) -> String {
    var text = word
    for word in pieces.flatMap({ self.words($0, arguments) }) where !word.isEmpty {
      if word != signs.colon { text += " " }
      text += word
    }
    return text
  }

  /// The words that a piece of grammar prints for the arguments given.
  private func words(_ piece: Piece, _ arguments: [Slot: Argument]) -> [String] {
    if let slot = piece.slot, arguments[slot] == nil { return [] }
    switch piece {
    case .colon: return [signs.colon]
    case .arrow: return [signs.arrow]
    case .cross: return [language == .ja ? "×" : word(.by)]
    case .keyword(let keyword), .flag(_, let keyword), .flagBeforeName(_, let keyword): return [word(keyword)]
    case .oneOf(let alternatives):
      return alternatives.first { uses($0, arguments) }?.flatMap { words($0, arguments) } ?? []
    case .options(let alternatives):
      return alternatives.filter { uses($0, arguments) }.flatMap { $0 }.flatMap { words($0, arguments) }
    case .optional(let parts): return uses(parts, arguments) ? parts.flatMap { words($0, arguments) } : []
    case .by(let slot): return [word(.by)] + text(arguments[slot])
    case .direction(let slot): return [word(.better)] + text(arguments[slot])
    case .sum(let slot):
      guard case .expression(let value)? = arguments[slot] else { return [] }
      return [part(value, .sum)]
    case .wholeQuery(let slot):
      guard case .query(let query, _)? = arguments[slot] else { return [] }
      return [self.query(query)]
    case .topic(let slot), .topicWords(let slot):
      guard case .name(let name)? = arguments[slot] else { return [] }
      return [topic(name.text)]
    case .label(let slot):
      guard case .name(let name)? = arguments[slot] else { return [] }
      return [name.isQuoted ? quoted(name.text) : name.text]
    case .expression(let slot), .items(let slot), .renames(let slot), .column(let slot), .columns(let slot),
      .groupKeys(let slot), .sortKeys(let slot), .joinKeys(let slot), .count(let slot), .name(let slot),
      .string(let slot, _), .words(let slot), .query(let slot), .arguments(let slot), .integer(let slot),
      .choice(let slot, _), .lineRange(let slot):
      return text(arguments[slot])
    }
  }

  private func uses(_ pieces: [Piece], _ arguments: [Slot: Argument]) -> Bool {
    pieces.contains { piece in piece.slot.map { arguments[$0] != nil } ?? false }
  }

  private func text(_ argument: Argument?) -> [String] {
    guard let argument else { return [] }
    switch argument {
    case .expression(let value): return [expression(value)]
    case .items(let items): return [items.map { item($0) }.joined(separator: signs.comma)]
    case .renames(let renames):
      return [renames.map { name($0.new) + signs.equal + column($0.old) }.joined(separator: signs.comma)]
    case .columns(let columns): return [columns.map { column($0) }.joined(separator: signs.comma)]
    case .sortKeys(let keys): return [keys.map { sortKey($0) }.joined(separator: signs.comma)]
    case .joinKeys(let keys):
      return [
        keys.map { key in column(key.left) + (key.right.map { signs.equal + column($0) } ?? "") }
          .joined(separator: signs.comma)
      ]
    case .name(let name): return [self.name(name)]
    case .string(_, let raw, _): return [quoted(raw)]
    case .words(let words): return [words.map { searched($0) }.joined(separator: " ")]
    case .query(let query, let alias): return [subquery(query)] + (alias.map { [word(.asName), name($0)] } ?? [])
    case .flag: return []
    case .keyword(let keyword, _): return [word(keyword)]
    case .direction(let better, _): return [word(better == .up ? .up : (better == .down ? .down : .none))]
    case .values(let values): return values.map { "\(name($0.name))=\(expression($0.value))" }
    }
  }

  /// `NAME = expr`, or a value alone; one that would read as a name being made stands in parentheses.
  private func item(_ item: Item) -> String {
    let value = expression(item.value)
    if let made = item.name { return name(made) + signs.equal + value }
    let tokens = Lexer.tokens(of: value, inScript: true)
    let readsAsName = tokens.count > 1 && tokens[0].isName && tokens[1].isSymbol(.equal)
    return readsAsName ? signs.open + value + signs.close : value
  }

  /// A sort key; behind a minus a sum needs parentheses, and so does a value that begins with one.
  private func sortKey(_ key: SortKey) -> String {
    let text = expression(key.value)
    guard key.isDescending else { return text.hasPrefix(signs.negative) ? signs.open + text + signs.close : text }
    switch key.value.kind {
    case .name, .call: return signs.negative + text
    default: return signs.negative + signs.open + text + signs.close
    }
  }

  /// A word to look for: a bare one stays as typed, whatever columns are called.
  private func searched(_ word: Expression) -> String {
    if case .name(let name) = word.kind { return name.text }
    return expression(word)
  }

  private func column(_ column: ColumnName) -> String {
    (column.table.map { name($0) + "." } ?? "") + name(column.name)
  }

  /// A table by its name, or a query in parentheses.
  private func subquery(_ query: Query) -> String {
    if query.verbs.isEmpty, case .table(let table) = query.source { return name(table) }
    return signs.open + self.query(query) + signs.close
  }

  /// What help is asked for, in quotes where it is not one word.
  private func topic(_ text: String) -> String {
    let tokens = Lexer.tokens(of: text, inScript: false)
    return tokens.count == 2 && tokens[0].topicText == text ? text : quoted(text)
  }
}

extension Piece {
  /// The label of what the piece reads, if it reads anything of its own.
  var slot: Slot? {
    switch self {
    case .expression(let slot), .sum(let slot), .items(let slot), .renames(let slot), .column(let slot),
      .columns(let slot), .groupKeys(let slot), .sortKeys(let slot), .joinKeys(let slot), .count(let slot),
      .name(let slot), .string(let slot, _), .words(let slot), .query(let slot), .wholeQuery(let slot),
      .arguments(let slot), .topic(let slot), .topicWords(let slot), .integer(let slot), .choice(let slot, _),
      .by(let slot),
      .lineRange(let slot), .label(let slot),
      .direction(let slot), .flag(let slot, _), .flagBeforeName(let slot, _):
      slot
    case .colon, .arrow, .cross, .keyword, .oneOf, .optional, .options: nil
    }
  }
}
