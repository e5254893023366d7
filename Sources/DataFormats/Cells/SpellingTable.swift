/// The different spellings of a column's cells, each once, in the order met: what is understood once for all its cells.
///
/// The bytes are those between the quotes of a cell, if it has any; `""` inside is not made one quote yet.
@safe final class SpellingTable: @unchecked Sendable {
  // Used by one worker while it fills it, and by others only after that.

  private(set) var count = 0
  /// Bytes that can be read before and behind each spelling.
  private static let margin = 16

  /// A place of the table.
  private struct Slot {
    /// The bytes of a spelling of up to eight, which tell it from all others of that length; the hash of a longer one.
    var key: UInt64 = 0
    /// Twice the length of the spelling, and 1 more where `""` stands for a quote.
    var shape: UInt32 = 0
    /// The number of the spelling + 1; 0 is free.
    var number: UInt32 = 0
  }

  private var slots: UnsafeMutablePointer<Slot>
  private var slotMask: Int
  /// The bytes of all spellings, one behind the other.
  private var arena: UnsafeMutablePointer<UInt8>
  private(set) var arenaCount = 0
  private var arenaCapacity = 1 << 10
  /// For each spelling twice the offset of its end, and 1 more where `""` stands for a quote.
  private var ends: UnsafeMutablePointer<Int>
  private var endCapacity = 64
  /// Differs from run to run, so that nobody can make a file whose cells all collide.
  private let seed: UInt64

  init(seed: UInt64) {
    self.seed = seed
    slotMask = 127
    // SAFETY: freed in `deinit`; slots begin free, and the margin before the first spelling is readable.
    unsafe slots = .allocate(capacity: slotMask + 1)
    unsafe slots.initialize(repeating: Slot(), count: slotMask + 1)
    unsafe arena = .allocate(capacity: arenaCapacity + 2 * Self.margin)
    unsafe arena.initialize(repeating: 0, count: Self.margin)
    unsafe ends = .allocate(capacity: endCapacity)
  }

  deinit {
    // SAFETY: allocated in `init` or while growing.
    unsafe slots.deallocate()
    unsafe arena.deallocate()
    unsafe ends.deallocate()
  }

  /// Whether `""` stands for a quote in a spelling.
  func hasDoubledQuotes(_ number: Int) -> Bool {
    // SAFETY: callers have numbers below `count`.
    unsafe ends[number] & 1 != 0
  }

  /// The bytes of a spelling.
  @inline(__always)
  func withBytes<Answer>(_ number: Int, _ body: (Span<UInt8>) -> Answer) -> Answer {
    let range = range(number)
    // SAFETY: the range lies within the arena, which does not move while the body runs.
    let place = unsafe UnsafeBufferPointer(start: arena + Self.margin + range.lowerBound, count: range.count)
    return body(unsafe place.span)
  }

  private func range(_ number: Int) -> Range<Int> {
    // SAFETY: callers have numbers below `count`.
    unsafe (number == 0 ? 0 : ends[number - 1] >> 1)..<(ends[number] >> 1)
  }

  /// The number of a spelling, which is added if it is new.
  ///
  /// - Parameters:
  ///   - start: sixteen bytes can be read before it and behind its end.
  // SAFETY: the caller has `length` bytes from `start` on, and a margin around them.
  @inline(__always)
  @unsafe func number(of start: UnsafePointer<UInt8>, _ length: Int, hasDoubledQuotes: Bool) -> Int {
    unsafe number(of: start, length, hasDoubledQuotes: hasDoubledQuotes, key: key(start, length))
  }

  /// The same, where the key is known.
  // SAFETY: the caller has `length` bytes from `start` on, and a margin around them.
  @inline(__always)
  @unsafe func number(
    of start: UnsafePointer<UInt8>, _ length: Int, hasDoubledQuotes: Bool, key: UInt64
  ) -> Int {
    let shape = UInt32(truncatingIfNeeded: length << 1 | (hasDoubledQuotes ? 1 : 0))
    var place = Int(truncatingIfNeeded: Self.mixed(key ^ seed)) & slotMask
    while true {
      // SAFETY: `place` ≤ `slotMask`.
      let slot = unsafe slots[place]
      if slot.number == 0 { return unsafe add(start, length, key, shape, place) }
      if slot.key == key, slot.shape == shape {
        let number = Int(slot.number) - 1
        if length <= 8 { return number }
        if unsafe isSame(number, start, length) { return number }
      }
      place = (place + 1) & slotMask
    }
  }

  /// The number of a text, which is added if it is new; for texts that stand anywhere in memory.
  func number(ofText text: Span<UInt8>) -> Int {
    let length = text.count
    if length + arenaCount > arenaCapacity { growArena(to: arenaCount + length) }
    // SAFETY: behind the texts is room for one more, which begins with a margin before it; it is compared there, and counts
    // only if it is new.
    return unsafe text.withUnsafeBufferPointer { text in
      let place = unsafe arena + Self.margin + arenaCount
      if let start = text.baseAddress { unsafe place.update(from: start, count: length) }
      return unsafe number(of: place, length, hasDoubledQuotes: false)
    }
  }

  /// The number of a spelling of another table, which is added if it is new.
  func number(of other: Int, in table: SpellingTable) -> Int {
    let range = table.range(other)
    // SAFETY: the other table's arena has margins, and does not move meanwhile.
    return unsafe number(
      of: table.arena + Self.margin + range.lowerBound, range.count, hasDoubledQuotes: table.hasDoubledQuotes(other))
  }

  /// Whether a spelling of more than eight bytes is the one with the number, which is as long.
  @inline(__always)
  private func isSame(_ number: Int, _ start: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    // SAFETY: `number` < `count`; all loads lie within the two texts.
    let known = unsafe arena + Self.margin + (number == 0 ? 0 : ends[number - 1] >> 1)
    var offset = 0
    while offset < length - 8 {
      // SAFETY: as above.
      if unsafe word(known + offset) != word(start + offset) { return false }
      offset += 8
    }
    return unsafe word(known + length - 8) == word(start + length - 8)
  }

  /// Whether the table is larger than the nearer caches.
  var isLarge: Bool { slotMask >= 1 << 15 }

  /// Looks at the place where a spelling with the key is looked for first, so that it is near when it is needed. The answer
  /// only keeps the look from being left out.
  @inline(__always)
  func fetchSlot(_ key: UInt64) -> UInt64 {
    // SAFETY: the place is below the size of the table.
    unsafe slots[Int(truncatingIfNeeded: Self.mixed(key ^ seed)) & slotMask].key
  }

  /// The same for the bytes of the spelling that stands at that place.
  @inline(__always)
  func fetchBytes(_ key: UInt64) -> UInt64 {
    // SAFETY: a slot's number is that of a spelling.
    let number = Int(unsafe slots[Int(truncatingIfNeeded: Self.mixed(key ^ seed)) & slotMask].number)
    if number < 2 { return 0 }
    return unsafe UInt64(arena[Self.margin + ends[number - 2] >> 1])
  }

  /// What a spelling is looked for by: its bytes, or of a longer one its hash.
  // SAFETY: the caller has `length` bytes from `start` on, and a margin around them.
  @inline(__always)
  @unsafe func key(_ start: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
    // SAFETY: loads reach at most eight bytes before the text, which can be read.
    if length <= 8 { return length <= 0 ? 0 : unsafe word(start + length - 8) >> UInt64(64 - 8 * length) }
    var hash = seed
    var offset = 0
    while offset < length - 8 {
      // SAFETY: as above.
      hash = unsafe Self.mixed(hash ^ word(start + offset))
      offset += 8
    }
    return unsafe Self.mixed(hash ^ word(start + length - 8))
  }

  @inline(__always)
  private static func mixed(_ value: UInt64) -> UInt64 {
    let wide = (value ^ 0x2D35_8DCC_AA6C_78A5).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return wide.high ^ wide.low
  }

  @inline(__always)
  private func word(_ place: UnsafePointer<UInt8>) -> UInt64 {
    // SAFETY: callers vouch for eight readable bytes, and every bit pattern is an integer.
    unsafe UnsafeRawPointer(place).loadUnaligned(as: UInt64.self)
  }

  private func add(
    _ start: UnsafePointer<UInt8>, _ length: Int, _ key: UInt64, _ shape: UInt32, _ slot: Int
  ) -> Int {
    let number = count
    if arenaCount + length > arenaCapacity { growArena(to: arenaCount + length) }
    if count == endCapacity { growEnds() }
    // SAFETY: there is room for `length` bytes and a margin, for one more end, and the slot is free.
    let place = unsafe arena + Self.margin + arenaCount
    if unsafe place != start { unsafe place.initialize(from: start, count: length) }
    arenaCount += length
    unsafe ends[number] = arenaCount << 1 | Int(shape & 1)
    unsafe slots[slot] = Slot(key: key, shape: shape, number: UInt32(truncatingIfNeeded: number + 1))
    count += 1
    if count * 2 > slotMask { growSlots() }
    return number
  }

  private func growArena(to needed: Int) {
    let larger = max(needed, arenaCapacity * 2)
    // SAFETY: margin and bytes so far are moved before the old memory is freed.
    let new = UnsafeMutablePointer<UInt8>.allocate(capacity: larger + 2 * Self.margin)
    unsafe new.initialize(from: arena, count: Self.margin + arenaCount)
    unsafe arena.deallocate()
    unsafe arena = new
    arenaCapacity = larger
  }

  private func growEnds() {
    // SAFETY: as above.
    let new = UnsafeMutablePointer<Int>.allocate(capacity: endCapacity * 2)
    unsafe new.initialize(from: ends, count: count)
    unsafe ends.deallocate()
    unsafe ends = new
    endCapacity *= 2
  }

  private func growSlots() {
    let size = (slotMask + 1) * 2
    // SAFETY: every place is below the size, a power of two.
    let new = UnsafeMutablePointer<Slot>.allocate(capacity: size)
    unsafe new.initialize(repeating: Slot(), count: size)
    for old in 0...slotMask {
      // SAFETY: as above.
      let slot = unsafe slots[old]
      if slot.number == 0 { continue }
      var place = Int(truncatingIfNeeded: Self.mixed(slot.key ^ seed)) & (size - 1)
      while unsafe new[place].number != 0 { place = (place + 1) & (size - 1) }
      unsafe new[place] = slot
    }
    unsafe slots.deallocate()
    unsafe slots = new
    slotMask = size - 1
  }
}
