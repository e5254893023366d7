public import PolicyModel

extension Column {
  /// The cells at the given rows, in that order. A row below zero gives a missing cell with the reason.
  public func gathered(_ rows: [Int32], absent: MissingReason = .unmatched) -> Column {
    if rows.areRows(below: count) { return gathered(present: rows) }
    let mask = rows.map { $0 < 0 ? absent.rawValue : (missing.isEmpty ? 0 : missing.reasons[Int($0)]) }
    let result: Storage
    switch storage {
    case .numbers(.narrow(let values, let scale)):
      result = .numbers(.narrow(eachRow(rows.count) { rows[$0] < 0 ? 0 : values[Int(rows[$0])] }, scale: scale))
    case .numbers(.wide(let values, let scale)):
      result = .numbers(.wide(eachRow(rows.count) { rows[$0] < 0 ? 0 : values[Int(rows[$0])] }, scale: scale))
    case .years(let values): result = .years(eachRow(rows.count) { rows[$0] < 0 ? 0 : values[Int(rows[$0])] })
    case .codes(let codes, let dictionary):
      result = .codes(eachRow(rows.count) { rows[$0] < 0 ? 0 : codes[Int(rows[$0])] }, dictionary)
    case .bools(let values): result = .bools(eachRow(rows.count) { rows[$0] < 0 ? false : values[Int(rows[$0])] })
    case .lists(let offsets, let elements, let dictionary):
      result = Self.gathered(rows, offsets, elements, dictionary)
    }
    return Column(result, missing: MissingMask(mask))
  }

  /// The cells at rows that are all there.
  private func gathered(present rows: [Int32]) -> Column {
    let mask = MissingMask(missing.isEmpty ? [] : missing.reasons.gathered(rows))
    switch storage {
    case .numbers(.narrow(let values, let scale)):
      return Column(.numbers(.narrow(values.gathered(rows), scale: scale)), missing: mask)
    case .numbers(.wide(let values, let scale)):
      return Column(.numbers(.wide(values.gathered(rows), scale: scale)), missing: mask)
    case .years(let values): return Column(.years(values.gathered(rows)), missing: mask)
    case .codes(let codes, let dictionary): return Column(.codes(codes.gathered(rows), dictionary), missing: mask)
    case .bools(let values): return Column(.bools(values.gathered(rows)), missing: mask)
    case .lists(let offsets, let elements, let dictionary):
      return Column(Self.gathered(rows, offsets, elements, dictionary), missing: mask)
    }
  }

  private static func gathered(
    _ rows: [Int32], _ offsets: [Int32], _ elements: [Int32], _ dictionary: TextDictionary
  ) -> Storage {
    var newOffsets: [Int32] = [0]
    newOffsets.reserveCapacity(rows.count + 1)
    var newElements: [Int32] = []
    for row in rows {
      if row >= 0 { newElements.append(contentsOf: elements[Int(offsets[Int(row)])..<Int(offsets[Int(row) + 1])]) }
      newOffsets.append(Int32(newElements.count))
    }
    return .lists(offsets: newOffsets, elements: newElements, dictionary)
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

extension Array {
  /// The elements at the given places, all of which are there.
  @inline(__always)
  fileprivate func gathered(_ rows: [Int32]) -> [Element] {
    let all = self
    return eachRow(rows.count) { all[Int(rows[$0])] }
  }
}
