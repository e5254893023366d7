internal import ColumnStore
internal import Diagnostics
internal import Dispatch
internal import Synchronization

/// The threads that share the work on large tables: the only place where this engine does two things at once.
///
/// Rows are dealt out in whole stretches, so that what comes of them can be put together in row order: results are the
/// same bytes whatever the number of workers.
struct Workers: Sendable {
  /// At least one.
  let count: Int
  /// Rows in a slice: its columns stay in the cache from the filter to the sum.
  var sliceLength = 1 << 14
  /// Fewer rows than these are quicker in one piece.
  var fewestRows = 1 << 16
  /// What measures the work, where somebody wants to know.
  var stopwatch: Stopwatch?

  init(count: Int) { self.count = max(1, count) }

  /// A worker's stretch of rows, a slice at a time.
  func slices(of stretch: Range<Int>) -> some Sequence<Range<Int>> {
    stride(from: stretch.lowerBound, to: stretch.upperBound, by: sliceLength).lazy.map { [sliceLength] start in
      start..<min(stretch.upperBound, start + sliceLength)
    }
  }

  /// `body` for each stretch of 0..<total, at the same time; the answers in the order of the rows.
  ///
  /// - Parameter stretches: how many at most; who has many small ones evens out workers that are held up. Nil: one for
  ///   each worker.
  /// - Throws: what the first stretch that fails throws.
  func stretches<Answer: Sendable>(
    _ stretches: Int? = nil, of total: Int, _ body: @Sendable (Range<Int>) throws(Diagnostic) -> Answer
  ) throws(Diagnostic) -> [Answer] {
    let parts = count == 1 ? 1 : max(1, min(stretches ?? count, total))
    guard let stopwatch else { return try shared(parts, total, body) }
    stopwatch.startSharing(threads: min(count, parts))
    defer { stopwatch.stopSharing() }
    return try shared(parts, total) { range throws(Diagnostic) in
      let mark = Stopwatch.now
      defer { stopwatch.shared(since: mark) }
      return try body(range)
    }
  }

  private func shared<Answer: Sendable>(
    _ parts: Int, _ total: Int, _ body: @Sendable (Range<Int>) throws(Diagnostic) -> Answer
  ) throws(Diagnostic) -> [Answer] {
    if parts == 1 { return [try body(0..<total)] }
    let bounds = (0...parts).map { total / parts * $0 + min($0, total % parts) }
    let answers = Mutex([Result<Answer, Diagnostic>?](repeating: nil, count: parts))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(count, parts)) { _ in
      while true {
        // Whoever is free takes the next stretch.
        let part = next.add(1, ordering: .relaxed).oldValue
        if part >= parts { return }
        let answer: Result<Answer, Diagnostic>
        do throws(Diagnostic) {
          answer = .success(try body(bounds[part]..<bounds[part + 1]))
        } catch {
          answer = .failure(error)
        }
        answers.withLock { $0[part] = answer }
        if case .failure = answer { return }
      }
    }
    var found: [Answer] = []
    for answer in answers.withLock({ $0 }) {
      switch answer {
      case .success(let value)?: found.append(value)
      case .failure(let error)?: throw error
      case nil: throw .fault("workers")
      }
    }
    return found
  }

  /// What has kernels that know no threads do their pieces at the same time.
  ///
  /// - Parameter interruption: asked before each piece.
  func runner(_ interruption: @escaping @Sendable () -> Bool) -> PieceRunner {
    let count = count
    var runner = PieceRunner(width: count) { pieces, body in
      let next = Atomic<Int>(0)
      let isStopped = Atomic<Bool>(false)
      DispatchQueue.concurrentPerform(iterations: min(count, pieces)) { _ in
        while true {
          let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
          if piece >= pieces { return }
          if interruption() {
            isStopped.store(true, ordering: .relaxed)
            return
          }
          body(piece)
        }
      }
      return !isStopped.load(ordering: .relaxed)
    }
    runner.fewestRows = max(1, min(runner.fewestRows, fewestRows))
    runner.bunch = max(1, min(runner.bunch, fewestRows))
    return runner
  }
}
