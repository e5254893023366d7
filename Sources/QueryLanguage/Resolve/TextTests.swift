internal import ColumnStore
internal import PolshSystem

/// Looks for a text within others, byte by byte.
struct ByteSearch: UTF8Test {
  let needle: [UInt8]

  init(_ text: String) { needle = Array(text.utf8) }

  func isIn(_ text: String) -> Bool { passes(text.utf8Span.span) }

  func passes(_ text: Swift.Span<UInt8>) -> Bool {
    guard let first = needle.first else { return true }
    if text.count < needle.count { return false }
    for start in 0...text.count - needle.count where text[start] == first {
      if text.starts(with: needle, at: start) { return true }
    }
    return false
  }
}

/// `starts`.
struct StartTest: UTF8Test {
  let bytes: [UInt8]

  func passes(_ text: Swift.Span<UInt8>) -> Bool { text.starts(with: bytes, at: 0) }
}

/// `matches`.
struct PatternTest: UTF8Test {
  let pattern: RegularExpression

  func passes(_ text: Swift.Span<UInt8>) -> Bool { pattern.matches(text) }
}

extension Swift.Span<UInt8> {
  /// Whether these bytes stand at a place.
  fileprivate func starts(with wanted: [UInt8], at start: Int) -> Bool {
    if count - start < wanted.count { return false }
    for index in wanted.indices where self[start + index] != wanted[index] { return false }
    return true
  }
}
