/// Figures with the marks that offices put around them, read straight from UTF-8: `△12.3`, `▲5`, `98.5％`, `(12)`.
///
/// Only the usual of them; whatever else is a figure, `OfficeNumber` reads.
struct MarkedFigure {
  /// As printed: of `98.5％` the 98.5. Without zeros at the end of the decimals.
  var mantissa: Int64
  var scale: Int
  var isRounded: Bool
  var isPercent = false
  /// Written in brackets, which means below zero where other cells have none.
  var isBracketed = false

  /// Nil for a cell without any mark, and for all that is no plain figure between the marks.
  // SAFETY: the caller has `length` bytes from `start` on, and a margin around them.
  @unsafe init?(_ start: UnsafePointer<UInt8>, _ length: Int) {
    var start = unsafe start
    var length = length
    var isNegative = false
    // SAFETY: every byte looked at is one of the cell's, whose length is checked before.
    if length > 2, unsafe start[0] == UInt8(ascii: "("), unsafe start[length - 1] == UInt8(ascii: ")") {
      isBracketed = true
      isNegative = true
      unsafe start += 1
      length -= 2
    } else if length > 3, unsafe start[0] == 0xE2, unsafe Self.isMinus(start[1], start[2]) {
      isNegative = true
      unsafe start += 3
      length -= 3
    } else if length > 2, unsafe start[0] == UInt8(ascii: "-") {
      isNegative = true
      unsafe start += 1
      length -= 1
    }
    // SAFETY: as above.
    if length > 1, unsafe start[length - 1] == UInt8(ascii: "%") {
      isPercent = true
      length -= 1
    } else if length > 3, unsafe start[length - 3] == 0xEF, unsafe start[length - 2] == 0xBC,
      unsafe start[length - 1] == 0x85
    {
      isPercent = true
      length -= 3
    }
    // SAFETY: as above; between the marks stands no other sign.
    guard length > 0, unsafe start[0] &- 0x30 < 10, isPercent || isNegative,
      let short = unsafe PlainFigure.short(start, length, grouped: true)
    else { return nil }
    isRounded = short.isRounded
    mantissa = isNegative ? -short.mantissa : short.mantissa
    scale = short.scale
    while scale > 0, mantissa % 10 == 0 {
      mantissa /= 10
      scale -= 1
    }
  }

  /// The second and third byte of △, ▲ and −.
  private static func isMinus(_ second: UInt8, _ third: UInt8) -> Bool {
    second == 0x96 && (third == 0xB3 || third == 0xB2) || second == 0x88 && third == 0x92
  }
}
