internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshSystem
internal import QueryLanguage
internal import QueryPlan
internal import QuerySyntax

/// A table that is being checked: what the catalog says of it, its cells, and the questions asked of it.
final class CheckedTable {
  let session: Session
  let name: BilingualName
  let entry: TableEntry
  let rowCount: Int
  /// Columns with a cell that cannot be read; no question may touch them except through `raw`.
  let unreadable: Set<Int>
  private let source: (any TableSource)?
  private var columns: [Int: Column]
  /// What the report has to say of how far a check went.
  private(set) var remarks: [Message] = []

  /// - Throws: why the table as a whole cannot be read.
  init(_ table: NamedTable, in session: Session) throws(Diagnostic) {
    self.session = session
    name = table.name
    switch table.content {
    case .source(let source):
      self.source = source
      entry = source.entry
      rowCount = try source.read(columns: []).rowCount
      let places = source.entry.columns.indices.filter { source.entry.columns[$0].expression == nil }
      var read: [Int: Column] = [:]
      var unreadable: Set<Int> = []
      do {
        for (place, column) in zip(places, try source.read(columns: places).columns) { read[place] = column }
      } catch {
        if error.isInterruption { throw error }
        for place in places {
          do {
            read[place] = try source.read(columns: [place]).columns.first
          } catch {
            if error.isInterruption { throw error }
            unreadable.insert(place)
          }
        }
      }
      columns = read
      self.unreadable = unreadable
    case .relation(let relation):
      let result = try EngineProbe().run(relation.plan)
      source = nil
      entry = TableEntry(relation, result.fields)
      rowCount = result.rowCount
      columns = Dictionary(uniqueKeysWithValues: result.columns.indices.map { ($0, result.columns[$0]) })
      unreadable = []
    }
  }

  var language: Language { session.language }

  /// The places of the columns that hold facts: not where a row comes from, not computed, all cells readable.
  var facts: [Int] {
    entry.columns.indices.filter {
      entry.columns[$0].role == nil && entry.columns[$0].expression == nil && !unreadable.contains($0)
    }
  }

  /// The columns of the primary key that can be read.
  var key: [Int] { entry.primaryKey.compactMap(entry.index(of:)).filter { !unreadable.contains($0) } }

  /// The column of fiscal years that rows are told apart by: the key's, or the only one there is.
  var yearColumn: Int? {
    let years = (entry.primaryKey.isEmpty ? facts : key).filter { entry.columns[$0].type == .year }
    guard let year = years.first, years.count == 1 else { return nil }
    return entry.primaryKey.isEmpty && entry.columns[year].isYearOfEvent ? nil : year
  }

  /// The cells of a column; nil for one that cannot be read or is computed.
  func cells(_ place: Int) -> Column? { columns[place] }

  /// Whether the cells can be asked for as they were written.
  var keepsOriginals: Bool { source?.keepsOriginals ?? false }

  /// The cells of a column as they were written.
  func originals(_ place: Int) throws(Diagnostic) -> Column? {
    guard let source, source.keepsOriginals, entry.columns[place].expression == nil else { return nil }
    return try source.read(columns: [entry.columns.count + place]).columns.first
  }

  /// The cells of a column that cannot be read, each spelling once.
  func refusedCells(_ place: Int) throws(Diagnostic) -> [RefusedCell] {
    try source?.refusedCells(column: place) ?? []
  }

  func remark(_ message: Message) { if !remarks.contains(message) { remarks.append(message) } }

  func checkpoint() throws(Diagnostic) { if Interrupt.isRequested { throw .interrupted() } }
}

extension ColumnEntry {
  /// Whether the name says when something happened to the thing in the row (開設年度), rather than which year a row is of.
  fileprivate var isYearOfEvent: Bool {
    [name.ja, name.en.lowercased()].contains { name in
      [
        "開", "始", "竣", "設立", "設置", "架設", "建", "終", "完", "着工", "取得", "生", "採用", "廃", "start", "open", "built", "end",
        "birth",
        "founded",
      ].contains(where: name.contains)
    }
  }
}

extension TableEntry {
  /// What is known of the columns of a table made by `let`.
  fileprivate init(_ relation: Relation, _ fields: [Field]) {
    func name(_ id: Field.ID?) -> String? {
      guard let id else { return nil }
      return fields.first { $0.id == id }?.name.en
    }
    let columns = fields.map { field in
      var column = ColumnEntry(name: field.name, type: field.type, unit: field.unit)
      column.unitFrom = name(field.unitFrom)
      column.betterFrom = name(field.betterFrom)
      column.guards = field.guards.compactMap { name($0) }
      column.totals = field.totals
      column.of = name(field.follows)
      column.role = field.isShown ? field.role : field.role ?? .note
      return column
    }
    self.init(name: relation.name, columns: columns, isCataloged: relation.isCataloged)
  }
}
