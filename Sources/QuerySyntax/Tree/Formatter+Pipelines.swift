internal import PolshText

extension Formatter {
  /// Beyond this many columns a pipeline is printed one verb a line.
  static let widest = 80

  private var indent: String { "  " }
  private var pipe: String { signs.pipe.trimmingBlanks + " " }

  /// A query on one line.
  func query(_ query: Query) -> String {
    let verbs = query.verbs.map { verb($0) }.joined(separator: signs.pipe)
    switch query.source {
    case .previous: return pipe + verbs
    case .table, .query: return source(query.source) + (query.verbs.isEmpty ? "" : signs.pipe) + verbs
    }
  }

  private func source(_ source: Query.Source) -> String {
    switch source {
    case .table(let table): name(table)
    case .query(let inner): signs.open + query(inner) + signs.close
    case .previous: ""
    }
  }

  /// A query behind a beginning such as `let x = `, on one line if it fits and has no comments.
  func lines(_ query: Query, behind head: String = "", inLet: Bool = false) -> [String] {
    let text = forced(query, inLet: inLet)
    if !query.isCommented, fits(head + text) || !query.canBreak { return [head + text] }
    var lines = sourceLines(query, behind: head)
    for (place, call) in query.verbs.enumerated() {
      let isFirst = lines.isEmpty && place == 0
      lines += call.comments.map { indent + trivia(.comment($0)) }
      lines.append((isFirst ? head : indent) + pipe + verb(call) + closing(call.closing))
    }
    return lines
  }

  /// The verbs of a `def` behind its beginning.
  func lines(_ verbs: [VerbCall], behind head: String) -> [String] {
    let text = head + verbs.map { verb($0) }.joined(separator: signs.pipe)
    if !verbs.contains(where: \.isCommented), fits(text) || verbs.count < 2 { return [text] }
    var lines: [String] = []
    for (place, call) in verbs.enumerated() {
      lines += call.comments.map { indent + trivia(.comment($0)) }
      lines.append((place == 0 ? head : indent + pipe) + verb(call) + closing(call.closing))
    }
    return lines
  }

  private func fits(_ text: String) -> Bool { DisplayWidth.of(text) <= Self.widest }

  private func sourceLines(_ query: Query, behind head: String) -> [String] {
    var lines: [String]
    switch query.source {
    case .previous: return []
    case .query(let inner) where inner.isCommented || !fits(head + source(query.source)) || query.verbs.isEmpty:
      lines = [head + signs.open]
      lines += block(inner).map { $0.isEmpty ? $0 : indent + $0 }
      lines.append(signs.close)
    case .table, .query: lines = [head + source(query.source)]
    }
    lines[lines.count - 1] += closing(query.closing)
    return lines
  }

  /// The lines of a query in parentheses of its own: its verbs stand right below its source.
  private func block(_ query: Query) -> [String] {
    var lines = lines(query)
    if case .query = query.source { return lines }
    for place in lines.indices.dropFirst() where lines[place].hasPrefix(indent) {
      lines[place].removeFirst(indent.count)
    }
    return lines
  }

  /// A query on one line, with `from` where its table's name could be read as a command or a value.
  private func forced(_ query: Query, inLet: Bool) -> String {
    let text = self.query(query)
    guard let table = query.loneTable else { return text }
    let isWhole = if case .table = query.source { true } else { false }
    guard inLet || (isWhole && !table.isQuoted && beginsStatement(table.text)) else { return text }
    let parentheses = text.prefix { String($0) == signs.open }
    return parentheses + word(.from) + " " + text.dropFirst(parentheses.count)
  }

  private func beginsStatement(_ word: String) -> Bool {
    grammar?.isCommand(word) == true || StatementWord.all.contains(word)
  }
}

extension Query {
  /// The table that is all there is of the query, in whatever parentheses.
  fileprivate var loneTable: Name? {
    if !verbs.isEmpty { return nil }
    return switch source {
    case .table(let name): name
    case .query(let inner): inner.loneTable
    case .previous: nil
    }
  }

  fileprivate var canBreak: Bool {
    if !verbs.isEmpty { return true }
    if case .query(let inner) = source { return inner.canBreak }
    return false
  }

  fileprivate var isCommented: Bool {
    if !closing.isEmpty || verbs.contains(where: \.isCommented) { return true }
    if case .query(let inner) = source { return inner.isCommented }
    return false
  }
}

extension VerbCall {
  fileprivate var isCommented: Bool { !comments.isEmpty || !closing.isEmpty }
}
