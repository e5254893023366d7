internal import QuerySyntax

/// Pieces that are expressions or lists of columns.
extension PieceWalk {
  mutating func expression(_ use: ExpressionWalk.Use) -> Outcome {
    switch ExpressionWalk.follow(lexemes, from: at, use) {
    case .cursor(let wanted, let mayEnd):
      self.wanted += wanted
      at = lexemes.count
      return mayEnd ? .open : .stopped
    case .ended(let place):
      if place == at { return .stopped }
      at = place
      return .passed
    }
  }

  mutating func items() -> Outcome {
    while true {
      // `n = count()`: the name is the person's own.
      if at + 1 < lexemes.count, lexemes[at].isName, lexemes[at + 1].isSymbol(.equal) { at += 2 }
      let outcome = expression(isAggregated ? .aggregated : owner == "derive" ? .derived : .value)
      if outcome != .passed { return outcome }
      guard let next, next.isSymbol(.comma) else { return .passed }
      at += 1
    }
  }

  mutating func sortKeys() -> Outcome {
    while true {
      if next?.isSymbol(.minus) ?? false { at += 1 }
      if atCursor {
        wanted += [.column(.keys), .function(.all)]
        return .stopped
      }
      let outcome = expression(.value)
      if outcome == .stopped { return .stopped }
      if atCursor {
        if owner == "sort" { wanted += [.keyword(.desc), .keyword(.asc)] }
        return .open
      }
      if next?.keyword(among: [.desc, .asc]) != nil { at += 1 }
      guard let next, next.isSymbol(.comma) else { return .passed }
      at += 1
    }
  }

  // MARK: Columns

  /// - Parameter choice: nil for a column of any table that has levels.
  mutating func columns(_ choice: Wanted.ColumnChoice?, repeats: Bool) -> Outcome {
    while true {
      guard let name = next else {
        wanted.append(choice.map { .column($0) } ?? .scaledColumn)
        return .stopped
      }
      guard name.isName || name.kind == .year else { return .stopped }
      at += 1
      lastColumn = name.text
      if next?.isSymbol(.dot) ?? false {
        at += 1
        guard let second = next else {
          wanted.append(.column(.side(name.text)))
          return .stopped
        }
        lastColumn = second.text
        at += 1
      }
      if atCursor { return .open }
      guard repeats, next?.isSymbol(.comma) ?? false else { return .passed }
      at += 1
    }
  }

  mutating func groupKeys() -> Outcome {
    isAggregated = true
    if next?.isSymbol(.colon) ?? false { return .passed }
    let outcome = columns(.keys, repeats: true)
    if outcome == .stopped { return .stopped }
    if atCursor { wanted.append(.keyword(.each)) }
    if next?.keyword(among: [.each]) != nil { at += 1 }
    return outcome
  }

  mutating func joinKeys() -> Outcome {
    while true {
      let left = columns(.shared(with: joinedTable), repeats: false)
      if left != .passed { return left }
      if next?.isSymbol(.equal) ?? false {
        at += 1
        let right = columns(.joined(joinedTable), repeats: false)
        if right != .passed { return right }
      }
      guard let next, next.isSymbol(.comma) else { return .passed }
      at += 1
    }
  }

  mutating func by() -> Outcome {
    guard let first = next else {
      wanted += [.keyword(.by), .keysBeforeEach]
      return .open
    }
    if first.keyword(among: [.by, .each]) != nil {
      at += 1
      let outcome = columns(.keys, repeats: true)
      if outcome == .passed, next?.keyword(among: [.each]) != nil { at += 1 }
      return outcome
    }
    guard first.isName, first.keyword(among: [.asName, .better, .totals, .percent, .over, .with, .any]) == nil else {
      return .passed
    }
    if columns(.keys, repeats: true) == .stopped { return .stopped }
    return require([.keyword(.each)]) { $0.keyword(among: [.each]) != nil }
  }

  mutating func renames() -> Outcome {
    while true {
      guard next != nil else { return .stopped }
      at += 1
      let sign = require([.sign(.equal)]) { $0.isSymbol(.equal) }
      if sign != .passed { return sign }
      let outcome = columns(.any, repeats: false)
      if outcome != .passed { return outcome }
      guard let next, next.isSymbol(.comma) else { return .passed }
      at += 1
    }
  }
}
