internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

/// Why a column has no text in a file.
enum NoOriginal: Error {
  /// It is computed.
  case computed
  /// Its rows stand for several rows of a file.
  case grouped
  /// Its table was not read from a file, or not cell by cell.
  case noFile
}

extension Resolver {
  /// The rows with an unseen column for each `raw(x)` in a verb, so that a file's own texts are read only where asked for.
  mutating func withOriginals(for call: VerbCall, _ relation: Relation) -> Relation {
    var relation = relation
    for name in call.allExpressions.flatMap(\.originalsAsked) {
      guard let place = relation.place(of: name),
        !relation.fields.contains(where: { $0.originalOf == relation.fields[place].id }),
        let (plan, _) = try? relation.plan.withOriginal(of: place, { newID() })
      else { continue }
      relation = relation.with(plan)
    }
    return relation
  }
}

extension Relation {
  /// Without the texts that a verb has asked for; what only checks the rows is left as it is.
  var withoutOriginals: Relation {
    let kept = fields.indices.filter { fields[$0].originalOf == nil }
    if kept.count == fields.count { return self }
    if case .effect = plan { return self }
    return with(
      .project(
        Plan.Project(input: plan, fields: kept.map { fields[$0] }, values: kept.map { .column($0) })))
  }
}

extension Expression {
  /// The columns whose original text it asks for.
  fileprivate var originalsAsked: [ColumnName] {
    let found = parts.flatMap(\.originalsAsked)
    guard case .call(let name, let arguments) = kind, arguments.count == 1,
      FunctionRegistry.called(name.text)?.spelling == FunctionEntry.raw.spelling
    else { return found }
    switch arguments[0].kind {
    case .name(let column): return found + [ColumnName(table: nil, name: column)]
    case .qualified(let table, let column): return found + [ColumnName(table: table, name: column)]
    default: return found
    }
  }
}

extension Plan {
  /// The plan with one more column, the last: the text that the file has for the column at a place.
  ///
  /// All other columns stay where they are. Where the text is a column already, the plan stays as it is.
  ///
  /// - Returns: the plan, and the place of the text.
  func withOriginal(of place: Int, _ newID: () -> Field.ID) throws(NoOriginal) -> (plan: Plan, place: Int) {
    let id = fields[place].id
    if let known = fields.firstIndex(where: { $0.originalOf == id }) { return (self, known) }
    let name = fields[place].name
    var field = Field(
      id: newID(), name: BilingualName(ja: "原文(\(name.ja))", en: "raw(\(name.en))"), type: .text, visibility: .carried)
    field.originalOf = id
    switch self {
    case .scan(var node):
      guard node.source.keepsOriginals else { throw .noFile }
      node.columns.append(node.source.entry.columns.count + node.columns[place])
      node.fields.append(field)
      return (.scan(node), node.fields.count - 1)
    case .filter(var node):
      let at: Int
      (node.input, at) = try node.input.withOriginal(of: place, newID)
      return (.filter(node), at)
    case .sort(var node):
      let at: Int
      (node.input, at) = try node.input.withOriginal(of: place, newID)
      return (.sort(node), at)
    case .limit(var node):
      let at: Int
      (node.input, at) = try node.input.withOriginal(of: place, newID)
      return (.limit(node), at)
    case .effect(var node):
      let at: Int
      (node.input, at) = try node.input.withOriginal(of: place, newID)
      return (.effect(node), at)
    case .project(var node):
      guard case .column(let inner) = node.values[place] else { throw .computed }
      let at: Int
      (node.input, at) = try node.input.withOriginal(of: inner, newID)
      node.fields.append(field)
      node.values.append(.column(at))
      return (.project(node), node.fields.count - 1)
    case .unnest(var node):
      let before = node.input.fields.count
      let at: Int
      (node.input, at) = try node.input.withOriginal(of: place, newID)
      if node.input.fields.count > before { node.fields.append(field) }
      return (.unnest(node), at)
    case .window(let node):
      let width = node.input.fields.count
      guard place < width else { throw .computed }
      let (input, at) = try node.input.withOriginal(of: place, newID)
      let plan = Plan.window(Window(input: input, keys: node.keys, calls: node.calls))
      return plan.moving(at, behind: fields, ifNew: input.fields.count > width, as: field)
    case .join(var node):
      let width = node.left.fields.count
      if place >= width {
        let at: Int
        (node.right, at) = try node.right.withOriginal(of: node.rightColumns[place - width], newID)
        node.rightColumns.append(at)
        node.fields.append(field)
        return (.join(node), node.fields.count - 1)
      }
      let at: Int
      (node.left, at) = try node.left.withOriginal(of: place, newID)
      let isNew = node.left.fields.count > width
      if isNew { node.fields.insert(field, at: at) }
      return Plan.join(node).moving(at, behind: fields, ifNew: isNew, as: field)
    case .union(var node):
      for index in node.inputs.indices {
        guard let inner = node.places[index][place] else {
          node.places[index].append(nil)
          continue
        }
        let at: Int
        (node.inputs[index], at) = try node.inputs[index].withOriginal(of: inner, newID)
        node.places[index].append(at)
      }
      node.fields.append(field)
      return (.union(node), node.fields.count - 1)
    case .aggregate, .summarize, .trace: throw .grouped
    }
  }

  /// The plan, which has a new column among its columns, with that one behind the columns it had before.
  private func moving(_ at: Int, behind before: [Field], ifNew isNew: Bool, as field: Field) -> (plan: Plan, place: Int)
  {
    if !isNew { return (self, at) }
    let others = fields.indices.filter { $0 != at }
    let project = Project(
      input: self, fields: before + [field], values: (others + [at]).map { .column($0) })
    return (.project(project), before.count)
  }
}
