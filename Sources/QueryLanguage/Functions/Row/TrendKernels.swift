internal import ColumnStore
internal import Diagnostics
internal import Glibc
internal import PolicyModel
internal import QueryPlan

/// The loops behind the columns of `trend`.
enum TrendKernels {
  /// How high each cell stands, for comparing them within one column: numbers and years as they are, the best level
  /// highest.
  static func heights(_ column: Column) -> [Int128] {
    switch column.storage {
    case .numbers(.narrow(let values, _)): values.map { Int128($0) }
    case .numbers(.wide(let values, _)): values
    case .years(let years): years.map { Int128($0) }
    case .codes(let codes, _): codes.map { -Int128($0) }
    case .bools(let flags): flags.map { $0 ? 1 : 0 }
    case .lists: [Int128](repeating: 0, count: column.count)
    }
  }

  /// The blocks of a sparkline, lowest first; the dot stands where there is no value.
  static let blocks: [UInt8: Character] = [
    0: "·", 1: "▁", 2: "▂", 3: "▃", 4: "▄", 5: "▅", 6: "▆", 7: "▇", 8: "█",
  ]
  /// A row whose values are all the same.
  private static let middle: UInt8 = 4
  /// Beyond this many places several share one, and the last of their values stands there.
  static let longest = 60

  /// Which of the eight blocks a value is, 1…8, half a step counting as a whole one; exact for any 38 digits.
  static func block(_ value: Int128, low: Int128, high: Int128) -> UInt8 {
    if low == high { return middle }
    // The distance of two numbers of 38 digits needs all 128 bits, but no sign.
    let span = UInt128(bitPattern: high &- low)
    let (quotient, rest) = span.dividingFullWidth(UInt128(bitPattern: value &- low).multipliedFullWidth(by: 7))
    return UInt8(truncatingIfNeeded: quotient) + (rest >= span - rest ? 2 : 1)
  }

  /// For each row its place among all, counted from 0 without gaps; −1 for none.
  static func places(_ ranks: Column) -> (places: [Int], count: Int) {
    guard case .numbers(let vector) = ranks.storage else { return ([Int](repeating: -1, count: ranks.count), 0) }
    var number = [Int](repeating: 0, count: ranks.count + 1)
    for row in 0..<ranks.count where !ranks.missing[row] { number[Int(vector.mantissa(row))] = 1 }
    var count = 0
    for rank in number.indices where number[rank] == 1 {
      number[rank] = count
      count += 1
    }
    return ((0..<ranks.count).map { ranks.missing[$0] ? -1 : number[Int(vector.mantissa($0))] }, count)
  }
}

extension WindowFunction {
  /// The sparkline of each group, given a value and its rank along the series.
  static let spark = WindowFunction(name: "spark") { input throws(KernelFailure) in
    let (value, ranks, groupOf) = (input.columns[0], input.columns[1], input.groups())
    let heights = TrendKernels.heights(value)
    let (places, count) = TrendKernels.places(ranks)
    let width = min(count, TrendKernels.longest)
    let present = places.indices.filter { places[$0] >= 0 && !value.missing[$0] }
    var lows = [Int128](repeating: .max, count: input.groupCount)
    var highs = [Int128](repeating: .min, count: input.groupCount)
    for row in present {
      let group = Int(groupOf[row])
      lows[group] = min(lows[group], heights[row])
      highs[group] = max(highs[group], heights[row])
    }
    var blocks = [UInt8](repeating: 0, count: width * input.groupCount)
    for row in present {
      let group = Int(groupOf[row])
      blocks[group * width + places[row] * width / count] = TrendKernels.block(
        heights[row], low: lows[group], high: highs[group])
    }
    var builder = ColumnBuilder(.text)
    for group in 0..<input.groupCount {
      let line = blocks[group * width..<(group + 1) * width]
      builder.append(.text(String(line.map { TrendKernels.blocks[$0] ?? "·" })))
    }
    return WindowKernels.spread(try Kernels.finish(builder), input)
  }
}

extension AggregateFunction {
  /// Whether the present values of a group rise, fall, stay or do both, in the order of the rows.
  static let pattern = AggregateFunction(name: "pattern", skipsMissing: false) { input throws(KernelFailure) in
    guard let column = input.column else {
      return .allMissing(input.groupCount, type: .level(.pattern), reason: .incomputable)
    }
    let heights = TrendKernels.heights(column)
    var counts = [Int](repeating: 0, count: input.groupCount)
    var last = [Int128](repeating: 0, count: input.groupCount)
    var rises = [Bool](repeating: false, count: input.groupCount)
    var falls = [Bool](repeating: false, count: input.groupCount)
    for row in heights.indices {
      let group = Int(input.groupOf[row])
      if group < 0 || column.missing[row] { continue }
      if counts[group] > 0 {
        rises[group] = rises[group] || heights[row] > last[group]
        falls[group] = falls[group] || heights[row] < last[group]
      }
      counts[group] += 1
      last[group] = heights[row]
    }
    let codes = (0..<input.groupCount).map { group -> Int32 in
      if counts[group] < 2 { return 4 }
      return switch (rises[group], falls[group]) {
      case (true, false): 0
      case (false, true): 1
      case (false, false): 2
      case (true, true): 3
      }
    }
    return Column(.codes(codes, TextDictionary(Scale.pattern.levels)))
  }

  /// The different values of a group in the order of the rows: 決算→予算.
  static func sequence(of field: Field) -> AggregateFunction {
    let isLevel = field.type.scale != nil
    return AggregateFunction(name: "sequence", skipsMissing: false) { input throws(KernelFailure) in
      var words = [[String]](repeating: [], count: input.groupCount)
      if let column = input.column {
        for row in input.groupOf.indices {
          let group = Int(input.groupOf[row])
          if group < 0 || column.missing[row] { continue }
          let word = column.value(row, isLevel: isLevel).text(as: field, .en)
          if !words[group].contains(word) { words[group].append(word) }
        }
      }
      var builder = ColumnBuilder(.text)
      for list in words {
        builder.append(list.isEmpty ? .missing(.blank) : .text(list.joined(separator: "→")))
      }
      return try Kernels.finish(builder)
    }
  }
}

extension Function {
  /// The rate that leads from one number to another in a number of years: approximate, as a ratio of four decimals.
  ///
  /// Missing (計算不能) unless both are above zero and there is a year between them.
  static let annualRate = Function(name: "annual_rate", result: .number) { columns, rowCount throws(KernelFailure) in
    var builder = ColumnBuilder(.number)
    for row in 0..<rowCount {
      let cells = columns.map { $0.value(row, isLevel: false) }
      guard case .number(let first) = cells[0], case .number(let last) = cells[1], case .number(let years) = cells[2]
      else {
        builder.append(missing: columns.lazy.compactMap { $0.missing.reason(row) }.first ?? .incomputable)
        continue
      }
      var rate = Double.nan
      if first.mantissa > 0, last.mantissa > 0, years.mantissa > 0 {
        rate = pow(last.approximate / first.approximate, 1 / years.approximate) - 1
      }
      if let figure = Int64(exactly: (rate * 10_000).rounded(.toNearestOrAwayFromZero)) {
        builder.append(.number(ExactDecimal(mantissa: Int128(figure), scale: 4)))
      } else {
        builder.append(missing: .incomputable)
      }
    }
    return try Kernels.finish(builder)
  }
}

extension Scale {
  /// What `pattern` says of present values in order: rising, falling, flat, mixed, unknown.
  static let pattern = Scale(
    name: "pattern", levels: ["rising", "falling", "flat", "mixed", "unknown"], isRanked: false,
    labels: [
      "rising": Message(ja: "増加", en: "rising"), "falling": Message(ja: "減少", en: "falling"),
      "flat": Message(ja: "横ばい", en: "flat"), "mixed": Message(ja: "増減", en: "mixed"),
      "unknown": Message(ja: "不明", en: "unknown"),
    ],
    spellings: ["増加": "rising", "減少": "falling", "横ばい": "flat", "増減": "mixed", "不明": "unknown"], isLocalized: true)
}
