internal import ColumnStore
internal import PolicyModel
internal import PolshText

/// Makes a column from the cells of one place in every row, block after block.
///
/// Each spelling is understood once and remembered; plain numbers are read straight from the bytes.
struct ColumnAssembler {
  let rule: CellRule
  private var memo = CellMemo()
  private var mask: [UInt8] = []
  private var anyMissing = false
  private var codes: [Int32] = []
  private var numbers = NumberAccumulator()
  private var texts = TextPlaces()
  private var lists: [[Int32]] = []
  /// Numbers that needed a closer look, by code.
  private var figures: [NumberText.Reading] = []
  /// Cells with more than six decimals, whose rest was rounded away.
  private(set) var roundedCount = 0

  init(_ rule: CellRule) {
    self.rule = rule
    switch rule.kind {
    case .level(let scale), .list(_, .some(let scale)):
      // The file has levels as declared; other spellings are for typing only.
      texts = TextPlaces(levels: scale.levels)
    default: break
    }
  }

  /// Appends the cells at the column's place of every row in the block.
  ///
  /// - Throws: the first cell that the rule does not allow.
  mutating func append(_ block: CSVBlock, of bytes: [UInt8]) throws(CellFault) {
    mask.reserveCapacity(mask.count + block.rowCount)
    if case .number(let number) = rule.kind {
      try appendNumbers(block, number, bytes)
    } else {
      try appendCodes(block, bytes)
    }
  }

  private mutating func appendCodes(_ block: CSVBlock, _ bytes: [UInt8]) throws(CellFault) {
    let span = bytes.span
    codes.reserveCapacity(codes.count + block.rowCount)
    var index = rule.place - 1
    for _ in 0..<block.rowCount {
      let cell = block.cells[index]
      index += block.width
      let code: Int32
      if let known = memo.code(of: cell, in: span) {
        code = known
      } else {
        code = try understood(cell, bytes)
        memo.insert(cell, code: code)
      }
      append(code: code)
    }
  }

  /// A code below zero is a missing cell's reason.
  @inline(__always)
  private mutating func append(code: Int32) {
    if code < 0 {
      anyMissing = true
      mask.append(UInt8(truncatingIfNeeded: -code))
      codes.append(0)
    } else {
      mask.append(0)
      codes.append(code)
    }
  }

  private mutating func appendNumbers(
    _ block: CSVBlock, _ number: CellRule.NumberRule, _ bytes: [UInt8]
  ) throws(CellFault) {
    let span = bytes.span
    let usual = number.decimalMark == UInt8(ascii: ".") && number.groupMark == nil
    var index = rule.place - 1
    for _ in 0..<block.rowCount {
      let cell = block.cells[index]
      index += block.width
      if usual, let short = NumberText.short(span, cell.start, cell.end, grouped: number.isOffice),
        !(number.isWhole && short.scale > 0)
      {
        if short.isRounded { roundedCount += 1 }
        do {
          if let unit = number.unit {
            try numbers.append(unit.toBase(ExactDecimal(mantissa: Int128(short.mantissa), scale: short.scale)))
          } else {
            try numbers.append(short.mantissa, scale: short.scale)
          }
        } catch { throw fault(.tooLong, cell, bytes) }
        mask.append(0)
        continue
      }
      let code: Int32
      if let known = memo.code(of: cell, in: span) {
        code = known
      } else {
        code = try understoodNumber(cell, number, bytes)
        memo.insert(cell, code: code)
      }
      if code < 0 {
        anyMissing = true
        mask.append(UInt8(truncatingIfNeeded: -code))
        numbers.appendPlaceholder()
      } else {
        let figure = figures[Int(code)]
        if figure.isRounded { roundedCount += 1 }
        do { try numbers.append(figure.value) } catch { throw fault(.tooLong, cell, bytes) }
        mask.append(0)
      }
    }
  }

  private func fault(_ kind: CellFault.Kind, _ cell: CSVCell, _ bytes: [UInt8]) -> CellFault {
    CellFault(
      kind: kind, cell: cell.text(in: bytes), offset: cell.start, heading: rule.heading, place: rule.place)
  }

  /// The column made of everything appended.
  func finished() -> Column {
    let missing = MissingMask(anyMissing ? mask : [])
    switch rule.kind {
    case .number: return Column(.numbers(numbers.vector), missing: missing)
    case .text, .level: return Column(.codes(codes, TextDictionary(texts.texts)), missing: missing)
    case .year: return Column(.years(codes.map { Int16(truncatingIfNeeded: $0) }), missing: missing)
    case .bool: return Column(.bools(codes.map { $0 != 0 }), missing: missing)
    case .list:
      var offsets: [Int32] = [0]
      offsets.reserveCapacity(codes.count + 1)
      var elements: [Int32] = []
      for (row, code) in codes.enumerated() {
        if !missing[row] { elements.append(contentsOf: lists[Int(code)]) }
        offsets.append(Int32(truncatingIfNeeded: elements.count))
      }
      return Column(.lists(offsets: offsets, elements: elements, TextDictionary(texts.texts)), missing: missing)
    }
  }
}

// MARK: One cell

extension ColumnAssembler {
  /// Why the rule does not allow a cell; nil when it does.
  mutating func refusal(of cell: CSVCell, _ bytes: [UInt8]) -> CellFault? {
    do throws(CellFault) {
      if case .number(let number) = rule.kind {
        _ = try understoodNumber(cell, number, bytes)
      } else {
        _ = try understood(cell, bytes)
      }
      return nil
    } catch {
      return error
    }
  }

  /// The code of a cell seen for the first time.
  private mutating func understood(_ cell: CSVCell, _ bytes: [UInt8]) throws(CellFault) -> Int32 {
    let raw = cell.text(in: bytes)
    let text = TextFolding.cell(raw)
    if let reason = rule.missing.reason(text) { return -Int32(reason.rawValue) }
    switch rule.kind {
    case .text, .number:
      return texts.place(of: text, isNewSpelling: !cell.hasDoubledQuotes && text.isSame(as: raw))
    case .level(let scale):
      guard let place = texts[text] else { throw fault(.unknownLevel(scale), cell, bytes) }
      return place
    case .year(let anyForm):
      if let year = Self.year(text, anyForm: anyForm) { return Int32(year.number) }
      throw fault(text.utf8.allSatisfy { $0 &- 0x30 < 10 } ? .yearOutOfRange : .notAYear, cell, bytes)
    case .bool(let words):
      guard let flag = words[text] else { throw fault(.notABool(words.keys.sorted()), cell, bytes) }
      return flag ? 1 : 0
    case .list(let delimiter, let scale):
      var list: [Int32] = []
      for part in Self.parts(raw, delimiter) {
        let element = TextFolding.cell(part)
        if element.isEmpty { continue }
        if let scale {
          guard let place = texts[element] else {
            var fault = fault(.unknownLevel(scale), cell, bytes)
            fault.cell = element
            throw fault
          }
          list.append(place)
        } else {
          list.append(texts.place(of: element))
        }
      }
      if list.isEmpty { return -Int32(MissingReason.blank.rawValue) }
      lists.append(list)
      return Int32(truncatingIfNeeded: lists.count - 1)
    }
  }

  /// Four digits are a year; other writings only where the column has them.
  static func year(_ text: String, anyForm: Bool) -> FiscalYear? {
    if text.utf8.count == 4, text.utf8.allSatisfy({ $0 &- 0x30 < 10 }), let number = Int(text) {
      return FiscalYear(number)
    }
    return anyForm ? FiscalYear.read(text.filter { $0 != " " })?.year : nil
  }

  private static func parts(_ text: String, _ delimiter: String) -> [String] {
    guard let letter = delimiter.first else { return [text] }
    if delimiter.count == 1 { return text.split(separator: letter).map(String.init) }
    return text.split(separator: delimiter).map(String.init)
  }

  /// The place in `figures` of a number that is not just digits; below zero for a missing cell.
  private mutating func understoodNumber(
    _ cell: CSVCell, _ number: CellRule.NumberRule, _ bytes: [UInt8]
  ) throws(CellFault) -> Int32 {
    let text = TextFolding.cell(cell.text(in: bytes))
    if let reason = rule.missing.reason(text) { return -Int32(reason.rawValue) }
    var reading: NumberText.Reading
    var unit = number.unit
    if number.isOffice {
      if Unit.named(text) != nil { return -Int32(MissingReason.blank.rawValue) }
      guard let office = OfficeNumber(text) else { throw fault(.notANumber, cell, bytes) }
      reading = NumberText.Reading(value: office.value, isRounded: office.isRounded)
      unit = office.unit ?? unit
    } else {
      guard let plain = Self.declared(text, number) else {
        let digits = text.utf8.filter { $0 &- 0x30 < 10 }.count
        throw fault(digits > 38 ? .tooLong : .notANumber, cell, bytes)
      }
      reading = plain
    }
    if number.isWhole, reading.isRounded || reading.value.wholeNumber == nil && reading.value.trimmed.scale > 0 {
      throw fault(.notWhole, cell, bytes)
    }
    if let unit {
      do { reading.value = try unit.toBase(reading.value) } catch { throw fault(.tooLong, cell, bytes) }
    }
    figures.append(reading)
    return Int32(truncatingIfNeeded: figures.count - 1)
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
