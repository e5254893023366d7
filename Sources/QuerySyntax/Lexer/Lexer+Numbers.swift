internal import Diagnostics
internal import PolicyModel
internal import PolshText

extension Lexer {
  /// Reads a number with its unit, or a year such as `2023年度`; what follows is a new word.
  mutating func lexNumber() {
    let start = position
    var end = position
    while end < scalars.count {
      let kind = CharacterClass.of(scalars[end])
      let value = scalars[end].value
      if kind == .letter || kind == .digit {
        end += 1
      } else if isComma(value) || isPoint(value) || value == 0x25 || value == 0xFF05 {
        end += 1
      } else {
        break
      }
    }
    let (text, map) = folded(start..<end)
    let run = Array(text.unicodeScalars)
    switch NumberReader(units: units).read(run, from: 0) {
    case .year(let reading, let length):
      finish(map, length, start) { .year(reading, text: $0) }
    case .number(let literal, let length):
      finish(map, length, start) { _ in .number(literal) }
    case .commaWithoutUnit(let length):
      let span = Span(map[0].start, map[length - 1].end)
      let digits = String(String.UnicodeScalarView(run[..<length]))
      finish(map, length, start) { _ in .wrong(.commaWithoutUnit(span, digits)) }
    case .yearWithoutEra(let number, let length):
      let span = Span(map[0].start, map[length - 1].end)
      finish(map, length, start) { _ in .wrong(.yearWithoutEra(number, span)) }
    case .tooLong(let length):
      let span = Span(map[0].start, map[length - 1].end)
      finish(map, length, start) { _ in .wrong(.tooManyDigits(span)) }
    }
  }

  /// Where a number with grouped digits begins in a word typed without blanks, 金額が1,200千円以上, or one with decimals; nil where
  /// none does.
  ///
  /// Without a unit it is one only behind a particle, so that it can be asked what is meant.
  func groupedNumber(in word: Range<Int>) -> Int? {
    guard word.upperBound + 1 < scalars.count else { return nil }
    let isDecimal = isPoint(scalars[word.upperBound].value) && CharacterClass.of(scalars[word.upperBound + 1]) == .digit
    guard isDecimal || isComma(scalars[word.upperBound].value) else { return nil }
    var start = word.upperBound
    while start > word.lowerBound, CharacterClass.of(scalars[start - 1]) == .digit { start -= 1 }
    guard start > word.lowerBound, start < word.upperBound, scalars[start - 1].value > 0x7F else { return nil }
    // 達成率が0.8以上
    if isDecimal { return "がはをに".unicodeScalars.contains(scalars[start - 1]) ? start : nil }
    if word.upperBound - start > 3 { return nil }
    var end = word.upperBound
    while end < scalars.count,
      [.letter, .digit].contains(CharacterClass.of(scalars[end])) || isComma(scalars[end].value)
    {
      end += 1
    }
    let (text, _) = folded(start..<end)
    switch NumberReader(units: units).read(Array(text.unicodeScalars), from: 0) {
    case .number(let literal, _): return literal.digits.contains(",") ? start : nil
    case .commaWithoutUnit: return "がはをに".unicodeScalars.contains(scalars[start - 1]) ? start : nil
    case .year, .yearWithoutEra, .tooLong: return nil
    }
  }

  private mutating func finish(_ map: [Span], _ length: Int, _ start: Int, _ kind: (String) -> Token.Kind) {
    let endOffset = map[length - 1].end
    while position < scalars.count, offsets[position] < endOffset { position += 1 }
    let (text, _) = folded(start..<position)
    add(kind(text), from: start)
  }

  private func isComma(_ value: UInt32) -> Bool { value == 0x2C || value == 0xFF0C }
  private func isPoint(_ value: UInt32) -> Bool { value == 0x2E || value == 0xFF0E }
}

/// Reads digits, multipliers and units at a place in folded text: for numbers that stand alone and within words.
struct NumberReader {
  enum Result {
    case number(NumberLiteral, length: Int)
    case year(FiscalYear.Reading, length: Int)
    /// `1,200` without a unit could be two list elements.
    case commaWithoutUnit(length: Int)
    /// `30年度`, which may be of any era.
    case yearWithoutEra(Int, length: Int)
    case tooLong(length: Int)
  }

  /// Longest first.
  var units: [String]

  func read(_ text: [Unicode.Scalar], from start: Int) -> Result {
    var at = start
    var sum = ExactDecimal.zero
    var smallest = Int.max
    var hasComma = false
    var groups = 0
    while true {
      let groupStart = at
      guard let (value, end, comma) = digits(text, from: at) else { break }
      hasComma = hasComma || comma
      guard let number = value else { return .tooLong(length: end - start) }
      groups += 1
      at = end
      if groups == 1, !comma, end - groupStart == 4, let length = yearSuffix(text, at: end),
        let whole = number.wholeNumber, let year = FiscalYear(whole)
      {
        return .year(FiscalYear.Reading(year: year, isBeyondEra: false), length: end + length - start)
      }
      if groups == 1, !comma, end - groupStart <= 2, let length = yearSuffix(text, at: end),
        let whole = number.wholeNumber
      {
        return .yearWithoutEra(whole, length: end + length - start)
      }
      // A lone group takes the longest unit first: 1000万円 is a thousand of the unit 万円.
      if groups == 1, let unit = unit(text, at: at) {
        return literal(text, start, digitsEnd: at, number, unit)
      }
      guard let power = multiplier(text, at: at), power < smallest else {
        guard let total = try? sum + number else { return .tooLong(length: at - start) }
        sum = total
        break
      }
      guard let scaled = try? number * ExactDecimal(mantissa: ExactDecimal.power(power)), let total = try? sum + scaled
      else { return .tooLong(length: at + 1 - start) }
      sum = total
      smallest = power
      at += 1
    }
    let found = unit(text, at: at)
    if hasComma && found == nil {
      return .commaWithoutUnit(length: at - start)
    }
    return literal(text, start, digitsEnd: at, sum, found)
  }

  private func literal(
    _ text: [Unicode.Scalar], _ start: Int, digitsEnd: Int, _ value: ExactDecimal, _ unit: String?
  ) -> Result {
    let digits = String(String.UnicodeScalarView(text[start..<digitsEnd]))
    let length = digitsEnd + (unit?.unicodeScalars.count ?? 0) - start
    return .number(NumberLiteral(value: value, unit: unit, digits: digits), length: length)
  }

  /// Digits with thousands commas and a point; nil value when there are too many.
  private func digits(_ text: [Unicode.Scalar], from start: Int) -> (ExactDecimal?, end: Int, comma: Bool)? {
    var at = start
    var plain = ""
    func isDigit(_ index: Int) -> Bool { index < text.count && (0x30...0x39).contains(text[index].value) }
    while isDigit(at) {
      plain.unicodeScalars.append(text[at])
      at += 1
    }
    if plain.isEmpty { return nil }
    var comma = false
    if plain.count <= 3 {
      while at < text.count, text[at] == ",", isDigit(at + 1), isDigit(at + 2), isDigit(at + 3), !isDigit(at + 4) {
        plain.unicodeScalars.append(contentsOf: text[(at + 1)...(at + 3)])
        at += 4
        comma = true
      }
    }
    if at < text.count, text[at] == ".", isDigit(at + 1) {
      plain += "."
      at += 1
      while isDigit(at) {
        plain.unicodeScalars.append(text[at])
        at += 1
      }
    }
    return (ExactDecimal(plain), at, comma)
  }

  private func multiplier(_ text: [Unicode.Scalar], at: Int) -> Int? {
    guard at < text.count else { return nil }
    switch text[at] {
    case "千": return 3
    case "万": return 4
    case "億": return 8
    default: return nil
    }
  }

  /// The longest unit that stands there and, if it is made of Latin letters, ends there.
  func unit(_ text: [Unicode.Scalar], at: Int) -> String? {
    for unit in units where matches(unit, text, at) {
      let end = at + unit.unicodeScalars.count
      let isLatin = unit.unicodeScalars.allSatisfy { $0.isASCII && $0 != "%" }
      if isLatin, end < text.count, text[end].isASCII,
        text[end].properties.isAlphabetic || (0x30...0x39).contains(text[end].value)
      {
        continue
      }
      return unit
    }
    return nil
  }

  private func yearSuffix(_ text: [Unicode.Scalar], at: Int) -> Int? { matches("年度", text, at) ? 2 : nil }

  private func matches(_ word: String, _ text: [Unicode.Scalar], _ at: Int) -> Bool {
    var index = at
    for scalar in word.unicodeScalars {
      guard index < text.count, text[index] == scalar else { return false }
      index += 1
    }
    return true
  }
}

extension Diagnostic {
  fileprivate static func commaWithoutUnit(_ span: Span, _ digits: String) -> Diagnostic {
    let joined = digits.filter { $0 != "," }
    let apart = digits.split(separator: ",").joined(separator: ", ")
    return Diagnostic(
      "E05",
      Message(ja: "「\(digits)」は1つの数か、並んだ2つの数か分かりません", en: "\(digits) could be one number or a list of numbers"),
      at: span,
      notes: [
        Message(
          ja: "桁区切りのコンマは単位のある数（1,200千円）でだけ使えます。", en: "Thousands commas are read only in numbers with a unit (1,200千円)."
        )
      ],
      fixes: [FixIt(replace: span, with: joined), FixIt(replace: span, with: apart)])
  }

  fileprivate static func tooManyDigits(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E19", Message(ja: "数の桁が多すぎます（全体で38桁、小数は6桁まで）", en: "Too many digits (38 in all, 6 of them decimals)"),
      at: span)
  }
}

extension Diagnostic {
  /// E05.
  fileprivate static func yearWithoutEra(_ number: Int, _ span: Span) -> Diagnostic {
    // A year far ahead in the present era is hardly meant.
    let eras = (number <= 15 ? ["令和", "平成"] : ["平成"]).map { "\($0)\(number)年度" }.filter { text in
      FiscalYear.read(text).map { !$0.isBeyondEra } ?? false
    }
    return Diagnostic(
      "E05", Message(ja: "「\(number)年度」はどの元号か分かりません", en: "\(number)年度 does not say of which era"), at: span,
      notes: [Message(ja: "令和5年度、R5、2023年度 のように書きます。", en: "Fiscal years are written R5, 2023 or 令和5年度.")],
      fixes: eras.map { FixIt(replace: span, with: $0) })
  }
}
