import ColumnStore
import Diagnostics
import PolicyModel
import QueryPlan
import Testing

@testable import QueryEngine

@Suite("The engine agrees with row-by-row evaluation")
struct OracleTests {
  func table(_ rows: [[Value]]) throws -> Plan {
    try scan(
      RandomQuestions.types.indices.map { place in
        Given("c\(place)", RandomQuestions.types[place], rows.map { $0[place] })
      })
  }

  @Test("Values and counted divisions by zero", arguments: 0..<20)
  func expressions(part: UInt64) throws {
    let isExtreme = part % 4 == 0
    var refusals = 0
    for seed in part * 1000..<(part + 1) * 1000 {
      var random = RandomQuestions(seed: seed, isExtreme: isExtreme)
      let rows = random.rows()
      let input = try table(rows)
      let type = random.pick([ColumnType.number, .number, .number, .year, .text, .level(grades), .bool, .list(.text)])
      let expression = random.expression(type, input.fields, depth: 3)
      var naive = NaiveEvaluator(fields: input.fields)
      var expected: [Value]?
      do throws(DecimalOverflow) {
        var values: [Value] = []
        for row in rows {
          if type == .bool {
            values.append(.bool(try naive.answer(expression, row).value))
          } else {
            values.append(try naive.value(expression, row))
          }
        }
        expected = values
      } catch {
        expected = nil
      }
      let plan = Plan.project(.init(input: input, fields: [field("x", type)], values: [expression]))
      do throws(Diagnostic) {
        let result = try Engine(sink: SilentSink()).run(plan)
        let found = (0..<result.table.rowCount).map { result.table.value(row: $0, column: 0) }
        let isPlainFlag = if type == .bool, case .column = expression { true } else { false }
        #expect(isPlainFlag || found == expected, "seed \(seed): \(expression)")
        let zeros = result.notices.first { $0.code == "N4" }.flatMap { Int($0.message.en.prefix { $0.isNumber }) }
        #expect(zeros ?? 0 == naive.zeroDivisions, "seed \(seed): \(expression)")
      } catch {
        #expect(error.code == "E19", "seed \(seed)")
        // A column has one number of decimals for all its cells, so that very large beside very small may be refused.
        if expected != nil { refusals += 1 }
      }
    }
    #expect(refusals <= (isExtreme ? 30 : 0))
  }

  @Test("Rows kept and rows that were open", arguments: 0..<20)
  func conditions(part: UInt64) throws {
    for seed in part * 1000..<(part + 1) * 1000 {
      var random = RandomQuestions(seed: seed &+ 1_000_000, isExtreme: part % 4 == 0)
      let rows = random.rows()
      let input = try table(rows)
      let condition = random.condition(input.fields, depth: 3)
      var naive = NaiveEvaluator(fields: input.fields)
      var kept: [[Value]] = []
      var open = 0
      do throws(DecimalOverflow) {
        for row in rows {
          let answer = try naive.answer(condition, row)
          if answer.value { kept.append(row) }
          if answer.isOpen { open += 1 }
        }
      } catch {
        continue
      }
      do throws(Diagnostic) {
        let result = try Engine(sink: SilentSink()).run(input.filter(condition))
        #expect(result.table.allRows == kept, "seed \(seed): \(condition)")
        let counted = result.notices.first { $0.code == "N1" }.flatMap { Int($0.message.en.prefix { $0.isNumber }) }
        #expect(counted ?? 0 == open, "seed \(seed): \(condition)")
        // The key law: P and not P split the table.
        let others = try Engine(sink: SilentSink()).run(input.filter(.not(condition)))
        #expect(others.table.rowCount + result.table.rowCount == rows.count, "seed \(seed)")
      } catch {
        #expect(error.code == "E19", "seed \(seed)")
      }
    }
  }

  @Test("Pipelines: the same rows in the same order", arguments: 0..<20)
  func pipelines(part: UInt64) throws {
    for seed in part * 500..<(part + 1) * 500 {
      var random = RandomQuestions(seed: seed &+ 2_000_000, isExtreme: false)
      // Now and then a table that fills hash tables and sorts in several passes.
      let rows = random.rows(count: seed % 100 == 0 ? 2500 : nil)
      var question = RandomPipeline(input: try table(rows), rows: rows)
      do throws(DecimalOverflow) {
        for _ in 0...random.number(5) { try question.extend(&random) }
      } catch {
        continue
      }
      do throws(Diagnostic) {
        let result = try Engine(sink: SilentSink()).run(question.plan)
        #expect(result.table.allRows == question.rows, "seed \(seed): \(question.steps)")
        var workers = Workers(count: 1 + Int(seed % 3))
        workers.sliceLength = 4
        workers.fewestRows = 1
        let sliced = try Engine(sink: SilentSink(), workers: workers, isMeasured: true).run(question.plan)
        #expect(sliced.table.allRows == question.rows, "in slices, seed \(seed): \(question.steps)")
        #expect(sliced.profile?.stages.last?.rowsOut == question.rows.count, "seed \(seed): \(question.steps)")
        #expect(sliced.notices == result.notices, "in slices, seed \(seed): \(question.steps)")
      } catch {
        Issue.record("seed \(seed): \(error.message.en)")
      }
    }
  }
}

extension Table {
  var allRows: [[Value]] {
    (0..<rowCount).map { row in columns.indices.map { value(row: row, column: $0) } }
  }
}
