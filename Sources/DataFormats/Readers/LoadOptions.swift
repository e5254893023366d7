/// What a person says about a file when the program should not find it out by itself: `header 2..3`, `encoding CP932`.
public struct LoadOptions: Sendable {
  /// The byte between two cells; nil: found from the file.
  public var separator: UInt8?
  /// The encoding by the name people use (`UTF-8`, `CP932`, `Shift_JIS`); nil: found from the file.
  public var encoding: String?
  /// The lines of the heading, 1-based; nil: the first line.
  public var header: ClosedRange<Int>?
  /// Whether a row that does not fit the heading is an error instead of being kept apart.
  public var refusesMalformedRows = false
  /// The text of the statements to come, if it is known: only columns that it names are kept while types are looked for,
  /// others are read again should they be needed after all.
  public var statements: String? {
    get { reading.statements }
    set { reading.statements = newValue }
  }
  /// Told how far the reading has come, each time that the file is read.
  public var progress: (@Sendable (ReadingStep) -> Void)? {
    get { reading.progress }
    set { reading.progress = newValue }
  }
  var reading = ReadingOptions()

  public init() {}
}
