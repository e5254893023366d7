import Oracle
import PolicyModel

extension QueryWriter {
  /// A random verb with its arguments.
  mutating func verb() -> Phrase {
    switch random.int(0...38) {
    case 35, 36: return pivot()
    case 37: return chart()
    case 0, 1, 2, 3:
      let test = condition()
      return Phrase("where \(test.en)", "絞込 \(test.ja)")
    case 4: return select()
    case 5:
      if random.chance(80) { return select() }
      let test = test()
      return Phrase("expect \(test.en)", "確認 \(test.ja)")
    case 6:
      let columns = Phrase.list(random.some(fields, atMost: 3).map { name($0) })
      return Phrase("omit \(columns.en)", "除外 \(columns.ja)")
    case 7:
      let (old, new) = (anyColumn(), newName())
      return Phrase("rename \(new) = \(old.en)", "改名 \(new) ＝ \(old.ja)")
    case 8, 9, 10:
      let items = Phrase.list((0..<random.pick([1, 1, 2])).map { _ in named(value()) })
      return Phrase("derive \(items.en)", "追加 \(items.ja)")
    case 11, 12, 13: return group()
    case 14:
      guard let keys = keyList(1...2) else { return Phrase("count", "件数") }
      if random.chance(50) { return by("count", "件数", keys) }
      return Phrase("count by \(keys.en)", "件数 \(keys.ja)ごと")
    case 15, 16, 17: return sort()
    case 18, 19: return limit()
    case 20:
      let keys = keyList(0...2)
      return Phrase("distinct \(keys?.en ?? "")", "重複除去 \(keys?.ja ?? "")")
    case 21:
      guard let list = column(.textList, .levelList) else { return sort() }
      return Phrase("unnest \(list.en)", "展開 \(list.ja)")
    case 22, 23: return random.chance(50) ? compareOver() : compareWith()
    case 24, 25: return deriveAround()
    case 26: return rank()
    case 27: return growth()
    case 28: return trend()
    case 29, 30: return search()
    case 31: return Phrase("trace", "出典")
    default: return others.isEmpty ? sort() : (random.chance(70) ? join() : union())
    }
  }

  /// A name for a new column, sometimes that of an old one.
  mutating func newName() -> String {
    if random.chance(10), !fields.isEmpty { return name(random.pick(fields)).en }
    return random.pick(["c1", "c2", "総計", "per_head", "値段"])
  }

  mutating func named(_ value: Phrase) -> Phrase {
    let name = newName()
    return Phrase("\(name) = \(value.en)", "\(name) ＝ \(value.ja)")
  }

  /// Some columns that can be keys, as a list; nil for none.
  mutating func keyList(_ counts: ClosedRange<Int>) -> Phrase? {
    let count = random.int(counts)
    if count == 0 || keys.isEmpty { return nil }
    return .list(keys.shuffled(using: &random).prefix(count).map { name($0) })
  }

  func by(_ en: String, _ ja: String, _ keys: Phrase?) -> Phrase {
    keys.map { Phrase("\(en) by \($0.en)", "\(ja) ごと \($0.ja)") } ?? Phrase(en, ja)
  }

  mutating func select() -> Phrase {
    var items = random.some(fields, atMost: 5).map { name($0) }
    if random.chance(40) { items.append(named(value())) }
    if items.isEmpty { items = [named(Phrase("1"))] }
    let list = Phrase.list(items)
    return Phrase("select \(list.en)", "選択 \(list.ja)")
  }

  mutating func sort(_ chosen: [Field]? = nil) -> Phrase {
    var parts: [Phrase] = []
    for field in chosen ?? Array(keys.shuffled(using: &random).prefix(random.int(1...2))) {
      let column = name(field)
      switch random.int(0...4) {
      case 0: parts.append(Phrase("-\(column.en)", "−\(column.ja)"))
      case 1: parts.append(Phrase("\(column.en) desc", "\(column.ja) 降順"))
      case 2: parts.append(Phrase("\(column.en) asc", "\(column.ja) 昇順"))
      default: parts.append(column)
      }
    }
    if random.chance(10) { parts.append(plain(1)) }
    if parts.isEmpty { parts.append(plain(1)) }
    let list = Phrase.list(parts)
    return Phrase("sort \(list.en)", "並替 \(list.ja)")
  }

  mutating func limit() -> Phrase {
    let count = random.pick([0, 1, 1, 2, 3, 5, 20])
    let (en, ja) = random.pick([("take", "先頭"), ("last", "末尾")])
    return by(
      "\(en) \(count)", "\(ja) \(count)\(random.pick(["", "件", "行"]))", random.chance(30) ? keyList(1...2) : nil)
  }

  /// Words, or parts of them, that the table's texts, levels and lists are made of, written in some way.
  mutating func search() -> Phrase {
    let pool = RandomTable.words + RandomTable.departments + ["A", "予算", "総額", "件", "up", "市民", "せんたー", "課"]
    let words = (0..<random.pick([1, 1, 1, 2])).map { _ -> Phrase in
      var word = random.pick(pool)
      if random.chance(20) { word = word.uppercased() }
      let isBare = random.chance(50) && word.unicodeScalars.allSatisfy { $0.properties.isAlphabetic }
      return isBare ? Phrase(word) : Phrase("'\(word)'", "「\(word)」")
    }
    let comma = random.chance(30)
    return Phrase(
      "search " + words.map(\.en).joined(separator: comma ? ", " : " "),
      "検索 " + words.map(\.ja).joined(separator: comma ? "、" : " "))
  }

  // MARK: Groups

  mutating func group() -> Phrase {
    let keys = keyList(0...2)
    let every = random.chance(25) && keys != nil
    var items: [Phrase] = []
    for _ in 0..<random.int(1...3) {
      let item = aggregate()
      items.append(random.chance(60) ? named(item) : item)
    }
    let list = Phrase.list(items)
    return Phrase(
      "group \(every ? "every " : "")\(keys?.en ?? ""): \(list.en)",
      "集計 \(every ? "全区分 " : "")\(keys?.ja ?? "")： \(list.ja)")
  }

  /// A value computed from a group of rows.
  mutating func aggregate() -> Phrase {
    switch random.int(0...13) {
    case 0: return .call("count", "件数")
    case 1: return .call("count", "件数", anyColumn())
    case 2: return .call("count", "件数", condition(depth: 1).parenthesized)
    case 3, 4:
      let kind = random.pick([Kind.plain, .plain, .money, .ratio, .cases])
      let (en, ja) = random.pick([("sum", "合計"), ("avg", "平均"), ("median", "中央値")])
      return .call(en, ja, number(kind))
    case 5:
      let (en, ja) = random.pick([("min", "最小"), ("max", "最大")])
      return .call(en, ja, column(.plain, .money, .year, .text, .ratio) ?? plain(0))
    case 6:
      let (en, ja) = random.pick([("best", "最高"), ("worst", "最低")])
      return column(.grade).map { .call(en, ja, $0) } ?? .call("count", "件数")
    case 7:
      let (en, ja) = random.pick([("first", "最初"), ("last", "最後"), ("list", "列挙")])
      return .call(en, ja, anyColumn())
    case 8: return .call("missing_count", "欠測数", anyColumn())
    case 9: return .call("share_of", "割合", condition(depth: 1))
    case 10: return .call("count_distinct", "種類数", keys.isEmpty ? Phrase("1") : name(random.pick(keys)))
    case 11: return infix(.call("sum", "合計", number(.plain)), "/", "÷", .call("count", "件数"))
    case 12: return infix(.call("sum", "合計", number(.plain)), "??", "??", Phrase("0"))
    default:
      guard let year = column(.year) else { return .call("count", "件数") }
      return infix(.call("max", "最大", year), "-", "−", .call("min", "最小", year))
    }
  }

  // MARK: Comparisons

  mutating func compareOver() -> Phrase {
    let overs = columns(.year, .grade, .category, .text)
    guard !overs.isEmpty else { return sort() }
    let field = random.pick(overs)
    func end() -> Phrase {
      switch Self.kind(field) {
      case .year: yearLiteral()
      case .text: textLiteral()
      default: field.type.scale.map { levelLiteral($0) } ?? plainLiteral()
      }
    }
    let (first, second) = (end(), end())
    let kind = random.pick([Kind.plain, .money, .ratio, .cases])
    let plainMeasure = column(.plain, .money, .ratio, .cases, .perRow, .grade, .year) ?? plainLiteral()
    let measure = random.pick([
      .call("sum", "合計", number(kind)), .call("avg", "平均", number(kind)), .call("count", "件数"), plainMeasure,
    ])
    let over = name(field)
    let head = Phrase(
      "compare \(measure.en) over \(over.en): \(first.en) -> \(second.en)",
      "比較 \(measure.ja) 軸 \(over.ja)： \(first.ja) → \(second.ja)")
    return directed(by(head.en, head.ja, random.chance(70) ? keyList(1...2) : nil))
  }

  mutating func compareWith() -> Phrase {
    let kind = random.pick([Kind.plain, .plain, .money, .ratio, .cases])
    var (a, b) = (number(kind), number(kind))
    switch random.int(0...4) {
    case 0: (a, b) = (.call("sum", "合計", a), .call("max", "最大", b))
    case 1:
      let grades = columns(.grade)
      if !grades.isEmpty {
        let field = random.pick(grades)
        (a, b) = (name(field), name(random.pick(grades.filter { $0.type == field.type })))
      }
    case 2: if let x = column(.year), let y = column(.year) { (a, b) = (x, y) }
    default: break
    }
    let head = Phrase("compare \(a.operand.en) with \(b.operand.en)", "比較 \(a.operand.ja) 対 \(b.operand.ja)")
    return directed(by(head.en, head.ja, random.chance(40) ? keyList(1...2) : nil))
  }

  mutating func directed(_ phrase: Phrase) -> Phrase {
    if random.chance(60) { return phrase }
    let (en, ja) = random.pick([("up", "増"), ("down", "減"), ("none", "なし")])
    return Phrase("\(phrase.en) better \(en)", "\(phrase.ja) 良い方向 \(ja)")
  }
}
