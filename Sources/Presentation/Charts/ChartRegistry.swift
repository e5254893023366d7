/// A way to draw marks: its name as typed, and the function that gives the lines below the title.
struct ChartStyle: Sendable {
  let name: String
  let draw: @Sendable (ChartSubject, ChartCanvas) -> [String]
}

/// The charts there are, one line each.
enum ChartRegistry {
  static let all: [ChartStyle] = [.bar, .line, .stack]

  static func style(_ name: String) -> ChartStyle? { all.first { $0.name == name } }
}
