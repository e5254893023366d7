internal import PolshSystem

/// How far the reading of a file has come, told from any thread.
public enum ReadingStep: Sendable {
  case began(total: Int)
  /// So many bytes are read.
  case done(Int)
  case ended
}

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
  /// Told how far the reading has come, each time that the file is read.
  var progress: (@Sendable (ReadingStep) -> Void)?
}
