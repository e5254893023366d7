public import Diagnostics
internal import Synchronization

/// A set of levels that cells of a column can have, in the order of its legend, best first where it ranks.
///
/// Ranked: A B C D E, 順調/維持/停滞. Unranked: ア–オ of an outlook, cities, cost items.
public final class Scale: Sendable, Hashable {
  /// The column that declares it, for messages.
  public let name: String
  public let levels: [String]
  /// Whether an earlier level is better than a later one.
  public let isRanked: Bool
  /// Whether the labels are what results show in place of the levels: for scales of the language itself (improved 改善).
  public let isLocalized: Bool
  private let makeVocabulary: @Sendable () -> Vocabulary
  private let madeVocabulary = Mutex<Vocabulary?>(nil)

  /// What is looked up by a word.
  private struct Vocabulary: Sendable {
    var labels: [String: Message]
    var indexes: [String: Int32]
    /// The level that each further spelling stands for: 増 → up.
    var spellings: [String: Int32]
  }

  /// - Parameters:
  ///   - labels: what the levels mean; made when first asked for, for a catalog has more scales than a statement uses.
  ///   - spellings: the level that each further spelling stands for; made when first asked for.
  public init(
    name: String, levels: [String], isRanked: Bool,
    labels: @autoclosure @escaping @Sendable () -> [String: Message] = [:],
    spellings: @autoclosure @escaping @Sendable () -> [String: String] = [:], isLocalized: Bool = false
  ) {
    self.name = name
    self.levels = levels
    self.isRanked = isRanked
    self.isLocalized = isLocalized
    makeVocabulary = {
      var indexes: [String: Int32] = [:]
      for (index, level) in levels.enumerated() where indexes[level] == nil { indexes[level] = Int32(index) }
      var others: [String: Int32] = [:]
      for (spelling, level) in spellings() { if let index = indexes[level] { others[spelling] = index } }
      return Vocabulary(labels: labels(), indexes: indexes, spellings: others)
    }
  }

  private var vocabulary: Vocabulary {
    madeVocabulary.withLock { made in
      if let made { return made }
      let vocabulary = makeVocabulary()
      made = vocabulary
      return vocabulary
    }
  }

  /// What the levels mean, where the catalog says so.
  public var labels: [String: Message] { vocabulary.labels }

  /// The place of a level in the legend, 0 first; nil when the scale has no such level.
  public func index(of level: String) -> Int? {
    let vocabulary = vocabulary
    return (vocabulary.indexes[level] ?? vocabulary.spellings[level]).map(Int.init)
  }

  /// The levels as results write them in a language.
  public func words(in language: Language) -> [String] {
    if !isLocalized { return levels }
    let labels = labels
    return levels.map { labels[$0]?[language] ?? $0 }
  }

  /// Every word that a level can be typed as.
  public var words: [String] { levels + vocabulary.spellings.keys.sorted() }

  /// Two scales are one when their levels are the same, in the same order.
  public static func == (a: Scale, b: Scale) -> Bool {
    a === b || (a.levels == b.levels && a.isRanked == b.isRanked)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(levels)
    hasher.combine(isRanked)
  }
}

/// Whether more of an indicator is better.
public enum Better: String, Sendable, Hashable, CaseIterable {
  case up, down, none
}

/// Why a cell has no value; it never changes a result.
///
/// 計 is not read from files: there a total is a value of its own.
public enum MissingReason: UInt8, Sendable, Hashable, CaseIterable {
  case blank = 1
  case notApplicable = 2
  case unreadable = 3
  case incomputable = 4
  case unmatched = 5
  /// No value, because the row is a total over all of them.
  case total = 6

  /// The word for it, in data files and in `reason(x)`.
  public var word: String {
    switch self {
    case .blank: "未記入"
    case .notApplicable: "該当なし"
    case .unreadable: "読取不能"
    case .incomputable: "計算不能"
    case .unmatched: "対応なし"
    case .total: "計"
    }
  }

  /// What results show in place of the missing mark: 計 where a row is a total.
  public var shown: Message? { self == .total ? Message(ja: "計", en: "total") : nil }

  /// The reason that a cell of a data package states; nil when the cell is not a missing mark.
  public static func read(_ cell: String) -> MissingReason? {
    switch cell {
    case "", "未記入": .blank
    case "―", "該当なし": .notApplicable
    case "読取不能": .unreadable
    case "計算不能": .incomputable
    case "対応なし": .unmatched
    default: nil
    }
  }
}
