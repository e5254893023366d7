internal import Diagnostics
internal import PolicyModel
internal import PolshSystem
internal import PolshText

/// The heading of a person's file, one line or several, and where the rows behind it begin.
struct HeadingLines {
  var headings: [Heading]
  /// The names of the columns, each once.
  var names: [BilingualName]
  /// Where the first row begins.
  var end: Int
  /// A line with more bytes than this names no columns.
  private static let longestLine = 1 << 22

  /// Why the heading cannot be read from what is there of a file.
  enum Failure: Error {
    case fault(Diagnostic)
    /// More of the file is needed.
    case cutOff
    /// From the offset on the bytes are no text in the encoding.
    case notText(Int)
  }

  /// - Parameter lines: which lines the heading stands on, 1-based; nil: the first that is not empty.
  init(
    _ head: FileHead, separator: UInt8, encoding: TextEncoding, lines: ClosedRange<Int>?
  ) throws(Failure) {
    let (bytes, start, path) = (head.bytes, head.start, head.source.path)
    var scanner = CSVScanner(separator: separator, from: start)
    var rows: [[String]] = []
    var line = 1
    var rowStart = start
    while true {
      var cells: [CSVCell] = []
      do {
        if try !scanner.scanRow(bytes, into: &cells) { break }
      } catch {
        let isWhole = head.isWhole || bytes.count - rowStart > Self.longestLine
        throw isWhole ? .fault(error.diagnostic(head.source)) : .cutOff
      }
      if scanner.position - rowStart > Self.longestLine {
        throw .fault(.rowTooLong(Self.longestLine, line: line, path: path))
      }
      if !head.isWhole, scanner.position == bytes.count { throw .cutOff }
      let texts = cells.map { $0.text(in: bytes, encoding) }
      if let lines {
        if line >= lines.lowerBound { rows.append(texts) }
      } else if texts.contains(where: { !TextFolding.cell($0).isEmpty }) {
        rows = [texts]
        break
      }
      line += TextPlace.lineEnds(in: bytes[rowStart..<scanner.position])
      rowStart = scanner.position
      if let lines, line > lines.upperBound { break }
    }
    if rows.isEmpty {
      let isEmpty = start >= bytes.count || lines == nil
      throw .fault(
        Diagnostic(nil, isEmpty ? .empty : .noSuchLine(lines?.lowerBound ?? 1), file: FileLocation(path: path)))
    }
    end = scanner.position
    // Names are only compared where they are text: in another encoding two may look the same.
    if let failure = Self.failure(of: bytes.span.extracting(0..<end), head.source, encoding) { throw failure }
    headings = Self.joined(rows).map(Heading.init)
    names = []
    do {
      try nameColumns(path: path, line: lines?.upperBound ?? TextPlace(of: max(start, end - 1), in: bytes).line)
    } catch { throw .fault(error) }
  }

  /// What makes bytes no text in the encoding.
  private static func failure(of bytes: ByteSpan, _ source: DataBytes, _ encoding: TextEncoding) -> Failure? {
    let fault = TextCheck.firstFault(encoding, bytes)
    if let zero = UTF8Check.firstNUL(in: bytes), zero <= fault ?? zero {
      return .fault(TextCheck.nulFault(at: zero, source))
    }
    return fault.map { .notText($0) }
  }

  /// Several lines make one heading: an upper cell reaches over the empty ones to its right, as merged cells do.
  private static func joined(_ rows: [[String]]) -> [String] {
    let width = rows.map(\.count).max() ?? 0
    var parts = [[String]](repeating: [], count: width)
    for (index, row) in rows.enumerated() {
      let isLast = index == rows.count - 1
      var carried = ""
      for place in 0..<width {
        var text = place < row.count ? TextFolding.cell(row[place]) : ""
        if text.isEmpty && !isLast { text = carried }
        carried = text
        if !text.isEmpty, parts[place].last != text { parts[place].append(text) }
      }
    }
    return parts.map { $0.joined(separator: "_") }
  }

  /// An empty heading is called by its place; one that loses its unit keeps it where two would become the same.
  private mutating func nameColumns(path: String, line: Int) throws(Diagnostic) {
    var count: [String: Int] = [:]
    for heading in headings { count[heading.name, default: 0] += 1 }
    let taken = Set(headings.map(\.text))
    var seen: [String: Int] = [:]
    for (index, heading) in headings.enumerated() {
      if heading.text.isEmpty {
        var number = String(index + 1)
        while taken.contains("列" + number) || taken.contains("column" + number) { number += "_" }
        names.append(BilingualName(ja: "列" + number, en: "column" + number))
        continue
      }
      let name = count[heading.name] == 1 ? heading.name : heading.text
      if let other = seen.updateValue(index, forKey: name) {
        throw Diagnostic(
          nil, .repeatedHeading(name, other + 1, index + 1),
          file: FileLocation(path: path, line: line, column: index + 1), notes: [.otherLine, .renameOne])
      }
      names.append(BilingualName(name))
    }
  }
}

extension Message {
  fileprivate static let empty = Message(ja: "ファイルが空です", en: "The file is empty")
  fileprivate static let otherLine = Message(
    ja: "見出しの行が違うときは「見出し」で行を指定します。",
    en: "If the heading stands on another line, say so with header.")
  fileprivate static let renameOne = Message(
    ja: "見出しが正しいときは、ファイルでどちらかの名前を変えます。", en: "If it is the heading, give one of them another name in the file.")

  fileprivate static func noSuchLine(_ line: Int) -> Message {
    Message(ja: "見出しとされた \(line) 行目がありません", en: "The file has no line \(line) for the heading")
  }
  fileprivate static func repeatedHeading(_ name: String, _ first: Int, _ second: Int) -> Message {
    Message(
      ja: "「\(name)」という名前の列が2つあります（\(first) 列目と \(second) 列目）",
      en: "Two columns are called \(name) (columns \(first) and \(second))")
  }
}
