internal import Diagnostics
internal import PolicyModel

/// How the levels that results are given (not those of the data) look on a screen: improved as ↑, rising as 増加.
enum ResultLevels {
  /// The texts of a scale's levels, in its order.
  static func texts(of scale: Scale, language: Language) -> [String] {
    for known in [better, pattern] where Set(scale.levels) == Set(known.keys) {
      return scale.levels.map { known[$0]?[language] ?? $0 }
    }
    return scale.words(in: language)
  }

  private static let better: [String: Message] = [
    "improved": Message(same: "↑"), "same": Message(same: "→"), "worse": Message(same: "↓"),
    "unknown": Message(same: "―"),
  ]

  private static let pattern: [String: Message] = [
    "rising": Message(ja: "増加", en: "rising"), "falling": Message(ja: "減少", en: "falling"),
    "flat": Message(ja: "横ばい", en: "flat"), "mixed": Message(ja: "増減", en: "mixed"),
    "unknown": Message(same: "―"),
  ]
}
