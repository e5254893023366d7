internal import PolicyModel
internal import PolshText

/// Words that can be typed in a statement without quotes: letters, digits, `_ ・ ー 々`, not beginning with a digit.
enum LegalWord {
  private static let reserved = [
    "if", "then", "else", "not", "and", "or", "missing", "true", "false", "もし", "ならば", "でなければ", "否", "かつ", "または",
    "欠測", "真", "偽",
  ]

  static func isOne(_ word: String) -> Bool {
    guard let first = word.unicodeScalars.first, !isDigit(first) else { return false }
    return word.unicodeScalars.allSatisfy(isLetter) && !isReserved(word) && !isYear(word)
  }

  private static func isReserved(_ word: String) -> Bool {
    if word.utf8.count > 15 { return false }
    let lower = word.lowercased()
    return reserved.contains { $0.isSame(as: lower) }
  }

  /// Most words are not worth the closer look: a year has a digit or 元.
  private static func isYear(_ word: String) -> Bool {
    word.unicodeScalars.contains { isDigit($0) || $0 == "元" } && FiscalYear.read(word) != nil
  }

  /// The nearest legal word to a file's name.
  ///
  /// `made(from: "支出 (2024)")` → `"支出_2024"`, `made(from: "2024予算")` → `"_2024予算"`
  static func made(from text: String) -> String {
    var word = ""
    var gap = false
    for scalar in TextFolding.cell(text).unicodeScalars {
      if isLetter(scalar) {
        if gap, !word.isEmpty { word += "_" }
        gap = false
        word.unicodeScalars.append(scalar)
      } else {
        gap = true
      }
    }
    if word.isEmpty { return "table" }
    if isOne(word) { return word }
    return "_" + word
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x30 && scalar.value <= 0x39
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF: true
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
    case 0..<0x80: false
    case 0x30FB, 0x30FC, 0x3005, 0x3007: true
    default:
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
        .decimalNumber, .letterNumber, .otherNumber:
        true
      default: false
      }
    }
  }
}
