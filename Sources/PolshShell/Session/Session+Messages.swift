internal import ColumnStore
internal import Diagnostics
internal import Presentation

extension Session {
  /// Shows rows beside the results: those that failed a check.
  func showOnMessages(_ table: Table) {
    let rendering = TableView.render(table, on: screen)
    output.message(rendering.lines.joined(separator: "\n") + "\n")
  }
}
