internal import Dispatch
internal import QueryPlan
internal import Synchronization

/// Measures where the time of a run goes. The clock is asked once a node, and where rows go through in slices once a
/// slice and node; without a stopwatch nothing is asked.
///
/// Nodes call one another, so each node's time is what lies between its start and its end without what its inputs took
/// in between. While several threads share the work, each adds up what it spends on which node; the time by the clock on
/// the wall is divided in that proportion, so that all times together are the time that the person waited.
final class Stopwatch: Sendable {
  fileprivate struct Open {
    var node: Int
    var began: UInt64
    /// What other nodes took meanwhile.
    var others: UInt64 = 0
  }

  fileprivate struct State {
    /// The nodes that are at work, the innermost last.
    var open: [Open] = []
    var nanoseconds: [Int: UInt64] = [:]
    var rows: [Int: Int] = [:]
    /// Work that is shared within shared work counts with the outer.
    var depth = 0
    /// What the threads have spent since the work is shared, on which nodes and together.
    var shared: [Int: UInt64] = [:]
    var sharedTotal: UInt64 = 0
    var began: UInt64 = 0
    var threads = 1
  }

  private let state = Mutex(State())

  static var now: UInt64 { DispatchTime.now().uptimeNanoseconds }

  // MARK: One node after the other

  func start(_ node: Int) {
    let now = Self.now
    state.withLock { $0.open.append(Open(node: node, began: now)) }
  }

  /// The node begun last has its rows.
  func stop(rows: Int) {
    let now = Self.now
    state.withLock { state in
      guard let last = state.open.popLast() else { return }
      let whole = now &- last.began
      state.nanoseconds[last.node, default: 0] += whole - min(whole, last.others)
      state.rows[last.node] = rows
      state.noteOthers(whole)
    }
  }

  /// A node has done its work on some rows, begun at `mark`; further slices of it add up.
  ///
  /// - Parameter rows: how many came out; nil where that is known otherwise.
  func took(_ node: Int, since mark: UInt64, rows: Int?) { took(node, Self.now &- mark, rows: rows) }

  /// A node has spent so many nanoseconds.
  func took(_ node: Int, _ spent: UInt64, rows: Int?) {
    state.withLock { state in
      if state.depth > 0 {
        state.shared[node, default: 0] += spent
        if let rows { state.rows[node, default: 0] += rows }
      } else {
        state.nanoseconds[node, default: 0] += spent
        if let rows { state.rows[node] = rows }
        state.noteOthers(spent)
      }
    }
  }

  // MARK: Shared work

  func startSharing(threads: Int) {
    let now = Self.now
    state.withLock { state in
      state.depth += 1
      if state.depth > 1 { return }
      state.began = now
      state.shared = [:]
      state.sharedTotal = 0
      state.threads = max(state.threads, threads)
    }
  }

  /// A thread has done its part, begun at `mark`.
  func shared(since mark: UInt64) {
    let spent = Self.now &- mark
    state.withLock { if $0.depth == 1 { $0.sharedTotal += spent } }
  }

  func stopSharing() {
    let now = Self.now
    state.withLock { state in
      state.depth -= 1
      if state.depth > 0 || state.sharedTotal == 0 { return }
      let wall = Double(now &- state.began) / Double(state.sharedTotal)
      for (node, spent) in state.shared {
        let share = UInt64(Double(spent) * wall)
        state.nanoseconds[node, default: 0] += share
        state.noteOthers(share)
      }
    }
  }

  // MARK: The answer

  func profile(of plan: Plan) -> RunProfile {
    state.withLock { state in
      var stages: [RunProfile.Stage] = []
      _ = state.addStages(of: plan, to: &stages)
      return RunProfile(stages: stages, threads: state.threads)
    }
  }
}

extension Stopwatch.State {
  fileprivate mutating func noteOthers(_ spent: UInt64) {
    if let last = open.indices.last { open[last].others += spent }
  }

  /// - Returns: how many rows came out of the plan; of a node that was not run, those of its input.
  fileprivate func addStages(of plan: Plan, to stages: inout [RunProfile.Stage]) -> Int {
    let rowsIn = plan.inputs.map { addStages(of: $0, to: &stages) }
    guard let rows = rows[plan.number] else { return rowsIn.reduce(0, +) }
    stages.append(
      RunProfile.Stage(
        kind: plan.kind, node: plan.number, rowsIn: rowsIn, rowsOut: rows,
        nanoseconds: nanoseconds[plan.number] ?? 0))
    return rows
  }
}
