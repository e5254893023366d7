internal import ColumnStore
internal import Diagnostics
internal import PolicyModel

/// The rows of a right side by their keys, of which each stands there once at most: 市0012 → row 12.
///
/// Made from what is known of the left side's cells before any is unpacked, so that slices need no common numbering.
/// `RowMatches` finds the same, for any keys, over whole columns.
struct LookupTable: Sendable {
  /// How the cells of one key become numbers 0..<width.
  private enum Part: Sendable {
    /// The right's code of each text of the left's dictionary, −1 for none.
    case codes(TextDictionary, [Int32], width: Int)
    case numbers(low: Int64, width: Int, scale: Int)
    case years(low: Int64, width: Int)
    case bools

    var width: Int {
      switch self {
      case .codes(_, _, let width), .numbers(_, let width, _), .years(_, let width): width
      case .bools: 2
      }
    }
  }

  private var parts: [Part] = []
  /// The row of each packed key, −1 for none; of a single key of text by the left's codes.
  private var rowOf: [Int32] = []

  /// More packed keys than this are not worth an array.
  static let limit = 1 << 22

  /// Nil where the keys are of another kind, too far apart, or stand there several times.
  init?(left: [ColumnCells], right: [Column], rowCount: Int, execution: Execution) throws(Diagnostic) {
    guard left.count == right.count else { return nil }
    var domain = 1
    for (cells, column) in zip(left, right) {
      try execution.checkpoint()
      guard let part = Self.part(cells, column) else { return nil }
      parts.append(part)
      let (product, overflow) = domain.multipliedReportingOverflow(by: part.width)
      if overflow || product > Self.limit { return nil }
      domain = product
    }
    rowOf = [Int32](repeating: -1, count: domain)
    var keys = [Int32](repeating: 0, count: rowCount)
    for (part, column) in zip(parts, right) {
      guard let codes = Self.codes(column, part, isRight: true) else { return nil }
      Self.join(&keys, codes, width: part.width)
    }
    for (row, key) in keys.enumerated() where key >= 0 {
      if rowOf[Int(key)] >= 0 { return nil }
      rowOf[Int(key)] = Int32(truncatingIfNeeded: row)
    }
    if parts.count == 1, case .codes(_, let meaning, _) = parts[0] {
      let rows = rowOf
      rowOf = meaning.map { $0 < 0 ? -1 : rows[Int($0)] }
    }
  }

  private static func part(_ left: ColumnCells, _ right: Column) -> Part? {
    switch (left.kind, right.storage) {
    case (.codes(let texts), .codes(_, let others)):
      return .codes(texts, others.codes(ofTexts: texts) ?? eachRow(texts.count) { Int32($0) }, width: others.count)
    case (.years, .years(let years)):
      guard let range = PresentRange(years, right.missing) else { return .years(low: 0, width: 0) }
      return .years(low: Int64(range.low), width: Int(range.high) - Int(range.low) + 1)
    case (.numbers(let scale), .numbers(.narrow(let values, let other))) where scale == other:
      guard let range = PresentRange(values, right.missing) else { return .numbers(low: 0, width: 0, scale: scale) }
      guard let span = range.span, span < UInt64(limit) else { return nil }
      return .numbers(low: range.low, width: Int(span) + 1, scale: scale)
    case (.bools, .bools): return .bools
    default: return nil
    }
  }

  /// The rows found for the keys of a slice, −1 for none; nil where a column is not what was announced.
  func rows(_ keys: [Column], rowCount: Int) -> [Int32]? {
    let rowOf = rowOf
    if parts.count == 1, case .codes(let dictionary, _, _) = parts[0] {
      guard case .codes(let codes, let other) = keys[0].storage, other === dictionary else { return nil }
      let missing = keys[0].missing
      if missing.isEmpty { return eachRow(rowCount) { rowOf[Int(codes[$0])] } }
      return eachRow(rowCount) { missing[$0] ? -1 : rowOf[Int(codes[$0])] }
    }
    var packed = [Int32](repeating: 0, count: rowCount)
    for (part, key) in zip(parts, keys) {
      guard let codes = Self.codes(key, part, isRight: false) else { return nil }
      Self.join(&packed, codes, width: part.width)
    }
    return eachRow(rowCount) { packed[$0] < 0 ? -1 : rowOf[Int(packed[$0])] }
  }

  /// Puts the next key beside those before; −1 where any is.
  private static func join(_ packed: inout [Int32], _ codes: [Int32], width: Int) {
    let width = Int32(truncatingIfNeeded: width)
    for row in packed.indices {
      packed[row] = packed[row] < 0 || codes[row] < 0 ? -1 : packed[row] &* width &+ codes[row]
    }
  }

  private static func codes(_ key: Column, _ part: Part, isRight: Bool) -> [Int32]? {
    let missing = key.missing
    switch (part, key.storage) {
    case (.codes(let dictionary, let meaning, _), .codes(let codes, let other)):
      if isRight { return eachRow(codes.count) { missing[$0] ? -1 : codes[$0] } }
      if other !== dictionary { return nil }
      return eachRow(codes.count) { missing[$0] ? -1 : meaning[Int(codes[$0])] }
    case (.years(let low, let width), .years(let years)):
      return eachRow(years.count) { missing[$0] ? -1 : place(of: Int64(years[$0]), low, width) }
    case (.numbers(let low, let width, let scale), .numbers(.narrow(let values, let other))):
      if scale != other { return nil }
      return eachRow(values.count) { missing[$0] ? -1 : place(of: values[$0], low, width) }
    case (.bools, .bools(let flags)):
      return eachRow(flags.count) { missing[$0] ? -1 : (flags[$0] ? 1 : 0) }
    default: return nil
    }
  }

  @inline(__always)
  private static func place(of value: Int64, _ low: Int64, _ width: Int) -> Int32 {
    let (place, overflow) = value.subtractingReportingOverflow(low)
    return overflow || place < 0 || place >= Int64(width) ? -1 : Int32(truncatingIfNeeded: place)
  }
}

extension ColumnCells {
  fileprivate enum Kind {
    case codes(TextDictionary)
    case numbers(scale: Int)
    case years
    case bools
    case other
  }

  fileprivate var kind: Kind {
    switch self {
    case .whole(let column):
      switch column.storage {
      case .codes(_, let dictionary): .codes(dictionary)
      case .numbers(.narrow(_, let scale)): .numbers(scale: scale)
      case .years: .years
      case .bools: .bools
      case .numbers(.wide), .lists: .other
      }
    case .packed(let column):
      switch column.shape {
      case .texts(let dictionary): .codes(dictionary)
      case .numbers(_, let scale): .numbers(scale: scale)
      case .years: .years
      }
    }
  }
}
