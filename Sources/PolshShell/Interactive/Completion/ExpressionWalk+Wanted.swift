internal import QuerySyntax

/// What may come next, where the walk has reached the cursor.
extension ExpressionWalk {
  var wanted: [Wanted] {
    switch state {
    case .operand: return operandWanted
    case .complete: return completeWanted
    case .afterIs: return [.keyword(.missing), .keyword(.present), .keyword(.not)]
    case .afterNot: return Self.matchers.map { .keyword($0) }
    case .afterAs: return [.unit]
    case .afterDollar: return [.parameter]
    case .afterDot: return [.column(.side(side))]
    }
  }

  private var operandWanted: [Wanted] {
    if top.isComparing {
      var wanted: [Wanted] = [.value(of: top.left)]
      if top.particle == .topic || top.particle == .subject { wanted += [.keyword(.missing), .keyword(.present)] }
      return wanted
    }
    let isOutside = !frames.contains { $0.bracket == .call }
    switch use {
    case .condition(let functions): return [.operand(isOutside ? functions : .scalars), .keyword(.not)]
    case .aggregated: return [.operand(isOutside ? .aggregates : .scalars)]
    case .derived: return [.operand(.windows)]
    case .value, .valueOf: return [.operand(isOutside ? .all : .scalars)]
    }
  }

  private var completeWanted: [Wanted] {
    var wanted: [Wanted] = []
    if top.bracket == .list { return [.sign(.comma), .sign(.closeBracket)] }
    var isCondition = top.choice == .test || top.bracket != .none
    switch use {
    case .valueOf: return []
    case .condition: isCondition = true
    case .value, .derived, .aggregated: break
    }
    if top.isComparing {
      if let particle = top.particle, !top.isClosed { wanted.append(.postfix(of: top.left, particle, top.shape)) }
      wanted += [.keyword(.and), .keyword(.or)]
    } else if isCondition {
      wanted.append(.comparison(of: top.operand))
    }
    switch top.choice {
    case .none: break
    case .test: if top.isComparing || top.operand == nil { wanted.append(.keyword(.then)) }
    case .consequence: wanted.append(.keyword(.else))
    }
    if top.bracket != .none { wanted.append(.sign(.closeParenthesis)) }
    return wanted
  }
}
