import Foundation

/// The checkout that the tests run in.
enum Repository {
  /// `POLSH_ROOT`, otherwise the nearest folder above the working directory that holds `Package.swift`.
  static let root: String = {
    if let named = ProcessInfo.processInfo.environment["POLSH_ROOT"], !named.isEmpty { return named }
    var folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath).standardizedFileURL
    while folder.path != "/" {
      if FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path) {
        return folder.path
      }
      folder.deleteLastPathComponent()
    }
    return FileManager.default.currentDirectoryPath
  }()

  static let transcripts = root + "/Tests/Transcripts"
  static let packages = root + "/Tests/Packages"

  /// The folder of a data package: the bundled one, or one made for the tests.
  static func package(_ name: String) -> String {
    name == "municipal" ? root + "/datasets/municipal" : packages + "/" + name
  }

  /// A folder of its own for the program that was built along with the tests: seen from there, no data and no scripts lie
  /// above it, wherever the build is.
  static let programFolder: String = {
    let files = FileManager.default
    let own = (try? files.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    let built = URL(fileURLWithPath: own).deletingLastPathComponent().path + "/polsh"
    let folder = "/tmp/polsh-program-\(ProcessInfo.processInfo.processIdentifier)"
    try? files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    do {
      try files.linkItem(atPath: built, toPath: folder + "/polsh")
    } catch {
      try? files.copyItem(atPath: built, toPath: folder + "/polsh")
    }
    atexit { try? FileManager.default.removeItem(atPath: Repository.programFolder) }
    return folder
  }()

  static func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
}
