import ColumnStore
import Diagnostics
import Glibc
import PolicyModel
import PolshSystem
import Testing

@testable import DataFormats

@Suite("Files that are read in blocks")
struct DataBytesTests {
  private func rows(_ count: Int) -> String {
    "name,n\n" + (0..<count).map { "名前\($0),\($0)\n" }.joined()
  }

  private func small(_ edit: (inout LoadOptions) -> Void = { _ in }) -> LoadOptions {
    var options = LoadOptions()
    options.reading.blockSize = 64
    options.reading.workers = 2
    options.reading.keptBytes = 0
    edit(&options)
    return options
  }

  @Test func whatWasNotKeptIsReadAgain() throws {
    let folder = try Folder()
    let path = try folder.file("t.csv", rows(300))
    let table = try CSVTable.load(path: path, options: small())
    #expect(try table.cells("n").last == "299")
    #expect(try table.cells("name")[17] == "名前17")
  }

  /// A file that somebody has saved again, or cut off, is told of, never mixed with what was read of it before.
  @Test(arguments: [true, false])
  func aFileThatChanges(_ isCutOff: Bool) throws {
    let folder = try Folder()
    let path = try folder.file("t.csv", rows(300))
    let table = try CSVTable.load(path: path, options: small())
    let descriptor = open(path, O_WRONLY)
    defer { close(descriptor) }
    if isCutOff { #expect(ftruncate(descriptor, 100) == 0) } else { #expect(pwrite(descriptor, "X", 1, 1000) == 1) }
    #expect(
      told { () throws(Diagnostic) in try table.cells("name") }
        == "ファイル「\(path)」は読んでいる間か、読み込んだ後に書き換えられました / "
        + "The file \(path) was changed while it was being read, or since it was loaded")
  }

  /// Editors put a new file in the place of the old one: the old one can still be read.
  @Test func aFileThatIsReplaced() throws {
    let folder = try Folder()
    let path = try folder.file("t.csv", rows(300))
    let table = try CSVTable.load(path: path, options: small())
    try folder.file("t.csv", "other\n1\n")
    #expect(try table.cells("name").count == 300)
  }

  @Test func streamsAreKept() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let text = Array(rows(50).utf8)
    #expect(write(ends[1], text, text.count) == text.count)
    close(ends[1])
    let table = try CSVTable.load(path: "/dev/fd/\(ends[0])", name: "t", options: small())
    close(ends[0])
    #expect(try table.cells("n").count == 50)
    #expect(try table.cells("name")[3] == "名前3")
  }

  @Test func rowsLongerThanManyBlocks() throws {
    let long = String(repeating: "長い文章。\n", count: 200)
    let text = "a,b\n1,\"\(long)\"\n2,x\n3,\"\(long)\(long)\"\n4,y\n"
    for workers in 1...4 {
      let table = try loaded(text, small { $0.reading.workers = workers })
      #expect(try table.cells("a") == ["1", "2", "3", "4"])
      #expect(try table.originals(column: 1).count == 4)
      #expect(table.rejected == nil)
    }
  }

  /// A quote that stays open for longer than any row may be is broken where it stands; the rows behind it are read.
  @Test func aQuoteThatIsNeverClosed() throws {
    let text = "a,b\n1,\"open\n" + (2..<400).map { "\($0),x\n" }.joined()
    for workers in 1...4 {
      for longest in [100, 1 << 20] {
        let table = try loaded(
          text,
          small {
            $0.reading.workers = workers
            $0.reading.longestRow = longest
          })
        #expect(table.report.rowCount == 398)
        #expect(try table.rejected?.cells("line") == ["2"])
      }
    }
    #expect(
      told { () throws(Diagnostic) in
        try loaded("a,b\n1," + String(repeating: "x", count: 500) + "\n", small { $0.reading.longestRow = 100 })
      }
        == "2 この行は 0 MiB を超えています。表のファイルではないようです / This line is longer than 0 MiB; this does not look like a table")
  }

  @Test func placesInFiles() throws {
    let pieces = ["a", "市", "\n", "\r\n", "\r", ",", "\n\n"]
    for _ in 0..<300 {
      let text =
        (Bool.random() ? "\u{FEFF}" : "")
        + (0..<Int.random(in: 0...200)).map { _ in pieces.randomElement() ?? "" }.joined()
      let bytes = Array(text.utf8)
      // Not between a carriage return and its line feed: nobody tells of that place.
      let offsets = (0...bytes.count).filter {
        $0 == 0 || $0 == bytes.count || !(bytes[$0 - 1] == 0x0D && bytes[$0] == 0x0A)
      }
      let found = try LinePlaces(DataBytes(bytes, path: "")).places(of: offsets)
      #expect(found == offsets.map { TextPlace(of: $0, in: bytes) }, "\(text.debugDescription)")
    }
  }

  @Test func progressIsTold() throws {
    let steps = Steps()
    _ = try loaded(rows(300), small { $0.progress = { steps.take($0) } })
    #expect(steps.began == 1 && steps.ended == 1 && steps.done == rows(300).utf8.count)
  }
}

/// Counts what is told of the reading.
final class Steps: @unchecked Sendable {
  private(set) var began = 0
  private(set) var ended = 0
  private(set) var done = 0
  private var lock = pthread_mutex_t()

  func take(_ step: ReadingStep) {
    pthread_mutex_lock(&lock)
    defer { pthread_mutex_unlock(&lock) }
    switch step {
    case .began: began += 1
    case .done(let bytes): done = max(done, bytes)
    case .ended: ended += 1
    }
  }
}
