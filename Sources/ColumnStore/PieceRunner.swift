/// How a kernel has pieces of its work done at the same time. Who calls it decides on which threads: the kernels of
/// columns know none.
public struct PieceRunner: Sendable {
  /// How many pieces can be worked on at once; at least one.
  public let width: Int
  /// Does the pieces 0..<count in any order; false if it gave up before all were done, because the person wants to stop.
  public let run: @Sendable (_ count: Int, _ piece: @Sendable (Int) -> Void) -> Bool

  /// Fewer rows than these are not worth a further piece.
  public var fewestRows = 1 << 14
  /// As many words as are quickest sorted in one piece: with their second place they fill a cache of one MiB.
  public var bunch = 1 << 16

  public init(
    width: Int, run: @escaping @Sendable (_ count: Int, _ piece: @Sendable (Int) -> Void) -> Bool
  ) {
    self.width = max(1, width)
    self.run = run
  }

  /// One piece after the other.
  public static let alone = PieceRunner(width: 1) { count, piece in
    for index in 0..<count { piece(index) }
    return true
  }

  /// 0..<total in stretches of about one length, as many as can be worked on at once or some more.
  func stretches(of total: Int) -> [Range<Int>] {
    let parts = width == 1 ? 1 : max(1, min(4 * width, total / fewestRows))
    return (0..<parts).map { total * $0 / parts..<total * ($0 + 1) / parts }
  }

  /// An array of which each piece writes its own stretch. What stands in it after giving up means nothing.
  func filled<Element: BitwiseCopyable & Sendable>(
    _ count: Int, with zero: Element, _ body: @Sendable (Range<Int>, UnsafeMutablePointer<Element>) -> Void
  ) -> [Element] {
    let stretches = stretches(of: count)
    // SAFETY: the stretches follow each other without a gap, so that every element is written once, and no two threads
    // write to the same; where the work is given up, all are written here instead.
    return unsafe [Element](unsafeUninitializedCapacity: count) { space, used in
      used = count
      guard let base = space.baseAddress else { return }
      nonisolated(unsafe) let target = unsafe base
      let isWhole = run(stretches.count) { unsafe body(stretches[$0], target) }
      if !isWhole { unsafe base.initialize(repeating: zero, count: count) }
    }
  }
}
