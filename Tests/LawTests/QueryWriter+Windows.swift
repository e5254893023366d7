import Oracle
import PolicyModel

extension QueryWriter {
  /// `derive` with functions that look at other rows, over the whole table or groups.
  mutating func deriveAround() -> Phrase {
    let items = Phrase.list((0..<random.pick([1, 1, 2])).map { _ in named(around()) })
    return by("derive \(items.en)", "追加 \(items.ja)", random.chance(50) ? keyList(1...2) : nil)
  }

  /// A value computed from the rows around a row.
  private mutating func around() -> Phrase {
    let kind = random.pick([Kind.plain, .plain, .money, .ratio, .cases])
    switch random.int(0...11) {
    case 0: return .call("prev", "前", anyColumn())
    case 1: return .call("prev", "前", value())
    case 2: return .call("share", "構成比", number(kind))
    case 3: return .call("total", "全体", number(kind))
    case 4: return .call("cumsum", "累計", number(kind))
    case 5: return .call("cumsum", "累計", condition(depth: 1).parenthesized)
    case 6: return .call("row_number", "行番号")
    case 7:
      guard let x = column(kind, .year) else { return .call("row_number", "行番号") }
      return infix(x, "-", "−", .call("prev", "前", x))
    case 8: return .call("prev", "前", .call("cumsum", "累計", number(kind, depth: 0)))
    case 9: return .call("cumsum", "累計", .call("prev", "前", number(kind, depth: 0)))
    case 10: return infix(.call("cumsum", "累計", number(.plain, depth: 0)), "/", "÷", .call("total", "全体", plain(0)))
    default:
      let share = Phrase.call("share", "構成比", number(kind, depth: 0))
      return Phrase("\(share.en) as %", "\(share.ja) 単位 ％", isSimple: false)
    }
  }

  mutating func rank() -> Phrase {
    let columns = columns(.plain, .money, .ratio, .cases, .perRow, .year, .text, .grade, .bool)
    let key = columns.isEmpty || random.chance(15) ? plain(1).operand : name(random.pick(columns))
    let isDown = random.chance(50)
    let head = by(
      "rank \(isDown ? "-" : "")\(key.en)", "順位 \(isDown ? "−" : "")\(key.ja)", random.chance(40) ? keyList(1...2) : nil
    )
    if random.chance(40) { return head }
    let new = newName()
    return Phrase("\(head.en) as \(new)", "\(head.ja) 名前 \(new)")
  }

  /// `growth`: over years, with or without the year before.
  mutating func growth() -> Phrase {
    guard let over = column(.year) else { return sort() }
    let measure = seriesMeasure()
    var head = Phrase("growth \(measure.en) over \(over.en)", "増減 \(measure.ja) 軸 \(over.ja)")
    if random.chance(40) { head = Phrase("\(head.en) any", "\(head.ja) 直近") }
    return directed(by(head.en, head.ja, random.chance(80) ? keyList(1...2) : nil))
  }

  /// `trend`: along any column that can be ordered.
  mutating func trend() -> Phrase {
    let overs = columns(.year, .year, .year, .plain, .grade, .category, .text)
    guard !overs.isEmpty else { return sort() }
    let over = name(random.pick(overs))
    let measure = seriesMeasure()
    let head = Phrase("trend \(measure.en) over \(over.en)", "推移 \(measure.ja) 軸 \(over.ja)")
    return directed(by(head.en, head.ja, random.chance(80) ? keyList(1...2) : nil))
  }

  private mutating func seriesMeasure() -> Phrase {
    let kind = random.pick([Kind.plain, .money, .ratio, .cases])
    let plainMeasure = column(.plain, .money, .ratio, .cases, .perRow, .grade, .year) ?? plainLiteral()
    let grade = column(.grade).map { Phrase.call("best", "最高", $0) } ?? .call("count", "件数")
    return random.pick([
      .call("sum", "合計", number(kind)), .call("avg", "平均", number(kind)), .call("count", "件数"), grade, plainMeasure,
    ])
  }

  /// A column as its file has it.
  mutating func original() -> Phrase { .call("raw", "原文", anyColumn()) }
}
