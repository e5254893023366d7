extension String {
  /// Whether both texts are the same bytes: names have one spelling here, and `==` would compare them by Unicode's rules,
  /// which takes ten times as long for Japanese.
  @inline(__always)
  func isSame(as other: String) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }
}
