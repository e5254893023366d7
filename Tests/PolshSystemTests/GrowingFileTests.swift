import Glibc
import Testing

@testable import PolshSystem

@Suite struct GrowingFileTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test("lines are in the file as soon as they are added") func grows() throws {
    let file = try GrowingFile(path: folder.file("a.txt"), overwrite: false)
    try file.append(Array("取組\n".utf8))
    #expect(try folder.text("a.txt") == "取組\n")
    try file.append(Array("b\n".utf8))
    #expect(try folder.text("a.txt") == "取組\nb\n")
  }

  @Test("a file that is there is refused, or begun anew") func refuses() throws {
    let path = try folder.write("a.txt", "old\n")
    #expect(throws: FileFailure.alreadyExists) { try GrowingFile(path: path, overwrite: false) }
    #expect(try folder.text("a.txt") == "old\n")
    _ = try GrowingFile(path: path, overwrite: true)
    #expect(try folder.text("a.txt") == "")
  }

  @Test("folders, pipes and empty names are no log") func others() throws {
    #expect(throws: FileFailure.isDirectory) { try GrowingFile(path: folder.file("."), overwrite: true) }
    let pipe = folder.file("pipe")
    mkfifo(pipe, 0o600)
    #expect(throws: FileFailure.wrongKind) { try GrowingFile(path: pipe, overwrite: true) }
    #expect(throws: FileFailure.invalidName) { try GrowingFile(path: "", overwrite: false) }
    #expect(throws: FileFailure.missing) { try GrowingFile(path: folder.file("no/a.txt"), overwrite: false) }
  }
}
