/// Remembers what each spelling in a column was understood as, so that ten thousand cells 一般財源 are read once.
///
/// Keys are the raw bytes of cells and stay where they are in the file; codes are the caller's.
struct CellMemo {
  private struct Entry {
    var hash: UInt64
    var cell: CSVCell
    var code: Int32
  }

  private var entries: [Entry] = []
  /// Places in `entries` by hash, −1 free; the count is a power of two.
  private var slots: [Int32] = [Int32](repeating: -1, count: 32)
  private var last = -1
  private var hash: UInt64 = 0
  /// Differs from run to run, so that nobody can make a file whose cells all collide.
  private let seed: UInt64

  init() {
    seed = UInt64(truncatingIfNeeded: Hasher().finalize())
  }

  /// The code given for this spelling before; nil when it is new, and then `insert` is to follow.
  @inline(__always)
  mutating func code(of cell: CSVCell, in bytes: ByteSpan) -> Int32? {
    if last >= 0, isSame(entries[last].cell, cell, bytes) { return entries[last].code }
    hash = hashed(cell, bytes)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let found = Int(slots[slot])
      if found < 0 { return nil }
      if entries[found].hash == hash, isSame(entries[found].cell, cell, bytes) {
        last = found
        return entries[found].code
      }
      slot = (slot + 1) & mask
    }
  }

  /// Remembers the spelling that `code(of:in:)` has just not found.
  mutating func insert(_ cell: CSVCell, code: Int32) {
    last = entries.count
    entries.append(Entry(hash: hash, cell: cell, code: code))
    if entries.count * 2 > slots.count { return grow() }
    place(entries.count - 1)
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for index in entries.indices { place(index) }
  }

  private mutating func place(_ index: Int) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: entries[index].hash) & mask
    while slots[slot] >= 0 { slot = (slot + 1) & mask }
    slots[slot] = Int32(index)
  }

  @inline(__always)
  private func isSame(_ a: CSVCell, _ b: CSVCell, _ bytes: ByteSpan) -> Bool {
    let count = a.end - a.start
    if count != b.end - b.start || a.hasDoubledQuotes != b.hasDoubledQuotes { return false }
    var offset = 0
    while offset + 8 <= count {
      if word(bytes, a.start + offset) != word(bytes, b.start + offset) { return false }
      offset += 8
    }
    while offset < count {
      if bytes[a.start + offset] != bytes[b.start + offset] { return false }
      offset += 1
    }
    return true
  }

  @inline(__always)
  private func hashed(_ cell: CSVCell, _ bytes: ByteSpan) -> UInt64 {
    var hash = seed ^ UInt64(truncatingIfNeeded: cell.end - cell.start)
    if cell.hasDoubledQuotes { hash ^= 0x5555 }
    var offset = cell.start
    while offset + 8 <= cell.end {
      hash = mixed(hash ^ word(bytes, offset))
      offset += 8
    }
    var rest: UInt64 = 0
    while offset < cell.end {
      rest = rest << 8 | UInt64(bytes[offset])
      offset += 1
    }
    return mixed(hash ^ rest)
  }

  @inline(__always)
  private func mixed(_ value: UInt64) -> UInt64 {
    let wide = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return wide.high ^ wide.low
  }

  @inline(__always)
  private func word(_ bytes: ByteSpan, _ offset: Int) -> UInt64 {
    // SAFETY: the load checks its bounds, and every bit pattern is an integer.
    unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }
}
