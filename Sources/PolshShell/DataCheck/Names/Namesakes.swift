internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryLanguage

/// The names in a column of another table that is called the same.
struct Namesake {
  var table: BilingualName
  /// Whether the table stands before the one that is checked.
  var isEarlier: Bool
  var names: ColumnNames
}

extension CheckedTable {
  /// The columns of the other tables that are called as one of this, as far as they can be read.
  func namesakes(of place: Int) throws(Diagnostic) -> [Namesake] {
    var found: [Namesake] = []
    var isEarlier = true
    for other in session.environment.tables {
      if other.name == name {
        isEarlier = false
        continue
      }
      guard case .source(let source) = other.content,
        let match = source.entry.columns.firstIndex(where: { $0.name == entry.columns[place].name })
      else { continue }
      let column = source.entry.columns[match]
      guard column.holdsNames, column.role == nil, column.expression == nil else { continue }
      do throws(Diagnostic) {
        guard let cells = try source.read(columns: [match]).columns.first else { continue }
        found.append(Namesake(table: other.name, isEarlier: isEarlier, names: ColumnNames(cells, years: nil)))
      } catch {
        // What cannot be read is told where that table is checked.
        if error.isInterruption { throw error }
      }
    }
    return found
  }
}

extension ColumnEntry {
  /// Whether its cells are words: names, levels, lists of them.
  var holdsNames: Bool {
    switch type {
    case .text, .level, .list: true
    case .number, .year, .bool: false
    }
  }
}
