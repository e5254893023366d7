internal import QuerySyntax

/// Follows what is typed behind a verb or a command along its grammar, and says what may come next.
struct PieceWalk {
  enum Outcome {
    /// The piece stands before the cursor.
    case passed
    /// The cursor is here; what follows the piece may stand here too.
    case open
    /// The cursor is here, or what is typed does not fit.
    case stopped
  }

  let lexemes: [Lexeme]
  let owner: String
  var at: Int
  var wanted: [Wanted] = []
  var lastColumn: String?
  private var lastName: String?
  /// Where the table or query behind `join` stands in the text.
  var joinedTable: Range<Int>?
  var isAggregated = false

  /// - Parameters:
  ///   - owner: the English spelling of the verb or command.
  ///   - start: the lexeme behind it.
  init(_ lexemes: [Lexeme], owner: String, from start: Int) {
    self.lexemes = lexemes
    self.owner = owner
    at = start
    // `件数（）` means the same as `件数`.
    if at + 1 < lexemes.count, lexemes[at].isSymbol(.openParenthesis), lexemes[at + 1].isSymbol(.closeParenthesis) {
      at += 2
    }
  }

  /// Follows the pieces; true when all of them may be complete at the cursor.
  mutating func follow(_ pieces: [Piece]) -> Bool {
    sequence(pieces) != .stopped && atCursor
  }

  var atCursor: Bool { at >= lexemes.count }
  var next: Lexeme? { at < lexemes.count ? lexemes[at] : nil }

  private mutating func sequence(_ pieces: [Piece]) -> Outcome {
    var outcome = Outcome.passed
    for piece in pieces {
      switch step(piece) {
      case .passed: continue
      case .open: outcome = .open
      case .stopped: return .stopped
      }
    }
    return outcome
  }

  private mutating func step(_ piece: Piece) -> Outcome {
    switch piece {
    case .expression(let slot):
      if slot != "condition" { return expression(.value) }
      return expression(.condition(owner == "expect" ? .all : .scalars))
    case .sum: return expression(.valueOf(lastColumn))
    case .items: return items()
    case .renames: return renames()
    case .column: return columns(owner == "unnest" ? .lists : (owner == "describe" ? nil : .keys), repeats: false)
    case .columns: return columns(owner == "omit" ? .any : .keys, repeats: true)
    case .groupKeys: return groupKeys()
    case .sortKeys: return sortKeys()
    case .joinKeys: return joinKeys()
    case .count: return count()
    case .name("table"): return require([.table]) { $0.isName }
    case .name, .label: return name()
    case .string(let slot, let isFile): return string(isFile: isFile, slot)
    case .words:
      at = lexemes.count
      return .open
    case .query: return query()
    case .wholeQuery: return require([.table]) { _ in true }
    case .colon: return require([.sign(.colon)]) { $0.isSymbol(.colon) }
    case .arrow: return require([.sign(.arrow)]) { $0.isSymbol(.arrow) }
    case .cross: return require([.cross]) { $0.isSymbol(.star) || $0.keyword(among: [.by, .each]) != nil }
    case .keyword(let keyword): return require([.keyword(keyword)]) { $0.keyword(among: [keyword]) != nil }
    case .choice(_, let keywords):
      return require(keywords.map { .keyword($0) }) { $0.keyword(among: keywords) != nil }
    case .flag(_, let keyword), .flagBeforeName(_, let keyword):
      if atCursor {
        wanted.append(.keyword(keyword))
        return .open
      }
      if next?.keyword(among: [keyword]) != nil { at += 1 }
      return .passed
    case .oneOf(let alternatives): return oneOf(alternatives)
    case .options(let alternatives): return options(alternatives)
    case .lineRange: return lineRange()
    case .optional(let pieces): return optional(pieces)
    case .by: return by()
    case .direction: return optional([.keyword(.better), .choice("better", [.up, .down, .none])])
    case .arguments: return arguments()
    case .topic: return require([]) { _ in true }
    case .topicWords: return require([.helpTopic]) { _ in true }
    case .integer: return require([]) { $0.kind == .number }
    }
  }

  /// One lexeme that must fit.
  mutating func require(_ wanted: [Wanted], _ fits: (Lexeme) -> Bool) -> Outcome {
    guard let next else {
      self.wanted += wanted
      return .stopped
    }
    if !fits(next) { return .stopped }
    at += 1
    return .passed
  }

  private mutating func oneOf(_ alternatives: [[Piece]]) -> Outcome {
    for alternative in alternatives {
      guard case .keyword(let lead)? = alternative.first else { continue }
      if atCursor {
        wanted.append(.keyword(lead))
      } else if next?.keyword(among: [lead]) != nil {
        return sequence(alternative)
      }
    }
    return .stopped
  }

  /// Any of the sequences, again and again.
  private mutating func options(_ alternatives: [[Piece]]) -> Outcome {
    while !atCursor {
      let place = at
      let outcome = oneOf(alternatives)
      if outcome == .stopped { return at == place ? .passed : .stopped }
    }
    _ = oneOf(alternatives)
    return .open
  }

  private mutating func lineRange() -> Outcome {
    let first = require([]) { $0.kind == .number }
    guard first == .passed, next?.isSymbol(.range) ?? false else { return first }
    at += 1
    return require([]) { $0.kind == .number }
  }

  private mutating func optional(_ pieces: [Piece]) -> Outcome {
    guard let first = pieces.first else { return .passed }
    if atCursor {
      _ = step(first)
      return .open
    }
    let isPresent: Bool =
      switch first {
      case .keyword(let keyword), .flag(_, let keyword): next?.keyword(among: [keyword]) != nil
      case .choice(_, let keywords): next?.keyword(among: keywords) != nil
      case .string: next?.kind == .string
      default: true
      }
    return isPresent ? sequence(pieces) : .passed
  }

  // MARK: Names, files, tables

  private mutating func count() -> Outcome {
    if next?.isSymbol(.dollar) ?? false {
      at += 1
      return require([.parameter]) { $0.isName }
    }
    let outcome = require([]) { _ in true }
    if next?.keyword(among: [.rows]) != nil { at += 1 }
    return outcome
  }

  private mutating func name() -> Outcome {
    lastName = next?.text
    return require(["run", "check", "format"].contains(owner) ? [.script] : []) { $0.isName }
  }

  private mutating func string(isFile: Bool, _ slot: Slot) -> Outcome {
    if slot == "recipe" { return require([.recipe]) { $0.kind == .string } }
    return require(isFile ? [.file(foldersOnly: owner == "use")] : []) { $0.kind == .string }
  }

  private mutating func query() -> Outcome {
    if next?.isSymbol(.openParenthesis) ?? false {
      var depth = 0
      let open = at
      repeat {
        if next?.isSymbol(.openParenthesis) ?? false { depth += 1 }
        if next?.isSymbol(.closeParenthesis) ?? false { depth -= 1 }
        at += 1
      } while depth > 0 && !atCursor
      if depth == 0 { joinedTable = lexemes[open].end..<lexemes[at - 1].start }
    } else {
      joinedTable = next.map { $0.start..<$0.end }
      let outcome = require([.table]) { $0.isName }
      if outcome != .passed { return outcome }
    }
    return optional([.keyword(.asName), .name("alias")])
  }

  private mutating func arguments() -> Outcome {
    while true {
      guard next != nil else {
        if let lastName { wanted.append(.scriptArgument(lastName)) }
        return .open
      }
      at += 1
      guard next?.isSymbol(.equal) ?? false else { return .stopped }
      at += 1
      if next?.isSymbol(.minus) ?? false { at += 1 }
      if atCursor { return .stopped }
      at += 1
      if next?.isSymbol(.comma) ?? false { at += 1 }
    }
  }
}
