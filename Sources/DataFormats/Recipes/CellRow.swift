internal import PolshText

/// The cells of a line, and where in them a recipe's row stands: pages differ in how many empty cells stand before it.
struct CellRow {
  enum Alignment {
    case none
    /// All anchors but one hold levels, and that one something else.
    case nearly(column: Int, cell: String)
    /// The place of the row's first cell, below 0 where the line lacks it.
    case at(Int)
  }

  private var cells: [String]

  var count: Int { cells.count }

  /// Broken in the midst of a cell: the last cell goes on with the other's first.
  func joined(_ next: CellRow) -> CellRow {
    var whole = self
    guard let first = next.cells.first, !cells.isEmpty else { return next }
    whole.append(first, to: cells.count - 1)
    whole.cells += next.cells.dropFirst()
    return whole
  }

  /// Adds to a cell.
  mutating func append(_ text: String, to place: Int) {
    while cells.count <= place { cells.append("") }
    cells[place] = CellReader.joined(Self.trimmed(cells[place]), Self.trimmed(text))
  }

  init(_ line: String, _ separator: Recipe.Separator) {
    switch separator {
    case .tab: cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    case .comma: cells = Self.quoted(line)
    case .blanks: cells = Self.parted(line)
    }
  }

  /// Cells with commas between them, some in quotes.
  private static func quoted(_ line: String) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isInside = false
    for letter in line {
      if letter == "\"" {
        // Two of them within quotes are one of the text.
        if !isInside, !cell.isEmpty { cell.append(letter) }
        isInside.toggle()
      } else if letter == ",", !isInside {
        cells.append(cell)
        cell = ""
      } else {
        cell.append(letter)
      }
    }
    return cells + [cell]
  }

  /// Cells with two blanks or more between them, or a tab.
  private static func parted(_ line: String) -> [String] {
    var cells: [String] = []
    var cell = String.UnicodeScalarView()
    var blanks = 0
    for scalar in line.unicodeScalars {
      if scalar.properties.isWhitespace {
        blanks += scalar == "\t" || scalar == "\u{3000}" ? 2 : 1
        continue
      }
      if blanks >= 2, !cell.isEmpty {
        cells.append(String(cell))
        cell.removeAll()
      } else if blanks == 1, !cell.isEmpty {
        cell.append(" ")
      }
      blanks = 0
      cell.append(scalar)
    }
    if !cell.isEmpty { cells.append(String(cell)) }
    return cells
  }

  func cell(_ place: Int) -> String { cells.indices.contains(place) ? TextFolding.cell(cells[place]) : "" }

  /// The places of the cells that are not empty.
  var filled: [Int] { cells.indices.filter { !cell($0).isEmpty } }

  /// As the document has it, without the blanks around it.
  func original(_ place: Int) -> String {
    guard cells.indices.contains(place) else { return "" }
    return Self.trimmed(cells[place])
  }

  private static func trimmed(_ cell: String) -> String {
    let scalars = cell.unicodeScalars
    let bare = scalars.drop { $0.properties.isWhitespace }.reversed().drop { $0.properties.isWhitespace }.reversed()
    return String(String.UnicodeScalarView(bare))
  }

  /// Where the anchors, places among the row's cells, hold levels: the first place at which most of them do.
  ///
  /// Each must lie on the line and hold a level or say that there is none; one at least holds a level,
  /// or several all say it.
  func alignment(of anchors: [Int], _ places: [Int?], _ readers: [CellReader]) -> Alignment {
    guard let leftmost = anchors.min(), let rightmost = anchors.max(), cells.count > rightmost - leftmost else {
      return .none
    }
    let saysSomething = filled.contains { MissingMarks.office.reason(cell($0)) == nil }
    var best: (first: Int, levels: Int)?
    var nearly: (column: Int, cell: String)?
    for start in 0..<(cells.count - (rightmost - leftmost)) {
      let first = start - leftmost
      var levels = 0
      var marks = 0
      var strangers: [(column: Int, cell: String)] = []
      for anchor in anchors {
        guard let column = places[anchor] else { continue }
        let text = cell(first + anchor)
        switch text.utf8.count > 120 ? false : readers[column].holdsLevels(text) {
        case true?: levels += 1
        case false?: strangers.append((column, text))
        case nil: marks += text.isEmpty ? 0 : 1
        }
      }
      let isRow = levels > 0 || marks == anchors.count && marks > 1 && saysSomething
      if strangers.isEmpty, isRow, levels > (best?.levels ?? -1) { best = (first, levels) }
      if strangers.count == 1, levels >= 1, levels == anchors.count - 1, let stranger = strangers.first {
        nearly = stranger
      }
    }
    if let best { return .at(best.first) }
    if let nearly { return .nearly(column: nearly.column, cell: nearly.cell) }
    return .none
  }
}
