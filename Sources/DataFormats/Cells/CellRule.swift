internal import Diagnostics
internal import PolicyModel
internal import PolshText

/// What the cells of one column may hold, and how they are understood.
struct CellRule: Sendable {
  enum Kind {
    case text
    /// The cell exactly as it stands in the file; only an empty one is missing.
    case original
    case level(Scale)
    /// Four digits; with `anyForm` also 令和5年度, R5, FY2023.
    case year(anyForm: Bool)
    case bool([String: Bool])
    /// Texts, or levels of the scale.
    case list(delimiter: String, Scale?)
    case number(NumberRule)
  }

  /// How a number is written, and what one of it is worth.
  struct NumberRule {
    /// As in a person's own file: `1,234`, `△5`, a unit in the cell.
    var isOffice = false
    /// The unit of figures that name none themselves; values are then kept in base units.
    var unit: Unit?
    var isWhole = false
    var decimalMark: UInt8 = UInt8(ascii: ".")
    var groupMark: String?
    /// Whether words around the digits (`¥100`, `95%`) are skipped.
    var skipsWords = false
  }

  var kind: Kind
  var missing: MissingMarks
  /// The column's name in the file and its place, 1-based, for messages.
  var heading: String
  var place: Int

  /// Takes the cells at a place as the file has them.
  static func original(at place: Int) -> CellRule {
    CellRule(kind: .original, missing: .listed([]), heading: "", place: place)
  }
}

/// Why a cell cannot be understood.
struct CellFault: Error, Sendable {
  enum Kind: Error {
    case notANumber
    case notWhole
    case tooLong
    case notAYear
    case yearOutOfRange
    case notABool([String])
    case unknownLevel(Scale, String)
  }
  var kind: Kind
  var cell: String
  var offset: Int
  var heading: String
  var place: Int

  /// - Parameter line: where the offset is.
  func diagnostic(path: String, line: Int) -> Diagnostic {
    var diagnostic = Diagnostic(nil, message, file: FileLocation(path: path, line: line, column: place))
    if case .unknownLevel(let scale, let word) = kind {
      let near = NearNames.nearest(to: word, among: scale.levels, care: .strict)
      if !near.isEmpty {
        diagnostic.notes = [
          Message(ja: "近い段階: \(near.joined(separator: "、"))", en: "Close: \(near.joined(separator: ", "))")
        ]
      }
    }
    return diagnostic
  }

  private var message: Message {
    let name = SafeText.oneLine(heading)
    let cell = DisplayWidth.fit(SafeText.oneLine(cell), 40)
    switch kind {
    case .notANumber:
      return Message(ja: "列「\(name)」の「\(cell)」は数として読めません", en: "\"\(cell)\" in column \(name) is not a number")
    case .notWhole:
      return Message(
        ja: "列「\(name)」の「\(cell)」は整数ではありません", en: "\"\(cell)\" in column \(name) is not a whole number")
    case .tooLong:
      return Message(
        ja: "列「\(name)」の「\(cell)」は桁が多すぎます（上限 38 桁）",
        en: "\"\(cell)\" in column \(name) has too many digits (limit 38)")
    case .notAYear:
      return Message(
        ja: "列「\(name)」の「\(cell)」は年度として読めません", en: "\"\(cell)\" in column \(name) is not a fiscal year")
    case .yearOutOfRange:
      return Message(
        ja: "列「\(name)」の年度「\(cell)」は範囲の外です（1868〜2200）",
        en: "The year \(cell) in column \(name) is out of range (1868 to 2200)")
    case .notABool(let words):
      return Message(
        ja: "列「\(name)」の「\(cell)」は真偽として読めません。使える語: \(words.joined(separator: " "))",
        en: "\"\(cell)\" in column \(name) is neither true nor false; usable: \(words.joined(separator: " "))")
    case .unknownLevel(let scale, let word):
      let cell = DisplayWidth.fit(SafeText.oneLine(word), 40)
      let levels = Self.listed(scale.levels)
      return Message(
        ja: "列「\(name)」に「\(cell)」という段階はありません。段階: \(levels)",
        en: "Column \(name) has no level \"\(cell)\"; levels: \(levels)")
    }
  }

  private static func listed(_ levels: [String]) -> String {
    levels.prefix(20).joined(separator: " ") + (levels.count > 20 ? " …" : "")
  }
}
