/// How wide each column of a table is drawn, so that it fits the window.
struct ColumnLayout: Equatable {
  /// What a column would like, and the least it can be drawn with.
  struct Wish {
    var width: Int
    var least: Int
  }

  /// The widths of the columns drawn: the first so many of the table's.
  var widths: [Int]

  /// Blanks between two columns.
  static let gap = 2
  /// Texts are shortened down to this before a column is left out.
  static let leastText = 8

  /// Shortens the widest columns first, all to one width; when that is not enough, leaves out columns from the right.
  init(_ wishes: [Wish], within window: Int?) {
    widths = wishes.map(\.width)
    guard let window = window.map({ max(1, $0) }) else { return }
    if Self.total(widths) <= window { return }
    var kept = wishes.count
    var least = Self.total(wishes.map { min($0.width, $0.least) })
    while kept > 1, least > window {
      kept -= 1
      least -= min(wishes[kept].width, wishes[kept].least) + Self.gap
    }
    let drawn = Array(wishes.prefix(kept))
    if least > window {
      widths = [window]
      return
    }
    widths = Self.shortened(drawn, within: window)
  }

  private static func total(_ widths: [Int]) -> Int {
    widths.reduce(0, +) + gap * max(0, widths.count - 1)
  }

  /// The widths under the highest common ceiling that fits; what is left over goes to the first columns that want it.
  private static func shortened(_ wishes: [Wish], within window: Int) -> [Int] {
    func under(_ ceiling: Int) -> [Int] { wishes.map { min($0.width, max($0.least, ceiling)) } }
    var low = 0
    var high = wishes.map(\.width).max() ?? 0
    while low < high {
      let middle = low + (high - low + 1) / 2
      if total(under(middle)) <= window { low = middle } else { high = middle - 1 }
    }
    var widths = under(low)
    var spare = window - total(widths)
    for index in widths.indices where spare > 0 && widths[index] == low && wishes[index].width > low {
      widths[index] += 1
      spare -= 1
    }
    return widths
  }
}
