internal import ColumnStore
internal import Diagnostics
internal import PolicyModel

/// The cells of a sort key as whole numbers from 0 in sorting order, missing last in either direction.
struct Ordinals {
  var values: [UInt64]
  /// How many bits the largest needs.
  var bits: Int

  /// Text by code point, levels by their place in the legend, false before true.
  init(_ column: Column, isLevel: Bool, isDescending: Bool) throws(Diagnostic) {
    let missing = column.missing
    switch column.storage {
    case .numbers(.narrow(let values, _)): self.init(values, missing, isDescending)
    case .numbers(.wide(let values, _)): self.init(values, missing, isDescending)
    case .years(let years): self.init(years, missing, isDescending)
    case .bools(let flags): self.init(flags.map(\.number), missing, isDescending)
    case .codes(let codes, let dictionary):
      if isLevel {
        self.init(codes, missing, isDescending)
      } else {
        let ranks = dictionary.ranks(codes, missing)
        self.init(eachRow(codes.count) { missing[$0] ? 0 : ranks[Int(codes[$0])] }, missing, isDescending)
      }
    case .lists: throw .fault("sort by a list")
    }
  }

  private init<T: FixedWidthInteger & Sendable>(_ values: [T], _ missing: MissingMask, _ isDescending: Bool) {
    guard let range = PresentRange(values, missing) else {
      self.init(values: [UInt64](repeating: 0, count: values.count), highest: 0)
      return
    }
    guard let span = range.span, span < UInt64.max - 1 else {
      self.init(ranking: values, missing, isDescending)
      return
    }
    let (low, high) = (UInt64(truncatingIfNeeded: range.low), UInt64(truncatingIfNeeded: range.high))
    let last = span + 1
    let ordinals =
      isDescending
      ? eachRow(values.count) { missing[$0] ? last : high &- UInt64(truncatingIfNeeded: values[$0]) }
      : eachRow(values.count) { missing[$0] ? last : UInt64(truncatingIfNeeded: values[$0]) &- low }
    self.init(values: ordinals, highest: missing.isEmpty ? span : last)
  }

  /// For values too far apart to be counted from the smallest: the place of each among the distinct ones.
  private init<T: FixedWidthInteger & Sendable>(ranking values: [T], _ missing: MissingMask, _ isDescending: Bool) {
    var interner = Interner<T>()
    let numbers = eachRow(values.count) { missing[$0] ? -1 : interner.number(of: values[$0]) }
    let distinct = interner.keys
    var places = [Int32](repeating: 0, count: distinct.count)
    for (place, number) in distinct.indices.sorted(by: { distinct[$0] < distinct[$1] }).enumerated() {
      places[number] = Int32(clamping: place)
    }
    let ranks = eachRow(values.count) { missing[$0] ? 0 : places[Int(numbers[$0])] }
    self.init(ranks, missing, isDescending)
  }

  private init(values: [UInt64], highest: UInt64) {
    self.values = values
    bits = 64 - highest.leadingZeroBitCount
  }
}

extension TextDictionary {
  /// Code-point places of the texts that the cells use.
  func ranks(_ codes: [Int32], _ missing: MissingMask) -> [Int32] {
    count <= codes.count ? ranks() : ranks(among: occurring(codes, missing).trueRows)
  }
}
