public import Diagnostics

/// The words that carry structure between operands: clauses, operators, the spellings of values.
///
/// Verbs, commands and functions bring their own spellings; columns and levels come from the data.
public enum Keyword: String, Sendable, Hashable, CaseIterable {
  // Clauses.
  case by, each, desc, asc, many, only, without, on, over, with, better, up, down, none
  case totals, percent, row, column, asName, asUnit, any, every, bar, line, stack, from
  case sheet, header, encoding, recipe, data, tables, scales, scripts, notes, scale, started, off
  case japanese, english, number, year, text, rows
  // Operators between operands.
  case and, or, not, `if`, then, `else`, missing, present, `true`, `false`, `is`, `in`, contains, starts, matches, has
  // The Japanese comparison behind its operand.
  case topic, subject, indirect
  case sameAs, otherThan, orMore, orLess, moreThan, lessThan, anyOf, noneOf, inRange
  case containing, notContaining, matching, notMatching, startingWith, notStartingWith, existing, notExisting

  /// The spellings, English first; the first Japanese one is what the formatter prints.
  public var spellings: (en: [String], ja: [String]) {
    switch self {
    case .by: (["by"], ["ごと"])
    case .each: ([], ["ごと", "別", "毎"])
    case .desc: (["desc"], ["降順"])
    case .asc: (["asc"], ["昇順"])
    case .many: (["many"], ["複数"])
    case .only: (["only"], ["一致のみ"])
    case .without: (["without"], ["一致なし"])
    case .on: (["on"], ["キー"])
    case .over: (["over"], ["軸"])
    case .with: (["with"], ["対"])
    case .better: (["better"], ["良い方向"])
    case .up: (["up"], ["増"])
    case .down: (["down"], ["減"])
    case .none: (["none"], ["なし"])
    case .totals: (["totals"], ["合計付き"])
    case .percent: (["percent"], ["割合"])
    case .row: (["row"], ["行"])
    case .column: (["column"], ["列"])
    case .asName: (["as"], ["名前"])
    case .asUnit: (["as"], ["単位"])
    case .any: (["any"], ["直近"])
    case .every: (["every"], ["全区分"])
    case .bar: (["bar"], ["棒"])
    case .line: (["line"], ["折線"])
    case .stack: (["stack"], ["積上"])
    case .from: (["from"], ["表"])
    case .sheet: (["sheet"], ["シート"])
    case .header: (["header"], ["見出し"])
    case .encoding: (["encoding"], ["文字コード"])
    case .recipe: (["recipe"], ["手順"])
    case .data: (["data"], ["データ"])
    case .tables: (["tables"], ["表"])
    case .scales: (["scales"], ["尺度"])
    case .scripts: (["scripts"], ["台本"])
    case .notes: (["notes"], ["通知"])
    case .scale: (["scale"], ["尺度"])
    case .started: (["on"], ["入"])
    case .off: (["off"], ["切"])
    case .japanese: (["ja"], ["日本語"])
    case .english: (["en"], ["英語"])
    case .number: (["number"], ["数値"])
    case .year: (["year"], ["年度"])
    case .text: (["text"], ["文字"])
    case .rows: ([], ["件", "行"])
    case .and: (["and"], ["かつ"])
    case .or: (["or"], ["または"])
    case .not: (["not"], ["否"])
    case .if: (["if"], ["もし"])
    case .then: (["then"], ["ならば"])
    case .else: (["else"], ["でなければ"])
    case .missing: (["missing"], ["欠測"])
    case .present: (["present"], ["記入あり"])
    case .true: (["true"], ["真"])
    case .false: (["false"], ["偽"])
    case .is: (["is"], [])
    case .in: (["in"], [])
    case .contains: (["contains"], [])
    case .starts: (["starts"], [])
    case .matches: (["matches"], [])
    case .has: (["has"], [])
    case .topic: ([], ["は"])
    case .subject: ([], ["が"])
    case .indirect: ([], ["に"])
    case .sameAs: ([], ["と同じ"])
    case .otherThan: ([], ["以外"])
    case .orMore: ([], ["以上"])
    case .orLess: ([], ["以下"])
    case .moreThan: ([], ["超"])
    case .lessThan: ([], ["未満"])
    case .anyOf: ([], ["のどれか"])
    case .noneOf: ([], ["のどれでもない"])
    case .inRange: ([], ["の範囲"])
    case .containing: ([], ["を含む"])
    case .notContaining: ([], ["を含まない"])
    case .matching: ([], ["に合致"])
    case .notMatching: ([], ["に合致しない"])
    case .startingWith: ([], ["で始まる"])
    case .notStartingWith: ([], ["で始まらない"])
    case .existing: ([], ["あり"])
    case .notExisting: ([], ["なし"])
    }
  }

  /// The word for it in each language.
  public var word: Message {
    let (en, ja) = spellings
    return Message(ja: ja.first ?? en.first ?? "", en: en.first ?? ja.first ?? "")
  }

  /// Words that are never a name, wherever they stand.
  public static let reserved: [Keyword] = [
    .if, .then, .else, .not, .and, .or, .missing, .true, .false,
  ]

  /// Whether a word is one of the language's own, besides verbs, commands and functions.
  public static func isSpelling(_ word: String) -> Bool { bySpelling[word] != nil }

  /// The keywords that a spelling can be, by the folded word in lower case.
  static let bySpelling: [String: [Keyword]] = {
    var table: [String: [Keyword]] = [:]
    for keyword in allCases {
      let (en, ja) = keyword.spellings
      for word in en + ja { table[word, default: []].append(keyword) }
    }
    return table
  }()

  /// The reserved word that a folded word is, if any.
  static func reserved(_ word: String) -> Keyword? {
    bySpelling[word]?.first { reserved.contains($0) }
  }
}
