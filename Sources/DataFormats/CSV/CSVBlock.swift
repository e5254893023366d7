internal import PolshSystem

/// The rows that begin in one block of a file, cut into cells: the bytes, and where each cell ends.
///
/// One object serves a worker for all its blocks. Offsets inside are counted from `fileOffset`. Cells stand row after row,
/// `width` in each; a cell begins behind the end of the one before it, the first of a row at `starts`. A cell that begins
/// with a quote ends with one, and what is between may have doubled quotes; any other is as it stands.
@safe final class CSVBlock {
  let shape: CSVShape
  let source: DataBytes
  /// The offset in the file of the byte at `base`.
  private(set) var fileOffset = 0
  /// How many bytes were read; behind them stand a line end, if the file ends without one, and blanks.
  private(set) var count = 0
  /// Whether the bytes read are the last of the file.
  private(set) var reachesEnd = false

  var rowCount = 0
  /// Rows that are none, by their place.
  var malformed: [MalformedRow] = []
  /// Where in the file the first row of this block begins, and the first behind it.
  var firstRow = 0
  var nextRow = 0

  /// Bytes that can be read before and behind the text, whatever is there.
  static let margin = 128

  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var offsets: (ends: UnsafeMutablePointer<UInt32>, lines: UnsafeMutablePointer<UInt32>)
  private var offsetCapacity: Int
  var marks: ByteMarks

  init(_ source: DataBytes, _ shape: CSVShape, size: Int) {
    self.source = source
    self.shape = shape
    capacity = size
    offsetCapacity = ByteMarks.longest * 2
    // SAFETY: freed in `deinit`; the margins are readable from the start, so they are filled.
    unsafe memory = .allocate(capacity: size + 2 * Self.margin)
    unsafe memory.initialize(repeating: 0x20, count: Self.margin)
    unsafe offsets = (.allocate(capacity: offsetCapacity), .allocate(capacity: offsetCapacity))
    marks = ByteMarks(separator: shape.separator, checksUTF8: shape.encoding == .utf8)
  }

  deinit {
    // SAFETY: allocated in `init` or while growing, and nobody keeps the pointers.
    unsafe memory.deallocate()
    unsafe offsets.ends.deallocate()
    unsafe offsets.lines.deallocate()
  }

  /// The bytes: readable from −`margin` to `count` + `margin` − 1 as long as nothing is read or cut anew.
  // SAFETY: within what `init` or growing allocated; used only until something is read or cut anew.
  @inline(__always) @unsafe var base: UnsafePointer<UInt8> { unsafe UnsafePointer(memory + Self.margin) }
  /// Where each cell ends: `rowCount` · `width` offsets, with room for 64 more.
  @inline(__always) @unsafe var ends: UnsafeMutablePointer<UInt32> { unsafe offsets.ends }
  /// While cutting, where lines end; afterwards where the rows begin: `rowCount` offsets.
  @inline(__always) @unsafe var starts: UnsafeMutablePointer<UInt32> { unsafe offsets.lines }

  /// Reads the bytes of a range of the file.
  func read(_ range: Range<Int>) throws(BlockFailure) {
    fileOffset = range.lowerBound
    count = 0
    reachesEnd = false
    try extend(by: range.count)
  }

  /// Reads on behind what is there.
  func extend(by more: Int) throws(BlockFailure) {
    let wanted = min(more, source.size - fileOffset - count)
    if count + wanted > capacity { grow(to: count + wanted) }
    // SAFETY: `capacity` bytes lie behind the margin, of which `count` + `wanted` are used, and then a margin.
    let place = unsafe UnsafeMutableBufferPointer(start: memory + Self.margin + count, count: wanted)
    var space = unsafe place.mutableSpan
    do { count += try source.read(at: fileOffset + count, into: &space) } catch { throw .file(error) }
    reachesEnd = fileOffset + count >= source.size
    // SAFETY: a margin lies behind the bytes.
    let end = unsafe memory + Self.margin + count
    unsafe end.initialize(repeating: 0x20, count: Self.margin)
    let last: UInt8 = count == 0 ? 0x0A : unsafe (end - 1).pointee
    if reachesEnd, last != 0x0A, last != 0x0D { unsafe end.pointee = 0x0A }
  }

  private func grow(to size: Int) {
    let larger = max(size, capacity + capacity / 2)
    // SAFETY: the bytes read so far and the margin before them are moved, then the old memory is freed.
    let new = UnsafeMutablePointer<UInt8>.allocate(capacity: larger + 2 * Self.margin)
    unsafe new.initialize(from: memory, count: Self.margin + count)
    unsafe memory.deallocate()
    unsafe memory = new
    capacity = larger
  }

  /// Makes room for offsets, keeping those that are there.
  func reserveOffsets(_ needed: Int) {
    if needed <= offsetCapacity { return }
    let larger = max(needed, offsetCapacity * 2)
    // SAFETY: what was written lies within the old capacity; offsets not yet written are copied without being used.
    let new = (
      ends: UnsafeMutablePointer<UInt32>.allocate(capacity: larger),
      lines: UnsafeMutablePointer<UInt32>.allocate(capacity: larger)
    )
    unsafe UnsafeMutableRawPointer(new.ends).copyMemory(from: offsets.ends, byteCount: 4 * offsetCapacity)
    unsafe UnsafeMutableRawPointer(new.lines).copyMemory(from: offsets.lines, byteCount: 4 * offsetCapacity)
    unsafe offsets.ends.deallocate()
    unsafe offsets.lines.deallocate()
    unsafe offsets = new
    offsetCapacity = larger
  }

  /// The text of a range, as long as nothing is read anew.
  func withBytes<Answer>(_ range: Range<Int>, _ body: (Span<UInt8>) -> Answer) -> Answer {
    // SAFETY: callers ask for ranges of the bytes read; the margins before and behind can be read as well.
    let place = unsafe UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
    return body(unsafe place.span)
  }
}
