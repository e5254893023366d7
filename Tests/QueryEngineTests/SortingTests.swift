import ColumnStore
import Diagnostics
import Dispatch
import PolicyModel
import QueryPlan
import Synchronization
import Testing

@testable import QueryEngine

@Suite("Sorting: the fast way gives what the simple one gives")
struct SortingTests {
  /// Random numbers of a seed, of any number of bits.
  struct Dice {
    var state: UInt64
    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func word() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state &* 0x2545_F491_4F6C_DD1D
    }

    mutating func below(_ bound: Int) -> Int { Int(word() >> 11) % bound }

    mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }
  }

  static func runner(_ dice: inout Dice) -> PieceRunner {
    var runner = Workers(count: 1 + dice.below(4)).runner { false }
    runner.fewestRows = dice.pick([1, 7, 100])
    runner.bunch = dice.pick([1, 2, 60, 1000])
    return runner
  }

  @Test("Words: stable, by the bits asked for", arguments: 0..<20)
  func words(part: UInt64) {
    for seed in part * 20..<(part + 1) * 20 {
      var dice = Dice(seed)
      let count = dice.pick([0, 1, 2, 3, 47, 48, 49, 300, 5000])
      let high = 1 + dice.below(64)
      let low = dice.below(high)
      // Few different words, words that agree in their highest bits, and one far away from all others.
      let spread = UInt64.max >> UInt64(64 - min(high, 1 + dice.below(64)))
      let mask = high == 64 ? UInt64.max : 1 << UInt64(high) - 1
      var given = (0..<count).map { _ in dice.word() & spread & mask }
      if count > 0, dice.below(2) == 0 { given[dice.below(count)] = mask }
      let expected = given.enumerated().sorted {
        let (a, b) = ($0.element >> UInt64(low), $1.element >> UInt64(low))
        return a != b ? a < b : $0.offset < $1.offset
      }
      var found = given
      #expect(WordSort.sort(&found, by: low..<high, Self.runner(&dice)))
      #expect(found == expected.map(\.element), "seed \(seed)")
    }
  }

  @Test("Words: a sort that is to stop stops")
  func interrupted() {
    var words = (0..<5000).map { UInt64(5000 - $0) }
    let asked = Atomic<Int>(0)
    var runner = Workers(count: 2).runner { asked.wrappingAdd(1, ordering: .relaxed).newValue > 3 }
    runner.fewestRows = 10
    runner.bunch = 10
    #expect(!WordSort.sort(&words, by: 0..<13, runner))
  }

  static func column(_ dice: inout Dice, _ count: Int) -> (column: Column, isLevel: Bool) {
    let mask =
      dice.below(2) == 0
      ? MissingMask() : MissingMask((0..<count).map { _ in dice.below(4) == 0 ? UInt8(1 + dice.below(2)) : 0 })
    let storage: Column.Storage
    var isLevel = false
    switch dice.below(8) {
    case 0, 1, 2:
      let bits = dice.pick([0, 1, 3, 11, 20, 33, 52, 63, 64])
      let low = dice.pick([0, -1000, Int64.min])
      storage = .numbers(
        .narrow(
          (0..<count).map { _ in
            low &+ Int64(truncatingIfNeeded: bits == 0 ? 0 : dice.word() >> UInt64(64 - bits))
          }, scale: 2))
    case 3:
      storage = .numbers(
        .wide((0..<count).map { _ in Int128(dice.below(5)) << Int128(dice.pick([0, 3, 63, 90])) }, scale: 0))
    case 4: storage = .years((0..<count).map { _ in Int16(2000 + dice.below(20)) })
    case 5: storage = .bools((0..<count).map { _ in dice.below(2) == 0 })
    default:
      isLevel = dice.below(2) == 0
      let texts = ["b", "亜", "a", "", "ab", "a\0", "事業コード0000001", "事業コード0000000"]
      storage = .codes((0..<count).map { _ in Int32(dice.below(texts.count)) }, TextDictionary(texts))
    }
    return (Column(storage, missing: mask), isLevel)
  }

  @Test("Rows: any keys, missing cells, ties, directions, workers", arguments: 0..<40)
  func rows(part: UInt64) throws {
    for seed in part * 25..<(part + 1) * 25 {
      var dice = Dice(seed &+ 1_000_000)
      let count = dice.pick([0, 1, 2, 3, 60, 400, 3000])
      var workers = Workers(count: 1 + dice.below(4))
      workers.fewestRows = dice.pick([1, 50, 1 << 16])
      let execution = Execution(of: try scan([], rowCount: 0), sink: SilentSink(), workers: workers)
      var ordinals: [Ordinals] = []
      var keys: [SortKey] = []
      var columns: [Column] = []
      for _ in 0..<1 + dice.below(4) {
        let (column, isLevel) = Self.column(&dice, count)
        let isDescending = dice.below(2) == 0
        columns.append(column)
        ordinals.append(try Ordinals(column, isLevel: isLevel, isDescending: isDescending))
        keys.append(try SortKey.of(column, isLevel: isLevel, isDescending: isDescending, execution.runner))
      }
      let expected = SimpleRowOrder.sorted(ordinals, rowCount: count)
      let found = try RowOrder(keys, rowCount: count, execution: execution)
      #expect(found?.rows() == expected, "seed \(seed)")
      guard let found, let expected else { continue }
      for key in keys.indices {
        let gathered = columns[key].gathered(expected)
        let inPieces = columns[key].gathered(expected, execution.runner)
        #expect(inPieces.allValues == gathered.allValues, "seed \(seed)")
        switch (found.cells(ofKey: key, among: keys), gathered.storage) {
        case (.numbers(let cells)?, .numbers(.narrow(let values, _))): #expect(cells == values, "seed \(seed)")
        case (.years(let cells)?, .years(let values)): #expect(cells == values, "seed \(seed)")
        case (.codes(let cells)?, .codes(let values, _)): #expect(cells == values, "seed \(seed)")
        case (nil, _): break
        default: Issue.record("seed \(seed): cells of another kind")
        }
      }
    }
  }

  @Test("Columns put together from slices", arguments: 0..<10)
  func stacks(part: UInt64) {
    for seed in part * 20..<(part + 1) * 20 {
      var dice = Dice(seed &+ 2_000_000)
      let count = dice.pick([0, 1, 2, 60, 400])
      let (column, _) = Self.column(&dice, count)
      var parts: [Column] = []
      var start = 0
      repeat {
        let end = min(count, start + dice.below(50))
        parts.append(column.sliced(start..<end))
        start = end
      } while start < count
      var stack = ColumnStack(capacity: dice.pick([0, count]))
      if parts.allSatisfy({ stack.append($0) }) {
        #expect(stack.column?.allValues == column.allValues, "seed \(seed)")
      } else if case .numbers(.wide) = column.storage {
      } else {
        Issue.record("seed \(seed)")
      }
      #expect(Column.concatenated(parts, Self.runner(&dice))?.allValues == column.allValues, "seed \(seed)")
      let before = (0..<count).map { Int32($0 - 1) }
      #expect(
        column.movedDown(absent: .unmatched).allValues == column.gathered(before, absent: .unmatched).allValues,
        "seed \(seed)")
    }
  }
}

extension Column {
  var allValues: [Value] { (0..<count).map { value($0, isLevel: false) } }
}
