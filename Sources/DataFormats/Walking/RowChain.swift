internal import Dispatch
internal import Synchronization

/// Where each block's first row begins: known only when the block before it is cut, and handed on from one to the next.
final class RowChain: Sendable {
  private struct State {
    /// The blocks before this one are cut.
    var known = 0
    /// Where the first row of block `known` begins; nil when somebody gave up.
    var start: Int?
    var waiting: [Int: DispatchSemaphore] = [:]
  }

  private let state: Mutex<State>

  init(start: Int) {
    state = Mutex(State(start: start))
  }

  /// Where the first row of a block begins, if that is known already.
  func knownStart(of block: Int) -> Int? { state.withLock { $0.known == block ? $0.start : nil } }

  /// Where the first row of a block begins; waits until the blocks before it are cut. Nil when one of them cannot be.
  func start(of block: Int) -> Int? {
    while true {
      let semaphore: DispatchSemaphore? = state.withLock { state in
        if state.known == block || state.start == nil { return nil }
        let semaphore = DispatchSemaphore(value: 0)
        state.waiting[block] = semaphore
        return semaphore
      }
      guard let semaphore else { return state.withLock { $0.start } }
      semaphore.wait()
    }
  }

  /// Says where the first row behind the block begins; nil: nobody will know.
  func hand(on start: Int?, behind block: Int) {
    state.withLock { state in
      guard state.start != nil else { return }
      state.known = block + 1
      state.start = start
      if start == nil {
        for semaphore in state.waiting.values { semaphore.signal() }
        state.waiting = [:]
      } else {
        state.waiting.removeValue(forKey: block + 1)?.signal()
      }
    }
  }
}
