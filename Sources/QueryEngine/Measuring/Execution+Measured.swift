internal import Diagnostics
internal import QueryPlan

extension Execution {
  /// Measures what a node takes, where anybody wants to know.
  func measured(_ node: Int, _ rows: () throws(Diagnostic) -> Frame) throws(Diagnostic) -> Frame {
    guard let stopwatch = workers.stopwatch else { return try rows() }
    stopwatch.start(node)
    let frame = try rows()
    stopwatch.stop(rows: frame.rowCount)
    return frame
  }

  /// The rows of a range of a base, on their way through the stages.
  func slice(_ base: Frame, _ range: Range<Int>, of stages: RowStages) -> Slice {
    var slice = Slice(of: base, range, needed: stages.baseNeeded)
    slice.clock = workers.stopwatch.map { SliceClock($0, base: stages.base.number) }
    return slice
  }
}

extension Workers {
  /// The time, where anybody wants to know what is taken from here on.
  var mark: UInt64? { stopwatch == nil ? nil : Stopwatch.now }

  /// A node has done some of its work, begun at `mark`.
  func took(_ node: Int, since mark: UInt64?) {
    if let mark { stopwatch?.took(node, since: mark, rows: nil) }
  }
}

/// Measures what the stages take of a slice. Columns that a table keeps packed are unpacked when a stage asks for them;
/// that is reading, and counts for the base.
struct SliceClock {
  private let stopwatch: Stopwatch
  private let base: Int
  /// What unpacking has taken so far.
  private var reading: UInt64 = 0

  init(_ stopwatch: Stopwatch, base: Int) {
    self.stopwatch = stopwatch
    self.base = base
  }

  /// The time without what unpacking takes.
  fileprivate var now: UInt64 { Stopwatch.now &- reading }

  mutating func noteReading(since mark: UInt64?) {
    guard let mark else { return }
    let spent = now &- mark
    reading += spent
    stopwatch.took(base, spent, rows: nil)
  }

  fileprivate func took(_ node: Int, since mark: UInt64, rows: Int) {
    stopwatch.took(node, now &- mark, rows: rows)
  }
}

extension Slice {
  /// The time, where anybody wants to know what is taken from here on.
  var mark: UInt64? { clock?.now }

  /// A stage has done its work, begun at `mark`.
  func took(_ stage: Int, since mark: UInt64?) {
    if let mark { clock?.took(stage, since: mark, rows: count) }
  }
}

extension RowStages.Stage {
  /// Its node's number in the plan.
  var number: Int {
    switch step {
    case .filter(let node): node.number
    case .project(let node): node.number
    case .lookup(let node): node.number
    }
  }
}
