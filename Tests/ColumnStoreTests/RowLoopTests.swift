import ColumnStore
import PolicyModel
import Testing

@Suite("Loops over rows")
struct RowLoopTests {
  private static func flags(_ count: Int, _ oneIn: Int) -> [Bool] {
    (0..<count).map { _ in Int.random(in: 0..<oneIn) == 0 }
  }

  @Test("One value a row, also for none", arguments: [0, 1, 7, 500])
  func eachRowIsWritten(count: Int) {
    #expect(eachRow(count) { $0 * 3 } == (0..<count).map { $0 * 3 })
    #expect(eachRow(count) { "\($0)" } == (0..<count).map { "\($0)" })
  }

  @Test("Flags counted, listed and brought together as one by one", arguments: [0, 1, 15, 127, 128, 129, 256, 1000])
  func flags(count: Int) {
    for oneIn in [1, 2, 9, 1_000_000] {
      let (a, b) = (Self.flags(count, oneIn), Self.flags(count, 3))
      #expect(a.trueCount == a.count { $0 })
      #expect(a.trueRows == a.indices.filter { a[$0] }.map { Int32($0) })
      #expect(a.both(b) == zip(a, b).map { $0 && $1 })
      #expect(a.either(b) == zip(a, b).map { $0 || $1 })
    }
  }

  @Test("Cells fetched by row, some of them not there")
  func gathered() {
    let mask = MissingMask([0, MissingReason.notApplicable.rawValue, 0])
    let dictionary = TextDictionary(["x", "y"])
    let columns = [
      Column(.numbers(.narrow([5, 6, 7], scale: 1)), missing: mask),
      Column(.numbers(.wide([5, 6, Int128(Int64.max) + 1], scale: 0)), missing: mask),
      Column(.years([2019, 0, 2021]), missing: mask), Column(.codes([1, 0, 1], dictionary), missing: mask),
      Column(.bools([true, false, false]), missing: mask),
      Column(.lists(offsets: [0, 2, 2, 3], elements: [0, 1, 1], dictionary), missing: mask),
    ]
    for column in columns {
      for rows: [Int32] in [[], [2, 2, 0, 1], [0, -1, 2], [-1, -1]] {
        let found = column.gathered(rows)
        #expect(found.count == rows.count)
        for (place, row) in rows.enumerated() {
          let expected = row < 0 ? .missing(.unmatched) : column.value(Int(row), isLevel: false)
          #expect(found.value(place, isLevel: false) == expected)
        }
      }
    }
  }
}
