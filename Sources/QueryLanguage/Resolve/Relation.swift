public import PolicyModel
public import QueryPlan

/// A pipeline resolved so far: its plan, and what the next verb may know about its columns.
public struct Relation: Sendable {
  public var plan: Plan
  /// As `plan.fields`.
  public var fields: [Field]
  /// What people call it in messages: the table it began with.
  public var name: BilingualName
  /// The columns that tell one row from another, as far as they are known.
  public var primaryKey: [Field.ID]
  /// Columns that a filter has fixed to one value.
  public var pinned: Set<Field.ID> = []
  /// Columns that an earlier verb left out, by either name.
  public var dropped: [String: Dropped] = [:]
  /// False for a file without a catalog: guards are off, and the result says so.
  public var isCataloged: Bool
  /// Whether its columns are those of a table, none chosen or left out yet.
  public var isWhole = true
  /// The tables that were joined; empty where there was only one.
  var sides: [Side] = []
  /// Columns of different sides that one bare name could mean.
  var twins: [Twins] = []
  /// Whether measures were added up that no guard could check.
  public var hasGuardsOff = false

  /// How a column went out of sight.
  public struct Dropped: Sendable {
    /// The verb as typed.
    public var verb: String
    /// Where that verb begins in the statement: before it the column can still be named.
    public var start: Int?
    /// Where the verb's list of columns ends; nil when naming the column there would not bring it back.
    public var listEnd: Int?
  }

  public init(
    plan: Plan, name: BilingualName, primaryKey: [Field.ID] = [], isCataloged: Bool
  ) {
    self.plan = plan
    fields = plan.fields
    self.name = name
    self.primaryKey = primaryKey
    self.isCataloged = isCataloged
  }

  /// The same relation with another plan on top.
  func with(_ plan: Plan) -> Relation {
    var next = self
    next.plan = plan
    next.fields = plan.fields
    return next
  }

  public func place(of id: Field.ID) -> Int? { fields.firstIndex { $0.id == id } }

  /// The places of the columns that can be named.
  var nameable: [Int] { fields.indices.filter { fields[$0].visibility != .carried } }

  /// The columns that a name means: in either language, shown ones before provenance.
  func places(named name: String) -> [Int] {
    let all = nameable.filter { fields[$0].name.matches(name) }
    let shown = all.filter { fields[$0].isShown }
    return shown.isEmpty ? all : shown
  }
}

extension Relation {
  /// A relation to be continued by later statements: without effects.
  public var kept: Relation {
    var kept = self
    kept.plan = plan.withoutEffects
    // Where its lists end is of no use in another text.
    for name in dropped.keys { kept.dropped[name]?.listEnd = nil }
    return kept
  }
}

extension Plan {
  /// The plan without its exports, prints and checks: for a result that is continued or named.
  public var withoutEffects: Plan {
    if case .effect(let node) = self { return node.input.withoutEffects }
    return mapInputs(\.withoutEffects)
  }
}
