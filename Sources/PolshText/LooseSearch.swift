/// Looks for a text within others as a person does: `NPO` is in `npo支援`, `ゴミ` in `ごみの減量`.
///
/// Capital and small letters are one, and so are hiragana and katakana. Both texts are expected folded (`TextFolding`), so
/// that width is settled already.
public struct LooseSearch: Sendable {
  /// The wanted text's characters, each made one with those that count as the same.
  private let wanted: [UInt32]

  public init(_ text: String) {
    let small = Self.needsCaseMapping(text) ? text.lowercased() : text
    var wanted: [UInt32] = []
    for scalar in small.unicodeScalars { wanted.append(Self.joined(scalar.value)) }
    self.wanted = wanted
  }

  /// Whether the wanted text stands somewhere in the other; an empty one stands everywhere.
  public func isIn(_ text: String) -> Bool {
    Self.needsCaseMapping(text) ? isWithin(text.lowercased()) : isWithin(text)
  }

  private func isWithin(_ text: String) -> Bool {
    guard let first = wanted.first else { return true }
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      if Self.joined(scalar.value) == first, begins(rest) { return true }
      rest.removeFirst()
    }
    return false
  }

  private func begins(_ text: Substring.UnicodeScalarView) -> Bool {
    var text = text
    for value in wanted {
      guard let scalar = text.popFirst(), Self.joined(scalar.value) == value else { return false }
    }
    return true
  }

  /// Small for capital letters of ASCII, hiragana for katakana.
  @inline(__always)
  private static func joined(_ value: UInt32) -> UInt32 {
    switch value {
    case 0x41...0x5A: value + 0x20
    case 0x30A1...0x30F6, 0x30FD, 0x30FE: value - 0x60
    default: value
    }
  }

  /// Whether there are letters with a capital form beyond ASCII: those of Latin, Greek, Cyrillic and Armenian.
  private static func needsCaseMapping(_ text: String) -> Bool {
    text.utf8.contains { (0xC3...0xD6).contains($0) }
  }
}
