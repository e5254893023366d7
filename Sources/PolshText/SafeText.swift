/// Text from files and lines as a terminal may show it: no control character goes through as one.
public enum SafeText {
  /// Control characters become visible pictures (ESC → ␛), line breaks ⏎, characters that turn the writing direction �.
  ///
  /// `oneLine("a\u{1B}[2Jb")` → `"a␛[2Jb"`
  public static func oneLine(_ text: String) -> String { made(text, keepingLines: false) }

  /// As `oneLine`, but line breaks and tabs stay.
  public static func lines(_ text: String) -> String { made(text, keepingLines: true) }

  private static func made(_ text: String, keepingLines: Bool) -> String {
    if text.unicodeScalars.allSatisfy({ isHarmless($0) }) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isHarmless(scalar) {
        result.append(scalar)
        continue
      }
      switch scalar.value {
      case 0x09: result.append(keepingLines ? scalar : " ")
      case 0x0A: result.append(keepingLines ? scalar : "⏎")
      case 0x0D: if keepingLines { result.append("␍") }
      case 0x00...0x1F: result.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      case 0x7F: result.append("␡")
      default: result.append("\u{FFFD}")
      }
    }
    return String(result)
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F: true
    case 0x00..<0xA0: false
    case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x2028, 0x2029, 0xFEFF: false
    default: true
    }
  }
}
