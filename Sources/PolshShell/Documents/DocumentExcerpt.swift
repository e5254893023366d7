internal import DataFormats
internal import Diagnostics
internal import PolshText
internal import Presentation

/// The lines of one document to show: those around some places, the places' own marked.
struct DocumentExcerpt {
  private let path: String
  private let title: String?
  private var lines: ClosedRange<Int>
  private var marked: [Int]
  private var remarks: [(line: Int, text: String)] = []

  /// How many lines are shown before and behind a marked one.
  private static let margin = 2

  private init(_ place: DocumentPlace, _ lines: ClosedRange<Int>) {
    path = place.path
    title = place.title
    self.lines = lines
    marked = [place.line]
  }

  /// The excerpts for places, in their order; those that stand near each other in one document share one.
  static func around(_ places: [DocumentPlace]) -> [DocumentExcerpt] {
    var excerpts: [DocumentExcerpt] = []
    for place in places {
      let (end, overflow) = place.line.addingReportingOverflow(margin)
      let lines = max(1, place.line - margin)...(overflow ? place.line : end)
      if let last = excerpts.indices.last, excerpts[last].path == place.path, excerpts[last].touches(lines) {
        excerpts[last].add(place, lines)
      } else {
        excerpts.append(DocumentExcerpt(place, lines))
        excerpts[excerpts.count - 1].add(place, lines)
      }
    }
    return excerpts
  }

  private func touches(_ other: ClosedRange<Int>) -> Bool {
    lines.lowerBound - 1 <= other.upperBound && other.lowerBound - 1 <= lines.upperBound
  }

  private mutating func add(_ place: DocumentPlace, _ around: ClosedRange<Int>) {
    lines = min(lines.lowerBound, around.lowerBound)...max(lines.upperBound, around.upperBound)
    if !marked.contains(place.line) { marked.append(place.line) }
    if let remark = place.remark, !remarks.contains(where: { $0 == (place.line, remark) }) {
      remarks.append((place.line, remark))
    }
  }

  // MARK: Showing

  /// Title and file, the lines with their numbers, and what the data remark on them.
  ///
  ///     施策評価  002.txt
  ///       52  市民活動
  ///     → 53  市民まつり事業 2,450
  ///       54
  ///
  /// - Throws: why the document cannot be read, or that it has no such line.
  func rendered(on screen: Screen) throws(Diagnostic) -> [String] {
    let text = try DocumentText.read(path)
    if let beyond = marked.first(where: { $0 > text.lineCount }) {
      throw .beyondEnd(beyond, of: text.lineCount, fileName)
    }
    var shown = [SafeText.oneLine([title, fileName].compactMap { $0 }.joined(separator: "  "))]
    let last = min(lines.upperBound, text.lineCount)
    let digits = String(last).utf8.count
    for number in lines.lowerBound...last {
      let mark = marked.contains(number) ? (screen.isPlain ? ">" : "→") : " "
      let label = String(number)
      let margin = mark + " " + String(repeating: " ", count: digits - label.utf8.count) + label + "  "
      shown += hung(SafeText.oneLine(text.line(number) ?? ""), behind: margin, screen.width)
    }
    for remark in remarks { shown += hung(remark.text, behind: "  \(remark.line): ", screen.width) }
    return shown
  }

  /// A text behind its margin, folded to the window below itself.
  private func hung(_ text: String, behind margin: String, _ width: Int?) -> [String] {
    let indent = DisplayWidth.of(margin)
    let parts = width.map { TextColumns.wrapped(text, width: max(8, $0 - indent)) } ?? [text]
    if parts.isEmpty { return [margin.trimmedAtEnd] }
    return parts.enumerated().map { index, part in
      ((index == 0 ? margin : String(repeating: " ", count: indent)) + part).trimmedAtEnd
    }
  }

  private var fileName: String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}

extension String {
  fileprivate var trimmedAtEnd: String {
    var end = endIndex
    while end > startIndex, self[index(before: end)] == " " { end = index(before: end) }
    return String(self[..<end])
  }
}

extension Diagnostic {
  fileprivate static func beyondEnd(_ line: Int, of count: Int, _ file: String) -> Diagnostic {
    let name = SafeText.oneLine(file)
    return Diagnostic(
      nil, Message(ja: "「\(name)」に \(line) 行目はありません", en: "\(name) has no line \(line)"),
      notes: [
        Message(
          ja: "このファイルは \(count) 行です。データのもとになった文書と違うものかもしれません。",
          en:
            "The file has \(count) \(count == 1 ? "line" : "lines"). It may not be the document that the data were taken from."
        )
      ])
  }
}
