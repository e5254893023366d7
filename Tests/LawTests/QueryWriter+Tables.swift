import Oracle
import PolicyModel

extension QueryWriter {
  // MARK: Cross tables and charts

  mutating func pivot() -> Phrase {
    let shuffled = keys.shuffled(using: &random)
    guard shuffled.count > 1, let column = shuffled.last else { return sort() }
    let rows = Phrase.list(shuffled.dropLast().prefix(random.pick([1, 1, 2])).map { name($0) })
    let measure =
      random.chance(80)
      ? aggregate() : self.column(.plain, .money, .ratio, .cases, .perRow, .grade, .text, .year) ?? plainLiteral()
    var phrase = Phrase(
      "pivot \(rows.en) by \(name(column).en): \(measure.en)",
      "\(random.pick(["クロス集計", "クロス"])) \(rows.ja) × \(name(column).ja)： \(measure.ja)")
    if random.chance(50) { phrase = Phrase("\(phrase.en) totals", "\(phrase.ja) 合計付き") }
    if random.chance(20) {
      let (en, ja) = random.pick([("row", "行"), ("column", "列")])
      phrase = Phrase("\(phrase.en) percent \(en)", "\(phrase.ja) 割合 \(ja)")
    }
    return phrase
  }

  mutating func chart() -> Phrase {
    let (en, ja) = random.pick([("bar", "棒"), ("line", "折線"), ("stack", "積上")])
    let measure = random.chance(60) ? aggregate() : column(.plain, .money, .ratio, .cases, .perRow) ?? plainLiteral()
    var phrase = Phrase("chart \(en) \(measure.en)", "図 \(ja) \(measure.ja)")
    if random.chance(70), !keys.isEmpty {
      let over = name(random.pick(keys))
      phrase = Phrase("\(phrase.en) over \(over.en)", "\(phrase.ja) 軸 \(over.ja)")
    }
    return by(phrase.en, phrase.ja, random.chance(40) ? keyList(1...2) : nil)
  }
}
