internal import Diagnostics
internal import PolshText

/// A text in quotes that do not occur in it: 「企画課」, `'measure.csv'`.
enum QuotedText {
  private static let pairs = [("'", "'"), ("\"", "\""), ("「", "」"), ("『", "』")]

  /// Nil for a text that cannot be typed.
  static func of(_ text: String, _ language: Language) -> String? {
    if text != SafeText.oneLine(text) { return nil }
    let pairs = language == .ja ? Array(pairs[2...]) + Array(pairs[..<2]) : pairs
    guard let pair = pairs.first(where: { !text.contains($0.0) && !text.contains($0.1) }) else { return nil }
    return pair.0 + text + pair.1
  }
}
