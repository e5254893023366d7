internal import QuerySyntax

/// What may stand at the cursor, found from the grammar; the candidates are made from it.
enum Wanted: Hashable {
  /// The beginning of a statement: tables, commands, `let`.
  case statement
  case table
  case verb
  /// A column; as a key no lists, for `unnest` only lists.
  case column(ColumnChoice)
  /// The keys of `by` before their ending: 所管課ごと.
  case keysBeforeEach
  /// A column with levels, in any table.
  case scaledColumn
  case function(Functions)
  /// A column or a function.
  case operand(Functions)
  /// What stands right of a comparison: a value of that column, where its name is known.
  case value(of: String?)
  /// A comparison behind an operand; the operand's name, where it is a column.
  case comparison(of: String?)
  /// The comparison word behind a value: 以上.
  case postfix(of: String?, Keyword, Shape)
  case keyword(Keyword)
  /// A sign: `|`, `:`, `->`.
  case sign(Symbol)
  /// What stands between the rows and the columns of a cross-tab: `by`, ×.
  case cross
  /// A name behind `$`.
  case parameter
  case unit
  /// A file's name in quotes; only folders for `use`.
  case file(foldersOnly: Bool)
  /// A recipe in quotes: one of the known ones, or a file.
  case recipe
  case script
  /// The parameters of a script.
  case scriptArgument(String)
  case helpTopic

  enum ColumnChoice: Hashable {
    case any, keys, lists
    /// Keys that the table behind `join` has too; it stands at these offsets of the text.
    case shared(with: Range<Int>?)
    /// Keys of that table.
    case joined(Range<Int>?)
    /// Columns of one of the tables that were joined: 経費.金額.
    case side(String)
  }

  /// Which functions an operand may call.
  enum Functions: Hashable {
    /// Those over the rows of a group, in the first place.
    case aggregates
    /// Those of one row.
    case scalars
    /// Those of one row, and those that look at the rows around it.
    case windows
    /// Those of one row and of a group.
    case all
  }

  /// What a comparison compares with.
  enum Shape: Hashable {
    case value, list, range
  }
}
