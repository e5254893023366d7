/// Numbers keys in the order in which they are first met: 40, 7, 40 → 0, 1, 0. An open hash table on plain integers.
struct Interner<Key: FixedWidthInteger & Sendable> {
  /// The keys by number.
  private(set) var keys: [Key] = []
  /// The number of the key in each slot; −1 for a free one. Twice as many slots as keys at least.
  private var slots: [Int32]
  private var bits: Int

  init() {
    bits = 10
    slots = [Int32](repeating: -1, count: 1 << bits)
  }

  mutating func number(of key: Key) -> Int32 {
    var slot = home(key)
    while true {
      let number = slots[slot]
      if number < 0 { return insert(key, at: slot) }
      if keys[Int(number)] == key { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
  }

  /// The number of a key that was met before; −1 for any other.
  func known(_ key: Key) -> Int32 {
    var slot = home(key)
    while true {
      let number = slots[slot]
      if number < 0 || keys[Int(number)] == key { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
  }

  private mutating func insert(_ key: Key, at slot: Int) -> Int32 {
    let number = Int32(keys.count)
    keys.append(key)
    slots[slot] = number
    if keys.count * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    bits += 1
    slots = [Int32](repeating: -1, count: 1 << bits)
    for (number, key) in keys.enumerated() {
      var slot = home(key)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }

  @inline(__always)
  private func home(_ key: Key) -> Int {
    // Fibonacci hashing: the high bits of the product depend on all bits of the key.
    let low = UInt64(truncatingIfNeeded: key)
    let high = UInt64(truncatingIfNeeded: key >> 64)
    let mixed = (low ^ (low >> 32) ^ (high &* 0xD6E8_FEB8_6659_FD93)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> UInt64(64 - bits))
  }
}
