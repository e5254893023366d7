/// A column that is kept in as few bytes as its cells need, and unpacked some rows at a time.
///
/// Every stretch of it is of one kind: the same dictionary, the same number of decimals.
public protocol PackedColumn: Sendable {
  var count: Int { get }

  /// What the cells are, known without unpacking any.
  var shape: PackedShape { get }

  /// Whether it is known that no cell is missing.
  var isComplete: Bool { get }

  /// The cells of some rows.
  func cells(_ range: Range<Int>) -> Column

  /// All cells.
  func whole() -> Column
}

/// What the cells of a packed column are.
public enum PackedShape: Sendable {
  case texts(TextDictionary)
  /// The range is that of the cells that are not missing; nil when all are.
  case years(ClosedRange<Int64>?)
  case numbers(ClosedRange<Int64>?, scale: Int)
}

/// The cells of a column as its source has them at hand.
public enum ColumnCells: Sendable {
  case whole(Column)
  case packed(any PackedColumn)

  public var count: Int {
    switch self {
    case .whole(let column): column.count
    case .packed(let column): column.count
    }
  }

  public var column: Column {
    switch self {
    case .whole(let column): column
    case .packed(let column): column.whole()
    }
  }

  /// Whether it is known that no cell is missing.
  public var isComplete: Bool {
    switch self {
    case .whole(let column): column.missing.isEmpty
    case .packed(let column): column.isComplete
    }
  }

  public func cells(_ range: Range<Int>) -> Column {
    switch self {
    case .whole(let column): column.sliced(range)
    case .packed(let column): column.cells(range)
    }
  }
}
