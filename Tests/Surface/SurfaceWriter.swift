import Oracle
import QuerySyntax

/// Writes random statements: every verb and command of the grammar, every form of expression, in either vocabulary.
///
/// What it writes need not mean anything; it only has to be read.
public struct SurfaceWriter {
  public var random: SeededRandom
  let grammar: Grammar
  /// Whether words are Japanese where there is a choice; some texts mix.
  var prefersJapanese: Bool
  private var mixes: Bool
  /// Deeper expressions are made of atoms.
  var depth = 0
  /// The arguments of the `def` being written.
  var arguments: [String] = []

  public init(_ grammar: Grammar, seed: UInt64) {
    random = SeededRandom(seed: seed)
    self.grammar = grammar
    prefersJapanese = random.chance(50)
    mixes = random.chance(20)
  }

  // MARK: Words

  mutating func usesJapanese() -> Bool { mixes ? random.chance(50) : prefersJapanese }

  mutating func word(_ spelling: Spelling) -> String {
    usesJapanese() && !spelling.ja.isEmpty
      ? random.pick(spelling.ja) : random.pick([spelling.en] + spelling.alsoEnglish)
  }

  mutating func word(_ keyword: Keyword) -> String {
    let (en, ja) = keyword.spellings
    let chosen = usesJapanese() ? (ja.isEmpty ? en : ja) : (en.isEmpty ? ja : en)
    return random.pick(chosen)
  }

  mutating func quotedName(_ name: String) -> String {
    if name.contains("`") { return "【\(name)】" }
    return name.contains("】") || random.chance(50) ? "`\(name)`" : "【\(name)】"
  }

  mutating func columnName() -> String {
    if random.chance(6) { return quotedName(random.pick(SurfaceScope.oddNames)) }
    if random.chance(4) { return quotedName(random.pick(SurfaceScope.columnNames)) }
    return random.pick(SurfaceScope.columnNames)
  }

  mutating func column() -> String { random.chance(6) ? tableName() + "." + columnName() : columnName() }

  mutating func tableName() -> String { random.pick(SurfaceScope.tableNames.filter { $0 != "表" || random.chance(5) }) }

  /// A name that a person makes up.
  mutating func madeName() -> String {
    if random.chance(5) { return quotedName(random.pick(SurfaceScope.oddNames)) }
    return random.pick(["n", "c1", "rate2", "単価", "合計額", "x", "割合値", "_a", "件数"])
  }

  mutating func sign(_ narrow: String, _ wide: String) -> String { usesJapanese() && random.chance(60) ? wide : narrow }

  var comma: String { mutating get { sign(", ", "、") } }
  var open: String { mutating get { sign("(", "（") } }
  var close: String { mutating get { sign(")", "）") } }
  var pipe: String { mutating get { sign(" | ", " ｜ ") } }
  var equal: String { mutating get { sign(" = ", " ＝ ") } }

  mutating func list(_ counts: ClosedRange<Int>, _ part: (inout SurfaceWriter) -> String) -> String {
    var parts: [String] = []
    for _ in 0..<random.int(counts) { parts.append(part(&self)) }
    var text = ""
    for (place, part) in parts.enumerated() { text += (place == 0 ? "" : comma) + part }
    return text
  }

  // MARK: Statements

  /// One statement, without a line end behind it.
  public mutating func statement() -> String {
    depth = 0
    arguments = []
    switch random.int(0...19) {
    case 0: return parameter()
    case 1: return pick("let", "変数") + " \(madeName())\(equal)\(query())"
    case 2: return pick("let", "変数") + " \(madeName())\(equal)\(expression())"
    case 3, 4, 5: return definition()
    case 6, 7, 8: return command()
    default: return query()
    }
  }

  mutating func pick(_ en: String, _ ja: String) -> String { usesJapanese() ? ja : en }

  private mutating func parameter() -> String {
    var text = pick("param", "引数") + " " + madeName()
    if random.chance(40) { text += ": " + word(random.pick([Keyword.number, .year, .text])) }
    text += equal + literal()
    if random.chance(40) { text += " " + string() }
    return text
  }

  private mutating func definition() -> String {
    let names = ["a", "b", "割る数", "n"].prefix(random.int(0...4))
    let head = pick("def", "関数") + " \(random.pick(SurfaceScope.definitionNames))\(open)"
    let list = names.map { $0 }.joined(separator: comma)
    arguments = Array(names)
    let body: String
    if random.chance(50) {
      body = expression()
    } else {
      var verbs: [String] = []
      for _ in 0..<random.int(1...3) { verbs.append(verb()) }
      body = verbs.joined(separator: pipe)
    }
    return head + list + close + equal + body
  }

  private mutating func command() -> String {
    let command = random.pick(grammar.commands)
    let second = command.second.map { " " + word($0) } ?? ""
    return word(command.spelling) + second + pieces(command.pieces)
  }

  mutating func query() -> String {
    depth += 1
    defer { depth -= 1 }
    var text: String
    switch random.int(0...19) {
    case 0: text = open + query() + close
    case 1 where depth == 1: text = ""
    case 2: text = word(.from) + " " + tableName()
    default: text = tableName()
    }
    let count = random.int((text.isEmpty ? 1 : 0)...(depth > 1 ? 2 : 5))
    for _ in 0..<count { text += pipe + verb() }
    return text
  }

  mutating func verb() -> String {
    if random.chance(4) {
      return random.pick(SurfaceScope.definitionNames) + open + list(0...2) { $0.expression() } + close
    }
    let verb = random.pick(grammar.verbs)
    return word(verb.spelling) + (random.chance(3) ? open + close : "") + pieces(verb.pieces)
  }
}
