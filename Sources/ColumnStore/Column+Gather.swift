public import PolicyModel

extension Column {
  /// The cells at the given rows, in that order. A row below zero gives a missing cell with the reason.
  public func gathered(_ rows: [Int32], absent: MissingReason = .unmatched) -> Column {
    let hasAbsent = rows.contains { $0 < 0 }
    var mask: [UInt8] = []
    if hasAbsent || !missing.isEmpty {
      mask = rows.map { $0 < 0 ? absent.rawValue : (missing.isEmpty ? 0 : missing.reasons[Int($0)]) }
    }
    let result: Storage
    switch storage {
    case .numbers(.narrow(let values, let scale)):
      result = .numbers(.narrow(rows.map { $0 < 0 ? 0 : values[Int($0)] }, scale: scale))
    case .numbers(.wide(let values, let scale)):
      result = .numbers(.wide(rows.map { $0 < 0 ? 0 : values[Int($0)] }, scale: scale))
    case .years(let values): result = .years(rows.map { $0 < 0 ? 0 : values[Int($0)] })
    case .codes(let codes, let dictionary): result = .codes(rows.map { $0 < 0 ? 0 : codes[Int($0)] }, dictionary)
    case .bools(let values): result = .bools(rows.map { $0 < 0 ? false : values[Int($0)] })
    case .lists(let offsets, let elements, let dictionary):
      var newOffsets: [Int32] = [0]
      newOffsets.reserveCapacity(rows.count + 1)
      var newElements: [Int32] = []
      for row in rows {
        if row >= 0 { newElements.append(contentsOf: elements[Int(offsets[Int(row)])..<Int(offsets[Int(row) + 1])]) }
        newOffsets.append(Int32(newElements.count))
      }
      result = .lists(offsets: newOffsets, elements: newElements, dictionary)
    }
    return Column(result, missing: MissingMask(mask))
  }

  /// A column in which every cell is missing.
  public static func allMissing(_ count: Int, type: ColumnType, reason: MissingReason) -> Column {
    let mask = MissingMask([UInt8](repeating: reason.rawValue, count: count))
    switch type {
    case .number: return Column(.numbers(.narrow([Int64](repeating: 0, count: count), scale: 0)), missing: mask)
    case .year: return Column(.years([Int16](repeating: 0, count: count)), missing: mask)
    case .bool: return Column(.bools([Bool](repeating: false, count: count)), missing: mask)
    case .text: return Column(.codes([Int32](repeating: 0, count: count), TextDictionary([])), missing: mask)
    case .level(let scale):
      return Column(.codes([Int32](repeating: 0, count: count), TextDictionary(scale.levels)), missing: mask)
    case .list(let element):
      return Column(
        .lists(
          offsets: [Int32](repeating: 0, count: count + 1), elements: [], TextDictionary(element.scale?.levels ?? [])),
        missing: mask)
    }
  }
}
