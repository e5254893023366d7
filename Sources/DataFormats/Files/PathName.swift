/// The parts of a file's path that are looked at: its last name, its ending.
enum PathName {
  /// `"/a/支出.v2.CSV"` → `"csv"`; empty without an ending.
  static func ending(of path: String) -> String {
    guard let dot = dot(in: path) else { return "" }
    return path[path.utf8.index(after: dot)...].lowercased()
  }

  /// `"/a/支出.v2.csv"` → `"支出.v2"`
  static func stem(of path: String) -> String {
    let name = last(of: path)
    guard let dot = dot(in: path), name.startIndex <= dot else { return String(name) }
    return String(name[..<dot])
  }

  /// `"/a/支出.csv"` → `"支出.csv"`
  static func last(of path: String) -> Substring {
    var end = path.utf8.endIndex
    while end > path.startIndex, path.utf8[path.utf8.index(before: end)] == UInt8(ascii: "/") {
      end = path.utf8.index(before: end)
    }
    let whole = path[..<end]
    guard let slash = whole.utf8.lastIndex(of: UInt8(ascii: "/")) else { return whole }
    return whole[whole.utf8.index(after: slash)...]
  }

  /// The last point of the last name; a point at its beginning makes a hidden file, not an ending.
  private static func dot(in path: String) -> String.Index? {
    let name = last(of: path)
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else { return nil }
    return dot
  }

  /// `joined("data", "cost.csv")` → `"data/cost.csv"`
  static func joined(_ directory: String, _ name: String) -> String {
    directory.isEmpty || directory.hasSuffix("/") ? directory + name : directory + "/" + name
  }
}
