/// Formulas of columns as an explanation lists them: what occurs in several is called by its column's name, and what is too
/// long to help is left out.
struct Formulas {
  /// `diff = value - base`
  private(set) var lines: [String] = []
  /// The columns whose formulas are too long.
  private(set) var others: [String] = []
  private var known: [(name: String, text: String)] = []
  private let longest: Int

  init(longest: Int) { self.longest = longest }

  /// - Parameter isNamed: false for an item that is called by its formula.
  mutating func add(_ name: String, _ text: String, isNamed: Bool = true) {
    let short = shortened(text)
    known.append((name, text))
    if short.count > longest || short.contains("?") && !short.contains("??") {
      others.append(name)
    } else {
      lines.append(isNamed ? "\(name) = \(short)" : short)
    }
  }

  /// The names of all columns, in order.
  var names: [String] { known.map(\.name) }

  private func shortened(_ text: String) -> String {
    var text = text
    // Longer ones first; a single word might be a part of another.
    for one in known.sorted(by: { $0.text.count > $1.text.count })
    where one.text != text && one.text.contains(where: { " (（の".contains($0) }) {
      text = text.replacing("(\(one.text)) /", with: "\(one.name) /")
      text = text.replacing("（\(one.text)） ÷", with: "\(one.name) ÷")
      text = text.replacing(one.text, with: one.name)
    }
    return text
  }
}
