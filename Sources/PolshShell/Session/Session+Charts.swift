internal import ColumnStore
internal import Diagnostics
internal import Presentation
internal import QueryPlan

extension Session {
  /// Draws a chart among the results; files of data have no place for one.
  func show(_ marks: Table, as drawing: Drawing) throws(Diagnostic) {
    guard settings.format == .table else {
      say(
        Message(
          ja: "図は表形式のときだけ描きます（\(settings.format.rawValue) には入りません）。",
          en: "Charts are drawn only with --format table, not in \(settings.format.rawValue)."))
      return
    }
    try beginResult()
    let subject = ChartSubject(
      table: marks, measure: drawing.measure, along: drawing.along, series: drawing.series,
      seriesOrder: drawing.seriesOrder, isEachRow: drawing.isEachRow)
    let lines = ChartView.lines(drawing.kind.rawValue, of: subject, on: screen)
    try output.write(lines.joined(separator: "\n") + "\n")
  }
}
