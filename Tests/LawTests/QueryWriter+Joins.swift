import Oracle
import PolicyModel

extension QueryWriter {
  /// What stands on the right of `join` or `union`: the second table, the first once more, or a query of either.
  mutating func secondTable() -> Phrase {
    let table = Phrase(RandomTable.secondName.en, RandomTable.secondName.ja)
    var inner = QueryWriter(others, seed: random.next())
    switch random.int(0...6) {
    case 0, 1: return table
    case 2: return Phrase(RandomTable.name.en, RandomTable.name.ja)
    case 3: return query(table, .where(inner.condition()))
    case 4: return query(table, .where(inner.condition()), inner.limit())
    case 5: return query(table, inner.named(inner.value(), as: "derive", "追加"))
    default:
      let keys = inner.keyList(1...3) ?? Phrase("id", "番号")
      return query(
        table,
        random.chance(50)
          ? Phrase("distinct \(keys.en)", "重複除去 \(keys.ja)")
          : Phrase("group \(keys.en): n = count(), s = sum(num)", "集計 \(keys.ja)： n ＝ 件数（）、 s ＝ 合計（数量）"))
    }
  }

  private func query(_ table: Phrase, _ verbs: Phrase...) -> Phrase {
    Phrase(
      "(" + ([table] + verbs).map(\.en).joined(separator: " | ") + ")",
      "（" + ([table] + verbs).map(\.ja).joined(separator: " ｜ ") + "）")
  }

  private mutating func named(_ value: Phrase, as en: String, _ ja: String) -> Phrase {
    let item = named(value)
    return Phrase("\(en) \(item.en)", "\(ja) \(item.ja)")
  }

  /// A join on columns of one name or of one kind; what the right side lacks is refused.
  mutating func join() -> Phrase {
    let (en, ja) = random.pick([
      ("", ""), ("", ""), ("many ", "複数 "), ("many ", "複数 "), ("only ", "一致のみ "), ("without ", "一致なし "),
    ])
    let alias = random.chance(15) ? Phrase(" as side", " 名前 side") : Phrase("")
    let table = secondTable()
    let keys = joinKeys(random.int(1...2))
    return Phrase("join \(en)\(table.en)\(alias.en) on \(keys.en)", "結合 \(ja)\(table.ja)\(alias.ja) キー \(keys.ja)")
  }

  mutating func joinKeys(_ count: Int) -> Phrase {
    var parts: [Phrase] = []
    for field in keys.shuffled(using: &random).prefix(20) where parts.count < count {
      let same = others.filter { $0.name == field.name }
      let alike = others.filter { Self.kind($0) == Self.kind(field) && !$0.type.isList }
      if !same.isEmpty, random.chance(80) {
        parts.append(name(field))
      } else if let other = alike.isEmpty ? nil : random.pick(alike) {
        let (left, right) = (name(field), name(other))
        parts.append(Phrase("\(left.en) = \(right.en)", "\(left.ja) ＝ \(right.ja)"))
      }
    }
    return parts.isEmpty ? Phrase("id", "番号") : .list(parts)
  }

  mutating func union() -> Phrase {
    let table = secondTable()
    return Phrase("union \(table.en)", "追記 \(table.ja)")
  }
}
