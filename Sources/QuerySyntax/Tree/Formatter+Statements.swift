internal import Diagnostics
internal import PolicyModel

extension Formatter {
  /// A statement on one line, or on several when it is wide; comments that stood before it come first.
  public func statement(_ statement: Statement, _ grammar: Grammar) -> String {
    let head = statement.comments.map { "# \($0)\n" }.joined()
    switch statement.kind {
    case .parameter(let parameter):
      var text = "\(language == .ja ? "引数" : "param") \(name(parameter.name))"
      if let type = parameter.type { text += ": \(word(type))" }
      text += " = \(expression(parameter.value))"
      if let description = parameter.description { text += " \(quoted(description))" }
      return head + text
    case .letQuery(let made, let query):
      return head + "\(language == .ja ? "変数" : "let") \(name(made)) = \(self.query(query, grammar))"
    case .letValue(let made, let value):
      return head + "\(language == .ja ? "変数" : "let") \(name(made)) = \(expression(value))"
    case .definition(let definition):
      let parameters = definition.parameters.map { name($0) }.joined(separator: ", ")
      let body: String
      switch definition.body {
      case .expression(let value): body = expression(value)
      case .verbs(let verbs): body = verbs.map { verb($0, grammar) }.joined(separator: " | ")
      }
      return head + "\(language == .ja ? "関数" : "def") \(name(definition.name))(\(parameters)) = \(body)"
    case .command(let command): return head + self.command(command, grammar)
    case .query(let query): return head + self.query(query, grammar)
    }
  }

  public func query(_ query: Query, _ grammar: Grammar) -> String {
    let verbs = query.verbs.map { verb($0, grammar) }
    switch query.source {
    case .table(let table): return ([name(table)] + verbs).joined(separator: " | ")
    case .query(let inner): return (["(\(self.query(inner, grammar)))"] + verbs).joined(separator: " | ")
    case .previous: return "| " + verbs.joined(separator: " | ")
    }
  }

  func verb(_ call: VerbCall, _ grammar: Grammar) -> String {
    if let arguments = call.macroArguments {
      return "\(name(call.name))(\(arguments.map { expression($0) }.joined(separator: ", ")))"
    }
    guard let verb = grammar.verb(call.verb) else { return call.name.text }
    let spelling = language == .ja ? verb.spelling.ja.first ?? verb.spelling.en : verb.spelling.en
    return spaced([spelling] + verb.pieces.flatMap { pieces($0, call.arguments, grammar) })
  }

  private func command(_ call: CommandCall, _ grammar: Grammar) -> String {
    let parts = call.command.split(separator: " ").map(String.init)
    guard
      let command = grammar.commands(parts[0]).first(where: {
        ($0.second == nil) == (parts.count == 1) && (parts.count == 1 || $0.second?.spellings.en.first == parts[1])
      })
    else { return call.name.text }
    var words = [language == .ja ? command.spelling.ja.first ?? parts[0] : parts[0]]
    if let second = command.second { words.append(word(second)) }
    return spaced(words + command.pieces.flatMap { pieces($0, call.arguments, grammar) })
  }

  /// Joins words with blanks; a colon and a comma take none before them.
  private func spaced(_ words: [String]) -> String {
    var text = ""
    for word in words where !word.isEmpty {
      if !text.isEmpty, word != ":" { text += " " }
      text += word
    }
    return text
  }

  /// The words that a piece of grammar prints for the arguments given.
  private func pieces(_ piece: Piece, _ arguments: [Slot: Argument], _ grammar: Grammar) -> [String] {
    switch piece {
    case .expression(let slot), .sum(let slot), .items(let slot), .renames(let slot), .column(let slot),
      .columns(let slot), .groupKeys(let slot), .sortKeys(let slot), .joinKeys(let slot), .count(let slot),
      .name(let slot), .string(let slot, _), .words(let slot), .query(let slot), .wholeQuery(let slot),
      .arguments(let slot), .topic(let slot), .topicWords(let slot), .integer(let slot), .choice(let slot, _),
      .lineRange(let slot), .label(let slot):
      return arguments[slot].map { [argument($0, grammar)] } ?? []
    case .colon: return [":"]
    case .arrow: return ["->"]
    case .cross: return [language == .ja ? "×" : word(.by)]
    case .keyword(let keyword): return [word(keyword)]
    case .flag(let slot, let keyword), .flagBeforeName(let slot, let keyword):
      return arguments[slot] == nil ? [] : [word(keyword)]
    case .oneOf(let alternatives):
      let chosen = alternatives.first { uses($0, arguments) }
      return chosen?.flatMap { pieces($0, arguments, grammar) } ?? []
    case .options(let alternatives):
      return alternatives.filter { uses($0, arguments) }.flatMap { $0 }.flatMap { pieces($0, arguments, grammar) }
    case .optional(let parts):
      return uses(parts, arguments) ? parts.flatMap { pieces($0, arguments, grammar) } : []
    case .by(let slot):
      return arguments[slot].map { [word(.by), argument($0, grammar)] } ?? []
    case .direction(let slot):
      return arguments[slot].map { [word(.better), argument($0, grammar)] } ?? []
    }
  }

  private func uses(_ pieces: [Piece], _ arguments: [Slot: Argument]) -> Bool {
    pieces.contains { piece in piece.slot.map { arguments[$0] != nil } ?? false }
  }

  private func argument(_ argument: Argument, _ grammar: Grammar) -> String {
    switch argument {
    case .expression(let value): return expression(value)
    case .items(let items):
      return items.map { ($0.name.map { name($0) + " = " } ?? "") + expression($0.value) }.joined(separator: ", ")
    case .renames(let renames):
      return renames.map { "\(name($0.new)) = \(column($0.old))" }.joined(separator: ", ")
    case .columns(let columns): return columns.map { column($0) }.joined(separator: ", ")
    case .sortKeys(let keys):
      return keys.map { ($0.isDescending ? "-" : "") + sortValue($0) }.joined(separator: ", ")
    case .joinKeys(let keys):
      return keys.map { key in column(key.left) + (key.right.map { " = " + column($0) } ?? "") }.joined(separator: ", ")
    case .name(let name): return self.name(name)
    case .string(_, let raw, _): return quoted(raw)
    case .words(let words): return words.map { searched($0) }.joined(separator: " ")
    case .query(let query, let alias):
      let text = query.verbs.isEmpty ? self.query(query, grammar) : "(\(self.query(query, grammar)))"
      return text + (alias.map { " \(word(.asName)) \(name($0))" } ?? "")
    case .flag: return ""
    case .keyword(let keyword, _): return word(keyword)
    case .direction(let better, _): return word(better == .up ? .up : (better == .down ? .down : .none))
    case .values(let values): return values.map { "\(name($0.name))=\(expression($0.value))" }.joined(separator: " ")
    }
  }

  /// A word to look for: a bare one stays as typed, whatever columns are called.
  private func searched(_ word: Expression) -> String {
    if case .name(let name) = word.kind { return name.text }
    return expression(word)
  }

  /// A sort key; behind a minus a sum needs parentheses.
  private func sortValue(_ key: SortKey) -> String {
    let text = expression(key.value)
    if case .name = key.value.kind { return text }
    if case .call = key.value.kind { return text }
    return key.isDescending ? "(\(text))" : text
  }

  private func column(_ column: ColumnName) -> String {
    (column.table.map { name($0) + "." } ?? "") + name(column.name)
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
      .by(let slot), .lineRange(let slot), .label(let slot),
      .direction(let slot), .flag(let slot, _), .flagBeforeName(let slot, _):
      slot
    case .colon, .arrow, .cross, .keyword, .oneOf, .optional, .options: nil
    }
  }
}
