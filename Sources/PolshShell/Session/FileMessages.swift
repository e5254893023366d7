internal import Diagnostics
internal import PolshSystem

/// Says why a file could not be read or written.
enum FileMessages {
  /// - Parameter path: `-` stands for standard input or output.
  static func diagnostic(_ failure: FileFailure, path: String, writing: Bool, at span: Span?) -> Diagnostic {
    let ja = path == "-" ? (writing ? "標準出力" : "標準入力") : "「\(path)」"
    let en = path == "-" ? (writing ? "standard output" : "standard input") : path
    func made(_ message: Message, _ notes: [Message] = []) -> Diagnostic {
      Diagnostic(nil, message, at: span, notes: notes)
    }
    switch failure {
    case .missing:
      return made(
        writing
          ? Message(ja: "\(ja)を置くフォルダーがありません", en: "There is no folder for \(en)")
          : Message(ja: "\(ja)というファイルはありません", en: "No file \(en)"))
    case .notPermitted:
      return made(
        writing
          ? Message(ja: "\(ja)に書く権限がありません", en: "No permission to write \(en)")
          : Message(ja: "\(ja)を読む権限がありません", en: "No permission to read \(en)"))
    case .isDirectory: return made(Message(ja: "\(ja)はフォルダーです", en: "\(en) is a folder"))
    case .wrongKind: return made(Message(ja: "\(ja)は普通のファイルではありません", en: "\(en) is not a regular file"))
    case .alreadyExists:
      return made(
        Message(ja: "\(ja)はもうあります", en: "\(en) exists already"),
        [Message(ja: "上書きするときは '!\(path)' と書きます。", en: "To overwrite it, write '!\(path)'.")])
    case .changedWhileReading:
      return made(Message(ja: "\(ja)は読んでいる間に変わりました", en: "\(en) changed while it was being read"))
    case .tooLarge(let limit):
      return made(
        Message(ja: "\(ja)は大きすぎます（上限 \(limit >> 20) MiB）", en: "\(en) is too large (limit \(limit >> 20) MiB)"))
    case .diskFull: return made(Message(ja: "空き容量が足りず、\(ja)に書けません", en: "No space left to write \(en)"))
    case .closedPipe: return .outputClosed()
    case .interrupted: return .interrupted()
    case .invalidName: return made(Message(ja: "\(ja)はファイルの名前になりません", en: "\(en) is not a file name"))
    case .other(let number):
      return made(
        writing
          ? Message(ja: "\(ja)に書けません", en: "\(en) cannot be written")
          : Message(ja: "\(ja)を読めません", en: "\(en) cannot be read"), [Message(same: FileFailure.systemText(number))])
    }
  }
}
