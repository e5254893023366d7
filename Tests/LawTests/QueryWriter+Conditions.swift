import Oracle
import PolicyModel

extension QueryWriter {
  /// A condition, of up to `depth` levels of and, or, not.
  mutating func condition(depth: Int = 2) -> Phrase {
    if depth <= 0 || random.chance(40) { return test() }
    switch random.int(0...4) {
    case 0, 1: return joined("and", "かつ", depth)
    case 2, 3: return joined("or", "または", depth)
    default:
      let inner = condition(depth: depth - 1).parenthesized
      return Phrase("not \(inner.en)", "否 \(inner.ja)", isSimple: false)
    }
  }

  private mutating func joined(_ en: String, _ ja: String, _ depth: Int) -> Phrase {
    let parts = (0..<random.pick([2, 2, 3])).map { _ in condition(depth: depth - 1).operand }
    return Phrase(
      parts.map(\.en).joined(separator: " \(en) "), parts.map(\.ja).joined(separator: " \(ja) "), isSimple: false)
  }

  /// A single test of some column.
  mutating func test() -> Phrase {
    if fields.isEmpty { return Phrase("1 = 1") }
    if random.chance(8) { return missingTest(anyColumn()) }
    return test(of: random.pick(fields))
  }

  mutating func test(of field: Field) -> Phrase {
    let column = name(field)
    let kind = Self.kind(field)
    switch kind {
    case .plain, .money, .ratio, .cases: return numberTest(column, kind)
    case .perRow:
      if random.chance(50) { return compared(column, plainLiteral()) }
      return compared(column, Phrase("\(random.int(0...3))\(random.pick(RandomTable.unit.levels))"))
    case .otherNumber: return missingTest(column)
    case .year: return yearTest(column)
    case .text: return textTest(column)
    case .bool: return random.chance(60) ? column : compared(column, Phrase("true", "真"), equalOnly: true)
    case .grade: return gradeTest(field)
    case .category: return categoryTest(field)
    case .textList, .levelList: return listTest(field)
    }
  }

  private mutating func missingTest(_ column: Phrase) -> Phrase {
    random.pick([
      Phrase("\(column.en) is missing", "\(column.ja) が 欠測", isSimple: false),
      Phrase("\(column.en) is not missing", "\(column.ja) が 記入あり", isSimple: false),
      Phrase("\(column.en) is present", "\(column.ja) が記入あり", isSimple: false),
      Phrase("\(column.en) = missing", "\(column.ja) ＝ ―", isSimple: false),
      Phrase("\(column.en) != missing", "\(column.ja) が 欠測 以外", isSimple: false),
    ])
  }

  /// One of the six comparisons, in Japanese as sign or as word.
  mutating func compared(_ a: Phrase, _ b: Phrase, equalOnly: Bool = false) -> Phrase {
    let signs = [
      ("=", "＝", "と同じ"), ("!=", "≠", "以外"), (">=", "≧", "以上"), ("<=", "≦", "以下"), (">", "＞", "超"), ("<", "＜", "未満"),
    ]
    let (en, sign, word) = random.pick(Array(signs.prefix(equalOnly ? 2 : 6)))
    let (x, y) = (a.operand, b.operand)
    return Phrase(
      "\(x.en) \(en) \(y.en)", random.chance(50) ? "\(x.ja) \(sign) \(y.ja)" : "\(x.ja) が \(y.ja) \(word)",
      isSimple: false)
  }

  private mutating func among(_ column: Phrase, _ values: [Phrase]) -> Phrase {
    let missing = Phrase("missing", "欠測")
    let list = Phrase.list(random.chance(25) ? values + [missing] : values)
    let negated = random.chance(25)
    return Phrase(
      "\(column.en) \(negated ? "not in" : "in") [\(list.en)]",
      "\(column.ja) が ［\(list.ja)］ \(negated ? "のどれでもない" : "のどれか")", isSimple: false)
  }

  private func within(_ column: Phrase, _ low: Phrase, _ high: Phrase) -> Phrase {
    Phrase("\(column.en) in \(low.en)..\(high.en)", "\(column.ja) が \(low.ja)〜\(high.ja) の範囲", isSimple: false)
  }

  private mutating func numberTest(_ column: Phrase, _ kind: Kind) -> Phrase {
    func literal() -> Phrase {
      switch kind {
      case .money: moneyLiteral()
      case .ratio: ratioLiteral()
      case .cases: casesLiteral()
      default: plainLiteral()
      }
    }
    switch random.int(0...7) {
    case 0: return among(column, [literal(), literal()])
    case 1: return within(column, literal(), literal())
    case 7: return compared(literal(), column)
    case 2: return compared(number(kind), Phrase("0"))
    case 3: return compared(number(kind), number(kind, depth: 0))
    case 4: return compared(number(kind), literal())
    default: return compared(column, literal())
    }
  }

  private mutating func yearTest(_ column: Phrase) -> Phrase {
    switch random.int(0...5) {
    case 5: compared(yearLiteral(), column)
    case 0: among(column, [yearLiteral(), yearLiteral()])
    case 1: within(column, yearLiteral(), yearLiteral())
    case 2: compared(year(), year(0))
    default: compared(column, yearLiteral())
    }
  }

  private mutating func textTest(_ column: Phrase) -> Phrase {
    let negated = random.chance(25)
    switch random.int(0...7) {
    case 7: return compared(textLiteral(), column)
    case 0: return among(column, [textLiteral(), textLiteral()])
    case 1: return compared(column, text())
    case 2:
      let word = textLiteral()
      return Phrase(
        "\(column.en) \(negated ? "not contains" : "contains") \(word.en)",
        "\(column.ja) が \(word.ja) \(negated ? "を含まない" : "を含む")", isSimple: false)
    case 3:
      let word = textLiteral()
      return Phrase("\(column.en) starts \(word.en)", "\(column.ja) が \(word.ja) で始まる", isSimple: false)
    case 4:
      let pattern = random.pick(["ｾﾝ|市", "^市", "[0-9]+", "N.O", "課$", "(?i)npo", "^$", "."])
      return Phrase("\(column.en) matches '\(pattern)'", "\(column.ja) が 「\(pattern)」 に合致", isSimple: false)
    default: return compared(column, textLiteral())
    }
  }

  private mutating func gradeTest(_ field: Field) -> Phrase {
    guard let scale = field.type.scale else { return name(field) }
    let column = name(field)
    let peers = columns(.grade).filter { $0.type == field.type }
    switch random.int(0...5) {
    case 0: return among(column, [levelLiteral(scale), levelLiteral(scale)])
    case 1: return within(column, levelLiteral(scale), levelLiteral(scale))
    case 2: return compared(column, name(random.pick(peers)))
    default: return compared(column, levelLiteral(scale))
    }
  }

  private mutating func categoryTest(_ field: Field) -> Phrase {
    guard let scale = field.type.scale else { return name(field) }
    if random.chance(30) { return among(name(field), [levelLiteral(scale), levelLiteral(scale)]) }
    return compared(name(field), levelLiteral(scale), equalOnly: true)
  }

  private mutating func listTest(_ field: Field) -> Phrase {
    let column = name(field)
    let value = field.type.scale.map { levelLiteral($0) } ?? textLiteral(RandomTable.departments)
    switch random.int(0...4) {
    case 0: return among(column, [value])
    case 1:
      let word = textLiteral(RandomTable.departments)
      return Phrase("\(column.en) contains \(word.en)", "\(column.ja) が \(word.ja) を含む", isSimple: false)
    case 2: return Phrase("\(column.en) not has \(value.en)", "\(column.ja) に \(value.ja) なし", isSimple: false)
    default: return Phrase("\(column.en) has \(value.en)", "\(column.ja) に \(value.ja) あり", isSimple: false)
    }
  }
}
