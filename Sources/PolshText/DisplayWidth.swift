internal import CUtf8proc

/// How many terminal columns a text takes: kanji and kana two, Latin letters one.
///
/// Ambiguous characters (―, ①, →) count one, which is what terminals do unless told otherwise.
public enum DisplayWidth {
  /// `of("取組A")` → `5`
  public static func of(_ text: String) -> Int {
    var total = 0
    for byte in text.utf8 {
      if byte >= 0x80 || byte < 0x20 { return slow(text) }
      total += 1
    }
    return total
  }

  /// The columns of one character; marks that sit on the character before, and controls, take none.
  public static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20..<0x7F: return 1
    case 0x3041...0x3096, 0x30A1...0x30FF, 0x4E00...0x9FFF, 0xFF01...0xFF60: return 2
    default:
      let width = Int(utf8proc_charwidth(Int32(bitPattern: scalar.value)))
      return width < 0 ? 0 : width
    }
  }

  private static func slow(_ text: String) -> Int {
    var total = 0
    for scalar in text.unicodeScalars { total += of(scalar) }
    return total
  }

  /// The longest beginning of the text that fits, with `…` where something was left out.
  ///
  /// `fit("地域振興課", 6)` → `"地域…"`
  public static func fit(_ text: String, _ columns: Int) -> String {
    if of(text) <= columns { return text }
    if columns < 1 { return "" }
    var result = ""
    var used = 0
    for character in text {
      let width = of(String(character))
      if used + width > columns - 1 { break }
      result.append(character)
      used += width
    }
    return result + "…"
  }

  /// The text with blanks behind it up to the width; longer text is returned whole.
  public static func padded(_ text: String, to columns: Int, alignRight: Bool = false) -> String {
    let gap = columns - of(text)
    if gap <= 0 { return text }
    let blanks = String(repeating: " ", count: gap)
    return alignRight ? blanks + text : text + blanks
  }
}
