internal import PolshSystem

/// How a file is walked over: nothing that its columns depend on.
struct ReadingOptions: Sendable {
  /// How many threads share the work.
  var workers = Processors.workers
  /// How many bytes a thread takes at a time: as many as stay in its cache with their cells.
  var blockSize = 1 << 18
  /// How many bytes are looked at for separator and heading, to begin with.
  var headSize = 1 << 18
  /// No row is longer; a quote that is open for more bytes is taken for one that is never closed.
  var longestRow = 1 << 26
  /// How many bytes of packed cells are kept for columns that nobody has asked for yet.
  var keptBytes = FileBlocks.memoryLimit / 8
  /// The text of the statements to come, if it is known.
  var statements: String?
  /// Told how many bytes of how many are done, from any thread.
  var progress: (@Sendable (_ done: Int, _ total: Int) -> Void)?
}
