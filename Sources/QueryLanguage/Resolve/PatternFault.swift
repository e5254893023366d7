internal import Diagnostics
internal import PolshSystem
internal import PolshText

extension Diagnostic {
  /// E34 for a text behind `matches` that is no pattern.
  static func badPattern(_ pattern: String, _ failure: RegularExpression.Failure, _ span: Span) -> Diagnostic {
    let bytes = Array(pattern.utf8)
    var part = ""
    if let range = failure.range, range.upperBound <= bytes.count {
      part = SafeText.oneLine(String(decoding: bytes[range], as: UTF8.self))
    }
    let isWhole = part.isEmpty || part == pattern
    return Diagnostic(
      "E34",
      Message(
        ja: "「\(pattern)」は探し方として読めません", en: "\(pattern) cannot be read as a pattern"),
      at: span,
      notes: [
        Message(
          ja: (isWhole ? "" : "「\(part)」: ") + failure.reason.sentence.ja,
          en: (isWhole ? "" : "\(part): ") + failure.reason.sentence.en),
        .onlyContaining,
      ])
  }
}

extension RegularExpression.Failure.Reason {
  /// What is wrong, and how to write it.
  fileprivate var sentence: Message {
    switch self {
    case .badEscape:
      Message(ja: "「\\」の後にこの文字は書けません。", en: "This character cannot follow \\.")
    case .badCharacterClass, .badCharacterRange:
      Message(
        ja: "[ ] の中の範囲が読めません。小さい方から [a-z] のように書きます。",
        en: "The range inside [ ] cannot be read; write it from low to high, as in [a-z].")
    case .missingBracket: Message(ja: "[ が閉じられていません。", en: "A [ is never closed.")
    case .missingParenthesis: Message(ja: "( が閉じられていません。", en: "A ( is never closed.")
    case .unexpectedParenthesis: Message(ja: ") に合う ( がありません。", en: "There is no ( for this ).")
    case .trailingBackslash: Message(ja: "「\\」で終わることはできません。", en: "A pattern cannot end in \\.")
    case .nothingToRepeat:
      Message(
        ja: "* + ? は前の文字の繰り返しで、その前に何もありません。どんな文字でもよいところは「.*」と書きます。",
        en: "* + ? repeat what stands before them, and there is nothing. “Anything” is written .*")
    case .badRepeatCount:
      Message(ja: "{ } の回数は1000までで、少ない方から書きます。", en: "The count in { } is at most 1000, the smaller figure first.")
    case .badRepeatOperator: Message(ja: "繰り返しの印を続けて書くことはできません。", en: "Signs of repetition cannot follow each other.")
    case .badGroup, .badCaptureName:
      Message(ja: "(? で始まるこの書き方は使えません。", en: "This form that begins with (? is not available.")
    case .badUTF8: Message(ja: "文字として読めない部分があります。", en: "A part of it is no text.")
    case .tooLarge: Message(ja: "長すぎるか、繰り返しが多すぎます。", en: "It is too long, or repeats too much.")
    case .other: Message(ja: "書き方を確かめてください。", en: "Please check how it is written.")
    }
  }
}

extension Message {
  fileprivate static let onlyContaining = Message(
    ja: "ただの言葉を探すなら「を含む」が使えます。", en: "To look for plain words, contains is enough.")
}
