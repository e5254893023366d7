internal import PolshSystem
internal import PolshText

/// The files and folders that a typed beginning of a path can become.
enum FileNames {
  struct Found {
    /// The path as typed so far, with the name; folders end with `/`.
    var text: String
    /// The name alone.
    var label: String
    var isFolder: Bool
  }

  /// `matching("data/me")` → `data/measure.csv`; a leading `!`, which means overwriting, stays.
  static func matching(_ typed: String, foldersOnly: Bool) -> [Found] {
    let mark = typed.hasPrefix("!") ? "!" : ""
    let path = typed.dropFirst(mark.count)
    let split = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let folder = String(path[..<split])
    let beginning = String(path[split...])
    guard let entries = try? FilePlaces.entries(of: folder.isEmpty ? "." : folder) else { return [] }
    return entries.compactMap { entry in
      if !fits(entry.name, beginning) || foldersOnly && !entry.isDirectory { return nil }
      // Hidden files are there for those who type the dot.
      if entry.name.hasPrefix("."), !beginning.hasPrefix(".") { return nil }
      if entry.name != SafeText.oneLine(entry.name) { return nil }
      let name = entry.name + (entry.isDirectory ? "/" : "")
      return Found(text: mark + folder + name, label: name, isFolder: entry.isDirectory)
    }
  }

  private static func fits(_ name: String, _ beginning: String) -> Bool {
    if name.hasPrefix(beginning) { return true }
    return TextFolding.fold(name).lowercased().hasPrefix(TextFolding.fold(beginning).lowercased())
  }
}
