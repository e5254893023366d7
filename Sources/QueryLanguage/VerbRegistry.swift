internal import QuerySyntax

/// All verbs of the language, in the order in which help lists them.
public enum VerbRegistry {
  public static let all: [Verb] = [
    .where, .select, .omit, .rename, .derive, .group, .count, .sort, .take, .last, .distinct, .join, .union, .compare,
    .pivot, .rank, .growth, .trend, .unnest, .search, .trace, .describe, .chart, .export, .expect, .peek,
  ]

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
