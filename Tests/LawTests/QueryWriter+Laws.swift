import Oracle
import PolicyModel

extension Phrase {
  static func `where`(_ condition: Phrase) -> Phrase { Phrase("where \(condition.en)", "絞込 \(condition.ja)") }

  static func sort(_ key: Phrase) -> Phrase { Phrase("sort \(key.en)", "並替 \(key.ja)") }

  var descending: Phrase { Phrase("\(en) desc", "\(ja) 降順") }

  func and(_ other: Phrase) -> Phrase { joined("and", "かつ", other) }

  func or(_ other: Phrase) -> Phrase { joined("or", "または", other) }

  private func joined(_ en: String, _ ja: String, _ other: Phrase) -> Phrase {
    Phrase("\(operand.en) \(en) \(other.operand.en)", "\(operand.ja) \(ja) \(other.operand.ja)", isSimple: false)
  }

  var negated: Phrase { Phrase("not \(parenthesized.en)", "否 \(parenthesized.ja)", isSimple: false) }

  func compared(_ sign: String, _ other: Phrase) -> Phrase {
    Phrase("\(operand.en) \(sign) \(other.operand.en)", "\(operand.ja) \(sign) \(other.operand.ja)", isSimple: false)
  }
}

extension QueryWriter {
  /// Two values that can be compared, and whether they have an order.
  mutating func comparablePair() -> (Phrase, Phrase, isOrdered: Bool) {
    switch random.int(0...7) {
    case 0, 1: return (plain(1), plain(1), true)
    case 2: return (number(.money), number(.money), true)
    case 3:
      let kind = random.pick([Kind.ratio, .cases])
      return (number(kind), number(kind), true)
    case 4: return (column(.year) ?? yearLiteral(), column(.year) ?? yearLiteral(), true)
    case 5: return (column(.text) ?? textLiteral(), random.chance(50) ? text() : textLiteral(), true)
    case 6:
      let grades = columns(.grade).filter { $0.type == .level(RandomTable.progress) }
      if grades.isEmpty { return (plain(0), plain(0), true) }
      return (name(random.pick(grades)), name(random.pick(grades)), true)
    default:
      let categories = columns(.category)
      if categories.isEmpty { return (plain(0), plain(0), true) }
      let field = random.pick(categories)
      return (name(field), name(random.pick(categories.filter { $0.type == field.type })), false)
    }
  }

  /// Something to sort by: mostly a column.
  mutating func sortable() -> Phrase {
    if random.chance(20) { return plain(1).operand }
    return keys.isEmpty ? Phrase("1") : name(random.pick(keys))
  }

  /// A comparison by order of a number column with a literal.
  mutating func orderTest(of field: Field) -> Phrase {
    let sign = random.pick(["<", "<=", ">", ">="])
    let literal =
      switch Self.kind(field) {
      case .money: moneyLiteral()
      case .ratio: ratioLiteral()
      case .cases: casesLiteral()
      default: plainLiteral()
      }
    return name(field).compared(sign, literal)
  }
}
