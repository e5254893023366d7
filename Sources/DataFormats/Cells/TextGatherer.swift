internal import ColumnStore
internal import PolshText

/// The distinct texts of a column in the order of their appearance.
///
/// In a file whose cells need no folding every new spelling is a new text, and nothing is looked up at all.
struct TextGatherer {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// All texts so far, from the first that had to be folded on.
  private var table: SpellingTable?
  private let seed: UInt64

  init(seed: UInt64) {
    self.seed = seed
  }

  /// The place of a text that stands in a cell as it is, and in none before it.
  mutating func place(of text: Span<UInt8>) -> Int32 {
    if table != nil { return place(among: text) }
    return append(text)
  }

  /// The place of a text that may be there already.
  mutating func place(folded text: String) -> Int32 {
    if table == nil { index() }
    return place(among: text.utf8Span.span)
  }

  private mutating func append(_ text: Span<UInt8>) -> Int32 {
    // SAFETY: the bytes are copied during the call.
    unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    ends.append(bytes.count)
    return Int32(truncatingIfNeeded: ends.count - 1)
  }

  private mutating func place(among text: Span<UInt8>) -> Int32 {
    guard let table else { return append(text) }
    let place = table.number(ofText: text)
    return place == ends.count ? append(text) : Int32(truncatingIfNeeded: place)
  }

  private mutating func index() {
    let table = SpellingTable(seed: seed)
    var start = 0
    for end in ends {
      _ = table.number(ofText: bytes.span.extracting(start..<end))
      start = end
    }
    self.table = table
  }

  var dictionary: TextDictionary { TextDictionary(utf8: bytes, ends: ends) }
}
