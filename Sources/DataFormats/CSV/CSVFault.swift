internal import Diagnostics

/// A place in a CSV file where it stops being a table.
struct CSVFault: Error {
  enum Kind {
    case unclosedQuote
    case textBehindQuote
    case wrongCount(found: Int, expected: Int)
  }
  var kind: Kind
  var offset: Int

  func diagnostic(_ source: DataBytes) -> Diagnostic {
    let place = TextPlace(of: offset, in: source)
    let location = FileLocation(path: source.path, line: place.line, column: place.column)
    switch kind {
    case .unclosedQuote: return Diagnostic(nil, .unclosedQuote, file: location, notes: [.unclosedQuoteNote])
    case .textBehindQuote: return Diagnostic(nil, .textBehindQuote, file: location, notes: [.textBehindQuoteNote])
    case .wrongCount(let found, let expected):
      return Diagnostic(
        nil, .wrongCount(found: found, expected: expected), file: FileLocation(path: source.path, line: place.line))
    }
  }
}

extension MalformedRow {
  /// What is wrong with the row, as the fault that it is where no such row is put up with.
  func fault(width: Int) -> CSVFault {
    switch reason {
    case .count(let found): CSVFault(kind: .wrongCount(found: found, expected: width), offset: offset)
    case .textBehindQuote(let at): CSVFault(kind: .textBehindQuote, offset: at)
    case .unclosedQuote(let at): CSVFault(kind: .unclosedQuote, offset: at)
    }
  }
}

extension Message {
  fileprivate static let unclosedQuote = Message(
    ja: "引用符「\"」が閉じられていません", en: "A quotation mark opened here is never closed")
  fileprivate static let unclosedQuoteNote = Message(
    ja: "引用符で始まるセルは引用符で閉じます。セルの中の引用符は「\"\"」と2つ書きます。",
    en: "A cell that begins with a quotation mark ends with one; inside it a quotation mark is written twice.")
  fileprivate static let textBehindQuote = Message(
    ja: "閉じた引用符の後に文字が続いています", en: "There is text behind a closing quotation mark")
  fileprivate static let textBehindQuoteNote = Message(
    ja: "セルの中の引用符は「\"\"」と2つ書きます。", en: "Inside a quoted cell a quotation mark is written twice.")
  fileprivate static func wrongCount(found: Int, expected: Int) -> Message {
    Message(
      ja: "セルの数が見出しと違います: 見出し \(expected)、この行 \(found)",
      en: "This row has \(found) \(found == 1 ? "cell" : "cells"), but the heading has \(expected)")
  }
}
