internal import ColumnStore
internal import Diagnostics
internal import PolicyModel

/// The keys of a grouping as one number a row, small enough to be a place in an array: known before any row is looked
/// at, so that slices need no common numbering.
struct DenseKeys: Sendable {
  /// How one key's cells become numbers 0..<width; the last is for missing cells.
  enum Part: Sendable {
    case codes(TextDictionary, width: Int)
    case years(low: Int, width: Int)
    case numbers(low: Int64, width: Int, scale: Int)
    case bools

    var width: Int {
      switch self {
      case .codes(_, let width), .years(_, let width), .numbers(_, let width, _): width
      case .bools: 3
      }
    }
  }

  /// More than this many places are not worth an array for each worker.
  static let limit = 1 << 22

  let parts: [Part]
  /// All packed keys are below this.
  let domain: Int
  /// So many of them have no missing cell.
  var presentDomain: Int { parts.reduce(1) { $0 * ($1.width - 1) } }

  /// Nil where the keys' cells are too many or too far apart; the columns are those of the whole base.
  init?(_ keys: [ColumnCells]) {
    var parts: [Part] = []
    var domain = 1
    for key in keys {
      guard let part = Self.part(key) else { return nil }
      parts.append(part)
      let (product, overflow) = domain.multipliedReportingOverflow(by: part.width)
      if overflow || product > Self.limit { return nil }
      domain = product
    }
    self.parts = parts
    self.domain = domain
  }

  private static func part(_ key: ColumnCells) -> Part? {
    switch key {
    case .whole(let column): return part(column)
    case .packed(let column):
      switch column.shape {
      case .texts(let dictionary): return .codes(dictionary, width: dictionary.count + 1)
      case .years(nil): return .years(low: 0, width: 1)
      case .years(let range?):
        return .years(low: Int(range.lowerBound), width: Int(range.upperBound - range.lowerBound) + 2)
      case .numbers(nil, let scale): return .numbers(low: 0, width: 1, scale: scale)
      case .numbers(let range?, let scale):
        let (span, overflow) = range.upperBound.subtractingReportingOverflow(range.lowerBound)
        return overflow || span >= Int64(limit)
          ? nil : .numbers(low: range.lowerBound, width: Int(span) + 2, scale: scale)
      }
    }
  }

  private static func part(_ key: Column) -> Part? {
    switch key.storage {
    case .codes(_, let dictionary): return .codes(dictionary, width: dictionary.count + 1)
    case .years(let years):
      guard let range = PresentRange(years, key.missing) else { return .years(low: 0, width: 1) }
      return .years(low: Int(range.low), width: Int(range.high) - Int(range.low) + 2)
    case .bools: return .bools
    case .numbers(.narrow(let values, let scale)):
      guard let range = PresentRange(values, key.missing) else { return .numbers(low: 0, width: 1, scale: scale) }
      guard let span = range.span, span < UInt64(limit) else { return nil }
      return .numbers(low: range.low, width: Int(span) + 2, scale: scale)
    case .numbers(.wide), .lists: return nil
    }
  }

  /// The packed keys of a slice, the first key counting most; nil where a column is not what was announced.
  func packed(_ keys: [Column], rowCount: Int) -> [Int32]? {
    var packed: [Int32]?
    for (part, key) in zip(parts, keys) {
      guard let codes = Self.codes(key, part) else { return nil }
      guard let before = packed else {
        packed = codes
        continue
      }
      let width = Int32(truncatingIfNeeded: part.width)
      packed = eachRow(rowCount) { before[$0] &* width &+ codes[$0] }
    }
    return packed ?? [Int32](repeating: 0, count: rowCount)
  }

  private static func codes(_ key: Column, _ part: Part) -> [Int32]? {
    let missing = key.missing
    let last = Int32(truncatingIfNeeded: part.width - 1)
    switch (part, key.storage) {
    case (.codes(let dictionary, _), .codes(let codes, let other)):
      if dictionary !== other { return nil }
      return missing.isEmpty ? codes : eachRow(codes.count) { missing[$0] ? last : codes[$0] }
    case (.years(let low, _), .years(let years)):
      let low = Int32(truncatingIfNeeded: low)
      if missing.isEmpty { return eachRow(years.count) { Int32(years[$0]) &- low } }
      return eachRow(years.count) { missing[$0] ? last : Int32(years[$0]) &- low }
    case (.numbers(let low, _, let scale), .numbers(.narrow(let values, let other))):
      if scale != other { return nil }
      return eachRow(values.count) { missing[$0] ? last : Int32(truncatingIfNeeded: values[$0] &- low) }
    case (.bools, .bools(let flags)): return eachRow(flags.count) { missing[$0] ? 2 : (flags[$0] ? 1 : 0) }
    default: return nil
    }
  }

  /// The key columns of groups, given their packed keys and, for missing cells, why each is missing.
  func columns(_ groups: [Int32], reasons: [[UInt8]]) -> [Column] {
    var result: [Column] = []
    var below = domain
    for (place, part) in parts.enumerated() {
      below /= max(1, part.width)
      let step = Int32(truncatingIfNeeded: max(1, below))
      let width = Int32(truncatingIfNeeded: part.width)
      let last = width - 1
      let codes = eachRow(groups.count) { groups[$0] / step % width }
      let mask = codes.contains(last) ? eachRow(codes.count) { codes[$0] == last ? reasons[place][$0] : 0 } : []
      result.append(Column(storage(part, codes, last), missing: MissingMask(mask)))
    }
    return result
  }

  private func storage(_ part: Part, _ codes: [Int32], _ last: Int32) -> Column.Storage {
    switch part {
    case .codes(let dictionary, _): .codes(eachRow(codes.count) { codes[$0] == last ? 0 : codes[$0] }, dictionary)
    case .years(let low, _):
      .years(eachRow(codes.count) { codes[$0] == last ? 0 : Int16(truncatingIfNeeded: low + Int(codes[$0])) })
    case .numbers(let low, _, let scale):
      .numbers(.narrow(eachRow(codes.count) { codes[$0] == last ? 0 : low &+ Int64(codes[$0]) }, scale: scale))
    case .bools: .bools(eachRow(codes.count) { codes[$0] == 1 })
    }
  }
}
