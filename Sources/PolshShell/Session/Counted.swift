/// Numbers of things in English sentences.
enum Counted {
  /// `1 column`, `2 columns`
  static func columns(_ count: Int) -> String { count == 1 ? "1 column" : "\(count) columns" }

  /// `1 row`, `2 rows`
  static func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }

  /// `1 statement`, `2 statements`
  static func statements(_ count: Int) -> String { count == 1 ? "1 statement" : "\(count) statements" }
}
