import Diagnostics
import Glibc
import Oracle
import PolicyModel
import Testing

/// What became of one random case.
enum Outcome {
  case holds
  /// The language refused the question, as it may: mixed guards, a name taken twice.
  case refused(Diagnostic, String)
  /// The case is beyond what it is compared with: why.
  case skipped(String)
  /// What was asked, and what came out against what should have.
  case broken(String)
}

/// One random case: its table, and what questions are made with.
struct PropertyCase {
  var seed: UInt64
  var desk: Desk
  var writer: QueryWriter
  /// The columns of the second table.
  let others: [Field]
  var random: SeededRandom
  /// Mostly English, sometimes Japanese.
  var language: Language

  init(seed: UInt64, hasGuards: Bool? = nil) throws {
    self.seed = seed
    random = SeededRandom(seed: seed ^ 0x5EED_CAFE)
    language = random.chance(25) ? .ja : .en
    desk = Desk(
      RandomTable.make(seed: seed, hasGuards: hasGuards),
      second: RandomTable.makeSecond(seed: seed, hasGuards: hasGuards))
    let fields = try desk.resolve(RandomTable.name.en).relation.fields
    others = try desk.resolve(RandomTable.secondName.en).relation.fields
    writer = QueryWriter(fields, seed: seed &+ 0xABCD_EF01, others: others)
  }

  func text(_ verbs: Phrase...) -> String { Phrase.pipeline(verbs)[language] }
}

/// Runs a property on many random cases and reports those that break it.
///
/// `POLSH_SEED` is the first case's seed (a number, or `random`), `POLSH_CASES` how many cases are wanted. A failed case
/// is run again alone with the seed that its report names and `POLSH_CASES=1`.
enum PropertyRun {
  /// - Parameter fewestRun: how many of a hundred cases at least must not be skipped.
  static func check(_ law: String, fewestRun: Int = 100, _ body: (inout PropertyCase) throws -> Outcome) throws {
    try run(law, fewestRun: fewestRun) { seed in
      var one = try PropertyCase(seed: seed)
      let outcome = try body(&one)
      guard case .broken(let report) = outcome else { return outcome }
      let tables = [one.desk.table, one.desk.second].compactMap { $0 }.map { CSVText.of($0) }
      return .broken("\(report)\n\nthe tables:\n\(tables.joined(separator: "\n\n"))")
    }
  }

  /// The same for a property of values, which needs no table.
  static func draw(_ law: String, _ body: (inout SeededRandom) throws -> Outcome) throws {
    try run(law, fewestRun: 100) { seed in
      var random = SeededRandom(seed: seed)
      return try body(&random)
    }
  }

  private static func run(_ law: String, fewestRun: Int, _ body: (UInt64) throws -> Outcome) throws {
    let wanted = setting("POLSH_CASES").flatMap { Int($0) } ?? 10_000
    let first = firstSeed()
    // A fixed seed is known anyhow; a random one must be told before a case can crash.
    if setting("POLSH_SEED") == "random" { print("\(law): POLSH_SEED=\(first)") }
    let clock = ContinuousClock()
    let start = clock.now
    var held = 0
    var attempts = 0
    var broken = 0
    var refusals: [String: (count: Int, example: String)] = [:]
    var skipped: [String: Int] = [:]
    while held < wanted, attempts < wanted * 3, broken < 3 {
      let seed = first &+ UInt64(attempts)
      attempts += 1
      switch try body(seed) {
      case .holds: held += 1
      case .refused(let error, let text):
        refusals[error.code ?? "?", default: (0, "\(text) — \(error.shown)")].count += 1
      case .skipped(let reason): skipped[reason, default: 0] += 1
      case .broken(let report):
        broken += 1
        Issue.record("\(law): seed \(seed)\n\(report)\n")
      }
    }
    let left = skipped.values.reduce(0, +)
    print(
      "\(law): \(held) cases from seed \(first), \(attempts - held - broken - left) refused, \(clock.now - start)")
    if left > 0 {
      let reasons = skipped.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
      print("  \(left) skipped: \(reasons.joined(separator: ", "))")
    }
    for (code, refusal) in refusals.sorted(by: { $0.value.count > $1.value.count }) {
      log("  \(code) \(refusal.count)×, such as \(refusal.example)")
    }
    #expect(held * 100 >= (held + left) * fewestRun, "\(law): too many questions were skipped")
    if broken == 0, wanted > 1 { #expect(held == wanted, "\(law): too many questions were refused") }
  }

  /// Prints what the language refused, if `POLSH_REFUSALS` is set: to see that random questions are not mostly nonsense.
  static func log(_ line: @autoclosure () -> String) {
    if tellsRefusals { print(line()) }
  }

  private static let tellsRefusals = setting("POLSH_REFUSALS") != nil

  static func firstSeed() -> UInt64 {
    guard let text = setting("POLSH_SEED") else { return 20_240_401 }
    return text == "random" ? UInt64.random(in: 0...UInt64(UInt32.max)) : UInt64(text) ?? 0
  }

  static func setting(_ name: String) -> String? {
    // SAFETY: getenv gives a string that ends with a zero byte, or nothing; it is copied at once.
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }
}
