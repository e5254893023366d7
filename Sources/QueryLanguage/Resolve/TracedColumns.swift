internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

/// The columns of the tables behind a result, brought together by name: what `trace` shows of source rows.
///
/// Where a row comes from leads: document, line, reading and note, of a table without them the name of its file and the
/// line there. Then the tables' own columns, those of the first table first.
struct TracedColumns {
  struct Column {
    var entry: ColumnEntry
    /// For each table what it holds.
    var cells: [Plan.Trace.Cell]
    /// Where the entry is described: references are by name within that table.
    var table: Int
  }

  private(set) var columns: [Column] = []
  private let tables: [Plan.Scan]

  init(_ tables: [Plan.Scan]) {
    self.tables = tables
    for role in ProvenanceRole.allCases { addProvenance(role) }
    for (table, scan) in tables.enumerated() {
      for (place, entry) in scan.source.entry.columns.enumerated() where entry.role == nil && entry.expression == nil {
        add(entry, .column(place), of: table)
      }
    }
  }

  /// The column that holds what one of the tables calls so.
  func index(of name: String, in table: Int) -> Int? {
    guard let place = tables[table].source.entry.index(of: name) else { return nil }
    return columns.firstIndex { $0.cells[table] == .column(place) }
  }

  // MARK: Provenance

  private mutating func addProvenance(_ role: ProvenanceRole) {
    var without: [Int] = []
    for (table, scan) in tables.enumerated() {
      if let place = scan.source.entry.columns.firstIndex(where: { $0.role == role && $0.expression == nil }) {
        add(scan.source.entry.columns[place], .column(place), of: table)
      } else {
        without.append(table)
      }
    }
    for table in without {
      switch role {
      case .document:
        guard let path = tables[table].source.entry.path else { continue }
        add(made(role), .text(path.lastPathPart), of: table)
      case .line:
        if tables[table].source.knowsLines { add(made(role), .line, of: table) } else { addRowNumber(of: table) }
      case .reading, .note: continue
      }
    }
    // Questions about readings and notes can be asked of every trace.
    if !columns.contains(where: { $0.entry.role == role }), !isTaken(made(role).name) {
      columns.append(Column(entry: made(role), cells: tables.map { _ in .absent }, table: 0))
    }
  }

  private mutating func addRowNumber(of table: Int) {
    var entry = ColumnEntry(name: BilingualName(ja: "行番号", en: "row"), type: .number)
    entry.isPlainInteger = true
    add(entry, .rowNumber, of: table)
  }

  /// A column of provenance for a table that declares none.
  private func made(_ role: ProvenanceRole) -> ColumnEntry {
    var entry: ColumnEntry
    switch role {
    case .document: entry = ColumnEntry(name: BilingualName(ja: "文書", en: "document"), type: .text)
    case .line:
      entry = ColumnEntry(name: BilingualName(ja: "行", en: "line"), type: .number)
      entry.isPlainInteger = true
    case .reading: entry = ColumnEntry(name: BilingualName(ja: "読取", en: "reading"), type: .level(.readings))
    case .note: entry = ColumnEntry(name: BilingualName(ja: "注記", en: "note"), type: .text)
    }
    entry.role = role
    return entry
  }

  /// Whether some table has an ordinary column of that name.
  private func isTaken(_ name: BilingualName) -> Bool {
    tables.contains { scan in scan.source.entry.columns.contains { $0.role == nil && $0.name.shares(name) } }
  }

  // MARK: Bringing together

  private mutating func add(_ entry: ColumnEntry, _ cell: Plan.Trace.Cell, of table: Int) {
    let isMade = if case .column = cell { false } else { true }
    if isMade, isTaken(entry.name) { return }
    if let index = columns.firstIndex(where: { $0.cells[table] == .absent && $0.entry.holdsTheSame(as: entry) }) {
      columns[index].cells[table] = cell
      return
    }
    var entry = entry
    // Two tables may mean different things by one name.
    let (own, owner) = (entry.name, tables[table].name)
    if columns.contains(where: { $0.entry.name.matches(own.ja) }) { entry.name.ja = "\(owner.ja).\(own.ja)" }
    if columns.contains(where: { $0.entry.name.matches(own.en) }) { entry.name.en = "\(owner.en).\(own.en)" }
    var cells = tables.map { _ in Plan.Trace.Cell.absent }
    cells[table] = cell
    columns.append(Column(entry: entry, cells: cells, table: table))
  }
}

extension ColumnEntry {
  /// Whether the cells of both can stand in one column: same name (or both say where a row is from), type and unit.
  fileprivate func holdsTheSame(as other: ColumnEntry) -> Bool {
    let isOneName = role == nil ? name == other.name : true
    return isOneName && role == other.role && type == other.type && unit == other.unit && unitFrom == other.unitFrom
      && isPlainInteger == other.isPlainInteger
  }
}

extension BilingualName {
  /// Whether a word could mean either.
  fileprivate func shares(_ other: BilingualName) -> Bool { ja == other.ja || en == other.en }
}

extension Scale {
  /// How a figure was read from its document.
  fileprivate static let readings = Scale(name: "読取", levels: ["stated", "derived", "inferred"], isRanked: false)
}

extension String {
  /// `a/b.csv` → `b.csv`
  fileprivate var lastPathPart: String {
    guard let slash = utf8.lastIndex(of: UInt8(ascii: "/")) else { return self }
    return String(self[index(after: slash)...])
  }
}
