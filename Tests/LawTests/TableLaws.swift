import Diagnostics
import Oracle
import PolicyModel
import Testing

/// The laws of LANGUAGE.md §8 about order, choice and groups.
@Suite struct TableLaws {
  /// `sort k | sort k` = `sort k`; `sort b | sort a` = `sort a, b`; `sort -k` turns the groups of ties around, each as it
  /// was, missing last.
  @Test func law4SortIsStable() throws {
    try PropertyRun.check("law 4") { one in
      let (a, b) = (one.writer.sortable(), one.writer.sortable())
      let (up, down) = (one.text(.sort(a)), one.text(.sort(a.descending)))
      return one.allEqual([up, one.text(.sort(a), .sort(a))]).then {
        one.allEqual([one.text(.sort(b), .sort(a)), one.text(.sort(.list([a, b])))])
      }.then {
        one.allEqual([one.text(.sort(b.descending), .sort(a)), one.text(.sort(.list([a, b.descending])))])
      }.then {
        let key = Phrase("derive k = \(a.en)", "追加 k ＝ \(a.ja)")
        return one.judge([one.text(key, .sort(a)), one.text(key, .sort(a.descending))]) { answers in
          var groups: [[[Value]]] = []
          var missing: [[Value]] = []
          guard let place = answers[0].fields.firstIndex(where: { $0.name.en == "k" }) else { return "no column k" }
          for row in answers[0].rows {
            if row[place].isMissing {
              missing.append(row)
            } else if let last = groups.last?.last, last[place] == row[place] {
              groups[groups.count - 1].append(row)
            } else {
              groups.append([row])
            }
          }
          let keys = groups.compactMap { $0.first?[place] }
          if Set(keys).count != keys.count { return "\(up): ties are apart\n\(answers[0].csv)" }
          if Array(answers[0].rows.suffix(missing.count)) != missing {
            return "\(up): missing is not last\n\(answers[0].csv)"
          }
          if Array(groups.reversed().joined()) + missing == answers[1].rows { return nil }
          return "\(up)\n\(answers[0].csv)\n\nbut \(down)\n\(answers[1].csv)"
        }
      }
    }
  }

  /// `take n | take m` = `take min(n, m)`; `where` commutes with `sort`, and with `select` where its columns remain.
  @Test func law5VerbsCommute() throws {
    try PropertyRun.check("law 5") { one in
      let (n, m) = (one.random.int(0...14), one.random.int(0...14))
      let keys = one.random.chance(40) ? one.writer.keyList(1...2) : nil
      let (en, ja) = one.random.pick([("take", "先頭"), ("last", "末尾")])
      func limit(_ count: Int) -> Phrase { one.writer.by("\(en) \(count)", "\(ja) \(count)", keys) }
      let key = one.writer.sortable()
      // A filter written for the chosen columns only.
      let chosen = one.random.some(one.writer.fields, atMost: 6)
      var narrow = QueryWriter(chosen, seed: one.random.next())
      let test = narrow.condition()
      let columns = Phrase.list(chosen.map { one.writer.name($0) })
      let select = Phrase("select \(columns.en)", "選択 \(columns.ja)")
      return one.allEqual([
        one.text(limit(n), limit(m)), one.text(limit(m), limit(n)), one.text(limit(min(n, m))),
      ]).then {
        one.allEqual([one.text(.sort(key), .where(test)), one.text(.where(test), .sort(key))])
      }.then {
        one.allEqual([one.text(select, .where(test)), one.text(.where(test), select)])
      }
    }
  }

  /// The counts of groups add up to the count; sums of finer groups, summed again, are the sums of coarser ones;
  /// `distinct K` has the keys of `group K`.
  @Test func law6GroupsAddUp() throws {
    try PropertyRun.check("law 6") { one in
      let fields = one.random.some(one.writer.keys, atMost: 3)
      let keys = Phrase.list(fields.map { one.writer.name($0) })
      let coarse = Phrase.list(fields.prefix(one.random.int(0...fields.count)).map { one.writer.name($0) })
      let kind = one.random.pick([QueryWriter.Kind.plain, .money, .ratio, .cases])
      let x = one.writer.number(kind)
      let count = Phrase("group \(keys.en): n = count()", "集計 \(keys.ja)： n ＝ 件数（）")
      let total = Phrase("group : n = sum(n)", "集計 ： n ＝ 合計（n）")
      let distinct = Phrase("distinct \(keys.en)", "重複除去 \(keys.ja)")
      let fine = Phrase("group \(keys.en): s = sum(\(x.en))", "集計 \(keys.ja)： s ＝ 合計（\(x.ja)）")
      func again(_ value: Phrase) -> Phrase {
        Phrase("group \(coarse.en): s = sum(\(value.en))", "集計 \(coarse.ja)： s ＝ 合計（\(value.ja)）")
      }
      let rows = ExactDecimal(one.desk.table.rows.count)
      return one.judge([one.text(count), one.text(count, total), one.text(distinct)]) { answers in
        let sum = answers[1].rows.first?.first
        let expected: Value = rows.isZero ? .missing(.blank) : .number(rows)
        if sum != expected {
          return "\(one.text(count, total))\n\(answers[1].csv)\nof \(rows.plain) rows\n\(answers[0].csv)"
        }
        let grouped = Set(answers[0].shownRows.map { Array($0.prefix(fields.count)) })
        let found = answers[2].shownRows.map { Array($0.prefix(fields.count)) }
        if found.count == grouped.count, Set(found) == grouped { return nil }
        return "\(one.text(distinct))\n\(answers[2].csv)\n\nbut \(one.text(count))\n\(answers[0].csv)"
      }.then {
        one.allEqual([one.text(distinct), one.text(distinct, distinct)])
      }.then {
        // Guards are for the test below.
        if one.desk.hasGuards { return .holds }
        return one.sameAnswer(one.text(again(x)), one.text(fine, again(Phrase("s"))), orMixed: false)
      }
    }
  }

  /// What may not be added up at once may not be added up in two steps either (§3.5).
  @Test func law6GuardsOutliveGroups() throws {
    try PropertyRun.check("law 6, guards") { one in
      one = try PropertyCase(seed: one.seed, hasGuards: true)
      let fields = one.random.some(one.writer.keys, atMost: 3)
      let keys = Phrase.list(fields.map { one.writer.name($0) })
      let coarse = Phrase.list(fields.prefix(one.random.int(0...fields.count)).map { one.writer.name($0) })
      let x = one.random.pick([Phrase("amount", "金額"), Phrase("extra", "加算額"), Phrase("amount + extra", "金額 ＋ 加算額")])
      let fine = Phrase("group \(keys.en): s = sum(\(x.en))", "集計 \(keys.ja)： s ＝ 合計（\(x.ja)）")
      let direct = Phrase("group \(coarse.en): s = sum(\(x.en))", "集計 \(coarse.ja)： s ＝ 合計（\(x.ja)）")
      let again = Phrase("group \(coarse.en): s = sum(s)", "集計 \(coarse.ja)： s ＝ 合計（s）")
      // Parts that were added in one group are no longer known in the next, so that their total may then be added.
      return one.sameAnswer(one.text(direct), one.text(fine, again), orMixed: x.en.contains("extra"))
    }
  }

  /// `group every` without its groups of no rows is `group`; the rows of one key stay together.
  @Test func law7EveryOnlyAdds() throws {
    try PropertyRun.check("law 7") { one in
      // A key together with the one it follows would be filled up with pairs that contradict each other.
      let fields = one.random.some(one.writer.keys.filter { $0.unitFrom == nil && $0.name.en != "no" }, atMost: 2)
      let keys = Phrase.list(fields.map { one.writer.name($0) })
      let plain = one.text(Phrase("group \(keys.en): n = count()", "集計 \(keys.ja)： n ＝ 件数（）"))
      let every = Phrase("group every \(keys.en): n = count()", "集計 全区分 \(keys.ja)： n ＝ 件数（）")
      let filled = one.text(every, .where(Phrase("n > 0")))
      return one.judge([plain, filled, one.text(every)]) { answers in
        if answers[0].shownRows != answers[1].shownRows {
          return "\(plain)\n\(answers[0].csv)\n\nbut \(filled)\n\(answers[1].csv)"
        }
        let firsts = answers[2].shownRows.map { $0[0] }
        let starts = firsts.indices.filter { $0 == 0 || firsts[$0] != firsts[$0 - 1] }
        if Set(starts.map { firsts[$0] }).count == starts.count { return nil }
        return "\(one.text(every))\nis not ordered by its keys:\n\(answers[2].csv)"
      }
    }
  }

  /// The order of groups does not depend on the order of rows.
  @Test func law17GroupsHaveTheirOwnOrder() throws {
    try PropertyRun.check("law 17") { one in
      let keys = one.writer.keyList(1...2) ?? Phrase("id", "番号")
      let x = one.writer.number(.plain)
      let group = Phrase(
        "group \(keys.en): n = count(), s = sum(\(x.en)), m = median(\(x.en))",
        "集計 \(keys.ja)： n ＝ 件数（）、 s ＝ 合計（\(x.ja)）、 m ＝ 中央値（\(x.ja)）")
      let order = Phrase.sort(one.writer.sortable().descending)
      return one.sameAnswer(one.text(group), one.text(order, group), orMixed: false)
    }
  }
}
