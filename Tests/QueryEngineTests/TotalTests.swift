import ColumnStore
import Diagnostics
import PolicyModel
import QueryPlan
import Testing

@testable import QueryEngine

/// Totals beside groups: several groupings of the same rows by one aggregate.
@Suite("Totals")
struct TotalTests {
  private func totals(_ plan: Plan, _ sets: [[Int]], within: [Int]? = nil) throws -> [[String]] {
    let x = Field(id: 90, name: BilingualName("x"), type: .number)
    var sum = AggregateCall(Kernels.sum, .column(2), field: x)
    sum.within = within
    var fields = [plan.fields[0], plan.fields[1], x]
    if !sets.isEmpty { fields.append(Field(id: 91, name: BilingualName("level"), type: .number)) }
    let table = try run(
      .aggregate(Plan.Aggregate(input: plan, keys: [0, 1], calls: [sum], fields: fields, totals: sets))
    ).table
    return (0..<table.rowCount).map { row in
      fields.indices.map { column in
        switch table.value(row: row, column: column) {
        case .missing(let reason): reason.word
        case .text(let text): text
        case .number(let number): number.plain
        default: "?"
        }
      }
    }
  }

  private func rows() throws -> Plan {
    try scan(
      .texts("a", "p", "p", "q", nil, "q"), .texts("b", "x", "y", "x", "x", "x"),
      .numbers("n", "1", "2", "4", "8", "16"))
  }

  @Test("The rows of each total stand behind, numbered, in the order of first appearance")
  func levels() throws {
    #expect(
      try totals(try rows(), [[0], [1], []]) == [
        ["p", "x", "1", "0"], ["p", "y", "2", "0"], ["q", "x", "20", "0"], ["未記入", "x", "8", "0"],
        ["p", "計", "3", "1"], ["q", "計", "20", "1"], ["未記入", "計", "8", "1"],
        ["計", "x", "29", "2"], ["計", "y", "2", "2"],
        ["計", "計", "31", "3"],
      ])
  }

  @Test("Without rows there is nothing but the total over all of them")
  func empty() throws {
    let none = try scan(.texts("a"), .texts("b"), .numbers("n"))
    #expect(try totals(none, [[0], [1], []]) == [["計", "計", "該当なし", "3"]])
    #expect(try totals(none, [[0]]).isEmpty)
  }

  @Test("A result within some keys is that of all rows which agree in them")
  func within() throws {
    #expect(
      try totals(try rows(), [], within: [0]) == [
        ["p", "x", "3"], ["p", "y", "3"], ["q", "x", "20"], ["未記入", "x", "8"],
      ])
    #expect(try totals(try rows(), [], within: []).map { $0[2] } == ["31", "31", "31", "31"])
    #expect(
      try totals(try rows(), [[0], []], within: [1]).map { $0[2] } == [
        "29", "2", "29", "29", "31", "31", "31", "31",
      ])
  }
}
