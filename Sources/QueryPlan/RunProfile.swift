/// What each node of a plan took of the time of a run, and the rows that went in and came out.
public struct RunProfile: Sendable, Hashable {
  /// What a node does.
  public enum Kind: String, Sendable, Hashable {
    case scan, filter, project, aggregate, sort, limit, unnest, summarize, join, union, window, trace, effect
  }

  public struct Stage: Sendable, Hashable {
    public var kind: Kind
    /// The node's number in the plan: `Plan.numbered()`.
    public var node: Int
    /// One for each input; none for a table.
    public var rowsIn: [Int]
    public var rowsOut: Int
    /// By the clock on the wall, without what the inputs took: those of all stages together are at most the time of the
    /// run. Where several threads share the work, the time that this takes is divided among the stages as the threads'
    /// own times are.
    public var nanoseconds: UInt64

    public init(kind: Kind, node: Int, rowsIn: [Int], rowsOut: Int, nanoseconds: UInt64) {
      self.kind = kind
      self.node = node
      self.rowsIn = rowsIn
      self.rowsOut = rowsOut
      self.nanoseconds = nanoseconds
    }
  }

  /// Inputs before who takes their rows; a node that did not have to be run is left out.
  public var stages: [Stage]
  /// How many threads have shared the work where it was shared; otherwise 1.
  public var threads: Int

  public init(stages: [Stage], threads: Int) {
    self.stages = stages
    self.threads = threads
  }

  /// Rows of tables, each table as often as it was read.
  public var rowsRead: Int { stages.reduce(0) { $0 + ($1.kind == .scan ? $1.rowsOut : 0) } }

  public var nanoseconds: UInt64 { stages.reduce(0) { $0 + $1.nanoseconds } }
}

extension Plan {
  public var kind: RunProfile.Kind {
    switch self {
    case .scan: .scan
    case .filter: .filter
    case .project: .project
    case .aggregate: .aggregate
    case .sort: .sort
    case .limit: .limit
    case .unnest: .unnest
    case .summarize: .summarize
    case .join: .join
    case .union: .union
    case .window: .window
    case .trace: .trace
    case .effect: .effect
    }
  }
}
