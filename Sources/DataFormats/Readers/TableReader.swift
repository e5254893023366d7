public import ColumnStore
public import Diagnostics

/// A table read from a file, and how it was read.
public struct LoadedTable: Sendable {
  public var source: any TableSource
  /// The rows that were kept apart because they do not fit the heading; nil when all fit.
  public var rejected: (any TableSource)?
  public var report: LoadReport
}

/// A kind of file that can be loaded: its names, and the function that reads it.
public struct TableReader: Sendable {
  /// As `--help` and the manual call it: `csv`.
  public let name: String
  /// The endings of such files, without the point, in lower case.
  public let extensions: [String]
  public let summary: Message
  /// Path, name of the table (nil: from the file's name), options.
  public let load: @Sendable (String, String?, LoadOptions) throws(Diagnostic) -> LoadedTable
}
