internal import Diagnostics
internal import PolicyModel
internal import QuerySyntax

/// Something that `check data` has found in a table: what it is, how many rows, and the query that gives exactly those.
struct Finding {
  /// The columns concerned.
  var columns: [BilingualName]
  /// A sentence in the user's terms.
  var message: Message
  /// How many rows its query gives.
  var rowCount: Int
  /// The query that shows the rows; nil where no query can name them (a file that cannot be read).
  var query: Query?
  /// A few of the rows, each in a line.
  var examples: [Message] = []
  /// Whether it may be right as it is: judged by names and figures, not by what the package declares.
  var isPossible = false
}

extension Finding {
  /// How many examples a report shows.
  static let mostExamples = 3
}

/// Lists of names in sentences.
enum NameList {
  /// 「市」「計画名」; city, plan
  static func of(_ names: [BilingualName]) -> Message {
    Message(
      ja: names.map { "「\($0.ja)」" }.joined(), en: names.map(\.en).joined(separator: ", "))
  }

  /// 「A」「B」; 'A', 'B'; at most a few, and how many more.
  static func quoted(_ words: [String], most: Int = 5) -> Message {
    let shown = words.prefix(most)
    let rest = words.count - shown.count
    return Message(
      ja: shown.map { "「\($0)」" }.joined() + (rest > 0 ? " ほか \(rest)" : ""),
      en: shown.map { "'\($0)'" }.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : ""))
  }
}
