internal import Synchronization

/// A test of a text's UTF-8 where it stands in its column.
public protocol UTF8Test: Sendable {
  func passes(_ text: Span<UInt8>) -> Bool
}

/// The distinct texts of a column, each once; cells hold places in it.
///
/// For a level column these are the levels of its scale, in legend order, so that codes compare as grades do. The texts stand
/// one behind the other as UTF-8: a million of them are one array, not a million objects.
public final class TextDictionary: Sendable {
  let bytes: [UInt8]
  /// Where each text ends.
  let ends: [Int]
  /// Made when somebody asks for all of them.
  private let made = Mutex<[String]?>(nil)
  /// Made when somebody sorts by all of them.
  let ranked = Mutex<[Int32]?>(nil)

  public init(_ texts: [String]) {
    var bytes: [UInt8] = []
    var ends: [Int] = []
    ends.reserveCapacity(texts.count)
    for text in texts {
      bytes.append(contentsOf: text.utf8)
      ends.append(bytes.count)
    }
    self.bytes = bytes
    self.ends = ends
  }

  /// - Parameters:
  ///   - utf8: the texts, one behind the other.
  ///   - ends: where each ends, ascending, the last at the end of the bytes.
  public init(utf8 bytes: [UInt8], ends: [Int]) {
    precondition(ends.last ?? 0 == bytes.count)
    self.bytes = bytes
    self.ends = ends
  }

  public var count: Int { ends.count }

  /// All texts, in the order of their codes. Made once; who needs only some asks for those.
  public var texts: [String] {
    made.withLock { made in
      if let made { return made }
      let texts = ends.indices.map { text(at: $0) }
      made = texts
      return texts
    }
  }

  public func text(at code: Int) -> String { String(decoding: bytes[range(code)], as: UTF8.self) }

  /// For each text with one of the codes whether it passes a test of its UTF-8.
  public func passing(_ codes: Range<Int>, _ test: any UTF8Test) -> [Bool] {
    let bytes = bytes
    let all = bytes.span
    var passes = [Bool](repeating: false, count: codes.count)
    for (place, code) in codes.enumerated() { passes[place] = test.passes(all.extracting(range(code))) }
    return passes
  }

  func range(_ code: Int) -> Range<Int> { (code == 0 ? 0 : ends[code - 1])..<ends[code] }

  /// The code of a text, by a scan: for a constant, asked once a statement.
  public func code(of text: String) -> Int32? {
    var wanted = text
    return wanted.withUTF8 { wanted in
      // SAFETY: the bytes are looked at only during the call.
      let wanted = unsafe wanted.span
      var start = 0
      for code in ends.indices {
        let end = ends[code]
        if end - start == wanted.count, isSame(start, wanted) { return Int32(truncatingIfNeeded: code) }
        start = end
      }
      return nil
    }
  }

  private func isSame(_ start: Int, _ wanted: Span<UInt8>) -> Bool {
    // From behind: texts of one column often begin alike.
    var index = wanted.count
    while index > 0 {
      index -= 1
      if bytes[start + index] != wanted[index] { return false }
    }
    return true
  }

  /// How many bytes the texts take.
  public var byteCount: Int { bytes.count }

  /// Whether both have the same texts in the same order.
  public func hasSameTexts(as other: TextDictionary) -> Bool {
    self === other || ends == other.ends && bytes == other.bytes
  }
}

extension String {
  /// Code-point order, which is the order of UTF-8 bytes.
  public func precedesByCodePoint(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}
