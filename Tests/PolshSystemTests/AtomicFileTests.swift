import Glibc
import Testing

@testable import PolshSystem

@Suite struct AtomicFileTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test func newFileAndRefusedSecond() throws {
    let path = folder.file("結果.csv")
    try AtomicFile.write(Array("a".utf8), to: path, overwrite: false)
    #expect(throws: FileFailure.alreadyExists) { try AtomicFile.write(Array("b".utf8), to: path, overwrite: false) }
    #expect(try folder.text("結果.csv") == "a")
    try AtomicFile.write(Array("c".utf8), to: path, overwrite: true)
    #expect(try folder.text("結果.csv") == "c")
    #expect(folder.names == ["結果.csv"])
    let mask = umask(0)
    umask(mask)
    #expect(permissions(of: path) == 0o644 & ~mask)
  }

  @Test func pieceByPiece() throws {
    struct Stop: Error {}
    let path = folder.file("a.csv")
    func asStop(_ failure: FileFailure) -> Stop { Stop() }
    try AtomicFile.write(to: path, overwrite: false, failing: asStop) { sink throws(Stop) in
      for piece in ["a", "", "bc"] { try sink(Array(piece.utf8)) }
    }
    #expect(try folder.text("a.csv") == "abc")
    // What stops half way leaves the old file, and nothing else.
    #expect(throws: Stop.self) {
      try AtomicFile.write(to: path, overwrite: true, failing: asStop) { sink throws(Stop) in
        try sink(Array("new".utf8))
        throw Stop()
      }
    }
    #expect(throws: Stop.self) {
      try AtomicFile.write(to: path, overwrite: false, failing: asStop) { sink throws(Stop) in try sink([1]) }
    }
    #expect(try folder.text("a.csv") == "abc")
    #expect(folder.names == ["a.csv"])
  }

  @Test func keepsRightsAndLinks() throws {
    let path = try folder.write("a.csv", "old")
    chmod(path, 0o600)
    symlink(path, folder.file("link.csv"))
    try AtomicFile.write(Array("new".utf8), to: folder.file("link.csv"), overwrite: true)
    #expect(permissions(of: path) == 0o600)
    #expect(try folder.text("a.csv") == "new")
    var status = stat()
    #expect(lstat(folder.file("link.csv"), &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
  }

  @Test func danglingLinkIsNotOverwritten() throws {
    symlink(folder.file("nowhere"), folder.file("link.csv"))
    #expect(throws: FileFailure.alreadyExists) {
      try AtomicFile.write([1], to: folder.file("link.csv"), overwrite: false)
    }
  }

  @Test func nothingIsLeftAfterFailure() throws {
    try FilePlaces.createDirectories(folder.file("sub"))
    #expect(throws: FileFailure.isDirectory) { try AtomicFile.write([1], to: folder.file("sub"), overwrite: true) }
    #expect(throws: FileFailure.missing) { try AtomicFile.write([1], to: folder.file("no/a.csv"), overwrite: true) }
    #expect(throws: FileFailure.diskFull) { try AtomicFile.write([1], to: "/dev/full", overwrite: true) }
    #expect(folder.names == ["sub"])
  }

  @Test func oneOfManyWritersWins() async throws {
    let path = folder.file("race.csv")
    let winners = await withTaskGroup(of: Bool.self) { group in
      for writer in 0..<16 {
        group.addTask { (try? AtomicFile.write([UInt8(writer)], to: path, overwrite: false)) != nil }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(winners == 1)
    #expect(folder.names == ["race.csv"])
  }

  @Test func closedPipeIsAFailureOfItsOwn() throws {
    Interrupt.install()
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    close(ends[0])
    #expect(throws: FileFailure.closedPipe) { try writeAll([1], to: ends[1]) }
    close(ends[1])
  }
}
