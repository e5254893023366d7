internal import Diagnostics
internal import PolicyModel

/// What the cells of a column, or of some of its rows, say about what it holds: numbers or years if every cell that is not
/// missing is one, else text.
struct TypeEvidence: Sendable {
  var canBeNumber = true
  var canBeYear = true
  var present = 0
  /// Cells such as `千円`: no figure, but no missing mark either.
  var bareUnits = 0
  /// Cells such as `(12)`.
  var bracketed = 0
  /// Cells that name a unit themselves, the first unit named, and in which block.
  var withUnit = 0
  private var withPercent = 0
  var unit: Unit?
  var unitBlock = Int.max
  /// Whether another cell names another unit, of the same dimension.
  var unitsDiffer = false
  var roundedCount = 0
  var beyondEraCount = 0

  /// The first block with a figure or a year.
  var firstFigureBlock = Int.max
  /// The first cell that is neither, where such a cell has ended the search.
  var firstWord: FirstWord?

  /// A cell that makes its column one of text, where all above it are figures.
  struct FirstWord: Sendable {
    var block: Int
    /// Its row in the block.
    var row: Int
    var text: String
  }

  var isText: Bool { !canBeNumber && !canBeYear }
  /// Whether any cell has something in it.
  var hasAny: Bool { isText || present > 0 || bareUnits > 0 }

  /// A cell that names a unit.
  mutating func add(_ named: Unit, block: Int) {
    withUnit += 1
    compare(named)
    if unit == nil {
      unit = named
      unitBlock = block
    }
  }

  /// A cell such as `△5` or `98.5％`.
  mutating func add(_ figure: MarkedFigure, block: Int) {
    present += 1
    canBeYear = false
    if figure.isRounded { roundedCount += 1 }
    if figure.isBracketed { bracketed += 1 }
    guard figure.isPercent else { return }
    // Of a million percentages only the first is looked at closely.
    if withPercent > 0, !unitsDiffer { withUnit += 1 } else { add(.percent, block: block) }
    withPercent += 1
  }

  mutating func noteFigures(in block: Int) { firstFigureBlock = min(firstFigureBlock, block) }

  private mutating func compare(_ other: Unit) {
    guard let unit else { return }
    if unit.dimension != other.dimension { canBeNumber = false }
    if unit != other { unitsDiffer = true }
  }

  /// Takes in what other rows say; no block is looked at by both.
  mutating func add(_ other: TypeEvidence) {
    canBeNumber = canBeNumber && other.canBeNumber
    canBeYear = canBeYear && other.canBeYear
    present += other.present
    bareUnits += other.bareUnits
    bracketed += other.bracketed
    withUnit += other.withUnit
    roundedCount += other.roundedCount
    beyondEraCount += other.beyondEraCount
    unitsDiffer = unitsDiffer || other.unitsDiffer
    firstFigureBlock = min(firstFigureBlock, other.firstFigureBlock)
    if let word = other.firstWord, word.block < firstWord?.block ?? Int.max { firstWord = word }
    guard let named = other.unit else { return }
    compare(named)
    if other.unitBlock < unitBlock {
      unit = named
      unitBlock = other.unitBlock
    }
  }

  /// What the column is, as a catalog entry and as the rule for its cells.
  ///
  /// - Parameter place: 1-based.
  func result(_ heading: Heading, name: BilingualName, place: Int) -> (column: ColumnEntry, rule: CellRule) {
    var column = ColumnEntry(name: name, type: .text)
    var kind = CellRule.Kind.text
    if present > 0, canBeYear {
      column.type = .year
      kind = .year(anyForm: true)
    } else if present > 0, canBeNumber, bracketed < present, let unit = commonUnit(heading) {
      column.type = .number
      column.unit = unit.unit
      column.isPlainInteger = unit.unit == nil && heading.isOfCodes
      var number = CellRule.NumberRule()
      number.isOffice = true
      number.unit = unit.unit
      kind = .number(number)
    }
    return (column, CellRule(kind: kind, missing: .office, heading: heading.text, place: place))
  }

  /// The unit of all cells, in brackets for "no unit at all"; nil when some have one, some none, and the heading does not say
  /// what those are.
  private func commonUnit(_ heading: Heading) -> (unit: Unit?, Void)? {
    if withUnit == 0 { return (heading.unit, ()) }
    guard let unit else { return nil }
    if withUnit == present { return (heading.unit?.dimension == unit.dimension ? heading.unit : unit, ()) }
    return heading.unit?.dimension == unit.dimension ? (heading.unit, ()) : nil
  }

  /// The unit that every present cell is written in, or, in brackets, none; nil where they differ, so that figures as
  /// written are not yet values.
  func writtenUnit(_ heading: Heading) -> (unit: Unit?, Void)? {
    if withUnit == 0 { return (heading.unit, ()) }
    return withUnit == present && !unitsDiffer ? (unit, ()) : nil
  }
}
