/// The formats that results can be written in, one line each.
public enum WriterRegistry {
  public static let all: [TableWriter] = [
    csvWriter,
    tsvWriter,
    jsonWriter,
    jsonLinesWriter,
    markdownWriter,
  ]

  /// The writer with that name: `--format csv`.
  public static func writer(named name: String) -> TableWriter? {
    all.first { $0.name == name }
  }

  /// The writer for a path, judged by its ending: `export '支出.csv'`.
  public static func writer(forPath path: String) -> TableWriter? {
    let ending = PathName.ending(of: path)
    return all.first { $0.extensions.contains(ending) }
  }
}
