import Glibc
import Testing

@testable import PolshSystem

@Suite struct ReadingTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test func wholeFile() throws {
    let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try AtomicFile.write(bytes, to: folder.file("a.bin"), overwrite: false)
    #expect(try FileBlocks.readFile(folder.file("a.bin")) == bytes)
  }

  @Test func emptyFileAndFileWithoutSize() throws {
    _ = try folder.write("empty.csv", "")
    #expect(try FileBlocks.readFile(folder.file("empty.csv")) == [])
    #expect(try !FileBlocks.readFile("/proc/self/status").isEmpty)
  }

  @Test func blocksInOrder() throws {
    let text = String(repeating: "取組,1200\n", count: 1000)
    let path = try folder.write("a.csv", text)
    var bytes: [UInt8] = []
    var offsets: [Int] = []
    try FileBlocks.forEachBlock(path, blockSize: 4096) { block, offset in
      offsets.append(offset)
      for index in block.indices { bytes.append(block[index]) }
      return true
    }
    #expect(bytes == Array(text.utf8))
    #expect(offsets == Array(stride(from: 0, to: text.utf8.count, by: 4096)))
    var count = 0
    try FileBlocks.forEachBlock(path, blockSize: 10) { _, _ in
      count += 1
      return count < 3
    }
    #expect(count == 3)
  }

  @Test func failuresAreDistinct() throws {
    #expect(throws: FileFailure.missing) { try FileBlocks.readFile(folder.file("none.csv")) }
    #expect(throws: FileFailure.isDirectory) { try FileBlocks.readFile(folder.path) }
    #expect(throws: FileFailure.invalidName) { try FileBlocks.readFile("a\0b") }
    #expect(throws: FileFailure.invalidName) { try FileBlocks.readFile("") }
    let path = try folder.write("a.csv", "1234567890")
    #expect(throws: FileFailure.missing) { try FileBlocks.readFile(path + "/inside") }
    #expect(throws: FileFailure.tooLarge(limit: 9)) { try FileBlocks.readFile(path, limit: 9) }
    chmod(path, 0)
    if getuid() != 0 { #expect(throws: FileFailure.notPermitted) { try FileBlocks.readFile(path) } }
  }

  @Test func cutOffWhileReading() throws {
    let path = try folder.write("a.csv", String(repeating: "x", count: 10_000))
    let source = try ByteSource.open(path)
    truncate(path, 6000)
    var buffer = [UInt8](repeating: 0, count: 10_000)
    #expect(throws: FileFailure.changedWhileReading(offset: 6000)) { try source.read(at: 0, into: &buffer) }
    #expect(throws: FileFailure.changedWhileReading(offset: 6000)) { try source.checkUnchanged() }
  }

  @Test func grownWhileReading() throws {
    let path = try folder.write("a.csv", "a\n")
    let source = try ByteSource.open(path)
    try source.checkUnchanged()
    let descriptor = open(path, O_WRONLY | O_APPEND)
    try writeAll([1, 2, 3], to: descriptor)
    close(descriptor)
    #expect(throws: FileFailure.changedWhileReading(offset: 2)) { try source.checkUnchanged() }
  }

  @Test func namedPipe() async throws {
    let path = folder.file("pipe")
    #expect(mkfifo(path, 0o600) == 0)
    let writer = Task.detached { try AtomicFile.write(Array(repeating: 7, count: 200_000), to: path, overwrite: true) }
    let bytes = try await Task.detached { try FileBlocks.readFile(path) }.value
    try await writer.value
    #expect(bytes.count == 200_000)
  }

  @Test func entriesAndPlaces() throws {
    _ = try folder.write("b.csv", "")
    try FilePlaces.createDirectories(folder.file("sub/年度"))
    #expect(permissions(of: folder.file("sub/年度")) == 0o700)
    symlink(folder.file("sub"), folder.file("a-link"))
    let entries = try FilePlaces.entries(of: folder.path)
    #expect(entries.map(\.name) == ["a-link", "b.csv", "sub"])
    #expect(entries.map(\.isDirectory) == [true, false, true])
    #expect(FilePlaces.realPath(folder.file("a-link/年度")) == FilePlaces.realPath(folder.file("sub/年度")))
    #expect(FilePlaces.realPath(folder.file("none")) == nil)
    #expect(
      FilePlaces.folder(of: "a/b.csv") == "a" && FilePlaces.folder(of: "b") == "." && FilePlaces.folder(of: "/b") == "/"
    )
    #expect(throws: FileFailure.missing) { try FilePlaces.entries(of: folder.file("none")) }
    #expect(throws: FileFailure.wrongKind) { try FilePlaces.createDirectories(folder.file("b.csv")) }
  }
}
