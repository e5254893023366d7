internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let median = FunctionEntry.aggregate(
    Spelling("median", "中央値"), Message(same: "(x)"),
    Message(ja: "真ん中の値（偶数個なら中の2つの平均）", en: "the middle value; of an even number the mean of the two in the middle"),
    examples: [
      Example(
        "t | group : m = median(x)", "t | 集計 : m = 中央値(x)", Message(ja: "全体の中央値", en: "the median of all rows"),
        result: "m\n8.5")
    ]
  ) { request, resolver throws(Diagnostic) in try .measure(request, &resolver, .median) }
}

extension AggregateFunction {
  static let median = AggregateFunction(name: "median", skipsMissing: true) { input throws(KernelFailure) in
    guard let column = input.column, case .numbers(let vector) = column.storage else {
      return .allMissing(input.groupCount, type: .number, reason: .blank)
    }
    let middles =
      switch vector {
      case .narrow(let values, _): try Members(values, column.missing, input).middles()
      case .wide(let values, _): try Members(values, column.missing, input).middles()
      }
    var builder = ColumnBuilder(.number)
    for middle in middles {
      guard let (below, above) = middle else {
        builder.append(missing: .blank)
        continue
      }
      if below == above {
        builder.append(.number(ExactDecimal(mantissa: below, scale: vector.scale)))
        continue
      }
      do {
        let sum =
          try ExactDecimal(mantissa: below, scale: vector.scale) + ExactDecimal(mantissa: above, scale: vector.scale)
        if let half = try sum.divided(by: ExactDecimal(2)) { builder.append(.number(half)) }
      } catch { throw .overflow }
    }
    return try Kernels.finish(builder)
  }
}

/// The present values of each group, one group behind the other.
private struct Members<Value: FixedWidthInteger & Sendable> {
  private var values: [Value]
  /// Group `g` has the values `starts[g]..<starts[g + 1]`.
  private let starts: [Int]

  init(_ column: [Value], _ missing: MissingMask, _ input: AggregateInput) {
    var starts = [Int](repeating: 0, count: input.groupCount + 1)
    for (row, group) in input.groupOf.enumerated() where group >= 0 && !missing[row] { starts[Int(group) + 1] += 1 }
    for group in 0..<input.groupCount { starts[group + 1] += starts[group] }
    var next = starts
    values = [Value](repeating: 0, count: starts[input.groupCount])
    for (row, group) in input.groupOf.enumerated() where group >= 0 && !missing[row] {
      values[next[Int(group)]] = column[row]
      next[Int(group)] += 1
    }
    self.starts = starts
  }

  /// Of each group the value in the middle, twice, or the two there; nil for a group without values.
  consuming func middles() throws(KernelFailure) -> [(below: Int128, above: Int128)?] {
    var found: [(below: Int128, above: Int128)?] = []
    for group in 0..<starts.count - 1 {
      let (start, end) = (starts[group], starts[group + 1])
      if start == end {
        found.append(nil)
        continue
      }
      let middle = start + (end - start) / 2
      putInPlace(middle, within: start..<end)
      let above = Int128(values[middle])
      // What stands before the middle is not larger than it; the largest of that is its neighbour.
      let isEven = (end - start) % 2 == 0
      found.append((isEven ? values[start..<middle].max().map { Int128($0) } ?? above : above, above))
    }
    return found
  }

  /// Moves the values until at a place stands what would stand there if all were sorted, with nothing larger before it
  /// and nothing smaller behind it.
  private mutating func putInPlace(_ place: Int, within range: Range<Int>) {
    var (low, high) = (range.lowerBound, range.upperBound - 1)
    // Values may be so arranged that every division is a poor one; then sorting is quicker.
    var steps = 24 * range.count
    while low < high {
      steps -= high - low
      if steps < 0 {
        values[low...high].sort()
        return
      }
      let pivot = pivot(low, high)
      var (up, down) = (low, high)
      while up <= down {
        while values[up] < pivot { up += 1 }
        while values[down] > pivot { down -= 1 }
        if up <= down {
          values.swapAt(up, down)
          up += 1
          down -= 1
        }
      }
      if place <= down {
        high = down
      } else if place >= up {
        low = up
      } else {
        return
      }
    }
  }

  /// The middle one of the first, the last and the one between.
  private func pivot(_ low: Int, _ high: Int) -> Value {
    let (a, b, c) = (values[low], values[low + (high - low) / 2], values[high])
    return max(min(a, b), min(max(a, b), c))
  }
}
