internal import ColumnStore
internal import PolicyModel

/// Neighbouring rows of a base on their way through its stages.
///
/// Cells are unpacked when somebody asks for them, and rows that a filter takes away are only marked as long as most
/// stay: putting the kept ones together costs more than passing over the others.
struct Slice {
  /// The rows, with the columns asked for so far.
  private(set) var frame: Frame
  /// Cells that nobody has asked for yet, by their place among the frame's columns.
  private var cells: [Int: ColumnCells] = [:]
  /// Where the rows stand among all that `cells` has.
  private let range: Range<Int>
  /// Which rows of the range the frame's are; nil: all.
  private(set) var rows: [Int32]?
  /// Which of the frame's rows are left; empty: all.
  private(set) var chosen: [Bool] = []
  /// How many rows are left.
  private(set) var count: Int
  /// What measures the stages, where somebody wants to know.
  var clock: SliceClock?

  /// - Parameter needed: the columns that may be asked for.
  init(of base: Frame, _ range: Range<Int>, needed: Set<Int>) {
    frame = Frame(
      fields: base.fields, columns: [Column?](repeating: nil, count: base.columns.count), rowCount: range.count)
    for place in needed { cells[place] = base.cells(place) }
    self.range = range
    count = range.count
  }

  /// Makes sure that these columns are among the frame's.
  mutating func unpack(_ places: some Sequence<Int>) {
    let mark = mark
    defer { clock?.noteReading(since: mark) }
    for place in places {
      guard let packed = cells.removeValue(forKey: place) else { continue }
      let column = packed.cells(range)
      frame.columns[place] = rows.map { column.gathered($0) } ?? column
    }
  }

  /// Keeps the rows marked, which are among those left so far, and of the columns only those that are needed.
  mutating func keep(_ flags: [Bool], needed: Set<Int>) {
    for place in frame.columns.indices where !needed.contains(place) {
      frame.columns[place] = nil
      cells[place] = nil
    }
    let kept = flags.trueCount
    if kept == count { return }
    chosen = flags
    count = kept
    if kept < frame.rowCount / 2 { compact() }
  }

  /// Puts the rows that are left together.
  mutating func compact() {
    if chosen.isEmpty { return }
    let places = chosen.trueRows
    for place in frame.columns.indices { frame.columns[place] = frame.columns[place]?.gathered(places) }
    rows = rows.map { rows in eachRow(places.count) { rows[Int(places[$0])] } } ?? places
    frame.rowCount = places.count
    chosen = []
  }

  /// Other columns for the same rows: each is one of before, as it is, or a new one.
  mutating func replaceColumns(_ fields: [Field], _ columns: [SliceColumn?]) {
    var next = Frame(fields: fields, columns: [Column?](repeating: nil, count: fields.count), rowCount: frame.rowCount)
    var nextCells: [Int: ColumnCells] = [:]
    for (place, column) in columns.enumerated() {
      switch column {
      case .kept(let before):
        next.columns[place] = frame.columns[before]
        nextCells[place] = cells[before]
      case .made(let column): next.columns[place] = column
      case nil: break
      }
    }
    frame = next
    cells = nextCells
  }

  /// The rows that are left, with all these columns.
  mutating func compacted(_ needed: Set<Int>) -> Frame {
    compact()
    unpack(needed)
    return frame
  }
}

/// Where a column of a slice comes from.
enum SliceColumn {
  /// The column at that place before.
  case kept(Int)
  case made(Column)
}
