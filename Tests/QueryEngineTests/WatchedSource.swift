import ColumnStore
import Diagnostics
import PolicyModel
import Synchronization

/// A source that remembers which columns were read.
final class WatchedSource: TableSource {
  let inner: any TableSource
  let reads = Mutex<[[Int]]>([])

  init(inner: any TableSource) { self.inner = inner }

  var entry: TableEntry { inner.entry }
  var knownRowCount: Int? { inner.knownRowCount }

  func read(columns: [Int]) throws(Diagnostic) -> (columns: [Column], rowCount: Int) {
    reads.withLock { $0.append(columns) }
    return try inner.read(columns: columns)
  }
}
