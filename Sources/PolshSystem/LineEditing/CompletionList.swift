/// The list of candidates below the line, in columns; with notes, one candidate a line.
struct CompletionList {
  var candidates: [Completion.Candidate]
  var columns: Int
  var rows: Int
  var width: (String) -> Int

  /// The lines to show, without line ends; never more than fit above the prompt.
  func lines() -> [String] {
    let labels = candidates.map { Self.safe($0.label) }
    let hasNotes = candidates.contains { !$0.note.isEmpty }
    return hasNotes ? withNotes(labels) : inColumns(labels)
  }

  private func withNotes(_ labels: [String]) -> [String] {
    let room = max(1, rows - 3)
    let shown = labels.count <= room ? labels.count : room - 1
    let labelWidth = min(columns / 2, labels.prefix(shown).map(width).max() ?? 0)
    var lines: [String] = []
    for (label, candidate) in zip(labels, candidates).prefix(shown) {
      let note = Self.safe(candidate.note)
      lines.append(fit(note.isEmpty ? label : pad(label, labelWidth) + "  " + note))
    }
    if shown < labels.count { lines.append("… +\(labels.count - shown)") }
    return lines
  }

  private func inColumns(_ labels: [String]) -> [String] {
    let cell = min(max(1, columns - 1), (labels.map(width).max() ?? 0)) + 2
    let perRow = max(1, (columns + 1) / cell)
    let needed = (labels.count + perRow - 1) / perRow
    let room = max(1, rows - 3)
    // Downwards, as in a telephone book, because names are compared with their neighbours.
    let height = needed <= room ? needed : room - 1
    var lines: [String] = []
    for row in 0..<max(0, height) {
      var line = ""
      var at = 0
      for index in stride(from: row, to: min(labels.count, height * perRow), by: height) {
        line += String(repeating: " ", count: max(0, at - width(line))) + labels[index]
        at += cell
      }
      lines.append(fit(line))
    }
    let shown = min(labels.count, height * perRow)
    if shown < labels.count { lines.append("… +\(labels.count - shown)") }
    return lines
  }

  private func pad(_ text: String, _ target: Int) -> String {
    text + String(repeating: " ", count: max(0, target - width(text)))
  }

  /// What fits on one line of the screen.
  private func fit(_ line: String) -> String {
    guard width(line) > columns - 1 else { return line }
    var result = ""
    var used = 0
    for character in line {
      let more = width(String(character))
      if used + more > columns - 2 { break }
      result.append(character)
      used += more
    }
    return result + "…"
  }

  /// Without control characters, line breaks and characters that turn the writing direction.
  static func safe(_ text: String) -> String {
    let isHarmful = { (scalar: Unicode.Scalar) -> Bool in
      switch scalar.value {
      case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
      default: false
      }
    }
    if !text.unicodeScalars.contains(where: isHarmful) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(isHarmful(scalar) ? "\u{FFFD}" : scalar) }
    return String(result)
  }
}
