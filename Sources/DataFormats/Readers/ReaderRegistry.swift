public import Diagnostics

/// The kinds of file that `load` reads, one line each.
public enum ReaderRegistry {
  public static let all: [TableReader] = [
    csvReader,
    tsvReader,
  ]

  /// The reader for a path, judged by its ending; csv when the ending is unknown (`.txt`, none).
  public static func reader(forPath path: String) -> TableReader {
    let ending = PathName.ending(of: path)
    return all.first { $0.extensions.contains(ending) } ?? csvReader
  }

  /// Reads a file with the reader that its ending asks for.
  ///
  /// - Throws: what is wrong with the file, with line and column.
  public static func load(
    path: String, name: String? = nil, options: LoadOptions = LoadOptions()
  ) throws(Diagnostic) -> LoadedTable {
    if let refusal = ForeignFile.refusal(path) { throw refusal }
    return try reader(forPath: path).load(path, name, options)
  }
}
