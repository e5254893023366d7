public import Diagnostics
internal import PolicyModel

/// What became of a line of a document.
public enum LineUse: Int, CaseIterable, Sendable {
  case row, continued, heading, repeated, ignored, border, outside, blank, left

  public var label: Message {
    switch self {
    case .row: Message(ja: "行", en: "row")
    case .continued: Message(ja: "行の続き", en: "continued")
    case .heading: Message(ja: "見出し", en: "heading")
    case .repeated: Message(ja: "毎ページ", en: "repeated")
    case .ignored: Message(ja: "読み飛ばし", en: "ignored")
    case .border: Message(ja: "表の境", en: "border")
    case .outside: Message(ja: "表の外", en: "outside")
    case .blank: Message(ja: "空行", en: "blank")
    case .left: Message(ja: "残り", en: "left")
    }
  }

  static let scale = Scale(
    name: "扱い", levels: allCases.map(\.label.en), isRanked: false,
    labels: Dictionary(allCases.map { ($0.label.en, $0.label) }, uniquingKeysWith: { first, _ in first }),
    spellings: Dictionary(allCases.map { ($0.label.ja, $0.label.en) }, uniquingKeysWith: { first, _ in first }),
    isLocalized: true)
}
