/// A Japanese fiscal year, April to March, by the calendar year in which it begins: R5 = 令和5年度 = 2023.
public struct FiscalYear: Sendable, Hashable, Comparable {
  /// 1868…2200.
  public let number: Int

  public static let range = 1868...2200

  public init?(_ number: Int) {
    guard Self.range.contains(number) else { return nil }
    self.number = number
  }

  public static func < (a: FiscalYear, b: FiscalYear) -> Bool { a.number < b.number }

  /// The eras, newest first, with the fiscal year that is their first.
  ///
  /// 平成31年度 and 令和元年度 are both 2019; the era that began within a fiscal year names it.
  enum Era: CaseIterable {
    case reiwa, heisei, showa

    var kanji: String {
      switch self {
      case .reiwa: "令和"
      case .heisei: "平成"
      case .showa: "昭和"
      }
    }
    var letter: String {
      switch self {
      case .reiwa: "R"
      case .heisei: "H"
      case .showa: "S"
      }
    }
    var squared: String {
      switch self {
      case .reiwa: "㋿"
      case .heisei: "㍻"
      case .showa: "㍼"
      }
    }
    /// The fiscal year that is the era's first.
    var first: Int {
      switch self {
      case .reiwa: 2019
      case .heisei: 1989
      case .showa: 1926
      }
    }
    /// The largest year number that was in official use.
    var last: Int {
      switch self {
      case .reiwa: 182
      case .heisei: 31
      case .showa: 64
      }
    }
  }

  private var era: (Era, Int)? {
    for era in Era.allCases where number >= era.first { return (era, number - era.first + 1) }
    return nil
  }

  /// `令和5年度`, `令和元年度`; years before 昭和 as `1920年度`.
  public var japanese: String {
    guard let (era, n) = era else { return "\(number)年度" }
    return era.kanji + (n == 1 ? "元" : String(n)) + "年度"
  }

  /// The short form people write in tables: `R5`, `H31` is written `R1`; before 昭和 `1920`.
  public var short: String {
    guard let (era, n) = era else { return String(number) }
    return era.letter + String(n)
  }

  /// A year as it was written, and whether the writing ran past the end of its era (平成32年度 in an old plan).
  public struct Reading: Sendable, Hashable {
    public var year: FiscalYear
    /// True for 平成32年度 and the like: read on into the next era, and said so (N6).
    public var isBeyondEra: Bool

    public init(year: FiscalYear, isBeyondEra: Bool) {
      self.year = year
      self.isBeyondEra = isBeyondEra
    }
  }

  /// Reads `令和5年度` `令和元年` `R5` `H31` `FY2023` `2023年度` `2023年` (folded text); nil for anything else.
  ///
  /// A bare `2023` is not read here: whether it is a year depends on where it stands.
  public static func read(_ text: String) -> Reading? {
    var rest = Substring(text)
    var base: Era?
    for era in Era.allCases {
      if let after = rest.dropping(era.kanji) ?? rest.dropping(era.squared) {
        base = era
        rest = after
      }
    }
    if let era = base { return numbered(rest, in: era) }
    for era in Era.allCases where rest.first.map(String.init)?.uppercased() == era.letter {
      return numbered(rest.dropFirst(), in: era)
    }
    if let after = rest.dropping("FY") ?? rest.dropping("fy"), after.count == 4, let n = digits(after) {
      return FiscalYear(n).map { Reading(year: $0, isBeyondEra: false) }
    }
    guard let head = rest.trimmingSuffix("年度") ?? rest.trimmingSuffix("年"), head.count == 4, let n = digits(head)
    else { return nil }
    return FiscalYear(n).map { Reading(year: $0, isBeyondEra: false) }
  }

  private static func numbered(_ text: Substring, in era: Era) -> Reading? {
    let bare = text.trimmingSuffix("年度") ?? text.trimmingSuffix("年") ?? text
    let n: Int
    if bare == "元" {
      n = 1
    } else {
      guard bare.count <= 3, let value = digits(bare), value >= 1 else { return nil }
      n = value
    }
    guard let year = FiscalYear(era.first + n - 1) else { return nil }
    return Reading(year: year, isBeyondEra: n > era.last)
  }

  private static func digits(_ text: Substring) -> Int? {
    if text.isEmpty || !text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { return nil }
    return Int(text)
  }

  /// The fiscal year of a date: January to March belong to the year before.
  public init?(calendarYear: Int, month: Int) {
    guard (1...12).contains(month) else { return nil }
    self.init(month <= 3 ? calendarYear - 1 : calendarYear)
  }
}

extension Substring {
  fileprivate func dropping(_ prefix: String) -> Substring? { hasPrefix(prefix) ? dropFirst(prefix.count) : nil }
  fileprivate func trimmingSuffix(_ suffix: String) -> Substring? { hasSuffix(suffix) ? dropLast(suffix.count) : nil }
}
