import Glibc
import Testing

@testable import PolshSystem

@Suite struct HistoryFileTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test func entriesAreLines() throws {
    let history = HistoryFile(path: folder.file("state/polsh/history"))
    #expect(try history.load() == [])
    try history.append("予算 | 上位 3")
    try history.append("a\n  | take 3\r\n\n")
    try history.append(" \n ")
    try history.append("x\0y\u{1B}[2J")
    #expect(try history.load() == ["予算 | 上位 3", "a   | take 3", "x y [2J"])
    #expect(permissions(of: history.path) == 0o600)
    #expect(permissions(of: folder.file("state/polsh")) == 0o700)
  }

  @Test func damagedFilesAreRead() throws {
    let path = folder.file("history")
    try AtomicFile.write(Array("a\n\0\u{1}\nb\u{82}".utf8) + [0xFF], to: path, overwrite: true)
    let history = HistoryFile(path: path)
    #expect(try history.load() == ["a", "b \u{FFFD}"])
    try history.append("c")
    #expect(try history.load() == ["a", "b \u{FFFD}", "c"])
  }

  @Test func unusablePlacesAreReported() throws {
    #expect(throws: FileFailure.isDirectory) { try HistoryFile(path: folder.path).append("a") }
    #expect(throws: FileFailure.isDirectory) { try HistoryFile(path: folder.path).load() }
    #expect(mkfifo(folder.file("pipe"), 0o600) == 0)
    #expect(throws: FileFailure.self) { try HistoryFile(path: folder.file("pipe")).load() }
    let file = try folder.write("file", "")
    #expect(throws: FileFailure.wrongKind) { try HistoryFile(path: file + "/history").append("a") }
  }

  @Test func longFilesAreShortened() throws {
    let path = try folder.write("history", (0..<1000).map { "entry \($0)\n" }.joined())
    let history = HistoryFile(path: path, limit: 100)
    #expect(try history.load() == (900..<1000).map { "entry \($0)" })
    #expect(try folder.text("history").split(separator: "\n").count == 100)
    #expect(permissions(of: path) == 0o600)
    #expect(folder.names == ["history"])
  }

  @Test func twoSessionsLoseNothing() async throws {
    let path = folder.file("history")
    try await write(path, limit: 10_000, perWriter: 300)
    let entries = try HistoryFile(path: path).load()
    #expect(entries.count == 600)
    for writer in 0..<2 {
      #expect(entries.filter { $0.hasPrefix("w\(writer) ") } == (0..<300).map { "w\(writer) 取組\($0)" })
    }
  }

  @Test func shorteningWhileOthersWriteLosesOnlyTheOldest() async throws {
    let path = folder.file("history")
    try await write(path, limit: 50, perWriter: 300)
    let entries = try HistoryFile(path: path, limit: 50).load()
    #expect(entries.count == 50)
    for writer in 0..<2 {
      let own = entries.filter { $0.hasPrefix("w\(writer) ") }
      #expect(own == (300 - own.count..<300).map { "w\(writer) 取組\($0)" })
    }
  }

  private func write(_ path: String, limit: Int, perWriter: Int) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<2 {
        group.addTask {
          let history = HistoryFile(path: path, limit: limit)
          for index in 0..<perWriter {
            try history.append("w\(writer) 取組\(index)")
            if index % 20 == 19 { _ = try history.load() }
          }
        }
      }
      try await group.waitForAll()
    }
  }
}
