internal import ColumnStore
internal import Diagnostics
internal import PolicyModel

/// The value of an expression over all rows: a column, or one value that every row has.
enum Vector {
  case column(Column)
  case constant(Value, ColumnType)

  /// The reason of a constant that is missing.
  var constantReason: MissingReason? {
    if case .constant(.missing(let reason), _) = self { return reason }
    return nil
  }

  /// Written out as a column; a constant only where a kernel or a result needs one.
  func column(_ rowCount: Int) -> Column {
    switch self {
    case .column(let column): column
    case .constant(let value, let type): Column.repeating(value, type: type, count: rowCount)
    }
  }
}

extension Column {
  /// A column that holds the same value in every row; a value of another type counts as missing (計算不能).
  static func repeating(_ value: Value, type: ColumnType, count: Int) -> Column {
    switch (value, type) {
    case (.missing(let reason), _): return allMissing(count, type: type, reason: reason)
    case (.number(let number), .number):
      if let narrow = Int64(exactly: number.mantissa) {
        return Column(.numbers(.narrow([Int64](repeating: narrow, count: count), scale: number.scale)))
      }
      return Column(.numbers(.wide([Int128](repeating: number.mantissa, count: count), scale: number.scale)))
    case (.year(let year), .number):
      return Column(.numbers(.narrow([Int64](repeating: Int64(year), count: count), scale: 0)))
    case (.year(let year), .year):
      guard let narrow = Int16(exactly: year) else { break }
      return Column(.years([Int16](repeating: narrow, count: count)))
    case (.bool(let flag), .bool): return Column(.bools([Bool](repeating: flag, count: count)))
    case (.text(let text), .text):
      return Column(.codes([Int32](repeating: 0, count: count), TextDictionary([text])))
    case (.level(let place), .level(let scale)):
      guard scale.levels.indices.contains(place) else { break }
      return Column(.codes([Int32](repeating: Int32(place), count: count), TextDictionary(scale.levels)))
    case (.list(let values), .list): return repeatingList(values, type: type, count: count)
    default: break
    }
    return allMissing(count, type: type, reason: .incomputable)
  }

  private static func repeatingList(_ values: [Value], type: ColumnType, count: Int) -> Column {
    var builder = ColumnBuilder(type)
    for _ in 0..<count { builder.append(.list(values)) }
    // Only numbers can fail to be packed, and a list has none.
    return (try? builder.finished()) ?? allMissing(count, type: type, reason: .incomputable)
  }

  /// Which cells are missing, as flags; an empty list counts as missing.
  var missingFlags: [Bool] {
    if case .lists(let offsets, _, _) = storage {
      return eachRow(count) { missing[$0] || offsets[$0] == offsets[$0 + 1] }
    }
    if missing.isEmpty { return [Bool](repeating: false, count: count) }
    return missing.reasons.map { $0 != 0 }
  }
}

extension MissingMask {
  /// Missing where either is; the reason of the first, where both are.
  func joined(_ other: MissingMask) -> MissingMask {
    if isEmpty { return other }
    if other.isEmpty { return self }
    let (a, b) = (reasons, other.reasons)
    return MissingMask(eachRow(a.count) { a[$0] != 0 ? a[$0] : b[$0] })
  }
}
