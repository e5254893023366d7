public import ColumnStore
public import PolicyModel

extension Plan {
  /// `trace`: in place of each row of the input the source rows behind it, in the source's order, each once a result row.
  ///
  /// The result's columns: the input's `keys`, which table the row is of (if asked), then `columns`. Where several tables
  /// stand behind a row, their rows follow one another in the order of `sources`.
  public struct Trace: Sendable {
    /// What a column holds in the rows of one table.
    public enum Cell: Sendable, Hashable {
      /// A column of the table, by its place in `entry.columns`; not a virtual one.
      case column(Int)
      /// The same text in all rows: the name of the table's file.
      case text(String)
      /// The line of the file, of a source that knows lines.
      case line
      /// The row's number in the table, from 1.
      case rowNumber
      /// Missing (該当なし).
      case absent
    }

    /// One column of the answer, for each of `sources` what it holds.
    public struct Column: Sendable {
      public var cells: [Cell]

      public init(_ cells: [Cell]) { self.cells = cells }
    }

    public var input: Plan
    /// Places in the input's fields that lead each row.
    public var keys: [Int]
    /// The tables whose rows can stand behind a row, each once.
    public var sources: [any TableSource]
    /// Whether a column behind the keys tells the table: a level for each of `sources`, in their order.
    public var namesSource: Bool
    public var columns: [Column]
    public var fields: [Field]
    /// See `Plan.numbered()`.
    public var number = 0

    public init(
      input: Plan, keys: [Int], sources: [any TableSource], namesSource: Bool, columns: [Column], fields: [Field]
    ) {
      self.input = input
      self.keys = keys
      self.sources = sources
      self.namesSource = namesSource
      self.columns = columns
      self.fields = fields
    }

    /// The input's columns that tell which rows stand behind its own. Aggregates may take only some of their rows, and of
    /// them those count whose results are shown; otherwise the keys are enough.
    public var neededOfInput: Set<Int> {
      input.aggregates ? Set(input.fields.indices.filter { input.fields[$0].isShown }).union(keys) : Set(keys)
    }
  }

  /// The tables whose rows can stand behind the plan's rows, each once, in the order in which they are read.
  public var sourcesBehind: [Scan] {
    var found: [Scan] = []
    collectSources(&found)
    return found
  }

  /// Whether rows are brought together somewhere.
  fileprivate var aggregates: Bool {
    switch self {
    case .scan: false
    case .aggregate: true
    case .filter, .project, .sort, .limit, .unnest, .summarize, .join, .union, .window, .trace, .effect:
      inputs.contains { $0.aggregates }
    }
  }

  private func collectSources(_ found: inout [Scan]) {
    switch self {
    case .scan(let node):
      if !found.contains(where: { $0.source.identity == node.source.identity }) { found.append(node) }
    case .join(let node) where node.kind == .without: node.left.collectSources(&found)
    case .filter, .project, .aggregate, .sort, .limit, .unnest, .summarize, .join, .union, .window, .trace, .effect:
      for input in inputs { input.collectSources(&found) }
    }
  }

  /// The columns that say which result row a row is, where rows are no longer those of one table: the keys of groups, the
  /// elements of an `unnest`; places in `fields`.
  public var leadingColumns: [Int] {
    switch self {
    case .scan: return []
    case .filter(let node): return node.input.leadingColumns
    case .sort(let node): return node.input.leadingColumns
    case .limit(let node): return node.input.leadingColumns
    case .window(let node): return node.input.leadingColumns
    case .effect(let node): return node.input.leadingColumns
    case .project(let node):
      let leading = Set(node.input.leadingColumns)
      return node.values.indices.filter { place in
        if case .column(let input) = node.values[place] { leading.contains(input) } else { false }
      }
    case .aggregate(let node): return Array(node.keys.indices)
    case .trace(let node): return Array(node.keys.indices)
    case .summarize: return [0]
    case .unnest(let node):
      let leading = node.input.leadingColumns
      return leading.contains(node.column) ? leading : leading + [node.column]
    case .join(let node):
      let right = Set(node.right.leadingColumns)
      let width = node.left.fields.count
      return node.left.leadingColumns
        + node.rightColumns.indices.filter { right.contains(node.rightColumns[$0]) }.map { width + $0 }
    case .union(let node):
      let leading = node.inputs.map { Set($0.leadingColumns) }
      return node.fields.indices.filter { place in
        leading.indices.contains { input in node.places[input][place].map { leading[input].contains($0) } ?? false }
      }
    }
  }
}
