internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Evaluator {
  /// `if … then … else …`: each branch is computed where it is chosen.
  func conditional(
    _ condition: PlanExpression, then: PlanExpression, else otherwise: PlanExpression
  ) throws(Diagnostic) -> Vector {
    let choice = try truth(condition)
    let count = choice.trueCount
    // A branch that no row takes is not computed, so that it can neither fail nor be counted.
    if count == rowCount, rowCount > 0 { return try vector(then) }
    if count == 0, rowCount > 0 { return try vector(otherwise) }
    let first = try vector(then, where: choice.values)
    let second = try vector(otherwise, where: choice.negated.values)
    return .column(try picked(first, second, takesFirst: choice.values))
  }

  /// `a ?? b`: the first that is present; the others are computed where those before are missing.
  func coalesced(_ parts: [PlanExpression]) throws(Diagnostic) -> Vector {
    var result: Vector?
    for part in parts {
      guard let before = result else {
        result = try vector(part)
        continue
      }
      switch before {
      case .constant(let value, _):
        if value.isMissing { result = try vector(part) }
      case .column(let column):
        let missing = column.missingFlags
        if !missing.contains(true) { return before }
        let next = try vector(part, where: missing)
        result = .column(try picked(before, next, takesFirst: missing.map { !$0 }))
      }
    }
    guard let result else { throw .fault("coalesce") }
    return result
  }

  /// In each row the cell of one or the other.
  private func picked(_ a: Vector, _ b: Vector, takesFirst: [Bool]) throws(Diagnostic) -> Column {
    try execution.checkpoint()
    let (x, y) = try sameKind(a, b)
    let missing = x.missing.picked(y.missing, takesFirst)
    switch (x.storage, y.storage) {
    case (.numbers, .numbers):
      return try pickedNumbers(try Numbers(.column(x)), try Numbers(.column(y)), takesFirst, missing)
    case (.years(let p), .years(let q)):
      return Column(.years(eachRow(rowCount) { takesFirst[$0] ? p[$0] : q[$0] }), missing: missing)
    case (.bools(let p), .bools(let q)):
      return Column(.bools(eachRow(rowCount) { takesFirst[$0] ? p[$0] : q[$0] }), missing: missing)
    case (.codes(let p, let dictionary), .codes(let codes, let other)):
      let union = DictionaryUnion(dictionary, other)
      let q = union.translated(codes, y.missing)
      return Column(.codes(eachRow(rowCount) { takesFirst[$0] ? p[$0] : q[$0] }, union.dictionary), missing: missing)
    case (.lists, .lists): return pickedLists(x, y, takesFirst, missing)
    default: throw .fault("choice")
    }
  }

  /// Both as columns; one that is missing throughout takes the other's kind.
  private func sameKind(_ a: Vector, _ b: Vector) throws(Diagnostic) -> (Column, Column) {
    var (x, y) = (a.column(rowCount), b.column(rowCount))
    switch (x.storage, y.storage) {
    case (.years, .numbers): x = try Numbers(.column(x)).vector().column(rowCount)
    case (.numbers, .years): y = try Numbers(.column(y)).vector().column(rowCount)
    case (.numbers, _), (.years, _), (.codes, _), (.bools, _), (.lists, _): break
    }
    if a.constantReason != nil { x = Column(y.storage, missing: x.missing) }
    if b.constantReason != nil { y = Column(x.storage, missing: y.missing) }
    return (x, y)
  }

  private func pickedNumbers(
    _ a: Numbers, _ b: Numbers, _ takesFirst: [Bool], _ missing: MissingMask
  ) throws(Diagnostic) -> Column {
    let scale = max(a.scale, b.scale)
    if case .cells(let p)? = a.narrow(at: scale), case .cells(let q)? = b.narrow(at: scale) {
      let values = eachRow(rowCount) { takesFirst[$0] ? p[$0] : q[$0] }
      return Column(.numbers(.narrow(values, scale: scale)), missing: missing)
    }
    var packer = DecimalPacker(capacity: rowCount)
    for row in 0..<rowCount { packer.append(missing[row] ? .zero : takesFirst[row] ? a[row] : b[row]) }
    do throws(DecimalOverflow) {
      return try packer.packed(missing: missing).vector().column(rowCount)
    } catch {
      throw .overflow
    }
  }

  private func pickedLists(_ x: Column, _ y: Column, _ takesFirst: [Bool], _ missing: MissingMask) -> Column {
    guard case .lists(let offsetsX, let elementsX, let dictionary) = x.storage,
      case .lists(let offsetsY, let own, let other) = y.storage
    else { return x }
    let union = DictionaryUnion(dictionary, other)
    let elementsY = union.translated(own, MissingMask())
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(rowCount + 1)
    var elements: [Int32] = []
    for row in 0..<rowCount {
      if takesFirst[row] {
        elements.append(contentsOf: elementsX[Int(offsetsX[row])..<Int(offsetsX[row + 1])])
      } else {
        elements.append(contentsOf: elementsY[Int(offsetsY[row])..<Int(offsetsY[row + 1])])
      }
      offsets.append(Int32(elements.count))
    }
    return Column(.lists(offsets: offsets, elements: elements, union.dictionary), missing: missing)
  }
}

extension MissingMask {
  fileprivate func picked(_ other: MissingMask, _ takesFirst: [Bool]) -> MissingMask {
    if isEmpty, other.isEmpty { return self }
    let picked = eachRow(takesFirst.count) { row -> UInt8 in
      let mask = takesFirst[row] ? self : other
      return mask.isEmpty ? 0 : mask.reasons[row]
    }
    return MissingMask(picked.contains { $0 != 0 } ? picked : [])
  }
}
