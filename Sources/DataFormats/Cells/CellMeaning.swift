internal import ColumnStore
internal import PolicyModel
internal import PolshText

/// What the spellings of a column of texts, levels, truths or lists mean: each is asked once.
struct CellMeaning {
  let rule: CellRule
  private var texts: TextGatherer
  /// The levels of the scale, in legend order, or the elements of lists, by their codes.
  private var words: TextPlaces
  private var lists: [[Int32]] = []

  init(_ rule: CellRule, seed: UInt64 = 0) {
    self.rule = rule
    texts = TextGatherer(seed: seed)
    switch rule.kind {
    case .level(let scale), .list(_, .some(let scale)):
      // The file has levels as declared; other spellings are for typing only.
      words = TextPlaces(levels: scale.levels)
    case .text, .original, .number, .year, .bool, .list: words = TextPlaces()
    }
  }

  /// For each spelling of the union its code: of the text or level, 0 or 1, the number of the list; below zero for a
  /// missing cell, whose reason it is.
  mutating func codes(_ union: SpellingUnion, _ findings: [SpellingFinding], _ encoding: TextEncoding) -> [Int32] {
    var codes: [Int32] = []
    codes.reserveCapacity(union.origins.count)
    let isText = if case .text = rule.kind { true } else { false }
    for origin in union.origins {
      let (table, number) = (findings[Int(origin.worker)].table, Int(origin.number))
      if isText, encoding == .utf8, !table.hasDoubledQuotes(number),
        let code = table.withBytes(number, { textCode(ofPlain: $0) })
      {
        codes.append(code)
      } else {
        // Spellings that are not allowed were refused when they were read.
        let reason = -Int32(MissingReason.unreadable.rawValue)
        codes.append((try? code(of: table.text(number, encoding))) ?? reason)
      }
    }
    return codes
  }

  /// The code of a text that is folded as it stands, and certainly no missing mark; nil for any other.
  private mutating func textCode(ofPlain bytes: Span<UInt8>) -> Int32? {
    if rule.missing.mayBeMark(bytes) || !TextFolding.isFoldedCell(bytes) { return nil }
    return texts.place(of: bytes)
  }

  /// The code of a spelling.
  mutating func code(of raw: String) throws(CellFault.Kind) -> Int32 {
    if case .original = rule.kind {
      return raw.isEmpty ? -Int32(MissingReason.blank.rawValue) : texts.place(folded: raw)
    }
    let text = TextFolding.cell(raw)
    if let reason = rule.missing.reason(text) { return -Int32(reason.rawValue) }
    switch rule.kind {
    case .text, .original, .number, .year: return texts.place(folded: text)
    case .level(let scale):
      guard let place = words[text] else { throw .unknownLevel(scale, raw) }
      return place
    case .bool(let words):
      guard let flag = words[text] else { throw .notABool(words.keys.sorted()) }
      return flag ? 1 : 0
    case .list(let delimiter, let scale):
      var list: [Int32] = []
      for part in Self.parts(raw, delimiter) {
        let element = TextFolding.cell(part)
        if element.isEmpty { continue }
        if scale == nil {
          list.append(words.place(of: element))
        } else if let place = words[element] {
          list.append(place)
        } else if let scale {
          throw .unknownLevel(scale, element)
        }
      }
      if list.isEmpty { return -Int32(MissingReason.blank.rawValue) }
      lists.append(list)
      return Int32(truncatingIfNeeded: lists.count - 1)
    }
  }

  /// The column of these cells.
  func cells(_ packed: PackedCells) -> ColumnCells {
    switch rule.kind {
    case .text, .original, .number, .year: return .packed(PackedTexts(cells: packed, dictionary: texts.dictionary))
    case .level: return .packed(PackedTexts(cells: packed, dictionary: TextDictionary(words.texts)))
    case .bool, .list: break
    }
    let (codes, missing) = packed.codes(0..<packed.rows.rowCount, isParallel: true)
    switch rule.kind {
    case .text, .original, .number, .year, .level, .bool:
      return .whole(Column(.bools(codes.map { $0 != 0 }), missing: missing))
    case .list:
      var offsets: [Int32] = [0]
      offsets.reserveCapacity(codes.count + 1)
      var elements: [Int32] = []
      for (row, code) in codes.enumerated() {
        if !missing[row] { elements.append(contentsOf: lists[Int(code)]) }
        offsets.append(Int32(truncatingIfNeeded: elements.count))
      }
      return .whole(
        Column(.lists(offsets: offsets, elements: elements, TextDictionary(words.texts)), missing: missing))
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
}
