import Diagnostics
import PolshShell

/// What a session says, line by line in the order of its appearance; messages carry `! `.
final class Recording: SessionOutput {
  private var parts: [(isMessage: Bool, text: [UInt8])] = []

  func write(_ bytes: [UInt8]) throws(Diagnostic) { add(bytes, isMessage: false) }

  func message(_ text: String) { add(Array(text.utf8), isMessage: true) }

  private func add(_ bytes: [UInt8], isMessage: Bool) {
    if let last = parts.indices.last, parts[last].isMessage == isMessage {
      parts[last].text += bytes
    } else {
      parts.append((isMessage, bytes))
    }
  }

  /// The lines since the last call. The blank line that sets a result apart from the one before is left out.
  func takeLines() -> [String] {
    defer { parts = [] }
    var lines: [String] = []
    for part in parts { lines += Self.lines(part.text, isMessage: part.isMessage) }
    if lines.first == "" { lines.removeFirst() }
    return Transcript.trimmed(lines)
  }

  /// The results since the last call, as one text.
  func takeResults() -> String {
    defer { parts = [] }
    return String(decoding: parts.filter { !$0.isMessage }.flatMap(\.text), as: UTF8.self)
  }

  static func lines(_ bytes: [UInt8], isMessage: Bool) -> [String] {
    var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" {
      lines.removeLast()
    } else {
      lines.append("\\ no line break at the end")
    }
    return lines.map { isMessage ? "! " + $0 : $0 == "\\ no line break at the end" ? $0 : Transcript.escaped($0) }
  }
}
