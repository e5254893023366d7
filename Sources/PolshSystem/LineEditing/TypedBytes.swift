/// Bytes from the keyboard, taken apart into characters and pasted texts.
///
/// A terminal that was asked to marks a paste with `ESC[200~` and `ESC[201~`, so that pasted line breaks are not Enter.
struct TypedBytes {
  enum Next: Equatable {
    case character(Unicode.Scalar)
    case paste(String)
    /// More bytes are needed.
    case nothing
    /// What is here could be the Escape key or the beginning of a mark; if nothing follows soon, it is the key.
    case undecided
  }

  private var bytes: [UInt8] = []
  private var head = 0
  private var isPasting = false
  /// Up to here the bytes were searched for the end of the paste.
  private var searched = 0

  private static let pasteStart = Array("\u{1B}[200~".utf8)
  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  mutating func append(_ more: some Sequence<UInt8>) {
    if head == bytes.count {
      bytes.removeAll(keepingCapacity: bytes.capacity < 1 << 16)
      searched = 0
      head = 0
    }
    bytes.append(contentsOf: more)
  }

  mutating func removeAll() { self = TypedBytes() }

  /// - Parameter isSettled: nothing has followed for a while, so that Escape is the key.
  mutating func next(isSettled: Bool = false) -> Next {
    if isPasting { return pasted() }
    guard head < bytes.count else { return .nothing }
    if bytes[head] == 0x1B {
      let beginning = bytes[head...].prefix(Self.pasteStart.count)
      if beginning.elementsEqual(Self.pasteStart) {
        head += Self.pasteStart.count
        isPasting = true
        searched = head
        return pasted()
      }
      if !isSettled && Self.pasteStart.starts(with: beginning) { return .undecided }
    }
    return character()
  }

  private mutating func pasted() -> Next {
    let mark = Self.pasteEnd
    while searched + mark.count <= bytes.count {
      if bytes[searched] == mark[0] && bytes[searched..<searched + mark.count].elementsEqual(mark) {
        let text = String(decoding: bytes[head..<searched], as: UTF8.self)
        head = searched + mark.count
        isPasting = false
        return .paste(text)
      }
      searched += 1
    }
    return .nothing
  }

  /// The next character; a byte that belongs to none becomes U+FFFD.
  private mutating func character() -> Next {
    let lead = bytes[head]
    let length =
      switch lead {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    let part = bytes[head...].prefix(length)
    if let bad = UTF8Check.firstInvalid(in: Array(part)), bad == 0, !isBeginning(part, length) {
      head += 1
      return .character("\u{FFFD}")
    }
    if part.count < length { return .nothing }
    head += length
    return String(decoding: part, as: UTF8.self).unicodeScalars.first.map { .character($0) } ?? .nothing
  }

  /// Whether the bytes so far can still become a character.
  private func isBeginning(_ part: ArraySlice<UInt8>, _ length: Int) -> Bool {
    length > part.count && part.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
  }
}
