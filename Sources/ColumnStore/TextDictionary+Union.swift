extension TextDictionary {
  /// Two dictionaries as one: the texts of the first keep their codes, those of the second that it lacks follow.
  ///
  /// - Returns: the common dictionary (the first, if it has all), and the code in it of each text of the second.
  public func union(_ other: TextDictionary) -> (dictionary: TextDictionary, codesOfSecond: [Int32]) {
    var index = TextIndex(self, room: count + other.count)
    let codes = other.ends.indices.map { index.code(of: other.bytes, other.range($0)) }
    if index.ends.count == count { return (self, codes) }
    return (TextDictionary(utf8: index.bytes, ends: index.ends), codes)
  }

  /// The texts of both, one behind the other, equal ones twice.
  public func followed(by other: TextDictionary) -> TextDictionary {
    TextDictionary(utf8: bytes + other.bytes, ends: ends + other.ends.map { $0 + bytes.count })
  }
}

/// Texts by their bytes.
private struct TextIndex {
  var bytes: [UInt8]
  var ends: [Int]
  /// For each slot the code + 1 and the upper half of the hash; 0 is free. The count is a power of two.
  private var slots: [UInt64]
  private let seed: UInt64

  /// - Parameter room: for how many texts, of which the dictionary's are there already.
  init(_ dictionary: TextDictionary, room: Int) {
    bytes = dictionary.bytes
    ends = dictionary.ends
    var size = 64
    while size < room * 2 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    // Differs from run to run, so that nobody can make texts that all collide.
    seed = UInt64(truncatingIfNeeded: Hasher().finalize())
    for code in ends.indices {
      let range = dictionary.range(code)
      let hash = hash(bytes, range)
      // Of equal texts the first is found.
      if case .free(let slot) = find(bytes, range, hash) { slots[slot] = entry(hash, code) }
    }
  }

  /// The code of a text, which is added if it is new.
  mutating func code(of other: [UInt8], _ range: Range<Int>) -> Int32 {
    let hash = hash(other, range)
    switch find(other, range, hash) {
    case .known(let code): return Int32(truncatingIfNeeded: code)
    case .free(let slot):
      let code = ends.count
      bytes += other[range]
      ends.append(bytes.count)
      slots[slot] = entry(hash, code)
      return Int32(truncatingIfNeeded: code)
    }
  }

  private enum Place {
    case known(Int)
    case free(Int)
  }

  private func entry(_ hash: UInt64, _ code: Int) -> UInt64 {
    hash & ~0xFFFF_FFFF | UInt64(truncatingIfNeeded: code + 1)
  }

  private func find(_ other: [UInt8], _ range: Range<Int>, _ hash: UInt64) -> Place {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let code = Int(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF) - 1
      if slots[slot] >> 32 == hash >> 32, isSame(code, other, range) { return .known(code) }
      slot = (slot + 1) & mask
    }
    return .free(slot)
  }

  private func isSame(_ code: Int, _ other: [UInt8], _ range: Range<Int>) -> Bool {
    let start = code == 0 ? 0 : ends[code - 1]
    if ends[code] - start != range.count { return false }
    for offset in 0..<range.count where bytes[start + offset] != other[range.lowerBound + offset] { return false }
    return true
  }

  private func hash(_ other: [UInt8], _ range: Range<Int>) -> UInt64 {
    var hash = seed ^ UInt64(truncatingIfNeeded: range.count)
    var word: UInt64 = 0
    for (offset, index) in range.enumerated() {
      word = word << 8 | UInt64(other[index])
      if offset & 7 == 7 {
        hash = Self.mixed(hash ^ word)
        word = 0
      }
    }
    return Self.mixed(hash ^ word)
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    let wide = (value ^ 0x2D35_8DCC_AA6C_78A5).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return wide.high ^ wide.low
  }
}
