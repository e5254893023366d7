internal import Diagnostics
internal import PolicyModel

/// How one kind of document is read: which lines are headings, what a row looks like, which column is of which scale.
public struct Recipe: Sendable {
  /// The file it was read from.
  public internal(set) var path: String
  /// What kind of document it reads, as its first line says.
  public internal(set) var title: String?
  var columns: [RecipeColumn] = []
  var fixed: [Int: String] = [:]
  var counters: [Counter] = []
  var key: [Int] = []
  var headings: [Heading] = []
  var repeats: [RecipePattern] = []
  var ignored: [RecipePattern] = []
  var begins: [RecipePattern] = []
  var ends: [RecipePattern] = []
  var separator = Separator.tab
  /// Columns whose cells may go on on the next line.
  var continued: Set<Int> = []
  var row = RowForm.cells([], anchors: [])
  var corrections: [Correction] = []
  var lines: [LineCorrection] = []

  init(path: String) { self.path = path }

  enum Separator: Sendable {
    case tab, comma
    /// Two or more.
    case blanks
  }

  /// What a row looks like.
  enum RowForm: Sendable {
    /// Cells side by side on one line, nil for one that is not read; the anchors are places among them.
    case cells([Int?], anchors: [Int])
    /// A text broken into lines, the last of which has an end of its own.
    case text(RecipePattern, end: RecipePattern)
  }

  /// A number that counts rows which are the same in some columns.
  struct Counter: Sendable {
    var column: Int
    var within: [Int]
  }

  /// A heading of some level, 1 the highest.
  struct Heading: Sendable {
    var level: Int
    var pattern: RecipePattern
    /// Values that it gives without naming them.
    var values: [(column: Int, text: String)]

    var columns: [Int] { pattern.columns + values.map(\.column) }
  }

  /// A text that is misprinted wherever it occurs in a column.
  struct Correction: Sendable {
    var column: Int
    var printed: String
    var right: String
    var note: String
  }

  /// What only a person could decide about some line.
  struct LineCorrection: Sendable {
    var lines: ClosedRange<Int>
    /// What must stand there.
    var words: String
    /// A cell's right text; nil where the line is only judged.
    var value: (column: Int, text: String)?
    var reading: Reading?
    var note: String?
    /// The line of the recipe.
    var place: Int
  }

  /// How sure a row is.
  enum Reading: Int, CaseIterable, Sendable {
    case stated, derived, inferred

    var word: String {
      switch self {
      case .stated: "stated"
      case .derived: "derived"
      case .inferred: "inferred"
      }
    }

    var label: Message {
      switch self {
      case .stated: Message(ja: "記載", en: "stated")
      case .derived: Message(ja: "計算", en: "derived")
      case .inferred: Message(ja: "推定", en: "inferred")
      }
    }
  }

  /// The columns that the cells of a row fill.
  var rowColumns: [Int] {
    switch row {
    case .cells(let places, _): places.compactMap { $0 }
    case .text(let pattern, _): pattern.columns
    }
  }

  var headingColumns: Set<Int> { Set(headings.flatMap(\.columns)) }

  func place(of word: String) -> Int? { columns.firstIndex { $0.name.matches(word) } }
}

/// A column as a recipe describes it.
struct RecipeColumn: Sendable {
  enum Kind: Sendable {
    case text
    case number(Unit?)
    case year
    case level(Scale)
    case list(Scale?)
  }

  var name: BilingualName
  var kind: Kind
  /// The line of the recipe that describes it.
  var line: Int
  /// What parts the items of a list; a blank stands for any.
  var separators: [String] = []
  /// Whether an empty cell is as the one above, and what is noted then.
  var takesAbove = false
  /// Only together with that column, which stands before it: cells merged over the same rows.
  var aboveWith: Int?
  var aboveNote: String?
  var ditto: String?
  var dittoNote: String?
  /// The words that the cell and its items begin with; `{number}` is any digit.
  var beginnings: [String] = []
  var beginsWithNumber = false
  var itemsNote: String?
  var remarks: [String] = []
  var missing: [String] = []
  var better: Better?

  var isNumber: Bool {
    if case .number = kind { return true }
    return false
  }

  var type: ColumnType {
    switch kind {
    case .text: .text
    case .number: .number
    case .year: .year
    case .level(let scale): .level(scale)
    case .list(let scale): .list(scale.map(ColumnType.level) ?? .text)
    }
  }
}
