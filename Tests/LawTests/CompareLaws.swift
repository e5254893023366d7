import Diagnostics
import Oracle
import PolicyModel
import Testing

/// Law 10 of LANGUAGE.md §8, of both forms of `compare`.
@Suite struct CompareLaws {
  /// `v2 -> v1` exchanges base and value, negates the difference and turns better and worse around; of what is the same
  /// or unknown it says the same.
  @Test func law10SwappingTurnsAround() throws {
    try PropertyRun.check("law 10, swapped") { one in
      let question = Question(&one)
      let (there, back) = (question.text(one, swapped: false), question.text(one, swapped: true))
      return one.judge([there, back]) { answers in
        let report = "\(there)\n\(answers[0].csv)\n\nbut \(back)\n\(answers[1].csv)"
        let (rows, others) = (
          answers[0].comparisons(keys: question.width), answers[1].comparisons(keys: question.width)
        )
        if rows.count != others.count { return report }
        for (a, b) in zip(rows, others) {
          let isTurned = a.keys == b.keys && a.base == b.value && a.value == b.base && a.better?.turned == b.better
          if !isTurned || a.difference?.negated != b.difference { return report }
        }
        return nil
      }
    }
  }

  /// `value = base + diff` wherever both are there, and there is no difference where one is not; of grades the difference
  /// counts steps towards the better end.
  @Test func law10DifferenceAddsUp() throws {
    try PropertyRun.check("law 10, difference") { one in
      let question =
        one.random.chance(70) ? Question(&one).text(one, swapped: false) : one.text(one.writer.compareWith())
      return one.judge([question]) { answers in
        for row in answers[0].comparisons() where !row.addsUp { return "\(question)\n\(answers[0].csv)" }
        return nil
      }
    }
  }

  /// A value set beside itself differs by nothing, and is the same wherever it is known what is better.
  @Test func law10NothingDiffersFromItself() throws {
    try PropertyRun.check("law 10, itself") { one in
      var question = Question(&one)
      let (apart, itself) = (question.text(one, swapped: false), question.text(one, to: question.first))
      question.direction = nil
      return one.judge([itself, apart]) { answers in
        let known = Set(
          answers[1].comparisons(keys: question.width).filter { $0.better == .improved || $0.better == .worse }.map(
            \.keys))
        for row in answers[0].comparisons(keys: question.width) {
          // What a group's rows say of the direction may be said by those of the other value.
          let isKnown = known.contains(row.keys) && !question.hasDirectionOfRow
          let isRight =
            if row.base == nil {
              row.value == nil && row.difference == nil && row.better == .unknown
            } else {
              row.base == row.value && row.difference == .zero
                && (row.better == .same || row.better == .unknown && !isKnown)
            }
          if !isRight { return "\(itself)\n\(answers[0].csv)\n\nbeside \(apart)\n\(answers[1].csv)" }
        }
        return nil
      }.then {
        let stated = question.text(one, to: question.first, better: ("up", "増"))
        return one.judge([stated]) { answers in
          for row in answers[0].comparisons() where row.base != nil && row.better != .same {
            return "\(stated)\n\(answers[0].csv)"
          }
          return nil
        }
      }
    }
  }
}

/// A random `compare … over`, whose ends can be exchanged.
private struct Question {
  let measure: Phrase
  let over: Phrase
  let first: Phrase
  let second: Phrase
  let keys: [Field]?
  private let writer: QueryWriter
  var direction: (en: String, ja: String)?

  init(_ one: inout PropertyCase) {
    let fields = one.writer.columns(.year, .grade, .category, .text)
    let field = one.random.pick(fields)
    over = one.writer.name(field)
    (first, second) = (one.writer.end(of: field), one.writer.end(of: field))
    let kind = one.random.pick([QueryWriter.Kind.plain, .money, .ratio, .cases])
    measure = one.random.pick([
      .call("sum", "合計", one.writer.number(kind)), .call("avg", "平均", one.writer.number(kind)), .call("count", "件数"),
      .call("best", "最高", Phrase("grade", "進捗")), .call("max", "最大", one.writer.column(.year) ?? Phrase("year", "年度")),
      one.writer.column(.plain, .money, .ratio, .cases, .perRow, .grade) ?? Phrase("num", "数量"),
    ])
    // A measure without an aggregate needs rows of their own; the key of the table gives it those.
    let others = one.writer.keys.filter { $0.id != field.id }.shuffled(using: &one.random)
    let isPlain = !measure.en.contains("(")
    keys = one.random.chance(isPlain ? 10 : 70) ? Array(others.prefix(one.random.int(1...2))) : nil
    writer = one.writer
    direction = one.random.pick([nil, nil, ("up", "増"), ("down", "減"), ("none", "なし")])
  }

  /// How many columns tell the rows of the result apart.
  var width: Int { keys?.count ?? 1 }

  var hasDirectionOfRow: Bool { measure.en.contains("score") }

  func text(_ one: PropertyCase, swapped: Bool) -> String {
    swapped ? text(one, from: second, to: first) : text(one, from: first, to: second)
  }

  func text(_ one: PropertyCase, to end: Phrase, better: (en: String, ja: String)? = nil) -> String {
    text(one, from: first, to: end, better: better)
  }

  private func text(
    _ one: PropertyCase, from: Phrase, to: Phrase, better stated: (en: String, ja: String)? = nil
  ) -> String {
    var verb = one.writer.by(
      "compare \(measure.en) over \(over.en): \(from.en) -> \(to.en)",
      "比較 \(measure.ja) 軸 \(over.ja)： \(from.ja) → \(to.ja)",
      keys.map { keys in .list(keys.map { writer.name($0) }) })
    if let better = stated ?? direction {
      verb = Phrase("\(verb.en) better \(better.en)", "\(verb.ja) 良い方向 \(better.ja)")
    }
    return one.text(verb)
  }
}

extension QueryWriter {
  /// A value that stands before or behind the arrow of a comparison over the column.
  fileprivate mutating func end(of field: Field) -> Phrase {
    switch Self.kind(field) {
    case .year: yearLiteral()
    case .text: textLiteral()
    default: field.type.scale.map { levelLiteral($0) } ?? plainLiteral()
    }
  }
}

/// One row of a comparison.
private struct ComparedRow {
  var keys: [Value]
  /// Nil where missing.
  var base: Value?
  var value: Value?
  var difference: ExactDecimal?
  var better: Verdict?

  enum Verdict: Int {
    case improved, same, worse, unknown

    var turned: Verdict {
      switch self {
      case .improved: .worse
      case .worse: .improved
      case .same, .unknown: self
      }
    }
  }

  var addsUp: Bool {
    guard let base, let value else { return difference == nil }
    switch (base, value) {
    case (.number(let a), .number(let b)): return difference.flatMap { try? a + $0 } == b
    case (.year(let a), .year(let b)): return difference == ExactDecimal(b - a)
    case (.level(let a), .level(let b)): return difference == ExactDecimal(a - b)
    default: return false
    }
  }
}

extension Answer {
  /// The rows of a comparison, told apart by the first columns.
  fileprivate func comparisons(keys: Int = 0) -> [ComparedRow] {
    let names = fields.map(\.name.en)
    let base = names.firstIndex(of: "base") ?? 0
    return rows.map { row in
      func cell(_ name: String) -> Value? {
        names.indices.first { $0 >= base && names[$0] == name }.flatMap { row[$0].isMissing ? nil : row[$0] }
      }
      var made = ComparedRow(keys: row.prefix(keys).map(\.withoutReason), base: cell("base"), value: cell("value"))
      if case .number(let number)? = cell("diff") { made.difference = number }
      if case .level(let place)? = cell("better") { made.better = ComparedRow.Verdict(rawValue: place) }
      return made
    }
  }
}
