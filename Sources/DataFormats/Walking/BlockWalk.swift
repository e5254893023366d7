internal import Dispatch
internal import PolshSystem
internal import Synchronization

/// What one worker makes of the rows of the blocks that it is handed.
protocol BlockReader: AnyObject, SendableMetatype {
  associatedtype Finding: Sendable

  /// Takes in the rows of a block; blocks come in ascending order, though not all of them.
  func read(_ block: CSVBlock, number: Int) throws(CellFault)

  /// What was found in all of them.
  var finding: Finding { get }
}

/// Where the rows of a file are: known when it has been walked over once.
struct RowLayout: Sendable {
  /// For each block where its first row begins.
  var starts: [Int]
  /// For each block how many rows begin in it.
  var counts: [Int]
  /// In the order of the file.
  var malformed: [MalformedRow]
  var blockSize: Int

  var rowCount: Int { counts.reduce(0, +) }

  /// The blocks that have the first rows.
  func head(rowCount: Int) -> RowLayout {
    var (blocks, rows) = (0, 0)
    while blocks < counts.count, rows < rowCount || blocks == 0 {
      rows += counts[blocks]
      blocks += 1
    }
    return RowLayout(
      starts: Array(starts.prefix(blocks)), counts: Array(counts.prefix(blocks)), malformed: [], blockSize: blockSize)
  }
}

/// Why the rows of a file cannot be read.
enum WalkFailure: Error {
  case block(BlockFailure)
  case cell(CellFault)
  case malformed(MalformedRow)
  case interrupted
  /// Another worker has failed.
  case abandoned

  fileprivate var offset: Int {
    switch self {
    case .block(.nul(let offset)), .block(.notText(let offset)), .block(.rowTooLong(let offset)): offset
    case .block(.file), .interrupted: -1
    case .cell(let fault): fault.offset
    case .malformed(let row): row.offset
    case .abandoned: Int.max
    }
  }
}

/// Walks over all rows of a file on several threads: the file is dealt out in blocks, in order, to whoever is free.
///
/// A row belongs to the block in which it begins. Where the first of a block begins follows from the block before it; until
/// that is cut it is guessed from the block's own text, and what was built on a wrong guess is thrown away.
struct BlockWalk: Sendable {
  let source: DataBytes
  let shape: CSVShape
  /// Where the first row begins.
  let start: Int
  var blockSize: Int
  var workers: Int
  var refusesMalformed = false
  var progress: (@Sendable (ReadingStep) -> Void)?

  /// The findings of all workers, and where the rows are.
  ///
  /// - Parameter layout: from an earlier walk over the same file; of its first blocks only, where no more is wanted.
  /// - Throws: of all failures the one that stands first in the file.
  func run<Reader: BlockReader>(
    layout: RowLayout? = nil, _ make: @Sendable () -> Reader
  ) throws(WalkFailure) -> (layout: RowLayout, findings: [Reader.Finding]) {
    let blockSize = layout?.blockSize ?? blockSize
    let blockCount = layout?.starts.count ?? max(1, (source.size - start + blockSize - 1) / blockSize)
    let chain = RowChain(start: start)
    let next = Atomic<Int>(0)
    let shared = Mutex(Shared<Reader.Finding>(blockCount: blockCount, blockSize: blockSize))

    @Sendable func work() {
      let size = min(blockSize, source.size - start) + slack
      let block = CSVBlock(source, shape, size: size)
      let reader = make()
      while true {
        let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if number >= blockCount || shared.withLock({ $0.failure != nil }) { break }
        do throws(WalkFailure) {
          if Interrupt.isRequested { throw .interrupted }
          let limit = min(start + (number + 1) * blockSize, source.size)
          if let layout {
            try cut(block, from: layout.starts[number], before: limit)
          } else {
            try cut(block, number, before: limit, chain)
          }
          if refusesMalformed, let row = block.malformed.first { throw .malformed(row) }
          do { try reader.read(block, number: number) } catch { throw .cell(error) }
        } catch {
          chain.hand(on: nil, behind: number)
          shared.withLock { $0.add(error) }
          break
        }
        let done = shared.withLock { $0.add(block, number) }
        progress?(.done(min(done * blockSize, source.size)))
      }
      let finding = reader.finding
      shared.withLock { $0.findings.append(finding) }
    }

    progress?(.began(total: source.size))
    defer { progress?(.ended) }
    let parts = min(workers, blockCount)
    if parts == 1 { work() } else { DispatchQueue.concurrentPerform(iterations: parts) { _ in work() } }
    // What a file says that changed meanwhile is of no interest.
    do { try source.checkUnchanged() } catch { throw .block(.file(error)) }
    var found = shared.withLock { $0 }
    if let failure = found.failure { throw failure }
    found.layout.malformed.sort { $0.offset < $1.offset }
    return (found.layout, found.findings)
  }

  /// So many bytes are read behind a block at once, because its last row reaches beyond it.
  private var slack: Int { max(256, min(1 << 13, blockSize / 32)) }

  private func cut(_ block: CSVBlock, from start: Int, before limit: Int) throws(WalkFailure) {
    do {
      if start < limit { try block.read(start..<limit + slack) }
      try block.cut(from: start, before: limit)
    } catch { throw .block(error) }
  }

  private func cut(_ block: CSVBlock, _ number: Int, before limit: Int, _ chain: RowChain) throws(WalkFailure) {
    let blockStart = start + number * blockSize
    if let start = chain.knownStart(of: number) {
      try cut(block, from: start, before: limit)
      return chain.hand(on: block.nextRow, behind: number)
    }
    var guess = -1
    do {
      // One byte more: a row begins here if the byte before ends a line.
      try block.read(blockStart - 1..<limit + slack)
      guess = block.fileOffset + (try block.guessedRow(from: 0))
      try block.cut(from: guess, before: limit)
    } catch .file(let failure) {
      throw .block(.file(failure))
    } catch {
      // Whether that is so shows when the block's true beginning is known.
      guess = -1
    }
    guard let start = chain.start(of: number) else { throw .abandoned }
    if start != guess {
      do { try block.cut(from: start, before: limit) } catch { throw .block(error) }
    }
    chain.hand(on: block.nextRow, behind: number)
  }
}

/// What the workers put together.
private struct Shared<Finding: Sendable>: Sendable {
  var layout: RowLayout
  var findings: [Finding] = []
  var failure: WalkFailure?
  private var doneCount = 0

  init(blockCount: Int, blockSize: Int) {
    layout = RowLayout(
      starts: [Int](repeating: 0, count: blockCount), counts: [Int](repeating: 0, count: blockCount), malformed: [],
      blockSize: blockSize)
  }

  /// The earliest failure counts; but nothing goes before the wish to stop, or a file that cannot be read.
  mutating func add(_ other: WalkFailure) {
    if let failure, failure.offset <= other.offset { return }
    failure = other
  }

  mutating func add(_ block: CSVBlock, _ number: Int) -> Int {
    layout.counts[number] = block.rowCount
    layout.starts[number] = block.firstRow
    layout.malformed += block.malformed
    doneCount += 1
    return doneCount
  }
}
