/// What a person says about a file when the program should not find it out by itself: `header 2..3`, `encoding CP932`.
public struct LoadOptions: Sendable {
  /// The byte between two cells; nil: found from the file.
  public var separator: UInt8?
  /// The encoding by the name people use (`UTF-8`, `CP932`, `Shift_JIS`); nil: found from the file.
  public var encoding: String?
  /// The lines of the heading, 1-based; nil: the first line.
  public var header: ClosedRange<Int>?
  /// Whether rows with too few or too many cells are kept, filled up or cut, instead of being an error.
  public var keepsMalformedRows = false

  public init() {}
}
