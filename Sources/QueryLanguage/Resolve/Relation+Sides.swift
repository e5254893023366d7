internal import Diagnostics
public import PolicyModel
internal import QuerySyntax

extension Relation {
  /// One of the tables that were joined: what its columns are reached by, 経費.金額, as long as they are columns of the result.
  struct Side: Sendable {
    var name: BilingualName
    /// Its columns as they were called in it; a key of the right side is the left's key.
    var columns: [Column]

    struct Column: Sendable {
      var name: BilingualName
      var id: Field.ID
    }
  }

  /// What a table's name and a column's name mean together.
  enum Qualified {
    case column(Int)
    /// The side is there, and has no such column, or none any more.
    case noColumn(Side)
    case noSide
  }

  func qualified(_ table: String, _ column: String) -> Qualified {
    if let index = sides.firstIndex(where: { $0.name.matches(table) }) {
      return place(named: column, onSide: index).map { .column($0) } ?? .noColumn(sides[index])
    }
    if let place = literallyNamed(table, column) { return .column(place) }
    guard name.matches(table) else { return .noSide }
    return places(named: column).first.map { .column($0) } ?? .noColumn(whole)
  }

  /// The place that a qualified name means, if it means one.
  func place(of name: ColumnName) -> Int? {
    guard let table = name.table else { return places(named: name.name.text).first }
    if case .column(let place) = qualified(table.text, name.name.text) { return place }
    return nil
  }

  /// A column whose own name has a dot: `a.b` of a file.
  private func literallyNamed(_ table: String, _ column: String) -> Int? {
    places(named: table + "." + column).first
  }

  private func place(named name: String, onSide index: Int) -> Int? {
    let side = sides[index]
    for column in side.columns where column.name.matches(name) {
      if let place = place(of: column.id), fields[place].visibility != .carried { return place }
    }
    let own = Set(side.columns.map(\.id))
    if let renamed = places(named: name).first(where: { own.contains(fields[$0].id) }) { return renamed }
    // What was computed since belongs to no table; it is reached by the first one's name, as it would be without a join.
    if index > 0 { return nil }
    let others = Set(sides.dropFirst().flatMap { $0.columns.map(\.id) })
    return places(named: name).first { !others.contains(fields[$0].id) }
  }

  /// All its columns as those of one side, with the names they have now.
  var whole: Side {
    Side(name: name, columns: nameable.map { Side.Column(name: fields[$0].name, id: fields[$0].id) })
  }

  /// The names that may stand before a dot.
  var sideNames: [BilingualName] { sides.isEmpty ? [name] : sides.map(\.name) }

  /// What a column is called when it is to be reached on one side, as it is typed.
  func typedName(of id: Field.ID) -> Message? {
    for side in sides {
      guard let column = side.columns.first(where: { $0.id == id }) else { continue }
      return Message(
        ja: Formatter.columnText(side.name.ja) + "." + Formatter.columnText(column.name.ja),
        en: Formatter.columnText(side.name.en) + "." + Formatter.columnText(column.name.en))
    }
    return nil
  }
}

extension Relation {
  /// The tables whose columns can be reached by their names, 経費.金額; none where only one was read.
  public var joinedTables: [BilingualName] { sides.map(\.name) }

  /// The columns of one of the tables that were joined, under the names they have in it.
  public func columns(ofSide table: String) -> [Field] {
    let side = sides.first { $0.name.matches(table) } ?? (name.matches(table) ? whole : nil)
    return (side?.columns ?? []).compactMap { column in
      place(of: column.id).map { place in
        var field = fields[place]
        field.name = column.name
        return field
      }
    }
  }

  /// A column's name as it is typed: that of a twin with a dot, `指標.市`, others as one word or in quotes.
  public func typed(_ name: String, of field: Field) -> String {
    for side in sides where twins.contains(where: { $0.right == field.id }) {
      for (table, column) in [(side.name.ja, field.name.ja), (side.name.en, field.name.en)]
      where name == column && column.hasPrefix(table + ".") {
        return Formatter.columnText(table) + "." + Formatter.columnText(String(column.dropFirst(table.count + 1)))
      }
    }
    return Formatter.columnText(name)
  }
}

extension BilingualName {
  /// The name of a column beside one of another table that is called the same: 指標.市.
  func qualified(by table: BilingualName) -> BilingualName {
    BilingualName(ja: table.ja + "." + ja, en: table.en + "." + en)
  }

  /// Whether a name could mean either, in one of the languages.
  func overlaps(_ other: BilingualName) -> Bool { matches(other.ja) || matches(other.en) }

  /// The name with a number behind it.
  func numbered(_ number: Int) -> BilingualName { BilingualName(ja: "\(ja)\(number)", en: "\(en)\(number)") }
}
