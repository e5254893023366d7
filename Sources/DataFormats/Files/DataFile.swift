internal import Diagnostics
internal import PolshSystem

/// Files of data, read whole.
enum DataFile {
  /// Why a file could not be read.
  struct Fault: Error {
    var path: String
    var failure: FileFailure

    var isAbsence: Bool { failure == .missing }

    var diagnostic: Diagnostic {
      switch failure {
      case .interrupted: .interrupted()
      case .other(let number):
        Diagnostic(
          nil, .unreadable(path),
          notes: [Message(same: FileFailure.systemText(number))])
      // The message names the file; a place of its own would only say the name twice.
      default: Diagnostic(nil, message)
      }
    }

    private var message: Message {
      switch failure {
      case .missing: .missing(path)
      case .notPermitted: .notPermitted(path)
      case .isDirectory: .isDirectory(path)
      case .tooLarge(let limit): .tooLarge(path, limit >> 20)
      case .changedWhileReading: .changed(path)
      case .invalidName: .invalidName
      default: .unreadable(path)
      }
    }
  }

  static func read(_ path: String) throws(Fault) -> [UInt8] {
    do { return try FileBlocks.readFile(path) } catch { throw Fault(path: path, failure: error) }
  }

  static func isDirectory(_ path: String) -> Bool { FilePlaces.isDirectory(path) }
}

extension Message {
  fileprivate static let invalidName = Message(
    ja: "ファイル名が空か、使えない文字を含みます", en: "The file name is empty or has a character that names cannot have")

  fileprivate static func missing(_ path: String) -> Message {
    Message(ja: "ファイル「\(path)」がありません", en: "There is no file \(path)")
  }
  fileprivate static func notPermitted(_ path: String) -> Message {
    Message(ja: "ファイル「\(path)」を読む許可がありません", en: "Not permitted to read the file \(path)")
  }
  fileprivate static func isDirectory(_ path: String) -> Message {
    Message(ja: "「\(path)」はファイルではなくフォルダーです", en: "\(path) is a folder, not a file")
  }
  fileprivate static func tooLarge(_ path: String, _ limit: Int) -> Message {
    Message(
      ja: "ファイル「\(path)」が大きすぎます（上限 \(limit) MiB）", en: "The file \(path) is too large (limit \(limit) MiB)")
  }
  fileprivate static func changed(_ path: String) -> Message {
    Message(
      ja: "ファイル「\(path)」は読んでいる間に書き換えられました", en: "The file \(path) was changed while it was being read")
  }
  fileprivate static func unreadable(_ path: String) -> Message {
    Message(ja: "ファイル「\(path)」を読めません", en: "The file \(path) cannot be read")
  }
}
