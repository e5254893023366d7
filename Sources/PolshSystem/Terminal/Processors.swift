internal import CSystem

/// How many threads share the work on large tables.
public enum Processors {
  /// `POLSH_THREADS` where it is a number from 1 to 256, otherwise the processors that this process may use.
  public static var workers: Int {
    if let word = Environment.nonEmpty("POLSH_THREADS"), let count = Int(word), (1...256).contains(count) {
      return count
    }
    return Int(polsh_processor_count())
  }
}
