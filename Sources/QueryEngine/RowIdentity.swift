internal import ColumnStore
internal import PolicyModel
internal import QueryPlan

/// Which row of before each cell comes from, behind nodes that let one row stand several times (N5).
///
/// Behind `cost | join many indicator` a cost occurs once for each of its indicators, an indicator perhaps once for each
/// of several costs: each side's columns have an origin of their own, and what is computed from both has both.
struct RowIdentity {
  /// One multiplication of rows: rows with the same number are one row of before.
  struct Origin {
    /// −1 where no row of before is behind a row.
    var numbers: [Int32]
    /// All numbers are below this.
    var count: Int
    var cause: RepetitionCause
  }

  var origins: [Origin] = []
  /// For each column the origins of its cells; a column without any (or beyond the end) has a row of its own for each.
  var ofColumn: [[Int]]

  init(columnCount: Int) { ofColumn = [[Int]](repeating: [], count: columnCount) }

  subscript(column: Int) -> [Int] { ofColumn.indices.contains(column) ? ofColumn[column] : [] }

  func gathered(_ rows: [Int32]) -> RowIdentity {
    var result = self
    for place in origins.indices {
      let numbers = origins[place].numbers
      result.origins[place].numbers = eachRow(rows.count) { rows[$0] < 0 ? -1 : numbers[Int(rows[$0])] }
    }
    return result
  }

  /// The identity behind a node that gives row `rows[i]` of its input as row i: what had a row of its own has so no more.
  func multiplied(_ rows: [Int32], of rowCount: Int, _ cause: RepetitionCause) -> RowIdentity {
    var result = gathered(rows)
    guard ofColumn.contains(where: \.isEmpty) else { return result }
    result.origins.append(Origin(numbers: rows, count: rowCount, cause: cause))
    for column in ofColumn.indices where ofColumn[column].isEmpty { result.ofColumn[column] = [origins.count] }
    return result
  }

  /// The columns of two sides beside each other, of the other's those at some places.
  func beside(_ other: RowIdentity, _ places: [Int]) -> RowIdentity? {
    if origins.isEmpty, other.origins.isEmpty { return nil }
    var result = self
    result.origins += other.origins
    result.ofColumn += places.map { place in other[place].map { $0 + origins.count } }
    return result
  }

  /// The origins of what an expression computes: those of the numbers in it, because a condition on other columns does
  /// not make an amount another amount; none if one of them has a row of its own for each.
  func origins(of expression: PlanExpression, _ fields: [Field]) -> [Int] {
    let columns = expression.columns
    let numbers = columns.filter { fields.indices.contains($0) && fields[$0].type == .number }
    var found: Set<Int> = []
    for column in numbers.isEmpty ? columns : numbers {
      let own = self[column]
      if own.isEmpty { return [] }
      found.formUnion(own)
    }
    return found.sorted()
  }

  /// Several origins as one: rows with the same number there are the same rows of before in all of them.
  func combined(_ places: [Int]) -> Origin? {
    guard let first = places.first else { return nil }
    var result = origins[first]
    for place in places.dropFirst() {
      let (a, b) = (result.numbers, origins[place].numbers)
      let width = Int64(origins[place].count) + 1
      var interner = Interner<Int64>()
      result.numbers = eachRow(a.count) { row in
        if a[row] < 0, b[row] < 0 { return -1 }
        return interner.number(of: (Int64(a[row]) + 1) &* width &+ Int64(b[row]) + 1)
      }
      result.count = interner.keys.count
    }
    return result
  }
}

extension Frame {
  /// Where the rows of each column come from, also where nothing has multiplied them.
  var knownIdentity: RowIdentity {
    var known = identity ?? RowIdentity(columnCount: fields.count)
    // A node that adds columns need not say that each of their rows is one of its own.
    while known.ofColumn.count < fields.count { known.ofColumn.append([]) }
    return known
  }
}

/// Why rows stand several times: what a person can do about it depends on that.
enum RepetitionCause {
  /// The list column that was unnested.
  case unnested(BilingualName)
  /// Several rows of the other table matched.
  case joinedMany
  /// Two parts of a union have rows of one table in common.
  case united
  /// Several rows looked up one row of the table with that name.
  case lookedUp(BilingualName)
  /// A row stands behind several rows that were traced.
  case traced
}

extension Frame {
  /// Which rows of before are behind the values of an expression, where some may stand several times.
  func origin(of expression: PlanExpression) -> RowIdentity.Origin? {
    identity.flatMap { $0.combined($0.origins(of: expression, fields)) }
  }
}
