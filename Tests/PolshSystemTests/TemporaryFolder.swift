import Glibc
import PolshSystem
import Testing

/// A folder of its own for one test, gone with everything in it when the test is over.
final class TemporaryFolder {
  let path: String

  init() throws {
    let base = Environment.nonEmpty("TMPDIR") ?? "/tmp"
    path = base + "/polsh-test-" + String(UInt64.random(in: 0...UInt64.max), radix: 36)
    try FilePlaces.createDirectories(path)
  }

  deinit { Self.remove(path) }

  func file(_ name: String) -> String { path + "/" + name }

  func write(_ name: String, _ text: String) throws -> String {
    try AtomicFile.write(Array(text.utf8), to: file(name), overwrite: true)
    return file(name)
  }

  func text(_ name: String) throws -> String {
    String(decoding: try FileBlocks.readFile(file(name)), as: UTF8.self)
  }

  var names: [String] { (try? FilePlaces.entries(of: path).map(\.name)) ?? [] }

  private static func remove(_ path: String) {
    for entry in (try? FilePlaces.entries(of: path)) ?? [] {
      let inner = path + "/" + entry.name
      // A link to a folder counts as one, and only the link is to go.
      if unlink(inner) != 0 { remove(inner) }
    }
    rmdir(path)
  }
}

func permissions(of path: String) -> UInt32 {
  var status = stat()
  return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
}
