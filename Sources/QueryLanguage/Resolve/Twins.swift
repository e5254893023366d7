internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax
internal import Synchronization

/// Two columns of one name on the two sides of a join: the bare name means the left one, as long as nobody could mean
/// the other and be misled.
struct Twins: Sendable {
  var left: Field.ID
  var right: Field.ID
  /// Whether the two agree in every row of the join that has a match; asked of the data once, and only when the bare name
  /// is used.
  var agreement: Agreement

  final class Agreement: Sendable {
    private let plan: Plan
    private let places: (left: Int, right: Int)
    private let known = Mutex<Bool?>(nil)

    /// - Parameter plan: the rows with a match.
    init(_ plan: Plan, left: Int, right: Int) {
      self.plan = plan
      places = (left, right)
    }

    func holds(_ probe: any DataProbe) throws(Diagnostic) -> Bool {
      if let answer = known.withLock({ $0 }) { return answer }
      let answer = try !plan.hasRow(
        where: .differ(places.left, places.right, plan.fields), probe)
      known.withLock { $0 = answer }
      return answer
    }
  }
}

extension Resolver {
  /// E30 where a bare name could mean columns of two sides that differ in a row with a match.
  func checkTwins(of place: Int, _ name: Name, _ relation: Relation) throws(Diagnostic) {
    if isTentative { return }
    let id = relation.fields[place].id
    for twins in relation.twins where twins.left == id {
      guard let other = relation.place(of: twins.right) else { continue }
      if try twins.agreement.holds(probe) { continue }
      // Rows that differed may have been filtered out since. A row without a match has no cell of the right side at all.
      let isMatched = PlanExpression.not(.call(.isUnmatched, [.column(other)]))
      let differs = PlanExpression.differ(place, other, relation.fields)
      guard try relation.plan.withoutEffects.hasRow(where: .and([isMatched, differs]), probe) else { continue }
      throw .twoSides(name, relation.fields[place], [id, twins.right].compactMap { relation.typedName(of: $0) })
    }
  }
}

extension Plan {
  /// Whether some row fulfils a condition.
  fileprivate func hasRow(where condition: PlanExpression, _ probe: any DataProbe) throws(Diagnostic) -> Bool {
    let rows = Plan.filter(Plan.Filter(input: self, condition: condition))
    return try probe.run(.project(Plan.Project(input: rows, fields: [], values: []))).rowCount > 0
  }
}

extension PlanExpression {
  /// Whether the cells of two columns are different values; columns that cannot be compared are.
  fileprivate static func differ(_ a: Int, _ b: Int, _ fields: [Field]) -> PlanExpression {
    let (x, y) = (fields[a], fields[b])
    switch (x.type, y.type) {
    case (.number, .number) where x.unit?.dimension != y.unit?.dimension: break
    case (.number, .number), (.year, .year), (.text, .text), (.bool, .bool):
      return .compare(.notEqual, .column(a), .column(b))
    case (.level(let scale), .level(let other)):
      if scale == other { return .compare(.notEqual, .column(a), .column(b)) }
      return .compare(.notEqual, .call(.levelWord(scale), [.column(a)]), .call(.levelWord(other), [.column(b)]))
    case (.level(let scale), .text):
      return .compare(.notEqual, .call(.levelWord(scale), [.column(a)]), .column(b))
    case (.text, .level(let scale)):
      return .compare(.notEqual, .column(a), .call(.levelWord(scale), [.column(b)]))
    case (.list, .list): return .not(.call(.sameWords, [.column(a), .column(b)]))
    default: break
    }
    return .constant(.bool(true), .bool)
  }
}

extension Function {
  /// Whether a cell is missing because a join found no row for it.
  fileprivate static let isUnmatched = Function(name: "is_unmatched", result: .bool) {
    columns, rowCount throws(KernelFailure) in
    let reasons = columns[0].missing.reasons
    if reasons.isEmpty { return Column(.bools([Bool](repeating: false, count: rowCount))) }
    return Column(.bools(reasons.map { $0 == MissingReason.unmatched.rawValue }))
  }

  /// Whether two lists have the same words in the same order.
  fileprivate static let sameWords = Function(name: "same_words", result: .bool) {
    columns, rowCount throws(KernelFailure) in
    guard case .lists(let starts, let elements, let dictionary) = columns[0].storage,
      case .lists(let otherStarts, let otherElements, let other) = columns[1].storage
    else { return Column(.bools([Bool](repeating: false, count: rowCount))) }
    var index: [String: Int32] = [:]
    for (code, text) in dictionary.texts.enumerated() where index[text] == nil { index[text] = Int32(code) }
    let codes = other.texts.map { index[$0] ?? -1 }
    var same = [Bool](repeating: false, count: rowCount)
    for row in 0..<rowCount {
      let (a, b) = (Int(starts[row])..<Int(starts[row + 1]), Int(otherStarts[row])..<Int(otherStarts[row + 1]))
      same[row] = a.count == b.count && zip(a, b).allSatisfy { elements[$0] == codes[Int(otherElements[$1])] }
    }
    return Column(.bools(same))
  }
}

extension Diagnostic {
  fileprivate static func twoSides(_ name: Name, _ field: Field, _ choices: [Message]) -> Diagnostic {
    Diagnostic(
      "E30",
      Message(
        ja: "「\(field.name.ja)」は左右の表にあり、値の違う行があります",
        en: "Both sides have \(field.name.en), and they differ in some rows"), at: name.span,
      fixes: choices.map { FixIt(replace: name.span, with: $0) })
  }
}
