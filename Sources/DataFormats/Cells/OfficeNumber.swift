internal import PolicyModel
internal import PolshText

/// A number as offices write it: `1,234`, `△12.3`, `▲5`, `(12)`, `１２３`, `98.5％`, `1,200千円`.
struct OfficeNumber {
  /// As printed, in the unit beside it.
  var value: ExactDecimal
  var isRounded: Bool
  /// The unit written in the cell itself.
  var unit: Unit?
  /// Written in brackets, which means below zero where other cells have none.
  var isBracketed: Bool

  /// Reads a folded cell; nil when it is no number, or a code with leading zeros.
  init?(_ cell: String) {
    var rest = Substring(cell)
    isBracketed = rest.count > 2 && rest.first == "(" && rest.last == ")"
    if isBracketed { rest = rest.dropFirst().dropLast() }
    var negative = isBracketed
    if let sign = rest.first, "-+−△▲".contains(sign) {
      if isBracketed { return nil }
      negative = sign != "+"
      rest = rest.dropFirst().drop { $0 == " " }
    }
    var unit: Unit?
    if let mark = rest.first, "¥\\".contains(mark) {
      unit = .yen
      rest = rest.dropFirst().drop { $0 == " " }
    }
    let digits = rest.prefix { ($0.isASCII && $0.isNumber) || $0 == "," || $0 == "." }
    var figure = String(digits)
    var tail = rest.dropFirst(digits.count)
    if let exponent = Self.exponent(tail) {
      figure += exponent
      tail = ""
    }
    guard let first = figure.first, first != ",", let plain = Self.withoutCommas(figure) else { return nil }
    if plain.count > 1, plain.hasPrefix("0"), plain.dropFirst().first?.isNumber == true { return nil }
    guard let reading = NumberText.plain(plain.utf8) else { return nil }
    tail = tail.drop { $0 == " " }
    if !tail.isEmpty {
      guard unit == nil, let named = Unit.named(String(tail)) else { return nil }
      unit = named
    }
    value = negative ? reading.value.negated : reading.value
    isRounded = reading.isRounded
    self.unit = unit
  }

  /// `E+10`, as spreadsheets write large numbers.
  private static func exponent(_ tail: Substring) -> String? {
    guard let letter = tail.first, letter == "E" || letter == "e" else { return nil }
    let power = tail.dropFirst().drop { $0 == "+" || $0 == "-" }
    return !power.isEmpty && power.allSatisfy { $0.isASCII && $0.isNumber } ? String(tail) : nil
  }

  /// `1,234,567` → `1234567`; nil where the commas do not part thousands.
  private static func withoutCommas(_ figure: String) -> String? {
    if !figure.contains(",") { return figure }
    let parts = figure.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let groups = parts[0].split(separator: ",", omittingEmptySubsequences: false)
    if groups[0].count > 3 || groups.dropFirst().contains(where: { $0.count != 3 }) { return nil }
    if parts.count > 1, parts[1].contains(",") { return nil }
    return groups.joined() + (parts.count > 1 ? "." + parts[1] : "")
  }
}
