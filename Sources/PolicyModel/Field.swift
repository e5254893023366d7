public import Diagnostics

/// A name in both languages; either is accepted, results show the session's.
public struct BilingualName: Sendable, Hashable {
  public var ja: String
  public var en: String

  public init(ja: String, en: String) {
    self.ja = ja
    self.en = en
  }

  public init(_ same: String) { self.init(ja: same, en: same) }

  public subscript(language: Language) -> String { language == .ja ? ja : en }

  public func matches(_ word: String) -> Bool { ja == word || en == word }
}

/// What the cells of a column are.
public indirect enum ColumnType: Sendable, Hashable {
  case number
  case year
  /// A level of a scale; `Scale.isRanked` tells grades from categories.
  case level(Scale)
  case text
  case bool
  /// Several values in a cell; the element is text or a level.
  case list(ColumnType)

  public var scale: Scale? {
    switch self {
    case .level(let scale): scale
    case .list(let element): element.scale
    default: nil
    }
  }

  public var isList: Bool {
    if case .list = self { return true }
    return false
  }

  /// A level of a scale that ranks.
  public var isGrade: Bool {
    if case .level(let scale) = self { return scale.isRanked }
    return false
  }
}

/// How a column takes part in a result.
public enum Visibility: Sendable, Hashable {
  case shown
  /// Document, line, reading, note: can be named, goes with the rows, stays out of a result that does not name it.
  case provenance
  /// Carried for another column (its unit, its direction); cannot be named.
  case carried
}

/// Where a row comes from, for the columns that say so.
public enum ProvenanceRole: String, Sendable, Hashable, CaseIterable {
  case document, line, reading, note
}

/// One column of a table or of a result: everything about it that does not change from row to row.
///
/// References to other columns (`unitFrom`, `guards`, …) are their `id`s, so that they outlive renaming and reordering.
public struct Field: Sendable, Hashable {
  public typealias ID = Int

  /// Unique among the columns that one statement deals with.
  public var id: ID
  public var name: BilingualName
  public var type: ColumnType
  /// The unit that the column is shown and exported in; values themselves are in base units. Nil: a plain number.
  public var unit: Unit?
  /// The column that names each row's unit; the figures are then as printed.
  public var unitFrom: ID?
  /// Whether more is better; nil when nothing is known.
  public var better: Better?
  public var betterFrom: ID?
  /// Columns that must have one value wherever this measure is added.
  public var guards: [ID] = []
  /// On a category: which levels are totals, and of which parts.
  public var totals: [String: [String]] = [:]
  /// The column whose order this one follows (a chapter's title its number).
  public var follows: ID?
  /// The column whose cells this one has as the file writes them: what `raw(x)` reads.
  public var originalOf: ID?
  public var visibility: Visibility = .shown
  public var role: ProvenanceRole?
  /// What the heading says besides the name: the year a `base` column stands for.
  public var remark: Message?
  /// Four-digit codes and row numbers: no thousands commas.
  public var isPlainInteger = false
  /// Counts rows or things: compares with a bare number and with 件.
  public var isCount = false
  /// The unit was asked for (`as 億円`): the screen then shows up to two decimals instead of none.
  public var hasChosenUnit = false
  /// Approximate by nature (a yearly rate); the only such column.
  public var isApproximate = false

  public init(
    id: ID, name: BilingualName, type: ColumnType, unit: Unit? = nil, visibility: Visibility = .shown
  ) {
    self.id = id
    self.name = name
    self.type = type
    self.unit = unit
    self.visibility = visibility
  }

  public var isShown: Bool { visibility == .shown }
}

/// A cell's value on its own: for messages, literals and tests; columns hold theirs packed.
public enum Value: Sendable, Hashable {
  case missing(MissingReason)
  /// In base units.
  case number(ExactDecimal)
  case year(Int)
  case text(String)
  /// The place in the scale of the column's type.
  case level(Int)
  case bool(Bool)
  case list([Value])

  public var isMissing: Bool {
    if case .missing = self { return true }
    return false
  }
}
