import ColumnStore

@testable import QueryEngine

/// The simple sort that `RowOrder` must agree with: a stable radix sort on one thread, least significant digit first.
enum SimpleRowOrder {
  /// The order of the rows, the first key deciding first; nil if they are in order already.
  static func sorted(_ keys: [Ordinals], rowCount: Int) -> [Int32]? {
    let words = packed(keys.filter { $0.bits > 0 })
    if isOrdered(words, rowCount: rowCount) { return nil }
    var order = (0..<rowCount).map { Int32($0) }
    for word in words.reversed() {
      let values = word.values
      var arranged = eachRow(rowCount) { values[Int(order[$0])] }
      sort(&arranged, &order, bits: word.bits)
    }
    return order
  }

  /// Neighbouring keys side by side in one word while 64 bits hold them.
  private static func packed(_ keys: [Ordinals]) -> [Ordinals] {
    var words: [Ordinals] = []
    for key in keys {
      guard let last = words.last, last.bits + key.bits <= 64 else {
        words.append(key)
        continue
      }
      let (a, b, width) = (last.values, key.values, UInt64(key.bits))
      words[words.count - 1].values = eachRow(a.count) { a[$0] << width | b[$0] }
      words[words.count - 1].bits = last.bits + key.bits
    }
    return words
  }

  private static func isOrdered(_ words: [Ordinals], rowCount: Int) -> Bool {
    if rowCount < 2 || words.isEmpty { return true }
    next: for row in 1..<rowCount {
      for word in words {
        let (before, here) = (word.values[row - 1], word.values[row])
        if before < here { continue next }
        if before > here { return false }
      }
    }
    return true
  }

  /// Sorts the row numbers by their keys, both arrays in step.
  private static func sort(
    _ keys: inout [UInt64], _ order: inout [Int32], bits: Int
  ) {
    let passes = (bits + 10) / 11
    let width = UInt64((bits + passes - 1) / passes)
    let buckets = 1 << Int(width)
    let mask = UInt64(buckets - 1)
    var otherKeys = [UInt64](repeating: 0, count: keys.count)
    var otherOrder = [Int32](repeating: 0, count: keys.count)
    for pass in 0..<UInt64(passes) {
      let shift = pass * width
      var next = [Int](repeating: 0, count: buckets + 1)
      for key in keys { next[Int((key >> shift) & mask) + 1] += 1 }
      if next.contains(keys.count) { continue }
      for bucket in 0..<buckets { next[bucket + 1] += next[bucket] }
      for index in keys.indices {
        let digit = Int((keys[index] >> shift) & mask)
        let place = next[digit]
        next[digit] = place + 1
        otherKeys[place] = keys[index]
        otherOrder[place] = order[index]
      }
      swap(&keys, &otherKeys)
      swap(&order, &otherOrder)
    }
  }
}
