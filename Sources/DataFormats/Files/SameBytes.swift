extension String {
  /// Whether both texts are the same bytes: names have one spelling here, and `==` would compare them by Unicode's rules,
  /// which takes ten times as long for Japanese.
  @inline(__always)
  func isSame(as other: String) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }
}

extension Span<UInt8> {
  /// Whether both hold the same bytes.
  @inline(__always)
  func isSame(as other: Span<UInt8>) -> Bool {
    if count != other.count { return false }
    for place in indices where self[place] != other[place] { return false }
    return true
  }
}
