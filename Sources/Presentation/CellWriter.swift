internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshText

/// Writes the cells of one column, what can be decided once being decided once.
struct CellWriter {
  /// The columns that a cell takes, and how many of them its own unit does (`37 ％`: 5 and 3).
  struct Size {
    var width: Int
    var unitWidth = 0
  }

  private let column: Column
  private let language: Language
  private let number: NumberText
  /// The texts behind the codes of text and level columns.
  private let texts: [String]
  private let listSeparator: String
  private var known: KnownTexts
  /// The column that names each row's unit, where it is not shown itself.
  private let units: Column?
  private let unitTexts: [String]

  /// Nil when the table has no such column. `rows` is the number of cells that will be asked for.
  init?(_ table: Table, column place: Int, language: Language, rows: Int) {
    guard table.fields.indices.contains(place), table.columns.indices.contains(place) else { return nil }
    let field = table.fields[place]
    column = table.columns[place]
    self.language = language
    number = NumberText(field)
    listSeparator = language == .ja ? "、" : ", "
    texts = Self.texts(of: column, field.type, language)
    var places = texts.count
    if case .years = column.storage { places = FiscalYear.range.upperBound + 1 }
    known = KnownTexts(places: places, uses: rows)
    var units: Column?
    var unitTexts: [String] = []
    if case .number = field.type, let id = field.unitFrom, let index = table.fields.firstIndex(where: { $0.id == id }),
      !table.fields[index].isShown, table.columns.indices.contains(index)
    {
      let found = table.columns[index]
      units = found
      unitTexts = Self.texts(of: found, table.fields[index].type, language)
    }
    self.units = units
    self.unitTexts = unitTexts
  }

  private static func texts(of column: Column, _ type: ColumnType, _ language: Language) -> [String] {
    switch column.storage {
    case .codes(_, let dictionary), .lists(_, _, let dictionary):
      guard let scale = type.scale, scale.levels.count == dictionary.count else { return dictionary.texts }
      return ResultLevels.texts(of: scale, language: language)
    case .numbers, .years, .bools: return []
    }
  }

  @discardableResult
  mutating func append(_ row: Int, to bytes: inout [UInt8]) -> Size {
    guard row >= 0, row < column.count, !column.missing[row] else {
      let reason = row >= 0 && row < column.count ? column.missing.reason(row) : nil
      let text = reason?.shown?[language] ?? CellFormat.missing
      bytes.append(contentsOf: text.utf8)
      return Size(width: DisplayWidth.of(text))
    }
    switch column.storage {
    case .numbers(let vector):
      let width = number.append(mantissa: vector.mantissa(row), scale: vector.scale, to: &bytes)
      guard units != nil, let unit = unit(row) else { return Size(width: width) }
      // One sign for per cent, whichever width the table has.
      let shown = " " + (unit == "%" ? "％" : unit)
      bytes.append(contentsOf: shown.utf8)
      let unitWidth = DisplayWidth.of(shown)
      return Size(width: width + unitWidth, unitWidth: unitWidth)
    case .years(let years):
      let year = Int(years[row])
      let isJapanese = language == .ja
      return append(
        known.text(year) { isJapanese ? FiscalYear(year)?.short ?? String(year) : String(year) }, to: &bytes)
    case .bools(let flags):
      let words = language == .ja ? ("真", "偽") : ("true", "false")
      let word = flags[row] ? words.0 : words.1
      bytes.append(contentsOf: word.utf8)
      return Size(width: DisplayWidth.of(word))
    case .codes(let codes, _): return append(text(codes[row]), to: &bytes)
    case .lists(let offsets, let elements, _):
      let first = Int(offsets[row])
      let end = Int(offsets[row + 1])
      guard first >= 0, first <= end, end <= elements.count else { return Size(width: 0) }
      var width = 0
      for place in first..<end {
        if place > first { width += append(KnownTexts.Entry(listSeparator), to: &bytes).width }
        width += append(text(elements[place]), to: &bytes).width
      }
      return Size(width: width)
    }
  }

  private func append(_ entry: KnownTexts.Entry, to bytes: inout [UInt8]) -> Size {
    bytes.append(contentsOf: entry.text.utf8)
    return Size(width: entry.width)
  }

  private mutating func text(_ code: Int32) -> KnownTexts.Entry {
    let place = Int(code)
    guard texts.indices.contains(place) else { return KnownTexts.Entry("") }
    let texts = texts
    return known.text(place) { texts[place] }
  }

  private func unit(_ row: Int) -> String? {
    guard let units, row < units.count, !units.missing[row], case .codes(let codes, _) = units.storage,
      unitTexts.indices.contains(Int(codes[row]))
    else { return nil }
    return SafeText.oneLine(unitTexts[Int(codes[row])])
  }
}

/// Texts made safe and measured once each, as long as there are not many more of them than cells to write.
struct KnownTexts {
  struct Entry {
    let text: String
    let width: Int

    init(_ text: String) {
      self.text = SafeText.oneLine(text)
      width = DisplayWidth.of(self.text)
    }
  }

  private var entries: [Entry?]

  init(places: Int, uses: Int) {
    // A short result of a table with a million different texts must not pay for all of them.
    entries = places / 4 <= uses ? [Entry?](repeating: nil, count: places) : []
  }

  mutating func text(_ place: Int, make: () -> String) -> Entry {
    guard entries.indices.contains(place) else { return Entry(make()) }
    if let entry = entries[place] { return entry }
    let entry = Entry(make())
    entries[place] = entry
    return entry
  }
}
