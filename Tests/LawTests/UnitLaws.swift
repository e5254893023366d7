import Diagnostics
import Oracle
import PolicyModel
import Testing

/// Law 12 of LANGUAGE.md §8.
@Suite struct UnitLaws {
  /// A table whose money is printed in another unit gives the same comparisons, sums and ratios.
  @Test func law12ScalingChangesNothing() throws {
    try PropertyRun.check("law 12, scaled") { one in
      let unit = Unit.declared(one.random.pick(["円", "万円", "百万円", "億円"]))
      let scaled = Desk(one.desk.table.printingMoney(in: unit))
      let money = QueryWriter(one.writer.columns(.money, .plain, .year, .grade), seed: one.random.next())
      var writer = money
      let (x, y) = (writer.number(.money).operand, writer.number(.money).operand)
      let keys = one.writer.keyList(1...2)
      let questions = [
        Phrase.where(writer.condition()),
        Phrase(
          "derive r = \(x.en) / \(y.en), d = \(x.en) - \(y.en), g = \(x.en) >= \(y.en)",
          "追加 r ＝ \(x.ja) ÷ \(y.ja)、 d ＝ \(x.ja) − \(y.ja)、 g ＝ \(x.ja) ≧ \(y.ja)"),
        .sort(x.descending),
        Phrase(
          "group \(keys?.en ?? ""): s = sum(\(x.en)), m = avg(\(y.en)), q = sum(\(x.en)) / sum(\(y.en))",
          "集計 \(keys?.ja ?? "")： s ＝ 合計（\(x.ja)）、 m ＝ 平均（\(y.ja)）、 q ＝ 合計（\(x.ja)） ÷ 合計（\(y.ja)）"),
        one.writer.by("compare sum(\(x.en)) over year: R1 -> R2", "比較 合計（\(x.ja)） 軸 年度： R1 → R2", keys),
      ]
      return one.sameAnswers(one.text(one.random.pick(questions)), on: scaled)
    }
  }

  /// What a file says in 千円 or in 円 is one amount: figures come back as they were, and make the same table.
  @Test func law12FiguresComeBack() throws {
    try PropertyRun.draw("law 12, figures") { random in
      let units = ["円", "千円", "万円", "百万円", "億円"].map { Unit.declared($0) }
      let (u, v) = (random.pick(units), random.pick(units))
      let figure = ExactDecimal(
        mantissa: Int128(random.int(-1_000_000_000...1_000_000_000)), scale: random.int(0...2))
      let base = try u.toBase(figure)
      let other = try v.fromBase(base)
      // Beyond the sixth decimal a figure in large units is rounded; only exact ones must come back.
      let isExact = try v.toBase(other) == base
      let smaller = u.numerator >= v.numerator
      if try u.fromBase(base) == figure, isExact || !smaller { return .holds }
      return .broken("\(figure) \(u.symbol) is \(base)円, \(other) \(v.symbol)")
    }
  }

  /// `(a as u) as v` is `a as v`, in value and in unit.
  @Test func law12LastUnitCounts() throws {
    try PropertyRun.check("law 12, as") { one in
      let money = [("円", "円"), ("千円", "千円"), ("万円", "万円"), ("百万円", "百万円"), ("億円", "億円")]
      let ratios = [("%", "％"), ("ポイント", "ポイント")]
      let (kind, units) = one.random.pick([
        (QueryWriter.Kind.money, money), (.money, money), (.ratio, ratios), (.plain, money), (.cases, [("件", "件")]),
      ])
      let (u, v) = (one.random.pick(units), one.random.pick(units))
      let x = one.writer.number(kind).operand
      let both = one.text(Phrase("select x = (\(x.en) as \(u.0)) as \(v.0)", "選択 x ＝ （\(x.ja) 単位 \(u.1)） 単位 \(v.1)"))
      let last = one.text(Phrase("select x = \(x.en) as \(v.0)", "選択 x ＝ \(x.ja) 単位 \(v.1)"))
      return one.judge([both, last]) { answers in
        let places = answers.compactMap { $0.fields.first { $0.name.en == "x" } }
        if answers[0].rows == answers[1].rows, places.count == 2, places[0].unit == places[1].unit { return nil }
        return "\(both)\n\(answers[0].csv)\n\nbut \(last)\n\(answers[1].csv)"
      }
    }
  }

  /// Figures of different dimensions are never added, compared or set side by side, however they are computed.
  @Test func law12DimensionsStayApart() throws {
    try PropertyRun.check("law 12, dimensions") { one in
      let kinds = [QueryWriter.Kind.money, .ratio, .cases, .plain].shuffled(using: &one.random)
      let (a, b) = (one.writer.measured(kinds[0]), one.writer.measured(kinds[1]))
      let (x, y) = (a.operand, b.operand)
      let questions = [
        Phrase("derive s = \(x.en) + \(y.en)", "追加 s ＝ \(x.ja) ＋ \(y.ja)"),
        Phrase("derive s = \(x.en) - \(y.en)", "追加 s ＝ \(x.ja) − \(y.ja)"),
        .where(x.compared(one.random.pick(["=", "!=", "<", "<=", ">", ">="]), y)),
        Phrase("where \(x.en) in \(y.en)..\(y.en)", "絞込 \(x.ja) が \(y.ja)〜\(y.ja) の範囲"),
        Phrase("derive s = min2(\(x.en), \(y.en))", "追加 s ＝ 小さい方（\(x.ja)、 \(y.ja)）"),
        Phrase("derive s = \(x.en) ?? \(y.en)", "追加 s ＝ \(x.ja) ?? \(y.ja)"),
        Phrase("derive s = if id = 1 then \(x.en) else \(y.en)", "追加 s ＝ もし 番号 ＝ 1 ならば \(x.ja) でなければ \(y.ja)"),
        Phrase("compare \(x.en) with \(y.en)", "比較 \(x.ja) 対 \(y.ja)"),
        Phrase("group : s = sum(\(x.en)) - sum(\(y.en))", "集計 ： s ＝ 合計（\(x.ja)） − 合計（\(y.ja)）"),
      ]
      let text = one.text(one.random.pick(questions))
      do throws(Diagnostic) {
        let answer = try one.desk.answer(text)
        return .broken("\(text)\n\(answer.csv)")
      } catch {
        return error.code == nil ? .broken("\(text)\n\(error.shown)") : .holds
      }
    }
  }
}

extension QueryWriter {
  /// A value of the kind that is no bare number: that would be 0 of any kind, or a factor.
  fileprivate mutating func measured(_ kind: Kind) -> Phrase {
    let column =
      columns(kind).filter { $0.name.en != "id" }.randomElement(using: &random).map { name($0) } ?? Phrase("num", "数量")
    switch random.int(0...4) {
    case 0: return infix(column, "*", "×", Phrase("2"))
    case 1: return infix(column, "/", "÷", Phrase("2"))
    case 2: return infix(column, "+", "＋", column)
    case 3: return .call("abs", "絶対値", column)
    default: return column
    }
  }
}

extension RowTable {
  /// The same amounts in a table that prints them in another unit.
  fileprivate func printingMoney(in unit: Unit) -> RowTable {
    var entry = entry
    for place in entry.columns.indices where entry.columns[place].unit?.dimension == .money {
      entry.columns[place].unit = unit
    }
    return RowTable(entry: entry, rows: rows)
  }
}

extension PropertyCase {
  /// Whether another desk gives the same rows to a question, or refuses it for the same reason.
  fileprivate func sameAnswers(_ text: String, on other: Desk) -> Outcome {
    let a = Result { () throws(Diagnostic) in try desk.answer(text) }
    let b = Result { () throws(Diagnostic) in try other.answer(text) }
    switch (a, b) {
    case (.success(let x), .success(let y)) where x.rows == y.rows: return .holds
    case (.failure(let x), .failure(let y)) where x.code == y.code: return .refused(x, text)
    case (.success, .success), (.failure, .failure), (.success, .failure), (.failure, .success):
      return .broken("\(text)\n\(a.shown)\n\nbut otherwise\n\(b.shown)")
    }
  }
}
