internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshSystem

/// One column of a result on its way into a file: each distinct text is put into the file's form once, when it is met.
final class ExportColumn {
  /// How a format writes what is not a number.
  struct Form: Sendable {
    var text: @Sendable (String) -> [UInt8]
    var list: @Sendable ([String]) -> [UInt8]
    var missing: [UInt8]
  }

  private enum Kind { case narrow, wide, years, codes, bools, lists }

  // The cells taken out of the column, in an object: unpacking or copying it for each cell cost half of the time.
  private let kind: Kind
  private var narrow: [Int64] = []
  private var wide: [Int128] = []
  private var scale = 0
  private var years: [Int16] = []
  private var codes: [Int32] = []
  private var bools: [Bool] = []
  private var offsets: [Int32] = []
  private var dictionary: TextDictionary?
  /// The words of a scale in the language of the file, in place of the dictionary's.
  private var words: [String]?
  /// The texts that were written already, as they are in the file, one behind the other; of each code where its text
  /// begins and how long it is, below zero for one not written yet. An array for each text was slower by a half.
  private var pool: [UInt8] = []
  private var starts: [Int] = []
  private var lengths: [Int] = []
  private let reasons: [UInt8]
  /// The unit that figures are written in; values are in base units. Nil: as they are.
  private let unit: Unit?
  private let form: Form
  /// What stands in the cell of a total in place of a value: 計.
  private let total: [UInt8]
  private let name: BilingualName

  init(_ field: Field, _ column: Column, _ form: Form, _ language: Language) {
    self.form = form
    total = MissingReason.total.shown.map { form.text($0[language]) } ?? form.missing
    name = field.name
    reasons = column.missing.reasons
    // Figures of a unit per row are kept as printed.
    let converts = field.unitFrom == nil && (field.unit?.numerator ?? 1, field.unit?.denominator ?? 1) != (1, 1)
    unit = converts ? field.unit : nil
    switch column.storage {
    case .numbers(.narrow(let values, let scale)):
      kind = .narrow
      narrow = values
      self.scale = scale
    case .numbers(.wide(let values, let scale)):
      kind = .wide
      wide = values
      self.scale = scale
    case .years(let values):
      kind = .years
      years = values
    case .bools(let values):
      kind = .bools
      bools = values
    case .codes(let values, let dictionary):
      kind = .codes
      codes = values
      self.dictionary = dictionary
      words = field.type.scale.flatMap { $0.isLocalized ? $0.words(in: language) : nil }
      starts = [Int](repeating: 0, count: dictionary.count)
      lengths = [Int](repeating: -1, count: dictionary.count)
    case .lists(let offsets, let elements, let dictionary):
      kind = .lists
      self.offsets = offsets
      codes = elements
      self.dictionary = dictionary
    }
  }

  /// Appends the cell of a row.
  ///
  /// - Throws: a figure that has more than 38 digits in its unit.
  func append(_ row: Int, to bytes: inout [UInt8]) throws(Diagnostic) {
    if !reasons.isEmpty, reasons[row] != 0 {
      bytes += reasons[row] == MissingReason.total.rawValue ? total : form.missing
      return
    }
    switch kind {
    case .narrow: try append(figure: Int128(narrow[row]), to: &bytes)
    case .wide: try append(figure: wide[row], to: &bytes)
    case .years: FigureText.append(Int128(years[row]), scale: 0, to: &bytes)
    case .bools: bytes += (bools[row] ? "true" : "false").utf8
    case .codes:
      let code = Int(codes[row])
      if lengths[code] < 0 { encode(code) }
      bytes.append(contentsOf: pool[starts[code]..<starts[code] + lengths[code]])
    case .lists:
      bytes += form.list(codes[Int(offsets[row])..<Int(offsets[row + 1])].map { text(Int($0)) })
    }
  }

  private func text(_ code: Int) -> String {
    if let words { return words.indices.contains(code) ? words[code] : "" }
    return dictionary?.text(at: code) ?? ""
  }

  private func encode(_ code: Int) {
    starts[code] = pool.count
    pool += form.text(text(code))
    lengths[code] = pool.count - starts[code]
  }

  private func append(figure mantissa: Int128, to bytes: inout [UInt8]) throws(Diagnostic) {
    guard let unit else { return FigureText.append(mantissa, scale: scale, to: &bytes) }
    do {
      let figure = try unit.fromBase(ExactDecimal(mantissa: mantissa, scale: scale))
      FigureText.append(figure.mantissa, scale: figure.scale, to: &bytes)
    } catch {
      throw Diagnostic(nil, .tooLong(name, unit.symbol))
    }
  }
}

/// Writes rows one after the other, handing them on in pieces.
struct RowWriter {
  private let columns: [ExportColumn]
  private let rowCount: Int

  init(_ table: Table, _ form: ExportColumn.Form, _ language: Language) {
    columns = zip(table.fields, table.columns).map { ExportColumn($0, $1, form, language) }
    rowCount = table.rowCount
  }

  /// - Parameters:
  ///   - head: what stands before the first row.
  ///   - before: the beginning of each row, given its number; `between` stands between cells, `after` behind each row.
  func write(
    head: [UInt8], before: (_ column: Int) -> [UInt8], after: (_ isLast: Bool) -> [UInt8], tail: [UInt8] = [],
    to sink: TableWriter.Sink
  ) throws(Diagnostic) {
    var piece = head
    let leads = columns.indices.map(before)
    let ends = (usual: after(false), last: after(true))
    for row in 0..<rowCount {
      for index in columns.indices {
        piece += leads[index]
        try columns[index].append(row, to: &piece)
      }
      piece += row == rowCount - 1 ? ends.last : ends.usual
      if piece.count >= 1 << 16 {
        if Interrupt.isRequested { throw .interrupted() }
        try sink(piece)
        piece.removeAll(keepingCapacity: true)
      }
    }
    piece += tail
    if !piece.isEmpty { try sink(piece) }
  }
}

extension Field {
  /// The name at the head of the column, with the unit that its figures are in: `金額 (千円)`.
  func exportHeading(_ language: Language) -> String {
    guard unitFrom == nil, let unit, !unit.symbol.isEmpty else { return name[language] }
    return "\(name[language]) (\(unit.symbol(language)))"
  }
}

extension Message {
  fileprivate static func tooLong(_ name: BilingualName, _ unit: String) -> Message {
    Message(
      ja: "列「\(name.ja)」の値は\(unit)で書くと38桁を超えます", en: "A value of \(name.en) has more than 38 digits in \(unit)")
  }
}
