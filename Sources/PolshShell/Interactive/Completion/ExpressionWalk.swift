internal import PolicyModel
internal import QuerySyntax

/// Follows a condition or value up to the cursor and says what may come next.
///
/// Unlike the parser it never fails: what is typed so far is unfinished by nature.
struct ExpressionWalk {
  /// What the expression is for.
  enum Use: Hashable {
    /// `where`, `expect`: comparisons are expected, of what these functions give.
    case condition(Wanted.Functions)
    case value
    /// In `derive`: functions may look at other rows.
    case derived
    /// In `group`: aggregates are expected.
    case aggregated
    /// One end of `v1 -> v2`: a value of that column.
    case valueOf(String?)
  }

  enum Outcome {
    /// The cursor is here; `mayEnd` when the expression may be complete.
    case cursor([Wanted], mayEnd: Bool)
    /// The expression ended before this lexeme.
    case ended(Int)
  }

  enum State {
    case operand, complete, afterIs, afterNot, afterAs, afterDollar, afterDot
  }

  enum Bracket {
    case none, group, call, list
  }

  /// Which part of `if … then … else …` is being typed.
  enum Choice {
    case none, test, consequence
  }

  struct Frame {
    var bracket: Bracket
    /// Left of the comparison: the column, where it is one.
    var left: String?
    var isComparing = false
    var particle: Keyword?
    var shape = Wanted.Shape.value
    /// The comparison has its closing word.
    var isClosed = false
    /// The operand just read, where it is a bare column.
    var operand: String?
    /// The operand is part of a calculation.
    var isCalculated = false
    var choice = Choice.none

    mutating func startOver() { self = Frame(bracket: bracket, choice: choice) }
  }

  private let lexemes: [Lexeme]
  let use: Use
  private(set) var frames: [Frame]
  private(set) var state = State.operand
  /// What stands before the last dot.
  private(set) var side = ""
  private var at: Int

  static let matchers: [Keyword] = [.in, .contains, .starts, .matches, .has]
  private static let particles: [Keyword] = [.topic, .subject, .indirect]
  private static let postfixes: [Keyword] = [
    .sameAs, .otherThan, .orMore, .orLess, .moreThan, .lessThan, .anyOf, .noneOf, .inRange, .containing,
    .notContaining, .matching, .notMatching, .startingWith, .notStartingWith, .existing, .notExisting,
  ]
  private static let comparators: Set<Symbol> = [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual]
  private static let operators: Set<Symbol> = [.plus, .minus, .star, .slash, .coalesce]

  static func follow(_ lexemes: [Lexeme], from start: Int, _ use: Use) -> Outcome {
    var walk = ExpressionWalk(lexemes: lexemes, use: use, frames: [Frame(bracket: .none)], at: start)
    if case .valueOf(let column) = use {
      walk.frames[0].left = column
      walk.frames[0].isComparing = true
    }
    return walk.run()
  }

  private init(lexemes: [Lexeme], use: Use, frames: [Frame], at: Int) {
    self.lexemes = lexemes
    self.use = use
    self.frames = frames
    self.at = at
  }

  private(set) var top: Frame {
    get { frames[frames.count - 1] }
    set { frames[frames.count - 1] = newValue }
  }

  private mutating func run() -> Outcome {
    while at < lexemes.count {
      if !step(lexemes[at]) { return .ended(at) }
      at += 1
    }
    return .cursor(wanted, mayEnd: state == .complete && frames.count == 1 && isWhole)
  }

  /// A column alone is no condition yet.
  private var isWhole: Bool {
    if top.choice != .none { return false }
    if case .condition = use { return top.isComparing || top.operand == nil }
    return true
  }

  /// Takes a lexeme; false when the expression has ended before it.
  private mutating func step(_ lexeme: Lexeme) -> Bool {
    switch state {
    case .operand: return operand(lexeme)
    case .complete: return continuation(lexeme)
    case .afterIs:
      if lexeme.keyword(among: [.not]) == nil { close() }
    case .afterNot:
      state = .complete
      return continuation(lexeme)
    case .afterAs, .afterDollar: finish(nil)
    case .afterDot: finish(lexeme.text)
    }
    return true
  }

  private mutating func operand(_ lexeme: Lexeme) -> Bool {
    switch lexeme.kind {
    case .word:
      switch lexeme.keyword(among: Keyword.reserved) {
      case .if:
        top.startOver()
        top.choice = .test
      case .and, .or, .then, .else: connect(lexeme)
      case .not: break
      case .missing, .true, .false: finish(nil)
      default: finish(lexeme.text)
      }
    case .quotedName: finish(lexeme.text)
    case .number, .year, .string, .dash: finish(nil)
    case .symbol(.minus): break
    case .symbol(.dollar): state = .afterDollar
    case .symbol(.openParenthesis): frames.append(Frame(bracket: .group))
    case .symbol(.openBracket): openList()
    case .symbol(.closeParenthesis), .symbol(.closeBracket): return closeBracket(lexeme)
    default: return frames.count > 1
    }
    return true
  }

  private mutating func continuation(_ lexeme: Lexeme) -> Bool {
    switch lexeme.kind {
    case .symbol(.openParenthesis):
      guard at > 0, lexemes[at - 1].isName, lexemes[at - 1].end <= lexeme.start else { return frames.count > 1 }
      frames.append(Frame(bracket: .call))
      state = .operand
    case .symbol(.dot):
      side = at > 0 ? lexemes[at - 1].text : ""
      state = .afterDot
    case .symbol(.percent): break
    case .symbol(.range):
      top.shape = .range
      state = .operand
    case .symbol(.comma):
      switch top.bracket {
      case .none: return false
      case .list: break
      case .call, .group: top.startOver()
      }
      state = .operand
    case .symbol(.closeParenthesis), .symbol(.closeBracket): return closeBracket(lexeme)
    case .symbol(let symbol) where Self.comparators.contains(symbol): compare(nil)
    case .symbol(let symbol) where Self.operators.contains(symbol):
      top.isCalculated = true
      state = .operand
    case .word: return word(lexeme)
    default: return frames.count > 1
    }
    return true
  }

  /// A word behind a complete operand.
  private mutating func word(_ lexeme: Lexeme) -> Bool {
    if lexeme.keyword(among: [.and, .or, .then, .else]) != nil {
      connect(lexeme)
    } else if lexeme.keyword(among: Self.matchers) != nil {
      compare(nil)
    } else if lexeme.keyword(among: [.is]) != nil {
      compare(nil)
      state = .afterIs
    } else if lexeme.keyword(among: [.not]) != nil {
      state = .afterNot
    } else if !top.isComparing, let particle = lexeme.keyword(among: Self.particles) {
      compare(particle)
    } else if top.particle != nil, lexeme.keyword(among: Self.postfixes + [.missing, .present]) != nil {
      close()
    } else if let next = lexeme.keyword(among: [.asUnit]), isUnit(behind: next) {
      state = .afterAs
    } else if at > 0, lexemes[at - 1].kind == .number, Unit.named(lexeme.text) != nil {
      return true
    } else {
      return frames.count > 1
    }
    return true
  }

  /// `as` announces a unit only where one follows, or may still be typed; 単位 always does.
  private func isUnit(behind keyword: Keyword) -> Bool {
    if lexemes[at].keyword(among: [.asName]) == nil || at + 1 >= lexemes.count { return true }
    return lexemes[at + 1].isSymbol(.percent) || Unit.named(lexemes[at + 1].text) != nil
  }

  private mutating func finish(_ name: String?) {
    top.operand = top.isCalculated ? nil : name
    state = .complete
  }

  private mutating func close() {
    top.isComparing = true
    top.isClosed = true
    state = .complete
  }

  private mutating func compare(_ particle: Keyword?) {
    top.left = top.operand
    top.isComparing = true
    top.isCalculated = false
    top.particle = particle
    top.shape = .value
    state = .operand
  }

  private mutating func connect(_ lexeme: Lexeme) {
    top.startOver()
    switch lexeme.keyword(among: [.then, .else]) {
    case .then: top.choice = .consequence
    case .else: top.choice = .none
    default: break
    }
    state = .operand
  }

  private mutating func openList() {
    var list = Frame(bracket: .list)
    list.left = top.left
    list.isComparing = top.isComparing
    top.shape = .list
    frames.append(list)
  }

  private mutating func closeBracket(_ lexeme: Lexeme) -> Bool {
    if frames.count == 1 { return false }
    frames.removeLast()
    finish(nil)
    return true
  }
}
