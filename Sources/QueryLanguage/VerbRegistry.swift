public import Diagnostics
internal import QuerySyntax

/// All verbs of the language, by what they are for, in the order in which help lists them.
public enum VerbRegistry {
  /// Verbs that serve one purpose.
  public struct Group: Sendable {
    public var title: Message
    public var verbs: [Verb]
  }

  public static let groups: [Group] = [
    Group(title: Message(ja: "行を選ぶ", en: "choose rows"), verbs: [.where, .search, .take, .last, .distinct, .sort]),
    Group(
      title: Message(ja: "列を選ぶ・作る", en: "choose and make columns"), verbs: [.select, .omit, .rename, .derive, .unnest]),
    Group(title: Message(ja: "数える・まとめる", en: "count and add up"), verbs: [.count, .group, .pivot, .rank]),
    Group(title: Message(ja: "比べる", en: "compare"), verbs: [.compare, .growth, .trend]),
    Group(title: Message(ja: "表を合わせる", en: "bring tables together"), verbs: [.join, .union]),
    Group(title: Message(ja: "調べる・確かめる", en: "look closer"), verbs: [.describe, .trace, .expect, .peek]),
    Group(title: Message(ja: "図・ファイルにする", en: "draw and write files"), verbs: [.chart, .export]),
  ]

  public static let all: [Verb] = groups.flatMap(\.verbs)

  private static let index: [String: Verb] = {
    var index: [String: Verb] = [:]
    for verb in all { for word in verb.grammar.spelling.all { index[word] = verb } }
    return index
  }()

  /// The verb with that spelling.
  public static func verb(_ word: String) -> Verb? { index[word] }
}

/// The language without a shell's commands: what expressions in a catalog are read with.
enum LanguageGrammar {
  static let shared = Grammar(
    verbs: VerbRegistry.all.map(\.grammar), commands: [], functions: FunctionRegistry.all.map(\.spelling))
}
