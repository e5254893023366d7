internal import CSystem

/// A line and its prompt laid out on the rows of a screen, kanji and kana two columns wide.
struct LineLayout: Equatable {
  /// A character as it is shown, with the marks that sit on it.
  struct Cell: Equatable {
    var text: String
    var width: Int
  }

  var rows: [[Cell]] = [[]]
  var cursorRow = 0
  var cursorColumn = 0

  /// - Parameter cursor: a UTF-8 offset in `text`; beyond the end is at the end.
  init(prompt: String, text: String, cursor: Int, columns: Int) {
    var column = 0
    func place(_ scalar: Unicode.Scalar, breaksLines: Bool) {
      if breaksLines && scalar == "\n" {
        rows.append([])
        column = 0
        return
      }
      let cell = Self.cell(scalar, at: column)
      if cell.width == 0, let last = rows[rows.count - 1].indices.last {
        rows[rows.count - 1][last].text += cell.text
        return
      }
      if column + cell.width > columns { startRow() }
      rows[rows.count - 1].append(cell)
      column += cell.width
    }
    func startRow() {
      rows.append([])
      column = 0
    }

    for scalar in prompt.unicodeScalars { place(scalar, breaksLines: false) }
    var left = cursor
    for scalar in text.unicodeScalars {
      if left == 0 {
        if scalar != "\n" && column + Self.cell(scalar, at: column).width > columns { startRow() }
        (cursorRow, cursorColumn) = (rows.count - 1, column)
      }
      place(scalar, breaksLines: true)
      left -= scalar.utf8.count
    }
    if left >= 0 {
      // The place for the next character is on the next row when this one is full.
      if column >= columns { startRow() }
      (cursorRow, cursorColumn) = (rows.count - 1, column)
    }
  }

  private static func cell(_ scalar: Unicode.Scalar, at column: Int) -> Cell {
    switch scalar.value {
    case 0x20..<0x7F: return Cell(text: String(scalar), width: 1)
    // Pasted tables bring tabs; one blank keeps the columns countable.
    case 0x09: return Cell(text: " ", width: 1)
    case 0x00..<0x20: return Cell(text: String(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"), width: 1)
    case 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: return Cell(text: "\u{FFFD}", width: 1)
    default:
      let width = Int(polsh_character_width(scalar.value))
      if width < 0 { return Cell(text: "\u{FFFD}", width: 1) }
      // A mark with nothing before it needs something to sit on.
      return width == 0 && column == 0
        ? Cell(text: " " + String(scalar), width: 1) : Cell(text: String(scalar), width: width)
    }
  }
}
