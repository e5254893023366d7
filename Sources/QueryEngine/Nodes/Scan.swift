internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Execution {
  /// Reads only the columns needed, and with them, where the table has one, which rows are stated, derived or inferred.
  ///
  /// - Parameter isSliced: whether the rows are only looked at slice by slice, so that columns may stay packed.
  func scan(_ node: Plan.Scan, needed: Set<Int>, isSliced: Bool = false) throws(Diagnostic) -> Frame {
    let entry = node.source.entry
    let readingPlace =
      tracksLineage ? entry.columns.firstIndex { $0.role == .reading && $0.expression == nil } : nil
    let places = needed.filter { node.columns.indices.contains($0) }.sorted()
    var wanted = places.map { node.columns[$0] }
    if let readingPlace { wanted.append(readingPlace) }
    if isSliced, !tracksLineage { return try scanPacked(node, places, wanted) }
    let (columns, rowCount) = try node.source.read(columns: wanted)
    if rowCount > Int(Int32.max) { throw .tooManyRows(rowCount) }
    guard columns.count == wanted.count, columns.allSatisfy({ $0.count == rowCount }) else {
      throw .fault(entry.name.en)
    }

    var frame = Frame(
      fields: node.fields, columns: [Column?](repeating: nil, count: node.fields.count), rowCount: rowCount)
    for (index, place) in places.enumerated() { frame.columns[place] = columns[index] }
    if tracksLineage {
      frame.lineage = Lineage(parts: [Lineage.Part(source: sources.count, rows: .all)])
      sources.append(
        ScannedSource(scan: node, rowCount: rowCount, reading: readingPlace == nil ? nil : columns.last))
    }
    return frame
  }

  private func scanPacked(_ node: Plan.Scan, _ places: [Int], _ wanted: [Int]) throws(Diagnostic) -> Frame {
    let (columns, rowCount) = try node.source.readPacked(columns: wanted)
    if rowCount > Int(Int32.max) { throw .tooManyRows(rowCount) }
    guard columns.count == wanted.count, columns.allSatisfy({ $0.count == rowCount }) else {
      throw .fault(node.source.entry.name.en)
    }
    var frame = Frame(
      fields: node.fields, columns: [Column?](repeating: nil, count: node.fields.count), rowCount: rowCount)
    for (index, place) in places.enumerated() {
      switch columns[index] {
      case .whole(let column): frame.columns[place] = column
      case .packed(let column): frame.packed[place] = column
      }
    }
    return frame
  }
}
