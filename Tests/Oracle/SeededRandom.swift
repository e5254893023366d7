/// Random numbers that a seed determines, so that a failed case can be run again (SplitMix64).
public struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A whole number of the range.
  public mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// True in that many of a hundred cases.
  public mutating func chance(_ percent: Int) -> Bool { int(1...100) <= percent }

  /// One of the elements, which must not be none.
  public mutating func pick<T>(_ elements: [T]) -> T { elements[int(0...elements.count - 1)] }

  /// Some of the elements, at least one unless there is none, in random order.
  public mutating func some<T>(_ elements: [T], atMost limit: Int = .max) -> [T] {
    if elements.isEmpty { return [] }
    let shuffled = elements.shuffled(using: &self)
    return Array(shuffled.prefix(int(1...Swift.max(1, Swift.min(limit, elements.count)))))
  }
}
