internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QuerySyntax

extension HelpPage {
  /// What a year, a number with a unit or a unit means, for words that are written values rather than names.
  static func values(_ word: String, units: Set<String>) -> [HelpPage] {
    let tokens = Lexer.tokens(of: word, units: units, inScript: true)
    guard let first = tokens.first, first.span == Span(0, word.utf8.count) else {
      return unit(word, units).map { [$0] } ?? []
    }
    switch first.kind {
    case .year(let reading, _): return [year(word, reading)]
    case .number(let literal): return [number(word, literal, units)]
    default: return unit(word, units).map { [$0] } ?? []
    }
  }

  private static func year(_ word: String, _ reading: FiscalYear.Reading) -> HelpPage {
    let year = reading.year
    let number = year.number
    var page = HelpPage(
      title: word, kind: Message(ja: "年度", en: "fiscal year"),
      summary: Message(
        ja: "\(year.japanese) = \(year.short) = \(number)年度（\(number)年4月〜\(number + 1)年3月）",
        en: "fiscal \(number), April \(number) to March \(number + 1) (\(year.short), \(year.japanese))"))
    if reading.isBeyondEra {
      page.blocks.append(
        .text(
          Message(
            ja: "改元の後の年度です。古い文書にこう書かれていることがあり、読み替えたことを N6 で知らせます。",
            en: "The era was over by then. Old documents print such years; N6 says how it was read.")))
    }
    page.blocks.append(.seeAlso([Message(ja: "年度の書き方", en: "fiscal years")]))
    return page
  }

  private static func number(_ word: String, _ literal: NumberLiteral, _ units: Set<String>) -> HelpPage {
    let unit = literal.unit.flatMap { Unit.named($0, catalog: units) }
    let value = literal.value
    var summary = Message(ja: "数 \(value.plain)", en: "the number \(value.plain)")
    if let unit, let base = try? unit.toBase(value) {
      let symbol = unit.base.symbol
      let isBase = unit.numerator == 1 && unit.denominator == 1
      summary = Message(
        ja: "\(unit.measured.ja): \(value.plain)\(unit.symbol)" + (isBase ? "" : " = \(base.plain)\(symbol)"),
        en: "\(unit.measured.en): \(value.plain)\(unit.symbol)" + (isBase ? "" : " = \(base.plain)\(symbol)"))
    }
    var page = HelpPage(title: word, kind: Message(ja: "数", en: "number"), summary: summary)
    if unit == nil, let whole = value.wholeNumber, let year = FiscalYear(whole) {
      page.blocks.append(
        .text(
          Message(
            ja: "年度の列の隣では \(year.number)年度（\(year.short)）と読みます。",
            en: "Beside a column of years it is fiscal \(year.number) (\(year.short)).")))
    }
    page.blocks.append(.seeAlso([Message(ja: "単位", en: "units"), Message(ja: "計算", en: "calculating")]))
    return page
  }

  private static func unit(_ word: String, _ units: Set<String>) -> HelpPage? {
    guard let unit = Unit.named(word, catalog: units) else { return nil }
    var page = HelpPage(title: unit.symbol, kind: .unit, summary: unit.measured)
    let related = Unit.usable(for: unit.dimension).filter { $0 != unit.symbol }
    if unit.numerator != 1, let base = try? unit.toBase(ExactDecimal(1)) {
      page.summary = Message(
        ja: "\(unit.measured.ja)。1\(unit.symbol) = \(base.plain)\(unit.base.symbol)",
        en: "\(unit.measured.en); 1\(unit.symbol) is \(base.plain)\(unit.base.symbol)")
    }
    if !related.isEmpty {
      page.blocks.append(
        .text(
          Message(
            ja: "互いに換算されます: \(([unit.symbol] + related).joined(separator: " "))",
            en: "Converted into one another: \(([unit.symbol] + related).joined(separator: " "))")))
    }
    page.blocks.append(
      .examples(
        nil,
        [
          HelpExample(
            "t | select k, z = x as \(unit.symbol) | take 1", "t | 選択 k、 z = x 単位 \(unit.symbol) | 先頭 1",
            Message(ja: "単位のない数に付ける", en: "given to a plain number"))
        ]))
    page.blocks.append(.seeAlso([Message(ja: "単位", en: "units"), Message(same: "E07")]))
    return page
  }
}

extension Unit {
  /// What figures in it are.
  fileprivate var measured: Message {
    switch dimension {
    case .money: Message(ja: "金額", en: "money")
    case .people: Message(ja: "人数", en: "a number of people")
    case .ratio: Message(ja: "割合", en: "a ratio")
    case .points: Message(ja: "割合の差", en: "a difference of percentages")
    case .duration: Message(ja: "長さ（時間）", en: "a length of time")
    case .count(let word): Message(ja: "数え方（\(word)）。ほかの数え方とは足せない", en: "a count (\(word)), not added to other counts")
    case .compound: Message(ja: "割った結果の単位", en: "the unit of a quotient")
    }
  }
}

/// The units of the language itself, as one table of the manual.
enum UnitTable {
  static var pages: [HelpPage] {
    var kinds: [(name: Message, units: [Unit])] = []
    for word in Unit.spellings.reversed() {
      guard let unit = Unit.named(word) else { continue }
      let name =
        unit.dimension.isCount ? Message(ja: "数え方（互いに足せない）", en: "counts, not added to one another") : unit.measured
      if let known = kinds.firstIndex(where: { $0.name == name }) {
        if !kinds[known].units.contains(unit) { kinds[known].units.append(unit) }
      } else {
        kinds.append((name, [unit]))
      }
    }
    return kinds.map { kind in
      let units = kind.units.sorted { ($0.numerator, $0.symbol) < ($1.numerator, $1.symbol) }
      return HelpPage(
        title: units.prefix(6).map(\.symbol).joined(separator: " ") + (units.count > 6 ? " …" : ""), kind: .unit,
        summary: kind.name,
        blocks: [.text(Message(same: units.map(\.symbol).joined(separator: " ")))])
    }
  }
}
