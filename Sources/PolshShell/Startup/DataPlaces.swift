internal import PolshSystem

/// Where the bundled data is, seen from the program.
public enum DataPlaces {
  /// The nearest folder above the program that holds `share/polsh/municipal` or `datasets/municipal`.
  static var root: String? {
    guard let program = Program.path else { return nil }
    var folder = FilePlaces.folder(of: program)
    while true {
      if FilePlaces.isDirectory(folder + "/share/polsh/municipal")
        || FilePlaces.isDirectory(folder + "/datasets/municipal")
      {
        return folder
      }
      let above = FilePlaces.folder(of: folder)
      if above == folder { return nil }
      folder = above
    }
  }

  /// The package to open: the one named, `POLSH_DATA`, or the bundled one; nil when there is none.
  public static func package(named directory: String?) -> String? {
    if let directory { return directory }
    if let named = Environment.nonEmpty("POLSH_DATA") { return named }
    guard let root else { return nil }
    for folder in [root + "/share/polsh/municipal", root + "/datasets/municipal"] where FilePlaces.isDirectory(folder) {
      return folder
    }
    return nil
  }
}
