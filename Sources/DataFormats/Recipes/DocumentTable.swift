public import ColumnStore
public import Diagnostics
public import PolicyModel
internal import PolshSystem

/// A table read from a document by a recipe, or the list of the document's lines; whole in memory.
public final class DocumentTable: TableSource {
  public let entry: TableEntry
  private let columns: [Column]
  private let originals: [Column]
  private let rowCount: Int
  private let numbers: [Int]
  private let stamp: FileStamp?

  init(
    entry: TableEntry, columns: [Column], originals: [Column] = [], lines: [Int], stamp: FileStamp?
  ) {
    self.entry = entry
    self.columns = columns
    self.originals = originals
    rowCount = lines.count
    numbers = lines
    self.stamp = stamp
  }

  /// Whether the document is no longer what it was when it was read.
  public var hasChanged: Bool { entry.path.map { FileStamp(path: $0) != stamp } ?? false }

  public var knownRowCount: Int? { rowCount }

  public var keepsOriginals: Bool { !originals.isEmpty }

  public var knowsLines: Bool { true }

  public func lines() throws(Diagnostic) -> [Int]? { numbers }

  public func read(columns wanted: [Int]) throws(Diagnostic) -> (columns: [Column], rowCount: Int) {
    let all = columns + originals
    return (
      wanted.map {
        all.indices.contains($0) ? all[$0] : Column.allMissing(rowCount, type: .text, reason: .incomputable)
      },
      rowCount
    )
  }
}
