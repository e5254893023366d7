import Diagnostics
import Oracle
import PolicyModel
import Testing

/// Laws of the verbs and functions that look at other rows.
@Suite struct WindowLaws {
  /// Rows of `growth` in year y are the rows of `compare y-1 -> y` that have something in y.
  @Test func law11GrowthIsCompareYearByYear() throws {
    try PropertyRun.check("law 11") { one in
      let keys = one.random.chance(80) ? one.writer.keyList(1...2) : nil
      let year = one.random.pick([2017, 2018, 2019, 2020, 2021, 2023])
      let kind = one.random.pick([QueryWriter.Kind.plain, .money, .ratio, .cases])
      let measure = one.random.pick([
        Phrase.call("sum", "合計", one.writer.number(kind)), .call("count", "件数"),
        one.writer.column(.plain, .money, .ratio, .cases, .perRow, .grade) ?? Phrase("num", "数量"),
      ])
      let growth = one.writer.by(
        "growth \(measure.en) over year", "増減 \(measure.ja) 軸 年度", keys)
      let compare = one.writer.by(
        "compare \(measure.en) over year: \(year - 1) -> \(year)", "比較 \(measure.ja) 軸 年度： \(year - 1) → \(year)", keys)
      return one.judge([one.text(growth), one.text(compare)]) { answers in
        let (grown, compared) = (answers[0], answers[1])
        let shown = grown.fields.filter(\.isShown).map(\.name.en)
        guard let place = shown.firstIndex(of: "year") else { return nil }
        let keys = Array(shown[..<place])
        let pairs = [("value", "value"), ("prev", "base"), ("diff", "diff"), ("rate", "rate"), ("better", "better")]
        let rows = grown.rows(keys + ["year"] + pairs.map(\.0)).filter { $0[keys.count] == .year(year) }
          .map { row in row.enumerated().filter { $0.offset != keys.count }.map(\.element) }
        // A key of the one that is absent in the year is no row of the other.
        let others = compared.rows(keys + pairs.map(\.1))
        let missing = rows.filter { !others.contains($0) }
        let extra = others.filter { !rows.contains($0) && !$0[keys.count].isMissing }
        if missing.isEmpty && extra.isEmpty { return nil }
        return "\(one.text(growth))\n\(grown.csv)\n\nbut \(one.text(compare))\n\(compared.csv)"
      }
    }
  }

  /// `total(x)` is what `group: sum(x)` gives, the last running total is the total, and `share(x)` is `x / total(x)`.
  @Test func totalsAgree() throws {
    try PropertyRun.check("totals") { one in
      let keys = one.random.chance(60) ? one.writer.keyList(1...2) : nil
      let x = one.writer.number(one.random.pick([.plain, .money, .ratio, .cases]))
      let derive = one.writer.by(
        "derive t = total(\(x.en)), s = share(\(x.en)), q = (\(x.en)) / total(\(x.en)), c = cumsum(\(x.en))",
        "追加 t ＝ 全体（\(x.ja)）、 s ＝ 構成比（\(x.ja)）、 q ＝ （\(x.ja)） ÷ 全体（\(x.ja)）、 c ＝ 累計（\(x.ja)）", keys)
      let group = Phrase("group \(keys?.en ?? ""): t = sum(\(x.en))", "集計 \(keys?.ja ?? "")： t ＝ 合計（\(x.ja)）")
      let again = Phrase(
        "group \(keys?.en ?? ""): a = min(t), b = max(t), e = last(c)",
        "集計 \(keys?.ja ?? "")： a ＝ 最小（t）、 b ＝ 最大（t）、 e ＝ 最後（c）")
      return one.judge([one.text(group), one.text(derive, again), one.text(derive)]) { answers in
        let totals = answers[0].column("t").map(\.withoutReason)
        for name in ["a", "b", "e"] where answers[1].column(name).map(\.withoutReason) != totals {
          return "\(one.text(group))\n\(answers[0].csv)\n\nbut \(one.text(derive, again))\n\(answers[1].csv)"
        }
        if answers[2].column("s") == answers[2].column("q") { return nil }
        return "\(one.text(derive))\n\(answers[2].csv)"
      }
    }
  }

  /// Rows put in the order of their rank are in the order of the value; ranks are 1 and above, and only missing values
  /// have none.
  @Test func rankIsTheOrder() throws {
    try PropertyRun.check("rank") { one in
      let columns = one.writer.columns(.plain, .money, .ratio, .cases, .year, .text, .grade)
      let key = one.writer.name(one.random.pick(columns))
      let isDown = one.random.chance(50)
      let rank = Phrase("rank \(isDown ? "-" : "")\(key.en) as r", "順位 \(isDown ? "−" : "")\(key.ja) 名前 r")
      let sort = Phrase("sort \(isDown ? "-" : "")\(key.en)", "並替 \(isDown ? "−" : "")\(key.ja)")
      let question = one.text(rank, sort)
      return one.allEqual([one.text(rank, .sort(Phrase("r"))), question]).then {
        one.judge([question]) { answers in
          let (ranks, values) = (answers[0].column("r"), answers[0].column(key.en))
          var last: (value: Value, rank: Value)?
          for (place, (rank, value)) in zip(ranks, values).enumerated() {
            let isRight =
              value.isMissing
              ? rank.isMissing : rank == (last?.value == value ? last?.rank : .number(ExactDecimal(place + 1)))
            if !isRight { return "\(question)\n\(answers[0].csv)" }
            last = (value, rank)
          }
          return nil
        }
      }
    }
  }

  /// First and last of a trend are those of the rows in order.
  @Test func trendHasItsEnds() throws {
    try PropertyRun.check("trend") { one in
      let x = one.writer.column(.plain, .money, .ratio, .cases) ?? Phrase("num", "数量")
      let unique = Phrase("take 1 by kind, year", "先頭 1 ごと 予算決算、 年度")
      let known = Phrase("where year is present", "絞込 年度 が 記入あり")
      let trend = Phrase("trend \(x.en) over year by kind", "推移 \(x.ja) 軸 年度 ごと 予算決算")
      let group = Phrase(
        "sort year | group kind: n = count(\(x.en)), first = first(\(x.en)), last = last(\(x.en))",
        "並替 年度 ｜ 集計 予算決算： n ＝ 件数（\(x.ja)）、 first ＝ 最初（\(x.ja)）、 last ＝ 最後（\(x.ja)）")
      return one.judge([one.text(known, unique, trend), one.text(known, unique, group)]) { answers in
        let names = ["kind", "n", "first", "last"]
        if answers[0].rows(names) == answers[1].rows(names) { return nil }
        return "\(one.text(known, unique, trend))\n\(answers[0].csv)\n\nbut \(answers[1].csv)"
      }
    }
  }
}

extension Answer {
  /// The values of some columns, all missing values alike.
  fileprivate func rows(_ names: [String]) -> [[Value]] {
    let places = names.compactMap { name in fields.firstIndex { $0.name.en == name && $0.isShown } }
    return rows.map { row in places.map { row[$0].withoutReason } }
  }
}
