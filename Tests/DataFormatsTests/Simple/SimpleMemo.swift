@testable import DataFormats

/// What each spelling in a column was understood as, by its bytes.
struct SimpleMemo {
  private struct Key: Hashable {
    var bytes: ArraySlice<UInt8>
    var hasDoubledQuotes: Bool
  }

  private var codes: [Key: Int32] = [:]
  private var last: Key?

  /// The code given for this spelling before; nil when it is new, and then `insert` is to follow.
  mutating func code(of cell: CSVCell, in bytes: [UInt8]) -> Int32? {
    let key = Key(bytes: bytes[cell.start..<cell.end], hasDoubledQuotes: cell.hasDoubledQuotes)
    last = key
    return codes[key]
  }

  mutating func insert(_ cell: CSVCell, code: Int32) {
    if let last { codes[last] = code }
  }
}
