import CSQLite

/// An SQLite database in memory.
final class Database {
  private let handle: OpaquePointer

  init() throws(Failure) {
    var handle: OpaquePointer?
    let status = sqlite3_open_v2(":memory:", &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil)
    guard status == SQLITE_OK, let handle else { throw Failure(message: "no database: \(status)") }
    self.handle = handle
    // Whole numbers that outgrow 64 bits become approximate in SQLite; `exact` stops the statement instead.
    let made = sqlite3_create_function_v2(
      handle, "exact", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nil,
      { context, _, arguments in
        guard let value = arguments?[0] else { return }
        if sqlite3_value_type(value) == SQLITE_FLOAT {
          sqlite3_result_error(context, "integer overflow", -1)
        } else {
          sqlite3_result_value(context, value)
        }
      }, nil, nil, nil)
    if made != SQLITE_OK { throw failure() }
  }

  deinit { sqlite3_close_v2(handle) }

  /// Runs statements that give no rows.
  func run(_ sql: String) throws(Failure) {
    if sqlite3_exec(handle, sql, nil, nil, nil) != SQLITE_OK { throw failure() }
  }

  func prepare(_ sql: String) throws(Failure) -> Statement {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK, let statement else { throw failure() }
    return Statement(statement, self)
  }

  /// All rows of a query, cell by cell.
  func rows(_ sql: String) throws(Failure) -> [[Cell]] {
    let statement = try prepare(sql)
    var rows: [[Cell]] = []
    while try statement.step() { rows.append(statement.cells) }
    return rows
  }

  fileprivate func failure() -> Failure { Failure(message: String(cString: sqlite3_errmsg(handle))) }

  /// One cell as SQLite holds it.
  enum Cell: Hashable {
    case null
    case integer(Int64)
    case text(String)
    /// Approximate: never to be seen.
    case real
  }

  struct Failure: Error {
    var message: String

    /// The numbers of the case outgrow the 64 bits that SQLite counts with.
    var isOverflow: Bool { message == "integer overflow" }
  }

  /// A statement that is ready to run.
  final class Statement {
    private let handle: OpaquePointer
    private let database: Database

    fileprivate init(_ handle: OpaquePointer, _ database: Database) {
      self.handle = handle
      self.database = database
    }

    deinit { sqlite3_finalize(handle) }

    /// Runs the statement with these values for its question marks; for statements that give no rows.
    func run(_ cells: [Cell]) throws(Failure) {
      sqlite3_reset(handle)
      for (place, cell) in cells.enumerated() {
        let number = Int32(place + 1)
        let status =
          switch cell {
          case .null, .real: sqlite3_bind_null(handle, number)
          case .integer(let value): sqlite3_bind_int64(handle, number, value)
          case .text(let text): csqlite_bind_text(handle, number, text)
          }
        if status != SQLITE_OK { throw database.failure() }
      }
      while try step() {}
    }

    /// Goes on to the next row; false when there is none.
    fileprivate func step() throws(Failure) -> Bool {
      switch sqlite3_step(handle) {
      case SQLITE_ROW: return true
      case SQLITE_DONE: return false
      default: throw database.failure()
      }
    }

    fileprivate var cells: [Cell] {
      (0..<sqlite3_column_count(handle)).map { place in
        switch sqlite3_column_type(handle, place) {
        case SQLITE_NULL: .null
        case SQLITE_INTEGER: .integer(sqlite3_column_int64(handle, place))
        case SQLITE_TEXT: sqlite3_column_text(handle, place).map { .text(String(cString: $0)) } ?? .null
        default: .real
        }
      }
    }
  }
}
