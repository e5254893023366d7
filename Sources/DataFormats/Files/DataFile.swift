internal import Diagnostics
internal import PolshSystem

/// Files of data, read whole.
enum DataFile {
  /// Why a file could not be read.
  struct Fault: Error {
    var path: String
    var failure: FileFailure

    var isAbsence: Bool { failure == .missing }

    // The message names the file; a place of its own would only say the name twice.
    var diagnostic: Diagnostic { FileMessages.diagnostic(failure, path: path) }
  }

  static func read(_ path: String) throws(Fault) -> [UInt8] {
    do { return try FileBlocks.readFile(path) } catch { throw Fault(path: path, failure: error) }
  }

  static func isDirectory(_ path: String) -> Bool { FilePlaces.isDirectory(path) }
}
