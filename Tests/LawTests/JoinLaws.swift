import Diagnostics
import Oracle
import PolicyModel
import Testing

/// The laws of LANGUAGE.md §8 about two tables.
@Suite struct JoinLaws {
  private let second = Phrase(RandomTable.secondName.en, RandomTable.secondName.ja)

  private func union(_ table: Phrase) -> Phrase { Phrase("union \(table.en)", "追記 \(table.ja)") }

  /// A query in parentheses.
  private func query(_ parts: Phrase...) -> Phrase {
    Phrase(
      "(" + parts.map(\.en).joined(separator: " | ") + ")", "（" + parts.map(\.ja).joined(separator: " ｜ ") + "）")
  }

  private func join(_ en: String, _ ja: String, _ table: Phrase, _ keys: Phrase) -> Phrase {
    Phrase("join \(en)\(table.en) on \(keys.en)", "結合 \(ja)\(table.ja) キー \(keys.ja)")
  }

  /// `union` is associative, adds the counts up, and `distinct` is idempotent behind it.
  @Test func law8Union() throws {
    try PropertyRun.check("law 8") { one in
      let first = Phrase(RandomTable.name.en, RandomTable.name.ja)
      var narrow = QueryWriter(one.others, seed: one.random.next())
      let test = narrow.condition()
      let columns = Phrase.list(one.random.some(one.others, atMost: 5).map { one.writer.name($0) })
      let b = query(second, Phrase("select \(columns.en)", "選択 \(columns.ja)"))
      let c = one.random.chance(50) ? query(second, .where(test)) : first
      let both = query(b, union(c))
      // Columns that are in both tables, so that they are in the union too.
      let keys = one.writer.keys.filter { field in
        one.others.contains { $0.name == field.name && $0.type == field.type }
      }
      let names = Phrase.list(one.random.some(keys, atMost: 3).map { one.writer.name($0) })
      let distinct = Phrase("distinct \(names.en)", "重複除去 \(names.ja)")
      let (chosen, whole) = (Phrase("select \(names.en)", "選択 \(names.ja)"), Phrase("distinct", "重複除去"))
      return one.sameAnswer(one.text(union(b), union(c)), one.text(union(both)), orMixed: false).then {
        one.judge([one.text(), one.text(union(b)), one.text(union(b), union(c))]) { answers in
          let counts = answers.map(\.rows.count)
          let second = one.desk.second?.rows.count ?? 0
          if counts[1] == counts[0] + second { return nil }
          return "\(one.text(union(b))): \(counts[1]) rows, not \(counts[0]) + \(second)"
        }
      }.then {
        one.allEqual([one.text(union(b), distinct), one.text(union(b), distinct, distinct)])
      }.then {
        one.allEqual([one.text(union(b), chosen, whole), one.text(union(b), chosen, whole, whole)])
      }.then {
        one.sameAnswer(one.text(union(b), chosen, whole), one.text(union(b), distinct), orMixed: false)
      }
    }
  }

  /// A look-up keeps the left's rows in their order; those with a match and those without are the left's rows.
  @Test func law9Join() throws {
    try PropertyRun.check("law 9") { one in
      let keys = one.writer.joinKeys(one.random.int(1...2))
      let rights = Phrase.list(rightNames(keys))
      let once = query(second, Phrase("distinct \(rights.en)", "重複除去 \(rights.ja)"))
      let ids = Phrase("select facts.id", "選択 資料.番号")
      let all = one.text(Phrase("select id", "選択 番号"))
      let lookup = one.text(join("", "", once, keys), ids)
      return one.allEqual([all, lookup]).then {
        let only = one.text(join("only ", "一致のみ ", once, keys), ids)
        let without = one.text(join("without ", "一致なし ", second, keys), Phrase("select id", "選択 番号"))
        let many = one.text(join("many ", "複数 ", second, keys), ids)
        return one.judge([all, only, without, many]) { answers in
          let rows = answers.map { $0.shownRows }
          if Set(rows[1]).isDisjoint(with: rows[2]), Set(rows[1] + rows[2]) == Set(rows[0]),
            rows[1].count + rows[2].count == rows[0].count
          {
            // With several matches a row is repeated, and stays where it is.
            var order: [[Value]] = []
            for row in rows[3] where order.last != row { order.append(row) }
            if order == rows[0] { return nil }
            return "\(many)\n\(answers[3].csv)\nis not in the order of\n\(answers[0].csv)"
          }
          return "\(only)\n\(answers[1].csv)\nand \(without)\n\(answers[2].csv)\nare not\n\(answers[0].csv)"
        }
      }
    }
  }

  /// What the second table calls the keys.
  private func rightNames(_ keys: Phrase) -> [Phrase] {
    func names(_ text: String, _ equal: String, _ comma: String) -> [String] {
      text.components(separatedBy: comma).map { $0.components(separatedBy: equal).last ?? "" }
    }
    return zip(names(keys.en, " = ", ", "), names(keys.ja, " ＝ ", "、 ")).map { Phrase($0, $1) }
      .reduce(into: []) { all, one in if !all.contains(where: { $0.en == one.en }) { all.append(one) } }
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    var parts: [String] = [""]
    var rest = self[...]
    while !rest.isEmpty {
      if rest.hasPrefix(separator) {
        parts.append("")
        rest = rest.dropFirst(separator.count)
      } else {
        parts[parts.count - 1].append(rest.removeFirst())
      }
    }
    return parts
  }
}
