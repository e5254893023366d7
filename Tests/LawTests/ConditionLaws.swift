import Diagnostics
import Oracle
import PolicyModel
import Testing

/// The laws of LANGUAGE.md §8 about conditions, each on random tables and random questions.
@Suite struct ConditionLaws {
  /// `where P | where Q` = `where P and Q` = `where Q | where P`.
  @Test func law1FiltersJoin() throws {
    try PropertyRun.check("law 1") { one in
      let (p, q) = (one.writer.condition(), one.writer.condition())
      let texts = [one.text(.where(p), .where(q)), one.text(.where(p.and(q))), one.text(.where(q), .where(p))]
      return one.allEqual(texts)
    }
  }

  /// `where P` and `where not P` split the table; `not not P` = P; De Morgan.
  @Test func law2NegationSplits() throws {
    try PropertyRun.check("law 2") { one in
      let (p, q) = (one.writer.condition(), one.writer.condition(depth: 1))
      let (yes, no) = (one.text(.where(p)), one.text(.where(p.negated)))
      let (a, b) = (p.operand, p.negated.parenthesized)
      let counts = Phrase(
        "group : a = count(\(a.en)), b = count(\(b.en)), n = count()",
        "集計 ： a ＝ 件数（\(a.ja)）、 b ＝ 件数（\(b.ja)）、 n ＝ 件数（）")
      return one.judge([yes, no, one.text(counts), one.text(.where(p.negated.negated))]) { answers in
        let (kept, left) = (answers[0].column("id"), answers[1].column("id"))
        if !Set(kept).isDisjoint(with: left) || kept.count + left.count != one.desk.table.rows.count {
          return "\(yes)\n\(answers[0].csv)\n\nand \(no)\n\(answers[1].csv)\ndo not split the table"
        }
        let numbers = [kept.count, left.count, kept.count + left.count]
        if answers[2].rows != [numbers.map { .number(ExactDecimal($0)) }] {
          return "\(one.text(counts))\n\(answers[2].csv)\nbut there are \(kept.count) and \(left.count) rows"
        }
        if answers[3].rows != answers[0].rows {
          return "\(yes)\n\(answers[0].csv)\n\nbut with not not\n\(answers[3].csv)"
        }
        return nil
      }.then {
        one.allEqual([one.text(.where(p.and(q).negated)), one.text(.where(p.negated.or(q.negated)))])
      }.then {
        one.allEqual([one.text(.where(p.or(q).negated)), one.text(.where(p.negated.and(q.negated)))])
      }
    }
  }

  /// `a != b` = `not (a = b)`; `x = x` always; of `<`, `=`, `>` exactly one where both are present, and only perhaps `=`
  /// where not.
  @Test func law3Trichotomy() throws {
    try PropertyRun.check("law 3") { one in
      let (a, b, isOrdered) = one.writer.comparablePair()
      let different = one.allEqual([
        one.text(.where(a.compared("!=", b))), one.text(.where(a.compared("=", b).negated)),
        one.text(.where(b.compared("!=", a))),
      ]).then {
        one.allEqual([one.text(.where(a.compared("=", a))), one.text(.where(b.compared("=", b))), one.text()])
      }
      if !isOrdered { return different }
      let tests = ["<", "=", ">"].map { a.compared($0, b).parenthesized }
      let columns = Phrase.list(
        zip(["l", "e", "g"], tests).map { Phrase("\($0) = \($1.en)", "\($0) ＝ \($1.ja)") }
          + zip(["p", "q"], [a.operand, b.operand]).map {
            Phrase("\($0) = (\($1.en) is missing)", "\($0) ＝ （\($1.ja) が 欠測）")
          })
      let text = one.text(Phrase("select \(columns.en)", "選択 \(columns.ja)"))
      return different.then {
        one.judge([text]) { answers in
          for row in answers[0].rows {
            let isTrue = row.prefix(5).map { $0 == .bool(true) }
            let holding = isTrue.prefix(3).filter { $0 }.count
            let isRight =
              isTrue[3] || isTrue[4] ? !isTrue[0] && !isTrue[2] && isTrue[1] == (isTrue[3] && isTrue[4]) : holding == 1
            if !isRight { return "\(text)\n\(answers[0].csv)" }
          }
          return nil
        }
      }
    }
  }

  /// Rows in which x is missing change neither sum, avg, median, min, max of x nor `where x < c`.
  @Test func law16MissingRowsChangeNothing() throws {
    try PropertyRun.check("law 16") { one in
      let numbers = one.writer.columns(.plain, .money, .ratio, .cases).filter { $0.name.en != "id" }
      let field = one.random.pick(numbers)
      let place = one.desk.table.entry.index(of: field.name.en) ?? 0
      let more = Desk(
        RandomTable.adding(rows: one.random.int(1...5), without: place, to: one.desk.table, seed: one.random.next()))
      let x = one.writer.name(field)
      let functions = [
        ("sum", "合計"), ("avg", "平均"), ("median", "中央値"), ("min", "最小"), ("max", "最大"), ("count", "件数"),
        ("count_distinct", "種類数"),
      ]
      let items = Phrase.list(functions.map { Phrase("\($0.0)_x = \($0.0)(\(x.en))", "\($0.0)_x ＝ \($0.1)（\(x.ja)）") })
      let group = one.text(Phrase("group : \(items.en)", "集計 ： \(items.ja)"))
      let test = one.writer.orderTest(of: field)
      let filter = one.text(.where(test))
      do throws(Diagnostic) {
        for text in [group, filter] {
          let (before, after) = (try one.desk.answer(text), try more.answer(text))
          if before.rows != after.rows {
            return .broken(
              "\(text)\n\(before.csv)\n\nbut \(after.csv)\nwith rows added that have no \(x.en):\n\(CSVText.of(more.table))"
            )
          }
        }
        return .holds
      } catch {
        return .refused(error, group)
      }
    }
  }
}
