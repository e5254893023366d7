internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

/// A resolved value with everything that is known of it before any row is read.
struct Typed {
  var value: PlanExpression
  var type: ColumnType
  /// For numbers: what they are displayed in; nil for plain numbers.
  var unit: Unit?
  /// The column naming each row's unit.
  var unitFrom: Field.ID?
  var better: Better?
  var betterFrom: Field.ID?
  /// The columns that must be fixed when this is added up.
  var guards: [Field.ID] = []
  var span: Span
  /// A literal number without a unit: it takes the meaning its neighbour gives it.
  var bareNumber: ExactDecimal?
  /// A literal text, which may turn out to be a level.
  var literalText: String?
  /// The same as it was typed, before width was folded.
  var typedText: String?
  /// Text as a file has it (`raw(x)`).
  var isOriginal = false
  /// A literal `missing`.
  var isMissingLiteral = false
  /// For a column with a unit per row: the condition that a row has a given unit.
  var unitTest: ((Unit) -> PlanExpression)?
  /// What the unit column is called, for compound units.
  var unitWord: Message?
  /// Numbers that count rows or things: comparable with 件.
  var isCount = false
  /// A difference of two figures with a unit per row: points where the row's unit is ％.
  var isRowUnitDifference = false
  /// Whether its unit was chosen with `as`.
  var hasChosenUnit = false
  /// Codes and row numbers: shown without thousands commas.
  var isPlainInteger = false
  /// The column this is, when it is just that.
  var field: Field?

  init(_ value: PlanExpression, _ type: ColumnType, span: Span) {
    self.value = value
    self.type = type
    self.span = span
  }

  /// What people call it in messages.
  func label(_ language: Language) -> String { field.map { $0.name[language] } ?? "" }

  /// A literal text as it was typed: what a file's own text is compared with.
  var literalOriginal: String? { literalText == nil ? nil : typedText }

  var isNumber: Bool { type == .number }
  var isBool: Bool { type == .bool }

  /// The constant it is, if it is one.
  var constant: Value? {
    if case .constant(let value, _) = value { return value }
    return nil
  }

  /// A plain number, neither literal nor of any unit.
  var isPlainNumber: Bool { isNumber && unit == nil && unitFrom == nil }
}

extension Field {
  /// A column holding such values.
  static func holding(_ typed: Typed, id: ID, name: BilingualName) -> Field {
    var field = Field(id: id, name: name, type: typed.type, unit: typed.unit)
    field.unitFrom = typed.unitFrom
    field.better = typed.better
    field.betterFrom = typed.betterFrom
    field.guards = typed.guards
    field.isCount = typed.isCount
    field.hasChosenUnit = typed.hasChosenUnit
    field.isPlainInteger = typed.isPlainInteger
    if let source = typed.field {
      field.follows = source.follows
      field.totals = source.totals
      field.isApproximate = source.isApproximate
    }
    return field
  }
}
