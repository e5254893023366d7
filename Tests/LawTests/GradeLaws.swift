import Diagnostics
import Oracle
import PolicyModel
import Testing

/// Law 14 of LANGUAGE.md §8.
@Suite struct GradeLaws {
  /// Of two grades exactly one is better, or they are the same; the one that stands earlier in the legend is better, and
  /// of the next that holds too.
  @Test func law14OrderIsTotal() throws {
    try PropertyRun.check("law 14, order") { one in
      let fields = one.writer.columns(.grade)
      let field = one.random.pick(fields)
      let peer = one.random.pick(fields.filter { $0.type == field.type })
      let (a, b) = (one.writer.name(field), one.writer.name(peer))
      let signs = ["<", "<=", "=", "!=", ">=", ">"]
      let tests = Phrase.list(
        signs.enumerated().map { number, sign in
          let test = a.compared(sign, b).parenthesized
          return Phrase("c\(number) = \(test.en)", "c\(number) ＝ \(test.ja)")
        })
      let text = one.text(
        Phrase(
          "select a = \(a.en), b = \(b.en), s = step(\(a.en)) - step(\(b.en)), \(tests.en)",
          "選択 a ＝ \(a.ja)、 b ＝ \(b.ja)、 s ＝ 段（\(a.ja)） − 段（\(b.ja)）、 \(tests.ja)"))
      return one.judge([text]) { answers in
        for row in answers[0].rows {
          let found = row[3..<9].map { $0 == .bool(true) }
          var expected: [Bool]
          if case .level(let x) = row[0], case .level(let y) = row[1] {
            expected = [x > y, x >= y, x == y, x != y, x <= y, x < y]
            if row[2] != .number(ExactDecimal(y - x)) { return "\(text)\n\(answers[0].csv)" }
          } else {
            let isSame = row[0].isMissing && row[1].isMissing
            expected = [false, false, isSame, !isSame, false, false]
            if !row[2].isMissing { return "\(text)\n\(answers[0].csv)" }
          }
          if found != expected { return "\(text)\n\(answers[0].csv)" }
        }
        return nil
      }
    }
  }

  /// The worse the grade asked for, the more rows are at least as good; with the missing ones the worst takes them all.
  @Test func law14CountsAreMonotone() throws {
    try PropertyRun.check("law 14, counts") { one in
      let field = one.random.pick(one.writer.columns(.grade))
      guard let levels = field.type.scale?.levels else { return .holds }
      let name = one.writer.name(field)
      let rows = one.desk.table.rows.map { $0[one.desk.table.entry.index(of: field.name.en) ?? 0] }
      return one.judge(levels.map { one.text(.where(name.compared(">=", Phrase($0)))) }) { answers in
        let counts = answers.map(\.rows.count)
        let expected = levels.indices.map { best in
          rows.count { if case .level(let place) = $0 { place <= best } else { false } }
        }
        if counts == expected, zip(counts, counts.dropFirst()).allSatisfy({ $0 <= $1 }) { return nil }
        return "\(name.en) >= \(levels): \(counts), not \(expected)"
      }
    }
  }

  /// A legend with other words in the same order gives the same answers in other words; some of the words are those that
  /// other levels had before.
  @Test func law14WordsDoNotMatter() throws {
    try PropertyRun.check("law 14, relabelled") { one in
      let words = one.random.pick([
        ["B", "C", "D", "E", "F"], ["E", "D", "C", "B", "A"], ["秀", "優", "良", "可", "不可"], ["5", "4", "3", "2", "1"],
        ["a", "A", "x", "y", "z"], ["S", "A", "B", "C", "D"],
      ])
      let others = Desk(one.desk.table.relabelled(RandomTable.progress, words))
      let grades = one.writer.columns(.grade)
      let relabelled = try others.resolve(RandomTable.name.en).relation.fields
      let seed = one.random.next()
      let fields = [grades, relabelled.filter { field in grades.contains { $0.name == field.name } }]
      let texts = fields.map { fields in
        var writer = QueryWriter(fields, seed: seed)
        return one.text(writer.gradeQuestion())
      }
      let a = Result { () throws(Diagnostic) in try one.desk.answer(texts[0]) }
      let b = Result { () throws(Diagnostic) in try others.answer(texts[1]) }
      switch (a, b) {
      case (.success(let x), .success(let y)) where x.rows == y.rows: return .holds
      case (.failure(let x), .failure(let y)) where x.code == y.code: return .refused(x, texts[0])
      case (.success, .success), (.failure, .failure), (.success, .failure), (.failure, .success):
        return .broken("\(texts[0])\n\(a.shown)\n\nbut \(texts[1])\n\(b.shown)")
      }
    }
  }
}

extension QueryWriter {
  /// Some question about grades, over columns that are all grades.
  fileprivate mutating func gradeQuestion() -> Phrase {
    let field = random.pick(fields)
    let name = name(field)
    guard let scale = field.type.scale else { return name }
    switch random.int(0...6) {
    case 0, 1: return .where(condition())
    case 2: return .sort(random.chance(50) ? name.descending : name)
    case 3:
      let test = condition(depth: 1)
      return Phrase(
        "group every \(name.en): n = count(), b = best(\(name.en)), w = worst(\(name.en)), s = share_of(\(test.en))",
        "集計 全区分 \(name.ja)： n ＝ 件数（）、 b ＝ 最高（\(name.ja)）、 w ＝ 最低（\(name.ja)）、 s ＝ 割合（\(test.ja)）")
    case 4:
      let level = levelLiteral(scale)
      return Phrase(
        "derive s = step(\(name.en)), c = \(name.en) ?? \(level.en), d = if \(name.en) >= \(level.en) then 1 else 0",
        "追加 s ＝ 段（\(name.ja)）、 c ＝ \(name.ja) ?? \(level.ja)、 d ＝ もし \(name.ja) ≧ \(level.ja) ならば 1 でなければ 0")
    case 5:
      let (first, second) = (levelLiteral(scale), levelLiteral(scale))
      return Phrase(
        "compare count() over \(name.en): \(first.en) -> \(second.en)",
        "比較 件数（） 軸 \(name.ja)： \(first.ja) → \(second.ja)")
    default:
      let peer = self.name(random.pick(fields.filter { $0.type == field.type }))
      return Phrase("compare \(name.en) with \(peer.en)", "比較 \(name.ja) 対 \(peer.ja)")
    }
  }
}

extension RowTable {
  /// The same table with other words in a legend.
  fileprivate func relabelled(_ scale: Scale, _ words: [String]) -> RowTable {
    var entry = entry
    let new = Scale(name: scale.name, levels: words, isRanked: scale.isRanked)
    for place in entry.columns.indices where entry.columns[place].type == .level(scale) {
      entry.columns[place].type = .level(new)
    }
    return RowTable(entry: entry, rows: rows)
  }
}
