internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QueryPlan
internal import QuerySyntax

extension Resolver {
  /// The rows of a named table, with its virtual columns.
  mutating func table(_ name: Name) throws(Diagnostic) -> Relation {
    guard let table = environment.table(name.text) else { throw .unknownTable(name, environment) }
    switch table.content {
    case .relation(let relation): return relation.named(table.name)
    case .source(let source): return try scan(source, name: table.name)
    }
  }

  mutating func scan(_ source: any TableSource, name: BilingualName) throws(Diagnostic) -> Relation {
    let entry = source.entry
    var ids: [String: Field.ID] = [:]
    for column in entry.columns {
      let id = newID()
      ids[column.name.en] = id
      if ids[column.name.ja] == nil { ids[column.name.ja] = id }
    }
    var fields: [Field] = []
    var places: [Int] = []
    for (place, column) in entry.columns.enumerated() where column.expression == nil {
      fields.append(field(column, ids))
      places.append(place)
    }
    let scan = Plan.Scan(source: source, name: name, columns: places, fields: fields)
    var relation = Relation(
      plan: .scan(scan), name: name, primaryKey: entry.primaryKey.compactMap { ids[$0] },
      isCataloged: entry.isCataloged)
    let virtual = entry.columns.filter { $0.expression != nil }
    if virtual.isEmpty { return relation }
    // Virtual columns stand behind the table's own and before the provenance.
    let split = fields.firstIndex { $0.visibility == .provenance } ?? fields.count
    var newFields = Array(fields[..<split])
    var values: [PlanExpression] = (0..<split).map { .column($0) }
    for column in virtual {
      let typed = try virtualColumn(column, relation)
      var field = Field.holding(typed, id: ids[column.name.en] ?? newID(), name: column.name)
      field.guards = typed.guards
      newFields.append(field)
      values.append(typed.value)
    }
    newFields += fields[split...]
    values += (split..<fields.count).map { .column($0) }
    relation = relation.with(.project(Plan.Project(input: relation.plan, fields: newFields, values: values)))
    return relation
  }

  /// The expression of a virtual column, read and resolved like any other.
  mutating func virtualColumn(_ column: ColumnEntry, _ relation: Relation) throws(Diagnostic) -> Typed {
    let text = column.expression ?? ""
    do {
      let expression = try parsedExpression(text)
      return try value(expression, RowScope(relation))
    } catch {
      var wrong = error
      wrong.source = SourceText(name: column.name.en, text: text)
      throw wrong
    }
  }

  private func parsedExpression(_ text: String) throws(Diagnostic) -> Expression {
    var parser = Parser("let x = " + text, grammar: LanguageGrammar.shared, scope: EmptyScope(), inScript: true)
    guard case .letValue(_, let expression)? = try parser.next()?.kind else {
      throw Diagnostic(nil, Message(ja: "列の式が読めません: \(text)", en: "The column's expression cannot be read: \(text)"))
    }
    return expression
  }

  private func field(_ column: ColumnEntry, _ ids: [String: Field.ID]) -> Field {
    var field = Field(
      id: ids[column.name.en] ?? -1, name: column.name, type: column.type, unit: column.unit,
      visibility: column.role == nil ? .shown : .provenance)
    field.unitFrom = column.unitFrom.flatMap { ids[$0] }
    field.better = column.better
    field.betterFrom = column.betterFrom.flatMap { ids[$0] }
    field.guards = column.guards.compactMap { ids[$0] }
    field.totals = column.totals
    field.follows = column.of.flatMap { ids[$0] }
    field.role = column.role
    field.isPlainInteger = column.isPlainInteger
    return field
  }
}

/// A scope in which nothing is known: for expressions of a catalog, which are written with blanks.
struct EmptyScope: NameScope {
  var tables: Set<String> { [] }
  var definitions: [String: DefinitionHead] { [:] }
  var namesAnywhere: ScopeNames { ScopeNames() }
  var units: Set<String> { [] }
  func names(after query: Query) -> ScopeNames { ScopeNames() }
  func fault(in query: Query) -> Diagnostic? { nil }
  func unknown(_ name: Name, after query: Query) -> Diagnostic? { nil }
}

extension Diagnostic {
  fileprivate static func unknownTable(_ name: Name, _ environment: QueryEnvironment) -> Diagnostic {
    let known = environment.tables.flatMap { $0.name.ja == $0.name.en ? [$0.name.en] : [$0.name.ja, $0.name.en] }
    let near = NearNames.nearest(to: name.text, among: known)
    var error = Diagnostic(
      "E33",
      Message(
        ja: "「\(name.text)」という表はありません" + (near.isEmpty ? "" : "。近い名前: " + near.joined(separator: "、")),
        en: "No table \(name.text)" + (near.isEmpty ? "" : ". Close: " + near.joined(separator: ", "))),
      at: name.unknownPart ?? name.span, fixes: near.map { FixIt(replace: name.span, with: $0) })
    if near.isEmpty {
      error.notes.append(
        known.isEmpty
          ? Message(
            ja: "まだ表がありません。読込 'ファイル.csv' で読み込むか、開く 'フォルダー' でデータを開いてください。",
            en: "There are no tables yet. Load one with load 'FILE.csv', or open a data package with use 'FOLDER'.")
          : Message(
            ja: "表: " + environment.tables.map(\.name.ja).joined(separator: "、"),
            en: "Tables: " + environment.tables.map(\.name.en).joined(separator: ", ")))
    }
    return error
  }
}
