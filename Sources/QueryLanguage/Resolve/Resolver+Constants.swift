internal import ColumnStore
public import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QueryPlan
public import QuerySyntax

extension Resolver {
  /// The literal that an expression of literals and `$` values comes to: `$year - 1` → R4.
  public mutating func constant(_ expression: Expression) throws(Diagnostic) -> Expression {
    do throws(Diagnostic) {
      return try fixedValue(try withoutMacros(expression))
    } catch {
      throw located(error)
    }
  }

  private mutating func fixedValue(_ expression: Expression) throws(Diagnostic) -> Expression {
    let empty = MemorySource(
      entry: TableEntry(name: BilingualName(ja: "値", en: "value"), columns: [], isCataloged: true), columns: [],
      rowCount: 0)
    let nowhere = Relation(
      plan: .scan(Plan.Scan(source: empty, name: empty.entry.name, columns: [], fields: [])), name: empty.entry.name,
      isCataloged: true)
    let typed: Typed
    do throws(Diagnostic) {
      typed = try value(expression, RowScope(nowhere))
    } catch {
      // There are no columns here: whatever stands there is meant as a table or as a value.
      guard error.code == "E01", let name = expression.firstName else { throw error }
      throw .neitherTableNorValue(name, environment)
    }
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

extension Expression {
  /// The first bare name in it.
  fileprivate var firstName: Name? {
    if case .name(let name) = kind { return name }
    return parts.lazy.compactMap(\.firstName).first
  }
}

extension Diagnostic {
  fileprivate static func neitherTableNorValue(_ name: Name, _ environment: QueryEnvironment) -> Diagnostic {
    let tables = environment.tables.flatMap { [$0.name.ja, $0.name.en] }
    var fixes = NearNames.nearest(to: name.text, among: tables).map { FixIt(replace: name.span, with: $0) }
    if environment.values[name.text] != nil {
      fixes.append(FixIt(replace: name.span, with: "$\(name.text)"))
    }
    return Diagnostic(
      "E01",
      Message(ja: "「\(name.text)」という表も値もありません", en: "\(name.text) is neither a table nor a value"), at: name.span,
      fixes: fixes)
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
