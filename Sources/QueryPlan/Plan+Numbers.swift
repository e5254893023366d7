extension Plan {
  /// The same plan with a number on each node, inputs before who takes their rows, from 1 on.
  ///
  /// What is measured of a run refers to these numbers, as nodes are values and look alike; 0 means not numbered.
  public func numbered() -> Plan {
    var count = 0
    return numbered(after: &count)
  }

  private func numbered(after count: inout Int) -> Plan {
    var plan = mapInputs { $0.numbered(after: &count) }
    count += 1
    plan.number = count
    return plan
  }

  /// The node's number in the plan; see `numbered()`.
  public private(set) var number: Int {
    get {
      switch self {
      case .scan(let node): node.number
      case .filter(let node): node.number
      case .project(let node): node.number
      case .aggregate(let node): node.number
      case .sort(let node): node.number
      case .limit(let node): node.number
      case .unnest(let node): node.number
      case .summarize(let node): node.number
      case .join(let node): node.number
      case .union(let node): node.number
      case .window(let node): node.number
      case .trace(let node): node.number
      case .effect(let node): node.number
      }
    }
    set {
      switch self {
      case .scan(var node):
        node.number = newValue
        self = .scan(node)
      case .filter(var node):
        node.number = newValue
        self = .filter(node)
      case .project(var node):
        node.number = newValue
        self = .project(node)
      case .aggregate(var node):
        node.number = newValue
        self = .aggregate(node)
      case .sort(var node):
        node.number = newValue
        self = .sort(node)
      case .limit(var node):
        node.number = newValue
        self = .limit(node)
      case .unnest(var node):
        node.number = newValue
        self = .unnest(node)
      case .summarize(var node):
        node.number = newValue
        self = .summarize(node)
      case .join(var node):
        node.number = newValue
        self = .join(node)
      case .union(var node):
        node.number = newValue
        self = .union(node)
      case .window(var node):
        node.number = newValue
        self = .window(node)
      case .trace(var node):
        node.number = newValue
        self = .trace(node)
      case .effect(var node):
        node.number = newValue
        self = .effect(node)
      }
    }
  }
}
