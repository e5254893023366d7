internal import ColumnStore

/// The order of texts by code point, which is that of their UTF-8 bytes.
enum CodePointOrder {
  private struct Entry {
    /// The first eight bytes: most comparisons end here.
    var head: UInt64
    var index: Int32
  }

  /// For each text its place in order; equal texts have equal places.
  static func ranks(_ texts: [String]) -> [Int32] {
    ranks(texts, among: texts.indices.map { Int32($0) })
  }

  /// The places among the texts at the given codes; −1 for the others.
  static func ranks(_ texts: [String], among codes: [Int32]) -> [Int32] {
    var entries = codes.map { Entry(head: texts[Int($0)].head, index: $0) }
    entries.sort { a, b in
      if a.head != b.head { return a.head < b.head }
      return texts[Int(a.index)].precedesByCodePoint(texts[Int(b.index)])
    }
    var ranks = [Int32](repeating: -1, count: texts.count)
    var rank: Int32 = -1
    var previous: Entry?
    for entry in entries {
      let isNew = previous.map { $0.head != entry.head || texts[Int($0.index)] != texts[Int(entry.index)] } ?? true
      if isNew { rank += 1 }
      ranks[Int(entry.index)] = rank
      previous = entry
    }
    return ranks
  }
}

extension String {
  fileprivate var head: UInt64 {
    var head: UInt64 = 0
    var count = 0
    for byte in utf8 {
      head = head << 8 | UInt64(byte)
      count += 1
      if count == 8 { return head }
    }
    return count == 0 ? 0 : head << (8 * (8 - UInt64(count)))
  }
}
