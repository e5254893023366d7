import ColumnStore
import Diagnostics
import PolicyModel
import QueryPlan
import Testing

@Suite("Join and union")
struct JoinTests {
  // MARK: What equals what

  /// The right rows that each left row finds, by their numbers in a second column.
  private func found(_ left: Given, _ right: Given) throws -> [Value] {
    let numbered = Given("n", .number, right.values.indices.map { number(String($0)) })
    return try cells(try scan([left]).join(try scan([right, numbered]), [0], [0], bring: [1]), 1)
  }

  @Test("Every kind of key; a missing cell equals nothing")
  func keys() throws {
    let none = Value.missing(.unmatched)
    #expect(
      try found(.texts("a", "x", nil, "y", "z"), .texts("b", "z", "x", nil)) == [number("1"), none, none, number("0")])
    #expect(
      try found(.years("a", 2019, nil, 1999, 2021), .years("b", 2021, 2019, nil)) == [
        number("1"), none, none, number("0"),
      ])
    #expect(try found(.bools("a", true, false, true), .bools("b", true)) == [number("0"), none, number("0")])
    // Other decimals, negative figures, figures far apart.
    #expect(
      try found(
        .numbers("a", "1", "-2.50", "0.000001", nil, "9223372036854775807"),
        .numbers("b", "1.00", "-2.5", "9223372036854775807", nil)) == [
          number("0"), number("1"), none, none, number("2"),
        ])
    // With six decimals this one would not fit 38 digits, so it equals nothing.
    let vast = "99999999999999999999999999999999999999"
    #expect(try found(.numbers("a", vast, "1"), .numbers("b", "0.000001", "1")) == [none, number("1")])
    #expect(try found(.numbers("a", vast, "1"), .numbers("b", vast)) == [number("0"), none])
    // Words and levels, levels of two scales.
    #expect(try found(.texts("a", "B", "x", "A"), .levels("b", grades, "A", "B")) == [number("1"), none, number("0")])
    let others = Scale(name: "o", levels: ["C", "A"], isRanked: false)
    #expect(
      try found(.levels("a", grades, "A", "B", "C", nil), .levels("b", others, "A", "C")) == [
        number("0"), none, number("1"), none,
      ])
    #expect(try found(.texts("a"), .texts("b", "x")) == [])
    #expect(try found(.texts("a", "x", nil), .texts("b")) == [none, none])
  }

  @Test("Several keys, also more combinations than can be counted directly", arguments: [10, 600])
  func severalKeys(count: Int) throws {
    var random = RandomQuestions(seed: 7, isExtreme: false)
    func column(_ name: String, _ rows: Int) -> Given {
      Given(name, .number, (0..<rows).map { _ in random.number(9) == 0 ? blank : number("\(random.number(count))") })
    }
    let left = [column("a", count), column("b", count), column("c", count)]
    let right = [column("a", count / 2), column("b", count / 2), column("c", count / 2)]
    let plan = try scan(left).join(try scan(right), [0, 1], [1, 0], bring: [2])
    var expected: [Value] = []
    for row in 0..<count {
      let matches = (0..<count / 2).filter {
        !left[0].values[row].isMissing && !left[1].values[row].isMissing && left[0].values[row] == right[1].values[$0]
          && left[1].values[row] == right[0].values[$0]
      }
      expected += matches.isEmpty ? [.missing(.unmatched)] : matches.map { right[2].values[$0] }
    }
    #expect(try cells(plan, 3) == expected)
  }

  // MARK: Which rows

  @Test("Look-up, many, only, without: order, columns and N3")
  func kinds() throws {
    let left = try scan(.texts("k", "b", "a", nil, "c", "a"), .numbers("x", "1", "2", "3", "4", "5"))
    let right = try scan(
      .texts("k", "a", "d", "b", "a"), .lists("l", ["p"], nil, ["q", "p"], ["r"]), .numbers("y", "10", "20", "30", "40")
    )
    let many = left.join(right, [0], [0], bring: [1, 2])
    #expect(try cells(many, 1) == numbers("1", "2", "2", "3", "4", "5", "5"))
    #expect(try cells(many, 3).map { $0.isMissing ? blank : $0 } == numbers("30", "10", "40", nil, nil, "10", "40"))
    #expect(try cells(many, 2)[0] == .list(texts("q", "p")))
    #expect(try cells(many, 2)[3] == .missing(.unmatched))
    #expect(try notices(many) == ["N3 左 2 右 1"])
    let once = right.filter(.compare(.notEqual, .column(2), constant("40")))
    #expect(
      try cells(left.join(once, [0], [0], bring: [2], .lookup, once: true), 1) == numbers("1", "2", "3", "4", "5"))
    #expect(try cells(left.join(once, [0], [0], bring: [2], .only, once: true), 1) == numbers("1", "2", "5"))
    #expect(try cells(left.join(right, [0], [0], .without), 1) == numbers("3", "4"))
    #expect(try notices(left.join(right, [0], [0], .without)) == [])
    let refused = failure(left.join(right, [0], [0], bring: [2], .lookup, once: true))
    #expect(refused?.message.en == "a 2 5 7")
    #expect(failure(left.join(right, [0], [0], .only, once: true))?.message.en == "a 2 5 5")
    // Twice on the right, but nobody asks for it.
    #expect(failure(left.take(1).join(right, [0], [0], .lookup, once: true)) == nil)
  }

  @Test("A union puts columns where the result has them, in one dictionary and one scale")
  func union() throws {
    let a = try scan(.texts("t", "x", nil), .numbers("n", "1", "2.5"), .levels("g", grades, "B", "A"))
    let b = try scan(.levels("g", directions, "イ", nil), .numbers("m", "0.000001", nil), .texts("t", "y", "x"))
    let merged = Scale(name: "g", levels: grades.levels + directions.levels, isRanked: false)
    let plan = Plan.union(
      .init(
        inputs: [a, b, a.filter(.constant(.bool(false), .bool))],
        places: [[0, 1, 2, nil], [2, 1, 0, 1], [0, 1, 2, nil]],
        fields: [field("t", .text), field("n"), field("g", .level(merged)), field("m")]))
    #expect(try cells(plan, 0) == texts("x", nil, "y", "x"))
    #expect(try cells(plan, 1) == numbers("1", "2.5", "0.000001", nil))
    #expect(try cells(plan, 2) == [level("B", merged), level("A", merged), level("イ", merged), blank])
    #expect(try cells(plan, 3) == [.missing(.unmatched), .missing(.unmatched), number("0.000001"), blank])
    let words = Plan.union(.init(inputs: [a, b], places: [[2], [2]], fields: [field("w", .text)]))
    #expect(try cells(words, 0) == texts("B", "A", "y", "x"))
  }

  // MARK: What stands behind the rows

  @Test("N5: each side of a join repeats for itself")
  func addedTwice() throws {
    let cost = try scan(.texts("k", "a", "b", "c"), .numbers("amount", "100", "20", "3"))
    let cases = try scan(.texts("k", "a", "a", "b"), .numbers("cases", "7", "8", "9"))
    let many = cost.join(cases, [0], [0], bring: [1])
    #expect(try repeated(many.group([], sum(.column(1)))) == ["1 row (100): before join: group …: sum(amount)"])
    #expect(try repeated(many.group([], sum(.column(2)))) == [])
    // What is computed from both is of its own for each pair.
    let product = PlanExpression.product(.column(1), [ProductFactor(isDivision: false, value: .column(2))])
    #expect(try repeated(many.group([], sum(product))) == [])
    #expect(try repeated(many.derive("p", product).group([], sum(.column(3)))) == [])
    // A condition on one side does not make an amount of the other another amount.
    let chosen = PlanExpression.conditional(
      .compare(.equal, .column(0), constant(text: "a")), then: .column(1), else: constant("0"))
    #expect(try repeated(many.group([], sum(chosen))) == ["1 row (100): before join: group …: sum(x)"])
    // A look-up repeats what is looked up.
    let lookup = cases.join(cost, [0], [0], bring: [1], once: true)
    #expect(try repeated(lookup.group([], sum(.column(2)))) == ["1 row (100): t | group …: sum(amount)"])
    #expect(try repeated(lookup.group([], sum(.column(1)))) == [])
    #expect(try repeated(lookup.take(1).group([], sum(.column(2)))) == [])
    // Through both, and through sorting, filtering and computing.
    let twice = many.join(cost, [0], [0], bring: [1]).sort(.init(.column(1), isDescending: true)).derive(
      "d", .sum(.column(3), [SumTerm(isMinus: false, value: .column(1))], result: .number))
    #expect(try repeated(twice.group([], sum(.column(4)))) == ["1 row (200): before join: group …: sum(d)"])
  }

  @Test("N5: a union that takes rows of one table twice")
  func unitedTwice() throws {
    let shared = SharedSource(try scan(.numbers("x", "1", "2", "4")))
    let all = shared.scan
    let big = all.filter(.compare(.greater, .column(0), constant("1")))
    let both = Plan.union(.init(inputs: [all, big], places: [[0], [0]], fields: all.fields))
    #expect(try repeated(both.group([], sum(.column(0)))) == ["2 rows (6): before union: where …"])
    let apart = Plan.union(
      .init(
        inputs: [all.filter(.compare(.equal, .column(0), constant("1"))), big], places: [[0], [0]], fields: all.fields))
    #expect(try repeated(apart.group([], sum(.column(0)))) == [])
  }

  @Test("N9 counts the rows of both tables, and those of one that is read twice once")
  func readingsCounted() throws {
    var reading = Given.levels("reading", readings, "inferred", "stated", "derived")
    reading.role = .reading
    let plan = try scan(.texts("k", "a", "b", "c"), reading)
    let shared = SharedSource(plan).scan
    let other = try scan(.texts("k", "b", "c", "x"), reading)
    #expect(try notices(plan.join(other, [0], [0], quiet: true)) == ["N9 文書に明記のない値: 推定 2 行、計算 1 行"])
    #expect(try notices(plan.take(1).join(other, [0], [0], quiet: true)) == ["N9 文書に明記のない値: 推定 1 行"])
    #expect(try notices(shared.join(shared, [0], [0], quiet: true)) == ["N9 文書に明記のない値: 推定 1 行、計算 1 行"])
    let united = Plan.union(.init(inputs: [plan, other.take(1)], places: [[0], [0]], fields: [plan.fields[0]]))
    #expect(try notices(united) == ["N9 文書に明記のない値: 推定 2 行、計算 1 行"])
    #expect(try notices(united.take(1, fromEnd: true)) == ["N9 文書に明記のない値: 推定 1 行"])
    #expect(
      try notices(united.group([0], count()).take(1)) == ["N9 文書に明記のない値: 推定 1 行"])
  }

  /// What N5 says of a plan, with what to do about it.
  private func repeated(_ plan: Plan) throws -> [String] {
    try run(plan).notices.filter { $0.code == "N5" }.map { notice in
      let text = notice.message.en.replacing("s were added more than once", with: "s")
        .replacing(" was added more than once", with: "").replacing(" source", with: "").dropLast()
      return "\(text): \(notice.fix?.en ?? "")"
    }
  }
}

/// A table as the program holds it: one object, however often it is scanned.
private final class SharedSource: TableSource {
  let entry: TableEntry
  private let inner: any TableSource
  private let fields: [Field]

  init(_ plan: Plan) {
    guard case .scan(let node) = plan else { fatalError("not a scan") }
    inner = node.source
    entry = node.source.entry
    fields = node.fields
  }

  var scan: Plan {
    .scan(.init(source: self, name: entry.name, columns: Array(fields.indices), fields: fields))
  }

  var knownRowCount: Int? { inner.knownRowCount }

  func read(columns: [Int]) throws(Diagnostic) -> (columns: [Column], rowCount: Int) {
    try inner.read(columns: columns)
  }
}

extension Plan {
  /// - Parameter once: whether several matches are refused.
  func join(
    _ right: Plan, _ leftKeys: [Int], _ rightKeys: [Int], bring: [Int] = [], _ kind: Join.Kind = .lookup,
    once: Bool = false, quiet: Bool = false
  ) -> Plan {
    var join = Join(
      left: self, right: right, leftKeys: leftKeys, rightKeys: rightKeys, kind: kind, rightColumns: bring,
      fields: fields + bring.map { right.fields[$0] }, rightName: BilingualName("t"))
    if once {
      join.severalMatches = SeveralMatches { keys, matches, before, after in
        let words = keys.map { if case .text(let text) = $0 { text } else { "?" } }
        return Diagnostic("E15", Message(same: "\(words.joined()) \(matches) \(before) \(after)"))
      }
    }
    if kind != .without, !quiet { join.unmatched = { Notice("N3", Message(same: "左 \($0) 右 \($1)")) } }
    return .join(join)
  }
}
