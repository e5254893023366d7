internal import PolicyModel

/// A figure of a document: `1,234`, `△5`, `7名`, `1.1万`, and the numbers of headings: `一`, `Ⅱ`, `③`.
struct RecipeFigure {
  var value: ExactDecimal
  var unit: Unit?
  /// Printed with 万 and the like, so that the digits are others than those printed.
  var isWrittenOut = false

  private static let myriads: [(Character, Int128)] = [("億", 100_000_000), ("万", 10_000), ("千", 1000)]

  init?(_ text: String) {
    if let office = OfficeNumber(text) {
      value = office.value
      unit = office.unit
      return
    }
    if let number = Self.headingNumber(text) {
      value = ExactDecimal(number)
      return
    }
    guard let last = text.last, let factor = Self.myriads.first(where: { $0.0 == last })?.1,
      let figure = OfficeNumber(String(text.dropLast())), figure.unit == nil,
      let product = try? figure.value * ExactDecimal(mantissa: factor)
    else { return nil }
    value = product.trimmed
    isWrittenOut = true
  }

  /// `十二` → 12, `Ⅳ` → 4, `⑦` → 7
  private static func headingNumber(_ text: String) -> Int? {
    let scalars = Array(text.unicodeScalars)
    if scalars.count == 1, let only = scalars.first?.value {
      if (0x2160...0x216B).contains(only) { return Int(only) - 0x2160 + 1 }
      if (0x2460...0x2473).contains(only) { return Int(only) - 0x2460 + 1 }
    }
    return kanji(text)
  }

  /// Numbers up to 99 in kanji.
  private static func kanji(_ text: String) -> Int? {
    let digits: [Character] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"]
    func digit(_ part: Substring) -> Int? {
      guard part.count == 1, let letter = part.first, let place = digits.firstIndex(of: letter) else { return nil }
      return place + 1
    }
    let parts = text.split(separator: "十", omittingEmptySubsequences: false)
    if parts.count == 1 { return digit(parts[0]) }
    guard parts.count == 2 else { return nil }
    guard let tens = parts[0].isEmpty ? 1 : digit(parts[0]), let ones = parts[1].isEmpty ? 0 : digit(parts[1]) else {
      return nil
    }
    return tens * 10 + ones
  }
}
