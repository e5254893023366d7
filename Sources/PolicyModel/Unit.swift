public import Diagnostics

/// What a figure measures; figures of different dimensions are never added.
public indirect enum Dimension: Sendable, Hashable {
  /// Base unit 円.
  case money
  /// Base unit 人.
  case people
  /// Base unit 1: a ％ value is its ratio.
  case ratio
  /// Base unit 1 of a ratio: the difference of two ％ values.
  case points
  /// Lengths of time; base unit 年 or 時間, which are not converted into one another.
  case duration(String)
  /// Things counted, each word its own dimension: 件, 回, 団体.
  case count(String)
  /// A quotient such as 円/人.
  case compound(Dimension, Dimension)

  /// Whether values of this dimension are ordinarily added or compared with a bare number.
  public var isCount: Bool {
    if case .count = self { return true }
    return false
  }
}

/// A unit that figures are written in: 千円 is money, a thousand base units each.
public struct Unit: Sendable, Hashable {
  /// As people write it: `千円`, `人`, `％`, `円/人`.
  public var symbol: String
  /// The same where a part of it is a column's name, which English readers know by another.
  public var englishSymbol: String?
  public var dimension: Dimension
  /// How many base units one of these is, as value = cell × numerator / denominator: 千円 1000/1, ％ 1/100.
  public var numerator: Int128
  public var denominator: Int128

  public init(
    symbol: String, english: String? = nil, dimension: Dimension, numerator: Int128 = 1, denominator: Int128 = 1
  ) {
    self.symbol = symbol
    englishSymbol = english
    self.dimension = dimension
    self.numerator = numerator
    self.denominator = denominator
  }

  /// As people of a language read it.
  public func symbol(_ language: Language) -> String { language == .en ? englishSymbol ?? symbol : symbol }

  public static let yen = Unit(symbol: "円", dimension: .money)
  public static let percent = Unit(symbol: "％", dimension: .ratio, denominator: 100)
  public static let points = Unit(symbol: "ポイント", dimension: .points, denominator: 100)
  public static let people = Unit(symbol: "人", dimension: .people)

  /// The fixed units, with every spelling (folded) that is read; all other words that a catalog names are counts.
  static let known: [(spellings: [String], unit: Unit)] = [
    (["円"], .yen),
    (["千円"], Unit(symbol: "千円", dimension: .money, numerator: 1000)),
    (["万円"], Unit(symbol: "万円", dimension: .money, numerator: 10_000)),
    (["百万円"], Unit(symbol: "百万円", dimension: .money, numerator: 1_000_000)),
    (["億円"], Unit(symbol: "億円", dimension: .money, numerator: 100_000_000)),
    (["人", "名"], .people),
    (["千人"], Unit(symbol: "千人", dimension: .people, numerator: 1000)),
    (["万人", "万名"], Unit(symbol: "万人", dimension: .people, numerator: 10_000)),
    (["%", "％"], .percent),
    (["ポイント"], .points),
    (["年"], Unit(symbol: "年", dimension: .duration("年"))),
    (["時間"], Unit(symbol: "時間", dimension: .duration("時間"))),
  ]

  /// Counts that are understood without any catalog.
  static let commonCounts = [
    "件", "回", "団体", "箇所", "か所", "ヶ所", "世帯", "戸", "台", "本", "冊", "枚", "校", "棟", "点", "日", "社", "室", "コマ", "種類", "事業",
    "施設", "店", "人日",
  ]

  /// The unit that a word means: a fixed one, a common count, or a count that the catalog names; nil otherwise.
  public static func named(_ word: String, catalog: Set<String> = []) -> Unit? {
    for entry in known where entry.spellings.contains(word) { return entry.unit }
    if commonCounts.contains(word) || catalog.contains(word) { return Unit(symbol: word, dimension: .count(word)) }
    return nil
  }

  /// The unit of a data package's column: any word that is not a fixed unit is a count of its own.
  public static func declared(_ word: String) -> Unit {
    named(word) ?? Unit(symbol: word, dimension: .count(word))
  }

  /// Every spelling that `named` reads without a catalog, longest first: what a lexer looks for behind a number.
  public static let spellings: [String] = longestFirst(known.flatMap(\.spellings) + commonCounts)

  /// The same with the counts that a catalog names besides.
  public static func spellings(besides catalog: Set<String>) -> [String] {
    catalog.isEmpty ? spellings : longestFirst(spellings + catalog)
  }

  /// Counts the characters of each word once: comparing counts them again and again.
  private static func longestFirst(_ words: [String]) -> [String] {
    words.map { (word: $0, length: $0.count) }.sorted { $0.length > $1.length }.map(\.word)
  }

  /// The units of one dimension, for a message that lists what can be used.
  public static func usable(for dimension: Dimension) -> [String] {
    if case .count(let word) = dimension { return [word] }
    return known.filter { $0.unit.dimension == dimension }.map(\.unit.symbol)
  }

  /// The quotient of two units, in base units: 円/人.
  public static func quotient(_ a: Unit, _ b: Unit) -> Unit {
    Unit(
      symbol: "\(a.base.symbol)/\(b.base.symbol)", dimension: .compound(a.dimension, b.dimension))
  }

  /// The base unit of the dimension.
  public var base: Unit {
    switch dimension {
    case .money: .yen
    case .people: .people
    case .ratio: Unit(symbol: "", dimension: .ratio)
    default: numerator == 1 && denominator == 1 ? self : Unit(symbol: symbol, dimension: dimension)
    }
  }

  /// A figure of a cell in this unit, in base units.
  public func toBase(_ figure: ExactDecimal) throws(DecimalOverflow) -> ExactDecimal {
    var value = figure
    if numerator != 1 { value = try value * ExactDecimal(mantissa: numerator) }
    if denominator != 1 { value = try value.divided(by: ExactDecimal(mantissa: denominator)) ?? value }
    return value
  }

  /// A value in base units as the figure of a cell in this unit: exact as far as six decimals go.
  public func fromBase(_ value: ExactDecimal) throws(DecimalOverflow) -> ExactDecimal {
    var figure = value
    if denominator != 1 { figure = try figure * ExactDecimal(mantissa: denominator) }
    if numerator != 1 { figure = try figure.divided(by: ExactDecimal(mantissa: numerator)) ?? figure }
    return figure
  }

  /// How many decimals a screen shows; nil means as many as the value has.
  public var decimalsOnScreen: Int? {
    switch dimension {
    case .money: 0
    case .ratio, .points: 1
    case .compound: 2
    default: nil
    }
  }
}
