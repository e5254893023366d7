internal import PolshText

/// Names and what they are in two columns, as help prints them.
public enum TextColumns {
  /// The lines for pairs of a name and its summary; a summary too long for the window goes on below itself.
  ///
  ///     where   keep the rows that …
  ///     絞込    …
  ///
  /// - Parameter width: the columns of the window; nil: summaries are never broken.
  public static func lines(_ items: [(name: String, summary: String)], width: Int?, indent: Int = 2) -> [String] {
    let gap = 2
    let margin = String(repeating: " ", count: max(0, indent))
    let names = items.map { SafeText.oneLine($0.name) }
    let window = width.map { max(1, $0) }
    // A few very long names must not push every summary to the right edge.
    let ceiling = window.map { max(8, $0 / 3) } ?? Int.max
    let nameWidth = names.map { DisplayWidth.of($0) }.filter { $0 <= ceiling }.max() ?? 0
    let left = margin.count + (nameWidth > 0 ? nameWidth + gap : gap)
    var lines: [String] = []
    for (name, item) in zip(names, items) {
      let summary = SafeText.oneLine(item.summary)
      let parts = window.map { wrapped(summary, width: max(8, $0 - left)) } ?? (summary.isEmpty ? [] : [summary])
      var rest = parts[...]
      var first = margin + name
      if DisplayWidth.of(name) <= nameWidth, let part = rest.popFirst() {
        first = DisplayWidth.padded(first, to: left) + part
      }
      lines.append(first)
      for part in rest { lines.append(String(repeating: " ", count: left) + part) }
    }
    return lines
  }

  /// The text in lines of at most that many columns, broken at blanks and between kanji and kana.
  ///
  /// No line begins with 、 or ） and none ends with （, as in print.
  public static func wrapped(_ text: String, width: Int) -> [String] {
    let width = max(2, width)
    var lines: [String] = []
    var line = ""
    var used = 0
    var pendingBlanks = 0
    for piece in pieces(text) {
      if piece == " " {
        pendingBlanks += 1
        continue
      }
      let size = DisplayWidth.of(piece)
      if !line.isEmpty, used + pendingBlanks + size > width {
        lines.append(line)
        line = ""
        used = 0
        pendingBlanks = 0
      }
      if !line.isEmpty || lines.isEmpty {
        line += String(repeating: " ", count: pendingBlanks)
        used += pendingBlanks
      }
      pendingBlanks = 0
      for character in piece {
        let columns = DisplayWidth.of(String(character))
        if !line.isEmpty, used + columns > width {
          lines.append(line)
          line = ""
          used = 0
        }
        line.append(character)
        used += columns
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  /// The parts that are not to be torn: words of Latin letters, single kanji with the marks that belong to them.
  private static func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    var last: Character?
    for character in text {
      let isWide = DisplayWidth.of(String(character)) > 1
      if let last, last != " ", character != " ", let index = pieces.indices.last,
        neverFirst.contains(character) || neverLast.contains(last)
          || (!isWide && DisplayWidth.of(String(last)) <= 1)
      {
        pieces[index].append(character)
      } else {
        pieces.append(String(character))
      }
      last = character
    }
    return pieces
  }

  private static let neverFirst: Set<Character> = [
    "、", "。", "，", "．", "）", "」", "』", "】", "〕", "：", "；", "？", "！", "ー", "々", "・", "っ", "ゃ", "ゅ", "ょ", "ッ", "ャ", "ュ",
    "ョ", "％", ")", "]", ",", ".", ":", ";", "…",
  ]
  private static let neverLast: Set<Character> = ["（", "「", "『", "【", "〔", "(", "["]
}
