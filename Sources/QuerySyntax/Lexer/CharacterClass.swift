/// What a character is to the lexer, outside quotes.
enum CharacterClass {
  case letter
  case digit
  case blank
  case newline
  case other

  static func of(_ scalar: Unicode.Scalar) -> CharacterClass {
    switch scalar.value {
    case 0x30...0x39, 0xFF10...0xFF19: return .digit
    case 0x41...0x5A, 0x61...0x7A, 0x5F: return .letter
    case 0x0A, 0x0D, 0x2028, 0x2029, 0x85: return .newline
    case 0x20, 0x09, 0x0B, 0x0C, 0xA0, 0x3000, 0x2000...0x200A, 0x202F, 0x205F, 0xFEFF: return .blank
    case 0..<0x80: return .other
    case 0x30FB, 0x30FC, 0x3005, 0x3006, 0x3007, 0xFF65, 0xFF70: return .letter  // ・ ー 々 〆 〇
    case 0x2460...0x24FF, 0x3200...0x33FF, 0x1F100...0x1F2FF, 0x2150...0x218F: return .letter  // ① ㈱ Ⅲ
    default:
      let properties = scalar.properties
      switch properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
        .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
        return .letter
      default: return .other
      }
    }
  }

  /// Marks that belong to the character before them: combining and half-width voicing marks.
  static func continuesCluster(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xFF9E, 0xFF9F, 0x3099, 0x309A: true
    case 0..<0x300: false
    default: scalar.properties.generalCategory == .nonspacingMark
    }
  }
}
