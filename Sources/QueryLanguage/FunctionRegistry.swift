internal import QuerySyntax

/// All functions of the language, in the order in which help lists them.
public enum FunctionRegistry {
  public static let all: [FunctionEntry] = [
    // Aggregates.
    .count, .countDistinct, .sum, .avg, .median, .min, .max, .best, .worst, .first, .last, .list, .missingCount,
    .shareOf,
    // Numbers.
    .abs, .round, .floor, .ceil, .min2, .max2, .number, .achieve,
    // Text.
    .text, .len, .lower, .trim, .replace, .substr, .raw,
    // Years, grades, missing values.
    .fy, .era, .step, .label, .reason,
    // Over the rows of a table.
    .prev, .share, .total, .cumsum, .rowNumber,
  ]

  private static let index: [String: FunctionEntry] = {
    var index: [String: FunctionEntry] = [:]
    for entry in all { for word in entry.spelling.all { index[word] = entry } }
    return index
  }()

  /// All functions with that spelling.
  public static func functions(_ word: String) -> [FunctionEntry] { all.filter { $0.spelling.all.contains(word) } }

  /// The function that a call names, also `SUM(x)` as spreadsheets have it.
  static func called(_ word: String) -> FunctionEntry? {
    if let entry = function(word) { return entry }
    return word.utf8.allSatisfy { $0 < 0x80 } && word != "IF" ? function(word.lowercased()) : nil
  }

  /// The function with that spelling.
  public static func function(_ word: String) -> FunctionEntry? { index[word] }
}
