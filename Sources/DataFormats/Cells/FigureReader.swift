internal import PolicyModel
internal import PolshText

/// Reads the cells of a column whose rule says that they are numbers or years.
///
/// Plain digits are read straight from the bytes; every other spelling is understood once and remembered.
final class FigureReader {
  private let rule: CellRule
  private let kind: Kind
  private(set) var segments: [FigureSegment] = []
  /// Spellings that needed a closer look, and what each was understood as.
  private let table: SpellingTable
  private var meanings: [Meaning] = []
  private let readsMarks: Bool

  /// What plain digits are.
  private enum Kind {
    case years
    case numbers(zerosAreCodes: Bool, isWhole: Bool, converts: Bool)
    /// Digits may mean something else than they seem to.
    case special
  }

  private enum Meaning {
    case missing(MissingReason)
    case figure(ExactDecimal)
  }

  /// - Parameter rule: of the kind `number` or `year`.
  init?(_ rule: CellRule, _ encoding: TextEncoding, seed: UInt64) {
    readsMarks = if case .number(let number) = rule.kind { number.isOffice && encoding == .utf8 } else { false }
    switch rule.kind {
    case .number(let number):
      let converts = (number.unit?.numerator ?? 1, number.unit?.denominator ?? 1) != (1, 1)
      kind =
        number.decimalMark == UInt8(ascii: ".") && number.groupMark == nil
        ? .numbers(zerosAreCodes: number.isOffice, isWhole: number.isWhole, converts: converts) : .special
    case .year: kind = .years
    case .text, .original, .level, .bool, .list: return nil
    }
    self.rule = rule
    table = SpellingTable(seed: seed)
  }

  /// Takes in the rows of a block.
  ///
  /// - Throws: the first cell that the rule does not allow.
  func take(_ block: CSVBlock, _ space: StagingSpace) throws(CellFault) {
    space.reserve(block.rowCount)
    var stage = FigureStage(space, capacity: block.rowCount)
    var cursor = CellCursor(block, place: rule.place - 1)
    for row in 0..<block.rowCount {
      // SAFETY: the cursor is asked once a row, and gives cells of the block; a quoted cell has two quotes at least.
      var (start, length) = unsafe cursor.next()
      if length > 0, unsafe start[0] == 0x22 {
        unsafe start += 1
        length -= 2
      }
      do {
        // SAFETY: as above.
        if unsafe try appendPlain(start, length, to: &stage) { continue }
        if readsMarks, unsafe try appendMarked(start, length, to: &stage) { continue }
        switch unsafe try meaning(start, length, block.shape.encoding) {
        case .missing(let reason): stage.append(missing: reason.rawValue)
        case .figure(let value): try stage.append(value.mantissa, scale: value.scale)
        }
      } catch {
        // SAFETY: as above.
        let cell = unsafe text(start, length, block.shape.encoding)
        throw CellFault(
          kind: error as? CellFault.Kind ?? .tooLong, cell: cell, offset: block.offset(row: row, place: rule.place - 1),
          heading: rule.heading, place: rule.place)
      }
    }
    segments.append(stage.packed())
  }

  /// Appends a cell of plain digits; false for any other.
  @inline(__always)
  private func appendPlain(
    _ start: UnsafePointer<UInt8>, _ length: Int, to stage: inout FigureStage
  ) throws(DecimalOverflow) -> Bool {
    // SAFETY: the bytes are those of a cell.
    switch kind {
    case .years:
      guard length == 4 else { return false }
      let value = unsafe PlainFigure.read(start, length, zerosAreCodes: false)
      guard value >= 1868, value <= 2200 else { return false }
      try stage.append(value, scale: 0)
    case .special: return false
    case .numbers(let zerosAreCodes, let isWhole, let converts):
      // SAFETY: as above.
      var (mantissa, scale) = (unsafe PlainFigure.read(start, length, zerosAreCodes: zerosAreCodes), 0)
      if mantissa == PlainFigure.none {
        // SAFETY: as above.
        guard let short = unsafe PlainFigure.short(start, length, grouped: zerosAreCodes), !isWhole || short.scale == 0
        else { return false }
        (mantissa, scale) = (short.mantissa, short.scale)
      }
      if converts, case .number(let number) = rule.kind, let unit = number.unit {
        let base = try unit.toBase(ExactDecimal(mantissa: Int128(mantissa), scale: scale))
        try stage.append(base.mantissa, scale: base.scale)
      } else {
        try stage.append(mantissa, scale: scale)
      }
    }
    return true
  }

  /// Appends a cell such as `△5` or `98.5％`; false for any other.
  private func appendMarked(
    _ start: UnsafePointer<UInt8>, _ length: Int, to stage: inout FigureStage
  ) throws(DecimalOverflow) -> Bool {
    // SAFETY: the bytes are those of a cell.
    guard case .number(let number) = rule.kind, let figure = unsafe MarkedFigure(start, length) else { return false }
    var value = ExactDecimal(mantissa: Int128(figure.mantissa), scale: figure.scale)
    if let unit = figure.isPercent ? Unit.percent : number.unit { value = try unit.toBase(value) }
    try stage.append(value.mantissa, scale: value.scale)
    return true
  }

  private func text(_ start: UnsafePointer<UInt8>, _ length: Int, _ encoding: TextEncoding) -> String {
    // SAFETY: the bytes are those of a cell.
    let bytes = unsafe UnsafeBufferPointer(start: start, count: max(0, length))
    return CellText.decoded(
      unsafe bytes.span, hasDoubledQuotes: unsafe CellText.hasQuote(start, length), encoding)
  }

  private func meaning(
    _ start: UnsafePointer<UInt8>, _ length: Int, _ encoding: TextEncoding
  ) throws -> Meaning {
    // SAFETY: the bytes are those of a cell.
    let number = unsafe table.number(
      of: start, max(0, length), hasDoubledQuotes: CellText.hasQuote(start, length))
    if number < meanings.count { return meanings[number] }
    let meaning = try understood(table.text(number, encoding))
    meanings.append(meaning)
    return meaning
  }

  /// Throws where the rule does not allow a spelling.
  func require(_ raw: String) throws(CellFault.Kind) { _ = try understood(raw) }

  private func understood(_ raw: String) throws(CellFault.Kind) -> Meaning {
    let text = TextFolding.cell(raw)
    if let reason = rule.missing.reason(text) { return .missing(reason) }
    switch rule.kind {
    case .year(let anyForm):
      if let year = CellMeaning.year(text, anyForm: anyForm) { return .figure(ExactDecimal(year.number)) }
      throw text.utf8.allSatisfy { $0 &- 0x30 < 10 } ? .yearOutOfRange : .notAYear
    case .number(let number): return try understood(text, number)
    case .text, .original, .level, .bool, .list: throw .notANumber
    }
  }

  private func understood(_ text: String, _ number: CellRule.NumberRule) throws(CellFault.Kind) -> Meaning {
    var reading: NumberText.Reading
    var unit = number.unit
    if number.isOffice {
      if Unit.named(text) != nil { return .missing(.blank) }
      guard let office = OfficeNumber(text) else { throw .notANumber }
      reading = NumberText.Reading(value: office.value, isRounded: office.isRounded)
      unit = office.unit ?? unit
    } else {
      guard let plain = Self.declared(text, number) else {
        throw text.utf8.filter { $0 &- 0x30 < 10 }.count > 38 ? .tooLong : .notANumber
      }
      reading = plain
    }
    if number.isWhole, reading.isRounded || reading.value.wholeNumber == nil && reading.value.trimmed.scale > 0 {
      throw .notWhole
    }
    guard let unit else { return .figure(reading.value) }
    do { return .figure(try unit.toBase(reading.value)) } catch { throw .tooLong }
  }

  /// A number written the way the descriptor declares: other marks for point and thousands, words around the digits.
  private static func declared(_ text: String, _ number: CellRule.NumberRule) -> NumberText.Reading? {
    var text = text
    if let mark = number.groupMark { text = text.split(separator: mark).joined() }
    var letters = Array(text.utf8)
    if number.skipsWords {
      let isOuter: (UInt8) -> Bool = { !($0 &- 0x30 < 10 || $0 == 0x2D || $0 == 0x2B || $0 == number.decimalMark) }
      while let last = letters.last, isOuter(last) { letters.removeLast() }
      letters = Array(letters.drop(while: isOuter))
    }
    if number.decimalMark != UInt8(ascii: ".") {
      if letters.contains(UInt8(ascii: ".")) { return nil }
      letters = letters.map { $0 == number.decimalMark ? UInt8(ascii: ".") : $0 }
    }
    return NumberText.plain(letters)
  }
}
