internal import ColumnStore
public import Diagnostics
internal import PolicyModel
internal import QueryPlan
public import QuerySyntax

extension Resolver {
  /// The literal that an expression of literals and `$` values comes to: `$year - 1` → R4.
  public mutating func constant(_ expression: Expression) throws(Diagnostic) -> Expression {
    let empty = MemorySource(
      entry: TableEntry(name: BilingualName(ja: "値", en: "value"), columns: [], isCataloged: true), columns: [],
      rowCount: 0)
    let nowhere = Relation(
      plan: .scan(Plan.Scan(source: empty, name: empty.entry.name, columns: [], fields: [])), name: empty.entry.name,
      isCataloged: true)
    let typed = try value(expression, RowScope(nowhere))
    guard let constant = typed.constant else { throw .constantNeeded(expression.span) }
    switch constant {
    case .year(let number):
      guard let year = FiscalYear(number) else { throw .constantNeeded(expression.span) }
      return Expression(.year(FiscalYear.Reading(year: year, isBeyondEra: false), text: "FY\(number)"), expression.span)
    case .number(let number):
      var figure = number
      if let unit = typed.unit, let shown = try? unit.fromBase(number) { figure = shown }
      let literal = NumberLiteral(value: figure.magnitude, unit: typed.unit?.symbol, digits: figure.magnitude.plain)
      let plain = Expression(.number(literal), expression.span)
      return figure.isNegative ? Expression(.negative(plain), expression.span) : plain
    case .text(let text): return Expression(.text(text, raw: text), expression.span)
    case .bool(let flag): return Expression(.bool(flag), expression.span)
    case .missing: return Expression(.missing, expression.span)
    default: throw .constantNeeded(expression.span)
    }
  }
}

extension PlanExpression {
  /// The expression with what is fixed worked out: years and numbers added and subtracted.
  var folded: PlanExpression {
    guard case .sum(let first, let terms, let type) = self, case .constant(let start, _) = first.folded else {
      return self
    }
    var year: Int?
    var number = ExactDecimal.zero
    switch start {
    case .year(let value): year = value
    case .number(let value): number = value
    default: return self
    }
    for term in terms {
      guard case .constant(let value, _) = term.value.folded else { return self }
      switch value {
      case .number(let value):
        if let base = year, let whole = value.wholeNumber {
          year = term.isMinus ? base - whole : base + whole
        } else if let sum = try? term.isMinus ? number - value : number + value {
          number = sum
        } else {
          return self
        }
      case .year(let value):
        if let base = year, term.isMinus {
          number = ExactDecimal(base - value)
          year = nil
        } else if year == nil, !term.isMinus, let whole = number.wholeNumber {
          year = value + whole
        } else {
          return self
        }
      default: return self
      }
    }
    if let year { return FiscalYear(year) == nil ? self : .constant(.year(year), type) }
    return .constant(.number(number), type)
  }
}
