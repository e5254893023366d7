internal import ColumnStore
internal import Diagnostics
internal import QueryPlan
internal import Synchronization

/// Which texts of a dictionary passed a test: found once for all slices of a run, by whoever asks first.
final class TextPasses: Sendable {
  private struct Key: Hashable {
    var dictionary: ObjectIdentifier
    var label: String
  }

  private struct Entry {
    /// Kept, so that no other dictionary can take its place in memory.
    var dictionary: TextDictionary
    var passes: [Bool]
  }

  private let known = Mutex<[Key: Entry]>([:])

  /// - Parameter label: tells this test from all others of the statement.
  func passes(
    of dictionary: TextDictionary, _ label: String, _ find: () throws(Diagnostic) -> [Bool]
  ) throws(Diagnostic) -> [Bool] {
    let key = Key(dictionary: ObjectIdentifier(dictionary), label: label)
    if let entry = known.withLock({ $0[key] }) { return entry.passes }
    let passes = try find()
    known.withLock { $0[key] = Entry(dictionary: dictionary, passes: passes) }
    return passes
  }
}

/// A test of one text, given as a string or where it stands.
struct TextProbe: Sendable {
  let label: String
  let test: @Sendable (String) -> Bool
  var utf8Test: (any UTF8Test)?
}

extension TextProbe {
  init(_ test: TextTest) {
    self.init(label: test.kind.rawValue + " " + test.pattern, test: test.test, utf8Test: test.utf8Test)
  }

  fileprivate func passing(_ dictionary: TextDictionary, _ codes: Range<Int>) -> [Bool] {
    if let utf8Test { return dictionary.passing(codes, utf8Test) }
    return codes.map { test(dictionary.text(at: $0)) }
  }
}

extension Evaluator {
  /// For each text of the dictionary whether it passes: every text is tested once, however many rows have it, and only
  /// the texts that occur where the rows are fewer than the texts.
  func codesPassing(
    _ codes: [Int32], _ missing: MissingMask, _ dictionary: TextDictionary, _ probe: TextProbe
  ) throws(Diagnostic) -> [Bool] {
    let rows = execution.sliceTotal ?? codes.count
    if dictionary.count > rows {
      let occurring = dictionary.occurring(codes, missing)
      var passes = [Bool](repeating: false, count: dictionary.count)
      for (index, code) in occurring.trueRows.enumerated() {
        if index & 0xFFF == 0xFFF { try execution.checkpoint() }
        passes[Int(code)] = probe.test(dictionary.text(at: Int(code)))
      }
      return passes
    }
    return try execution.texts.passes(of: dictionary, probe.label) { () throws(Diagnostic) in
      try execution.passing(dictionary, probe)
    }
  }
}

extension Execution {
  /// All texts tested, by all workers where there are many.
  fileprivate func passing(_ dictionary: TextDictionary, _ probe: TextProbe) throws(Diagnostic) -> [Bool] {
    let parts = try (dictionary.count < Self.manyTexts ? Workers(count: 1) : workers).stretches(of: dictionary.count) {
      [interruption] (codes) throws(Diagnostic) in
      var passes: [Bool] = []
      passes.reserveCapacity(codes.count)
      for start in stride(from: codes.lowerBound, to: codes.upperBound, by: Self.manyTexts) {
        if interruption() { throw .interrupted() }
        passes += probe.passing(dictionary, start..<min(codes.upperBound, start + Self.manyTexts))
      }
      return passes
    }
    return parts.count == 1 ? parts[0] : Array(parts.joined())
  }

  private static var manyTexts: Int { 1 << 12 }
}

extension TextDictionary {
  /// Which of the texts the cells use.
  func occurring(_ codes: [Int32], _ missing: MissingMask) -> [Bool] {
    var used = [Bool](repeating: false, count: count)
    for row in codes.indices where !missing[row] { used[Int(codes[row])] = true }
    return used
  }
}
