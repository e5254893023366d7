internal import ColumnStore
internal import Diagnostics
internal import PolshText

/// A chart as lines of text.
public enum ChartView {
  /// How many bars are drawn where no window sets a limit.
  static let mostMarks = 200
  /// The width of a chart that goes to a file or a pipe.
  static let usualWidth = 80

  /// - Parameter kind: the chart as it is typed in English; nothing is drawn of one that nobody knows.
  public static func lines(_ kind: String, of subject: ChartSubject, on screen: Screen) -> [String] {
    guard let style = ChartRegistry.style(kind), subject.table.columns.indices.contains(subject.measure) else {
      return []
    }
    let rows = 0..<max(0, subject.table.rowCount)
    let title = screen.painted(
      DisplayWidth.fit(subject.title(screen.language), screen.width ?? usualWidth), .bold)
    if rows.isEmpty {
      return [title, Message(ja: "図にする行がありません。", en: "There are no rows to draw.")[screen.language]]
    }
    if rows.allSatisfy({ subject.length($0) == nil }) {
      return [
        title,
        Message(ja: "値がすべて欠測なので、図にできません。", en: "All values are missing: there is nothing to draw.")[screen.language],
      ]
    }
    return [title] + style.draw(subject, ChartCanvas(screen)).map(\.withoutTrailingBlanks)
  }
}

/// How much room a chart has, and what it can be drawn with.
struct ChartCanvas {
  let screen: Screen
  let width: Int
  let language: Language
  /// Letters and signs of ASCII only.
  let isPlain: Bool
  let mostMarks: Int

  init(_ screen: Screen) {
    self.screen = screen
    width = max(20, screen.width ?? ChartView.usualWidth)
    language = screen.language
    isPlain = screen.isPlain || screen.isASCII
    mostMarks = screen.maxRows ?? ChartView.mostMarks
  }

  /// `… 他 12 行`, for what is not drawn.
  func further(_ count: Int, ja: String, en: String) -> String {
    let dots = isPlain ? "..." : "…"
    let text =
      language == .ja
      ? "\(dots) 他 \(count) \(ja)は描いていません" : "\(dots) \(count) further \(count == 1 ? en : en + "s") not drawn"
    return screen.painted(text, .grey)
  }
}

extension String {
  fileprivate var withoutTrailingBlanks: String {
    var end = endIndex
    while end > startIndex, self[index(before: end)] == " " { end = index(before: end) }
    return String(self[..<end])
  }
}
