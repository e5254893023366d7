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

  /// The lines since the last call. The blank line that sets a result apart from one before is left out.
  func takeLines() -> [String] {
    defer { parts = [] }
    let newline = UInt8(ascii: "\n")
    if let first = parts.firstIndex(where: { !$0.isMessage }), parts[first].text.first == newline {
      parts[first].text.removeFirst()
    }
    return Transcript.trimmed(
      parts.filter { !$0.text.isEmpty }.flatMap { Self.lines($0.text, isMessage: $0.isMessage) })
  }

  /// The results since the last call, as one text.
  func takeResults() -> String {
    defer { parts = [] }
    return String(decoding: parts.filter { !$0.isMessage }.flatMap(\.text), as: UTF8.self)
  }

  static func lines(_ bytes: [UInt8], isMessage: Bool) -> [String] {
    var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
    if lines.last == "" {
      lines.removeLast()
    } else {
      lines.append("\\ no line break at the end")
    }
    return lines.map { isMessage ? "! " + $0 : $0 == "\\ no line break at the end" ? $0 : Transcript.escaped($0) }
  }
}
