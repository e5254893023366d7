import ColumnStore
import Diagnostics
import PolicyModel
import QueryPlan
import Testing

@Suite("What stands behind a result: N5 and N9")
struct LineageTests {
  let cost: Plan

  init() throws {
    var reading = Given.levels("reading", readings, "stated", "inferred", "derived", "inferred", "derived")
    reading.role = .reading
    cost = try scan(
      .lists("dept", ["企画課", "総務課"], ["総務課"], ["企画課", "税務課", "総務課"], nil, ["税務課", "税務課"]),
      .numbers("amount", unit: thousandYen, "1000", "2000", "3000", "4000", nil), reading)
  }

  @Test("Rows whose figures are not in the document, as far as the result stands on them")
  func readingsCounted() throws {
    #expect(try notices(cost) == ["N9 文書に明記のない値: 推定 2 行、計算 2 行"])
    #expect(try notices(cost.take(2)) == ["N9 文書に明記のない値: 推定 1 行"])
    #expect(try notices(cost.take(1)) == [])
    #expect(try notices(cost.filter(.isMissing(.column(1))).select(1)) == ["N9 文書に明記のない値: 計算 1 行"])
    #expect(try notices(cost.unnest(0).select(0)) == ["N9 文書に明記のない値: 推定 2 行、計算 2 行"])
    #expect(
      try run(cost.take(3)).notices.map(\.message.en) == ["Not stated in the document: 1 row inferred, 1 derived"])
    #expect(
      try run(cost.filter(.isMissing(.column(1)))).notices.map(\.message.en)
        == ["Not stated in the document: 1 row derived"])
  }

  @Test("Behind groups, those of the groups that remain")
  func groups() throws {
    let grouped = cost.unnest(0).group([0], count())
    #expect(try notices(grouped) == ["N9 文書に明記のない値: 推定 2 行、計算 2 行"])
    #expect(
      try notices(grouped.filter(.compare(.equal, .column(0), constant(text: "企画課"))))
        == ["N9 文書に明記のない値: 計算 1 行"])
    #expect(
      try notices(grouped.sort(.init(.column(1), isDescending: true)).take(2).group([], sum(.column(1))))
        == ["N9 文書に明記のない値: 推定 1 行、計算 2 行"])
    // A row that no call takes is not behind the result.
    let early = PlanExpression.compare(.less, .column(1), constant("3000"))
    #expect(
      try notices(cost.group([], count(where: early))) == ["N9 文書に明記のない値: 推定 1 行"])
    #expect(
      try notices(cost.group([], count(where: early), count(where: .isMissing(.column(1)))))
        == ["N9 文書に明記のない値: 推定 1 行、計算 1 行"])
  }

  @Test("A row added in several groups, or several times in one")
  func addedTwice() throws {
    let plan = cost.unnest(0).group([0], sum(.column(1), unit: thousandYen)).select(1)
    let found = try run(plan).notices
    #expect(found.map(\.code) == ["N2", "N5", "N9"])
    // Rows 1 (1000 once more) and 3 (3000 twice more); the row without an amount adds nothing. Base units are 円.
    #expect(found[1].message.ja == "同じ元の行を重ねて足しました: 2 行、7千円")
    #expect(found[1].message.en == "2 source rows were added more than once (7千円).")
    #expect(found[1].fix?.en == "before unnest: derive amount = amount / len(dept)")
    #expect(
      try notices(cost.unnest(0).group([], sum(.column(1)))).filter { $0.hasPrefix("N5") }
        == ["N5 同じ元の行を重ねて足しました: 2 行、7,000"])
    let one = cost.unnest(0).filter(.compare(.equal, .column(0), constant(text: "企画課")))
    #expect(try notices(one.group([0], sum(.column(1)))).filter { $0.hasPrefix("N5") } == [])
    #expect(try notices(cost.unnest(0).group([0], count())).filter { $0.hasPrefix("N5") } == [])
    // What is counted before is added once.
    #expect(
      try notices(cost.unnest(0).group([0], count()).group([], sum(.column(1)))).filter { $0.hasPrefix("N5") } == [])
  }

  @Test("Two notices that say the same are given once, and in the order of their numbers")
  func merged() throws {
    let zero = PlanExpression.product(.column(1), [ProductFactor(isDivision: true, value: constant("0"))])
    let plan = cost.derive("q", zero).group(
      [], sum(.column(1)), sum(.column(1)), sum(.column(3)))
    #expect(
      try notices(plan) == [
        "N2 sum: 欠測 1 件を除きました。", "N2 sum: 欠測 5 件を除きました。", "N4 0 で割った 4 件は計算不能としました。",
        "N9 文書に明記のない値: 推定 2 行、計算 2 行",
      ])
  }
}
