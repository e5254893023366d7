/// Columns of one kind, one behind the other as they come: the slices of a column becoming it again.
public struct ColumnStack: Sendable {
  private enum Kind {
    case numbers(scale: Int)
    case years
    case codes(TextDictionary)
    case bools
  }

  private let capacity: Int
  private var kind: Kind?
  private var numbers: [Int64] = []
  private var years: [Int16] = []
  private var codes: [Int32] = []
  private var bools: [Bool] = []
  private var reasons: [UInt8] = []
  private var count = 0

  /// - Parameter capacity: at most so many cells will come. Memory that is never written to costs nothing.
  public init(capacity: Int) { self.capacity = capacity }

  /// False where the cells are of another kind than those before, or of one that is not stacked: wide numbers, lists.
  public mutating func append(_ column: Column) -> Bool {
    switch column.storage {
    case .numbers(.narrow(let values, let scale)):
      if kind == nil { numbers.reserveCapacity(capacity) }
      guard case .numbers(scale) = kind ?? .numbers(scale: scale) else { return false }
      kind = .numbers(scale: scale)
      numbers += values
    case .years(let values):
      if kind == nil { years.reserveCapacity(capacity) }
      guard case .years = kind ?? .years else { return false }
      kind = .years
      years += values
    case .codes(let values, let dictionary):
      if kind == nil { codes.reserveCapacity(capacity) }
      guard case .codes(let before) = kind ?? .codes(dictionary), before === dictionary else { return false }
      kind = .codes(dictionary)
      codes += values
    case .bools(let values):
      if kind == nil { bools.reserveCapacity(capacity) }
      guard case .bools = kind ?? .bools else { return false }
      kind = .bools
      bools += values
    case .numbers(.wide), .lists: return false
    }
    if !column.missing.isEmpty {
      if reasons.isEmpty {
        reasons.reserveCapacity(capacity)
        reasons += repeatElement(0, count: count)
      }
      reasons += column.missing.reasons
    } else if !reasons.isEmpty {
      reasons += repeatElement(0, count: column.count)
    }
    count += column.count
    return true
  }

  /// All cells; nil where no column has come.
  public var column: Column? {
    switch kind {
    case nil: nil
    case .numbers(let scale)?: Column(.numbers(.narrow(numbers, scale: scale)), missing: MissingMask(reasons))
    case .years?: Column(.years(years), missing: MissingMask(reasons))
    case .codes(let dictionary)?: Column(.codes(codes, dictionary), missing: MissingMask(reasons))
    case .bools?: Column(.bools(bools), missing: MissingMask(reasons))
    }
  }
}
