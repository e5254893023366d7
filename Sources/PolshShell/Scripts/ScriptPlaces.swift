internal import PolshSystem

/// Where scripts are: the person's own, and those that come with the data.
enum ScriptPlaces {
  struct Script {
    var name: String
    var path: String
  }

  /// The folder that `save` writes to.
  static var own: String? { PersonalFolders.data.map { $0 + "/scripts" } }

  /// `scripts/` beside `datasets/` (or `share/polsh/scripts`) above the program.
  static var bundled: String? {
    guard let root = DataPlaces.root else { return nil }
    for folder in [root + "/scripts", root + "/share/polsh/scripts"] where FilePlaces.isDirectory(folder) {
      return folder
    }
    return nil
  }

  /// The file of a script: a path as given, or a bare name among the known ones.
  static func find(_ name: String, package: String?) -> String? {
    if name.contains("/") || name.hasSuffix(".polsh") { return FilePlaces.isRegularFile(name) ? name : nil }
    return all(package: package).first { $0.name == name }?.path
  }

  /// All scripts that a bare name reaches; the person's own come first and hide others of their name.
  static func all(package: String?) -> [Script] {
    var found: [Script] = []
    for folder in [own, bundled].compactMap({ $0 }) {
      guard let entries = try? FilePlaces.entries(of: folder) else { continue }
      for entry in entries where entry.name.hasSuffix(".polsh") && !entry.isDirectory {
        let name = String(entry.name.dropLast(6))
        if !found.contains(where: { $0.name == name }) {
          found.append(Script(name: name, path: folder + "/" + entry.name))
        }
      }
    }
    return found
  }
}
