internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Execution {
  /// The rows in the order of the keys; rows with equal keys stay as they were.
  ///
  /// Of `sort -amount | take 10` only ten rows are put together: `kept` are the places wanted of the sorted rows.
  func sort(_ node: Plan.Sort, needed: Set<Int>, kept: Plan.Limit? = nil) throws(Diagnostic) -> Frame {
    var read = needed
    for key in node.keys { read.formUnion(key.value.columns) }
    let stages = RowStages(node.input, needed: read)
    let base = try sliceable(stages)
    if let kept, !kept.fromEnd,
      let found = try TopRows(node, count: kept.count, stages: stages, base: base, needed: read, workers)?.run(self)
    {
      // The keys have been computed, and what there is to say of them is said.
      let silent = Execution(share(of: found.rowCount))
      let order = try silent.order(found, node.keys)?.rows()
      let range = kept.range(of: found.rowCount) ?? 0..<found.rowCount
      return found.gathered(order.map { Array($0[range]) } ?? range.map { Int32($0) }, needed: needed)
    }
    let rows = try self.rows(of: stages, sliced: base, needed: read)
    guard let kept, let range = kept.range(of: rows.rowCount) else {
      return try sorted(rows, node.keys, needed: needed)
    }
    let order = try order(rows, node.keys)?.rows()
    return rows.gathered(order.map { Array($0[range]) } ?? range.map { Int32($0) }, needed: needed)
  }

  /// The rows of a frame in the order of the keys.
  private func sorted(_ frame: Frame, _ keys: [Plan.Sort.Key], needed: Set<Int>) throws(Diagnostic) -> Frame {
    let (sortKeys, places) = try sortKeys(frame, keys)
    guard let order = try RowOrder(sortKeys, rowCount: frame.rowCount, execution: self) else { return frame }
    var result = Frame(
      fields: frame.fields, columns: [Column?](repeating: nil, count: frame.columns.count), rowCount: frame.rowCount)
    var rows: [Int32]?
    for place in frame.columns.indices where needed.contains(place) {
      guard let column = frame.columns[place] else { continue }
      // The cells of a key lie in order already: fetching each from its row takes four times as long.
      // With missing cells and texts the sorted words do not have all of a key.
      if let key = places.firstIndex(of: place), let cells = order.cells(ofKey: key, among: sortKeys) {
        result.columns[place] = column.with(cells)
      } else {
        let order = rows ?? order.rows()
        result.columns[place] = column.gathered(order, runner)
        rows = order
      }
      try checkpoint()
    }
    result.lineage = frame.lineage?.gathered(rows ?? order.rows())
    result.identity = frame.identity?.gathered(rows ?? order.rows())
    return result
  }

  /// The order of the rows of a frame by the keys; nil if they are in that order already.
  func order(_ frame: Frame, _ keys: [Plan.Sort.Key]) throws(Diagnostic) -> RowOrder? {
    try RowOrder(try sortKeys(frame, keys).keys, rowCount: frame.rowCount, execution: self)
  }

  /// What the rows are sorted by, and for each key which column of the frame that is, if it is one.
  private func sortKeys(
    _ frame: Frame, _ keys: [Plan.Sort.Key]
  ) throws(Diagnostic) -> (keys: [SortKey], places: [Int?]) {
    let evaluator = evaluator(frame)
    var sortKeys: [SortKey] = []
    var places: [Int?] = []
    for key in keys {
      // A constant orders nothing.
      guard case .column(let column) = try evaluator.vector(key.value) else { continue }
      try checkpoint()
      let isLevel = evaluator.type(key.value).scale != nil
      sortKeys.append(try SortKey.of(column, isLevel: isLevel, isDescending: key.isDescending, runner))
      let place: Int? = if case .column(let place) = key.value { place } else { nil }
      places.append(place)
    }
    return (sortKeys, places)
  }
}

extension Column {
  /// The column with other present cells of its kind.
  fileprivate func with(_ cells: SortKey.Cells) -> Column? {
    switch (storage, cells) {
    case (.numbers(let vector), .numbers(let values)): Column(.numbers(.narrow(values, scale: vector.scale)))
    case (.years, .years(let years)): Column(.years(years))
    case (.codes(_, let dictionary), .codes(let codes)): Column(.codes(codes, dictionary))
    default: nil
    }
  }
}
