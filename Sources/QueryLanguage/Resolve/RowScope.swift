internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

/// What names mean while an expression over the rows of one relation is resolved.
struct RowScope {
  var relation: Relation
  /// Set where aggregates may stand: they are collected, and the expression is over the aggregated rows.
  var aggregation: Aggregation?
  /// Set where functions that look at other rows may stand: they are collected.
  var windowing: Windowing?
  /// The verb, for messages about where a function may be used.
  var verb: String
  /// Where the list of keys ends in the source, to offer adding to it.
  var keysEnd: Int?

  init(_ relation: Relation, aggregation: Aggregation? = nil, verb: String = "", keysEnd: Int? = nil) {
    self.relation = relation
    self.aggregation = aggregation
    self.verb = verb
    self.keysEnd = keysEnd
  }

  /// An expression as a person would type it in either language.
  func typed(_ expression: Expression) -> Message { ResultName.typed(expression, self) }
}

/// The aggregates of one verb, collected while its items are resolved.
///
/// A class, because nested expressions add to one list.
final class Aggregation {
  /// Places of the keys in the input's fields.
  let keys: [Int]
  var calls: [AggregateCall] = []
  /// What each call adds up, for guards: the argument's guards, units and the places its expression reads.
  var measures: [Measure] = []
  /// A condition on the rows that all calls take (the two sides of `compare`).
  var filter: PlanExpression?

  struct Measure {
    var guards: [Field.ID]
    var unitFrom: Field.ID?
    /// Columns that occur inside the argument.
    var columns: Set<Int>
    var argument: PlanExpression
    var span: Span
    /// A measure that is not added up: each cell has one row (or E12), so nothing can be counted twice.
    var isPlain = false
    /// False for values that are set beside one another instead of added: then only their units must agree.
    var isAdded = true
  }

  init(keys: [Int]) { self.keys = keys }

  /// Names the calls from a place on after the column they belong to: what a notice about them says.
  func nameCalls(from first: Int, _ name: BilingualName) {
    for place in first..<calls.count { calls[place].field.name = name }
  }

  /// The place of a call's result in the aggregated row.
  func place(of call: Int) -> Int { keys.count + call }
}
