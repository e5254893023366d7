import Oracle
import PolicyModel

/// The tables of one case in a database: numbers in millionths as whole numbers, levels by their words with the legends
/// as a table of their own, lists as JSON.
final class SourceTables {
  let database: Database
  private var inserts: [String: Database.Statement] = [:]
  /// The legends that the database has, by their levels and what those mean.
  private var legends: [[String]: String] = [:]

  init() throws(Database.Failure) {
    database = try Database()
    try database.run(
      """
      CREATE TABLE scale_level
        (scale TEXT NOT NULL, code TEXT NOT NULL, ord INTEGER NOT NULL, label TEXT NOT NULL, label_en TEXT NOT NULL,
        PRIMARY KEY (scale, code))
      """)
  }

  /// Puts the rows of a table in place of those of the case before.
  func fill(_ table: RowTable) throws {
    let name = Self.name(of: table)
    if inserts[name] == nil {
      let columns = (0..<table.entry.columns.count * 2).map { "s\($0)" }
      try database.run("CREATE TABLE \(name) (_row INTEGER PRIMARY KEY, \(columns.joined(separator: ", ")))")
      let marks = [String](repeating: "?", count: columns.count + 1).joined(separator: ", ")
      inserts[name] = try database.prepare("INSERT INTO \(name) VALUES (\(marks))")
    }
    try database.run("BEGIN; DELETE FROM \(name)")
    defer { try? database.run("COMMIT") }
    for (number, row) in table.rows.enumerated() {
      var cells: [Database.Cell] = [.integer(Int64(number + 1))]
      for (value, column) in zip(row, table.entry.columns) { cells.append(try Self.cell(value, column.type)) }
      // Behind the columns, what the file has in them.
      for place in row.indices { cells.append(try Self.cell(table.value(row, row.count + place), .text)) }
      try inserts[name]?.run(cells)
    }
  }

  static func name(of table: RowTable) -> String { "source_\(table.entry.name.en)" }

  /// What the database calls a legend; it is told of it when it is first asked for.
  func legend(_ scale: Scale) throws(Database.Failure) -> String {
    let meanings = scale.levels.map { scale.labels[$0]?.ja ?? $0 }
    if let known = legends[scale.levels + meanings] { return known }
    let name = "scale\(legends.count)"
    let insert = try database.prepare("INSERT INTO scale_level VALUES (?, ?, ?, ?, ?)")
    for (place, level) in scale.levels.enumerated() {
      try insert.run([
        .text(name), .text(level), .integer(Int64(place)), .text(meanings[place]),
        .text(scale.labels[level]?.en ?? level),
      ])
    }
    legends[scale.levels + meanings] = name
    return name
  }

  /// A value as it stands in the database.
  static func cell(_ value: Value, _ type: ColumnType) throws(Unsayable) -> Database.Cell {
    switch value {
    case .missing: .null
    case .number(let number): .integer(try millionths(number))
    case .year(let year): .integer(Int64(year))
    case .text(let text): .text(text)
    case .bool(let flag): .integer(flag ? 1 : 0)
    case .level(let place): .text(try word(place, type))
    case .list(let values):
      if values.isEmpty { .null } else { .text(try json(values, type)) }
    }
  }

  static func millionths(_ number: ExactDecimal) throws(Unsayable) -> Int64 {
    let (wide, overflow) = number.mantissa.multipliedReportingOverflow(
      by: ExactDecimal.power(ExactDecimal.maximumScale - number.scale))
    guard !overflow, let narrow = Int64(exactly: wide) else { throw .moreThan64Bits }
    return narrow
  }

  static func word(_ place: Int, _ type: ColumnType) throws(Unsayable) -> String {
    guard let levels = type.scale?.levels, levels.indices.contains(place) else {
      throw Unsayable("a level of no scale")
    }
    return levels[place]
  }

  /// A list as SQLite writes it.
  static func json(_ values: [Value], _ type: ColumnType) throws(Unsayable) -> String {
    var parts: [String] = []
    for value in values {
      guard case .text(let text) = try cell(value, type) else { throw Unsayable("a list of other things than words") }
      let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      parts.append("\"\(escaped)\"")
    }
    return "[\(parts.joined(separator: ","))]"
  }
}

/// What SQL has no words for: the question is then not asked of SQLite.
struct Unsayable: Error {
  var what: String

  init(_ what: String) { self.what = what }

  static let moreThan64Bits = Unsayable("numbers beyond 64 bits")
}
