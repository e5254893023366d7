import ColumnStore
import Diagnostics
import PolicyModel
import QueryPlan

extension OracleRun {
  /// For each row, table by table, the source rows behind it: each once, in the table's order.
  func trace(_ node: Plan.Trace, _ needed: Set<Int>) throws(Diagnostic) -> OracleFrame {
    let frame = try rows(of: node.input, needed: node.neededOfInput)
    var tables: [[[Value]]] = []
    var lines: [[Int]?] = []
    for source in node.sources {
      tables.append(try cells(of: source))
      lines.append(try source.lines())
    }
    var made: [[Value]] = []
    var origins: [[OracleOrigin]] = []
    for (number, values) in frame.rows.enumerated() {
      for (place, source) in node.sources.enumerated() {
        for row in tables[place].indices {
          let origin = OracleOrigin(table: source.identity, row: row)
          if !frame.origins[number].contains(origin) { continue }
          var new = node.keys.map { values[$0] }
          if node.namesSource { new.append(.level(place)) }
          for column in node.columns {
            switch column.cells[place] {
            case .column(let at): new.append(tables[place][row][at])
            case .text(let text): new.append(.text(text))
            case .line: new.append(lines[place].map { .number(ExactDecimal($0[row])) } ?? .missing(.notApplicable))
            case .rowNumber: new.append(.number(ExactDecimal(row + 1)))
            case .absent: new.append(.missing(.notApplicable))
            }
          }
          made.append(new)
          origins.append([origin])
        }
      }
    }
    return OracleFrame(fields: node.fields, rows: made, origins: origins)
  }

  private func cells(of source: any TableSource) throws(Diagnostic) -> [[Value]] {
    if let table = source as? RowTable { return table.rows }
    let (columns, rowCount) = try source.read(columns: Array(source.entry.columns.indices))
    return (0..<rowCount).map { row in
      columns.indices.map { columns[$0].value(row, of: source.entry.columns[$0].type) }
    }
  }
}
