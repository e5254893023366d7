extension PackedColumn {
  /// The cells at some rows, ascending; nil where they turn out not to be of one kind.
  public func picked(_ rows: [Int32]) -> Column? {
    var parts: [Column] = []
    var index = 0
    while index < rows.count {
      let row = Int(rows[index])
      // Rows that lie close together are taken out of one stretch.
      let end = min(count, row + 1024)
      var next = index + 1
      while next < rows.count, rows[next] < end { next += 1 }
      if next - index > 8 {
        parts.append(cells(row..<end).gathered(rows[index..<next].map { $0 - rows[index] }))
      } else {
        for near in rows[index..<next] { parts.append(cells(Int(near)..<Int(near) + 1)) }
      }
      index = next
    }
    return rows.isEmpty ? cells(0..<0) : Column.concatenated(parts)
  }
}
