/// A picture of dots: eight to a character in braille, or one where only ASCII can be drawn.
struct DotGrid {
  private let width: Int
  private let height: Int
  private let isPlain: Bool
  /// Dots to a cell across and down.
  private let across: Int
  private let down: Int
  private var dots: [UInt8]
  private var marks: [Character?]
  /// Which line each cell belongs to: the first that touched it.
  private var owners: [Int]

  init(width: Int, height: Int, isPlain: Bool) {
    self.width = width
    self.height = height
    self.isPlain = isPlain
    across = isPlain ? 1 : 2
    down = isPlain ? 1 : 4
    dots = [UInt8](repeating: 0, count: width * height)
    marks = [Character?](repeating: nil, count: width * height)
    owners = [Int](repeating: -1, count: width * height)
  }

  /// A line between two places; both coordinates run from 0 to 1, the second upwards.
  mutating func line(from a: (x: Double, y: Double), to b: (x: Double, y: Double), _ owner: Int) {
    let (start, end) = (dot(a), dot(b))
    let steps = max(abs(end.x - start.x), abs(end.y - start.y))
    for step in 0...max(1, steps) {
      let part = Double(step) / Double(max(1, steps))
      set(
        start.x + Int((Double(end.x - start.x) * part).rounded()),
        start.y + Int((Double(end.y - start.y) * part).rounded()), owner)
    }
  }

  /// A letter at a place; where two meet, a star.
  mutating func mark(_ letter: Character, at place: (x: Double, y: Double), _ owner: Int) {
    let dot = dot(place)
    let cell = dot.y / down * width + dot.x / across
    if let other = marks[cell], other != letter {
      marks[cell] = "*"
    } else {
      marks[cell] = letter
      owners[cell] = owner
    }
  }

  /// The lines from the top; `paint` is given a piece of one line's and its number.
  func lines(_ paint: (String, Int) -> String) -> [String] {
    (0..<height).map { row in
      var line = ""
      var piece = ""
      var owner = -1
      for column in 0..<width {
        let cell = row * width + column
        if owners[cell] != owner {
          line += owner < 0 ? piece : paint(piece, owner)
          piece = ""
          owner = owners[cell]
        }
        piece.append(character(cell))
      }
      return line + (owner < 0 ? piece : paint(piece, owner))
    }
  }

  private func dot(_ place: (x: Double, y: Double)) -> (x: Int, y: Int) {
    let (x, y) = (place.x * Double(width * across - 1), (1 - place.y) * Double(height * down - 1))
    return (min(width * across - 1, max(0, Int(x.rounded()))), min(height * down - 1, max(0, Int(y.rounded()))))
  }

  private mutating func set(_ x: Int, _ y: Int, _ owner: Int) {
    let cell = y / down * width + x / across
    dots[cell] |= isPlain ? 1 : Self.bits[y % 4 + x % 2 * 4]
    if owners[cell] < 0 { owners[cell] = owner }
  }

  /// Braille numbers its dots down the left column, then the right, the two lowest last.
  private static let bits: [UInt8] = [0x01, 0x02, 0x04, 0x40, 0x08, 0x10, 0x20, 0x80]

  private func character(_ cell: Int) -> Character {
    if let mark = marks[cell] { return mark }
    if dots[cell] == 0 { return " " }
    if isPlain { return "." }
    return Unicode.Scalar(0x2800 + UInt32(dots[cell])).map { Character($0) } ?? " "
  }
}
