public import ColumnStore
public import Diagnostics

/// How a result is written.
public struct WriteOptions: Sendable {
  public var language: Language
  /// Whether the file begins with the mark that lets Excel see UTF-8; only the csv writer heeds it.
  public var byteOrderMark = false

  public init(language: Language) { self.language = language }
}

/// A format that results can be written in: its names, and the function that writes it.
public struct TableWriter: Sendable {
  /// Where the bytes go, piece by piece.
  public typealias Sink = ([UInt8]) throws(Diagnostic) -> Void

  /// As `--format` and `export` know it: `csv`.
  public let name: String
  /// The endings of such files, without the point, in lower case.
  public let extensions: [String]
  public let summary: Message
  /// Whether a file of this kind begins with a byte order mark when it is made by `export`.
  public let marksFiles: Bool
  /// Writes the shown columns of a table, whole and unrounded.
  public let write: @Sendable (Table, WriteOptions, Sink) throws(Diagnostic) -> Void

  init(
    name: String, extensions: [String], summary: Message, marksFiles: Bool = false,
    write: @escaping @Sendable (Table, WriteOptions, Sink) throws(Diagnostic) -> Void
  ) {
    self.name = name
    self.extensions = extensions
    self.summary = summary
    self.marksFiles = marksFiles
    self.write = write
  }

  /// The whole result as bytes.
  public func bytes(of table: Table, options: WriteOptions) throws(Diagnostic) -> [UInt8] {
    var all: [UInt8] = []
    try write(table, options) { (piece) throws(Diagnostic) in all.append(contentsOf: piece) }
    return all
  }
}
