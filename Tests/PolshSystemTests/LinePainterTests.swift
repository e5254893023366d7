import Testing

@testable import PolshSystem

/// Typing at random in lines of kanji and letters, on screens of several sizes: what a terminal shows must be the line.
@Suite struct LinePainterTests {
  init() { Terminal.useUTF8() }

  @Test(arguments: [7, 17, 20, 31, 80])
  func screenShowsTheLine(_ columns: Int) {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<60 {
      let seed = UInt64.random(in: 0...UInt64.max, using: &random)
      typeAtRandom(seed: seed, columns: columns, rows: 6)
    }
  }

  private func typeAtRandom(seed: UInt64, columns: Int, rows: Int) {
    var random = SeededGenerator(state: seed)
    let alphabet = Array("ab| 9取組事業（）カナー、か\u{3099}")
    var screen = TinyTerminal(columns: columns, rows: rows)
    var painter = LinePainter()
    var line: [Character] = []
    var cursor = 0
    for step in 0..<60 {
      switch Int.random(in: 0..<10, using: &random) {
      case 0: cursor = max(0, cursor - 1)
      case 1: cursor = 0
      case 2: cursor = line.count
      case 3 where cursor > 0:
        cursor -= 1
        line.remove(at: cursor)
      case 4 where cursor < line.count: line.remove(at: cursor)
      default:
        let more = (0..<Int.random(in: 1...6, using: &random)).compactMap { _ in alphabet.randomElement(using: &random)
        }
        line.insert(contentsOf: more, at: cursor)
        cursor += more.count
      }
      let text = String(line)
      let offset = String(line[..<cursor]).utf8.count
      screen.receive(
        painter.paint(prompt: "p> ", style: "1", text: text, cursor: offset, columns: columns, screenRows: rows))
      let layout = LineLayout(prompt: "p> ", text: text, cursor: offset, columns: columns)
      let expected = layout.rows.map { $0.map(\.text).joined() }
      let shown = screen.lines
      // A line higher than the screen shows the part around the cursor.
      let isThere = (0...max(0, expected.count - rows)).contains { top in
        let part = Array(expected[top..<min(expected.count, top + rows)])
        return part.map(Self.trimmed) == shown.prefix(part.count).map(Self.trimmed)
          && shown.dropFirst(part.count).allSatisfy { Self.trimmed($0).isEmpty }
          && top + screen.row == layout.cursorRow && screen.column == layout.cursorColumn
      }
      if !isThere {
        Issue.record("seed \(seed), step \(step), columns \(columns): \(expected) shown as \(shown)")
        return
      }
    }
  }

  @Test func onlyChangesAreSent() {
    var painter = LinePainter()
    _ = painter.paint(prompt: "> ", style: nil, text: "取組", cursor: 6, columns: 40, screenRows: 10)
    #expect(painter.paint(prompt: "> ", style: nil, text: "取組", cursor: 6, columns: 40, screenRows: 10) == "")
    #expect(painter.paint(prompt: "> ", style: nil, text: "取組a", cursor: 7, columns: 40, screenRows: 10) == "a\u{1B}[K")
  }

  @Test func controlsAreNeverSent() {
    let layout = LineLayout(prompt: "> ", text: "a\u{1B}\u{202E}\t\u{3099}", cursor: 0, columns: 40)
    #expect(
      layout.rows == [
        ["> ", "a␛\u{FFFD} \u{3099}"].joined().unicodeScalars.reduce(into: []) { cells, scalar in
          if scalar == "\u{3099}" {
            cells[cells.count - 1].text += "\u{3099}"
          } else {
            cells.append(.init(text: String(scalar), width: 1))
          }
        }
      ])
  }

  private static func trimmed(_ text: String) -> Substring {
    var part = Substring(text)
    while part.last == " " { part.removeLast() }
    return part
  }
}

/// The few terminal commands that the painter uses, understood as a terminal does.
struct TinyTerminal {
  let columns: Int
  let rows: Int
  /// Nil is the second half of a wide character.
  private var cells: [[String?]]
  private(set) var row = 0
  private(set) var column = 0

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  var lines: [String] { cells.map { $0.compactMap { $0 }.joined() } }

  mutating func receive(_ text: String) {
    var rest = Substring(text).unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\r": column = 0
      case "\n": lineFeed()
      case "\u{1B}":
        rest.removeFirst()
        var number = ""
        while let next = rest.first, ("0"..."9").contains(next) || next == ";" {
          number.unicodeScalars.append(next)
          rest.removeFirst()
        }
        command(rest.removeFirst(), Int(number) ?? 1)
      default: put(scalar)
      }
    }
  }

  private mutating func command(_ letter: Unicode.Scalar, _ number: Int) {
    switch letter {
    case "A": row = max(0, row - number)
    case "C": column = min(columns - 1, column + number)
    case "K": erase(row, from: min(column, columns - 1))
    case "J":
      erase(row, from: column)
      for below in row + 1..<max(row + 1, rows) { erase(below, from: 0) }
    default: break
    }
  }

  private mutating func erase(_ row: Int, from start: Int) {
    for column in start..<columns { cells[row][column] = " " }
  }

  private mutating func lineFeed() {
    if row + 1 < rows {
      row += 1
    } else {
      cells.removeFirst()
      cells.append(Array(repeating: " ", count: columns))
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width =
      LineLayout(prompt: "", text: "a" + String(scalar), cursor: 0, columns: 9).rows[0].dropFirst().first?.width ?? 0
    if width == 0 {
      let at = cells[row][..<column].lastIndex { $0 != nil } ?? 0
      cells[row][at]? += String(scalar)
      return
    }
    if column + width > columns {
      column = 0
      lineFeed()
    }
    // Half of a wide character that is written over becomes a blank.
    if cells[row][column] == nil { cells[row][column - 1] = " " }
    if column + width < columns, cells[row][column + width] == nil { cells[row][column + width] = " " }
    cells[row][column] = String(scalar)
    if width == 2 { cells[row][column + 1] = nil }
    column += width
  }
}

struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
