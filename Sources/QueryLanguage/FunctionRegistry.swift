public import Diagnostics
internal import QuerySyntax

/// All functions of the language, by what they are for, in the order in which help lists them.
public enum FunctionRegistry {
  /// Functions that serve one purpose.
  public struct Group: Sendable {
    public var title: Message
    public var functions: [FunctionEntry]
  }

  public static let groups: [Group] = [
    Group(
      title: Message(ja: "集計", en: "aggregates"),
      functions: [
        .count, .countDistinct, .sum, .avg, .median, .min, .max, .best, .worst, .first, .last, .list, .missingCount,
        .shareOf,
      ]),
    Group(
      title: Message(ja: "数", en: "numbers"),
      functions: [.abs, .round, .floor, .ceil, .min2, .max2, .number, .achieve]),
    Group(title: Message(ja: "文字", en: "text"), functions: [.text, .len, .lower, .trim, .replace, .substr, .raw]),
    Group(
      title: Message(ja: "年度・評価・欠測", en: "years, grades, missing values"),
      functions: [.fy, .era, .step, .label, .reason]),
    Group(
      title: Message(ja: "表の行にわたる計算", en: "over the rows of a table"),
      functions: [.prev, .share, .total, .cumsum, .rowNumber]),
  ]

  public static let all: [FunctionEntry] = groups.flatMap(\.functions)

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
