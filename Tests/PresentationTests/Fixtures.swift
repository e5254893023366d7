import ColumnStore
import Diagnostics
import PolicyModel
import PolshText
import Presentation
import Testing

/// A column of a test table: its field and its cells.
struct Cells {
  var field: Field
  var values: [Value]

  init(_ id: Int, _ ja: String, _ en: String, _ type: ColumnType, _ unit: Unit? = nil, _ values: [Value]) {
    field = Field(id: id, name: BilingualName(ja: ja, en: en), type: type, unit: unit)
    self.values = values
  }

  func with(_ change: (inout Field) -> Void) -> Cells {
    var copy = self
    change(&copy.field)
    return copy
  }
}

func table(_ columns: Cells...) throws -> Table {
  let packed = try columns.map { column in
    var builder = ColumnBuilder(column.field.type)
    for value in column.values { builder.append(value) }
    return try builder.finished()
  }
  return Table(fields: columns.map(\.field), columns: packed, rowCount: columns.first?.values.count ?? 0)
}

func number(_ text: String) -> Value {
  ExactDecimal(text).map { .number($0) } ?? .missing(.unreadable)
}

let missing = Value.missing(.blank)
let ja = Screen(language: .ja)
let en = Screen(language: .en)
let grades = Scale(name: "progress", levels: ["A", "B", "C", "D", "E"], isRanked: true)
let thousandYen = Unit.declared("千円")

/// The lines of a table on a screen.
func lines(_ table: Table, _ screen: Screen = ja, elapsed: Duration? = nil) -> [String] {
  TableView.render(table, on: screen, elapsed: elapsed).lines
}
