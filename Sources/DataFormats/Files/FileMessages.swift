public import Diagnostics
public import PolshSystem

/// Says why a file could not be read or written: the one place for these words.
public enum FileMessages {
  /// - Parameters:
  ///   - path: as the person gave it; `-` stands for standard input or output.
  ///   - span: where the statement names the file, if one does.
  public static func diagnostic(
    _ failure: FileFailure, path: String, writing: Bool = false, at span: Span? = nil
  ) -> Diagnostic {
    switch failure {
    case .closedPipe: return .outputClosed()
    case .interrupted: return .interrupted()
    default: return Diagnostic(nil, message(failure, path, writing: writing), at: span, notes: notes(failure, path))
    }
  }

  private static func message(_ failure: FileFailure, _ path: String, writing: Bool) -> Message {
    let stream = writing ? Message(ja: "標準出力", en: "standard output") : Message(ja: "標準入力", en: "standard input")
    let name = path == "-" ? stream : Message(ja: "「\(path)」", en: path)
    let file = path == "-" ? stream : Message(ja: "ファイル「\(path)」", en: "the file \(path)")
    let titled = path == "-" ? Message(ja: file.ja, en: "Standard input") : Message(ja: file.ja, en: "The file \(path)")
    switch failure {
    case .missing:
      return writing
        ? Message(ja: "\(name.ja)を置くフォルダーがありません", en: "There is no folder for \(name.en)")
        : Message(ja: "\(file.ja)がありません", en: "There is no file \(name.en)")
    case .notPermitted:
      return writing
        ? Message(ja: "\(file.ja)に書く許可がありません", en: "Not permitted to write \(file.en)")
        : Message(ja: "\(file.ja)を読む許可がありません", en: "Not permitted to read \(file.en)")
    case .isDirectory: return Message(ja: "\(name.ja)はファイルではなくフォルダーです", en: "\(name.en) is a folder, not a file")
    case .wrongKind: return Message(ja: "\(name.ja)は普通のファイルではありません", en: "\(name.en) is not a regular file")
    case .alreadyExists: return Message(ja: "\(file.ja)はもうあります", en: "\(titled.en) exists already")
    case .changedWhileReading:
      return Message(ja: "\(file.ja)は読んでいる間に書き換えられました", en: "\(titled.en) was changed while it was being read")
    case .tooLarge(let limit):
      return Message(
        ja: "\(file.ja)が大きすぎます（上限 \(limit >> 20) MiB）", en: "\(titled.en) is too large (limit \(limit >> 20) MiB)")
    case .diskFull: return Message(ja: "空き容量が足りず、\(file.ja)に書けません", en: "No space left to write \(file.en)")
    case .invalidName:
      return Message(
        ja: "ファイル名が空か、使えない文字を含みます", en: "The file name is empty or has a character that names cannot have")
    case .closedPipe, .interrupted, .other:
      return writing
        ? Message(ja: "\(file.ja)に書けません", en: "\(titled.en) cannot be written")
        : Message(ja: "\(file.ja)を読めません", en: "\(titled.en) cannot be read")
    }
  }

  private static func notes(_ failure: FileFailure, _ path: String) -> [Message] {
    switch failure {
    case .alreadyExists: [Message(ja: "上書きするときは '!\(path)' と書きます。", en: "To overwrite it, write '!\(path)'.")]
    case .other(let number): [Message(same: FileFailure.systemText(number))]
    default: []
    }
  }
}
