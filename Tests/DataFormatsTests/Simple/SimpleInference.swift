import Diagnostics
import PolicyModel
import PolshText

@testable import DataFormats

/// Finds out from all cells of a column what it holds: numbers or years if every cell that is not missing is one, else text.
struct SimpleInference {
  let heading: Heading
  /// 1-based.
  let place: Int
  private var canBeNumber = true
  private var canBeYear = true
  private var present = 0
  private var bracketed = 0
  /// Cells that name a unit themselves, and the first unit named.
  private var withUnit = 0
  private var unit: Unit?
  private(set) var roundedCount = 0
  private(set) var beyondEraCount = 0
  private let bareYearsAllowed: Bool
  private var memo = SimpleMemo()
  private var sorts: [Sort] = []

  /// What one spelling can be.
  private enum Sort {
    case missing
    /// A unit without a figure (千円): nothing in a column of numbers, a word in any other.
    case bareUnit
    case value(number: OfficeNumber?, year: FiscalYear.Reading?)
  }

  init(_ heading: Heading, place: Int) {
    self.heading = heading
    self.place = place
    bareYearsAllowed = heading.isOfYears && heading.unit == nil
  }

  mutating func look(at block: SimpleBlock, of bytes: [UInt8]) {
    if !canBeNumber && !canBeYear { return }
    var index = place - 1
    for _ in 0..<block.rowCount {
      let cell = block.cells[index]
      index += block.width
      if let short = SimpleNumber.short(bytes, cell.start, cell.end, grouped: true) {
        present += 1
        if short.isRounded { roundedCount += 1 }
        if canBeYear {
          let isYear = cell.end - cell.start == 4 && short.scale == 0 && FiscalYear(Int(short.mantissa)) != nil
          if !isYear || !bareYearsAllowed { canBeYear = false }
        }
      } else {
        let code: Int32
        if let known = memo.code(of: cell, in: bytes) {
          code = known
        } else {
          code = Int32(truncatingIfNeeded: sorts.count)
          sorts.append(sort(cell.text(in: bytes)))
          memo.insert(cell, code: code)
        }
        count(sorts[Int(code)])
      }
      if !canBeNumber && !canBeYear { return }
    }
  }

  private func sort(_ raw: String) -> Sort {
    let text = TextFolding.cell(raw)
    if MissingMarks.office.reason(text) != nil { return .missing }
    if Unit.named(text) != nil { return .bareUnit }
    var year = FiscalYear.read(text.filter { $0 != " " })
    if year == nil, bareYearsAllowed, let bare = SimpleAssembler.year(text, anyForm: false) {
      year = FiscalYear.Reading(year: bare, isBeyondEra: false)
    }
    return .value(number: OfficeNumber(text), year: year)
  }

  private mutating func count(_ sort: Sort) {
    switch sort {
    case .missing: return
    case .bareUnit: canBeYear = false
    case .value(let number, let year):
      present += 1
      if let year {
        if year.isBeyondEra { beyondEraCount += 1 }
      } else {
        canBeYear = false
      }
      guard let number else {
        canBeNumber = false
        return
      }
      if number.isBracketed { bracketed += 1 }
      if number.isRounded { roundedCount += 1 }
      if let named = number.unit {
        withUnit += 1
        if let unit, unit.dimension != named.dimension { canBeNumber = false }
        unit = unit ?? named
      }
    }
  }

  /// What the column is, as a catalog entry and as the rule for its cells.
  func result(name: BilingualName) -> (column: ColumnEntry, rule: CellRule) {
    var column = ColumnEntry(name: name, type: .text)
    var kind = CellRule.Kind.text
    if present > 0, canBeYear {
      column.type = .year
      kind = .year(anyForm: true)
    } else if present > 0, canBeNumber, bracketed < present, let unit = commonUnit {
      column.type = .number
      column.unit = unit.unit
      column.isPlainInteger = unit.unit == nil && heading.isOfCodes
      var number = CellRule.NumberRule()
      number.isOffice = true
      number.unit = unit.unit
      kind = .number(number)
    }
    return (column, CellRule(kind: kind, missing: .office, heading: heading.text, place: place))
  }

  /// The unit of all cells, in brackets for "no unit at all"; nil when some have one, some none, and the heading does not say
  /// what those are.
  private var commonUnit: (unit: Unit?, Void)? {
    if withUnit == 0 { return (heading.unit, ()) }
    guard let unit else { return nil }
    if withUnit == present { return (heading.unit?.dimension == unit.dimension ? heading.unit : unit, ()) }
    return heading.unit?.dimension == unit.dimension ? (heading.unit, ()) : nil
  }
}
