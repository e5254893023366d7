import ColumnStore
import Diagnostics
import PolicyModel
import QueryPlan
import Testing

@testable import QueryEngine

@Suite("Results from parts of the rows")
struct FoldTests {
  /// The sums themselves, whatever their size.
  private static let sum = Fold.sum { sums, _, scale in Column(.numbers(.wide(sums, scale: scale))) }

  private static func sums(_ states: [FoldState], groups: Int) throws -> [Int128]? {
    guard var whole = states.first else { return nil }
    for state in states.dropFirst() where !whole.add(state) { return nil }
    guard case .numbers(.wide(let sums, _)) = try whole.result((0..<groups).map { Int32($0) }, sum).storage else {
      return nil
    }
    return sums
  }

  @Test("Sums beyond 64 bits are exact, however the rows are shared out", arguments: 0..<200)
  func largeSums(seed: UInt64) throws {
    var random = RandomQuestions(seed: seed, isExtreme: true)
    let groups = 1 + random.number(4)
    let ends: [Int64] = [.max, .min, .max - 1, .max / 2, .max / 3, -5_000_000_000_000_000_000, 1, 0, -1, 700]
    // Mostly small figures, so that large ones come when sums of 64 bits are under way.
    let choices = seed % 3 == 0 ? ends : Array(ends.suffix(4)) + (random.number(2) == 0 ? [Int64.max / 5] : [])
    var expected = [Int128](repeating: 0, count: groups)
    var states: [FoldState] = []
    for _ in 0...random.number(4) {
      var state = FoldState(Self.sum, domain: groups)
      for _ in 0...random.number(5) {
        let values = (0..<random.number(20)).map { _ in random.pick(choices) }
        let places = values.map { _ in Int32(random.number(groups + 1)) }
        for (value, place) in zip(values, places) where place < groups { expected[Int(place)] += Int128(value) }
        let isAdded = state.add(Column(.numbers(.narrow(values, scale: 0))), places)
        #expect(isAdded)
      }
      states.append(state)
    }
    #expect(try Self.sums(states, groups: groups) == expected)
    // Brought together for one coarser group.
    var whole = states[0]
    for state in states.dropFirst() {
      let isAdded = whole.add(state)
      #expect(isAdded)
    }
    let coarse = whole.coarsened([Int32](repeating: 0, count: groups), 1)
    #expect(try Self.sums([coarse], groups: 1) == [expected.reduce(0, +)])
  }

  @Test("The smallest and the largest, at the ends of 64 bits too; none without rows", arguments: 0..<100)
  func extremes(seed: UInt64) throws {
    var random = RandomQuestions(seed: seed, isExtreme: true)
    let values = (0..<random.number(12)).map { _ in random.pick([Int64.min, .max, 0, 5, -5]) }
    let places = values.map { _ in Int32(random.number(3)) }
    for (fold, better) in [(Fold.smallest, min), (Fold.largest, max)] as [(Fold, (Int64, Int64) -> Int64)] {
      var (a, b) = (FoldState(fold, domain: 2), FoldState(fold, domain: 2))
      let half = values.count / 2
      let first = a.add(Column(.numbers(.narrow(Array(values[..<half]), scale: 0))), Array(places[..<half]))
      let second = b.add(Column(.numbers(.narrow(Array(values[half...]), scale: 0))), Array(places[half...]))
      let both = a.add(b)
      #expect(first && second && both)
      let column = try a.result([0, 1], fold)
      for group in 0..<2 {
        let own = zip(values, places).filter { $1 == group }.map(\.0)
        var expected = blank
        if let first = own.first { expected = .number(ExactDecimal(Int(own.dropFirst().reduce(first, better)))) }
        #expect(column.value(group, isLevel: false) == expected)
      }
    }
  }
}

@Suite("Workers")
struct WorkerTests {
  @Test("Every row once, the answers in row order, whoever took them", arguments: [1, 2, 5], [1, 2, 7, 40])
  func stretches(count: Int, parts: Int) throws {
    for total in [0, 1, 2, 39, 1000] {
      let answers = try Workers(count: count).stretches(parts, of: total) { (range) throws(Diagnostic) in Array(range) }
      #expect(answers.flatMap { $0 } == Array(0..<total))
    }
  }

  @Test("Of several failures that of the first rows is thrown")
  func failures() {
    for _ in 0..<50 {
      do throws(Diagnostic) {
        _ = try Workers(count: 4).stretches(16, of: 160) { (range) throws(Diagnostic) in
          if range.lowerBound >= 50 { throw .tooManyRows(range.lowerBound) }
        }
        Issue.record("nothing thrown")
      } catch {
        #expect(error.message == Diagnostic.tooManyRows(50).message)
      }
    }
  }
}
