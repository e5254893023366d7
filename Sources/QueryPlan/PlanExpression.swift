public import ColumnStore
public import PolicyModel

/// A typed, resolved value or condition over the rows of one input; columns are places in the input's fields.
///
/// Numbers are in base units, levels are places in their scale, so evaluation knows neither units nor names.
/// Conditions are two-valued: a comparison with a missing operand is false, except `=` and `!=`, which are identity.
public indirect enum PlanExpression: Sendable {
  case column(Int)
  /// A value of the stated type; a level is its place in the type's scale.
  case constant(Value, ColumnType)
  /// Both sides of one type. Levels compare by place, smaller first: the resolver has turned "at least as good" around.
  case compare(Comparison, PlanExpression, PlanExpression)
  /// Identity with one of the values, which may include missing; of a list, whether any element is one of them.
  case oneOf(PlanExpression, [Value])
  /// low <= x <= high; false when any is missing.
  case within(PlanExpression, low: PlanExpression, high: PlanExpression)
  /// A test of text, or of the words of levels; of a list, whether any element passes.
  case textTest(TextTest, PlanExpression)
  case isMissing(PlanExpression)
  case and([PlanExpression])
  case or([PlanExpression])
  case not(PlanExpression)
  /// `inner` where `condition` holds; elsewhere the row cannot be compared (another unit): false, and counted for N1.
  case comparable(when: PlanExpression, PlanExpression)
  /// The first that is present.
  case coalesce([PlanExpression])
  /// Numbers, or a year and numbers (the result then is a year), added and subtracted in order.
  case sum(PlanExpression, [SumTerm], result: ColumnType)
  /// Numbers multiplied and divided in order; `/` is exact, rounded to six decimals; `x / 0` is missing (計算不能) and counted for N4.
  case product(PlanExpression, [ProductFactor])
  case negative(PlanExpression)
  case conditional(PlanExpression, then: PlanExpression, else: PlanExpression)
  case call(Function, [PlanExpression])
}

public enum Comparison: String, Sendable, Hashable {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
}

/// A test of a text against a fixed pattern; `matches` is compiled once per statement.
public struct TextTest: Sendable {
  public enum Kind: String, Sendable {
    case equals, contains, starts, matches
    /// Contains, whatever the case of letters, in hiragana or in katakana: what `search` looks for.
    case mentions
  }

  public var kind: Kind
  /// Folded.
  public var pattern: String
  public var test: @Sendable (String) -> Bool
  /// The same of a text's UTF-8 where it stands in its column; nil where the test needs a string.
  public var utf8Test: (any UTF8Test)?

  public init(
    kind: Kind, pattern: String, utf8Test: (any UTF8Test)? = nil,
    test: @escaping @Sendable (String) -> Bool
  ) {
    self.kind = kind
    self.pattern = pattern
    self.utf8Test = utf8Test
    self.test = test
  }
}

public struct SumTerm: Sendable {
  public var isMinus: Bool
  public var value: PlanExpression

  public init(isMinus: Bool, value: PlanExpression) {
    self.isMinus = isMinus
    self.value = value
  }
}

public struct ProductFactor: Sendable {
  public var isDivision: Bool
  public var value: PlanExpression

  public init(isDivision: Bool, value: PlanExpression) {
    self.isDivision = isDivision
    self.value = value
  }
}

/// A scalar function as the engine runs it: whole columns in, one column out.
public struct Function: Sendable {
  /// Its English name, for `explain`.
  public var name: String
  /// The argument columns all have the given number of rows; so must the result.
  public var kernel: @Sendable ([Column], _ rowCount: Int) throws(KernelFailure) -> Column
  /// The type of the result, for packing constants and empty inputs.
  public var result: ColumnType

  public init(
    name: String, result: ColumnType,
    kernel: @escaping @Sendable ([Column], _ rowCount: Int) throws(KernelFailure) -> Column
  ) {
    self.name = name
    self.result = result
    self.kernel = kernel
  }
}

/// What can go wrong while values are computed.
public enum KernelFailure: Error, Sendable {
  /// E19: more than 38 digits.
  case overflow
}

extension PlanExpression {
  /// The columns that comparisons hang on which a missing operand makes false: those that N1 is about.
  public var comparedColumns: Set<Int> {
    switch self {
    case .compare(let comparison, let a, let b):
      comparison == .equal || comparison == .notEqual ? [] : a.columns.union(b.columns)
    case .within(let a, let low, let high): a.columns.union(low.columns).union(high.columns)
    case .textTest(_, let a): a.columns
    case .comparable(_, let inner): inner.columns
    case .and(let parts), .or(let parts): parts.reduce(into: []) { $0.formUnion($1.comparedColumns) }
    case .not(let inner): inner.comparedColumns
    default: []
    }
  }

  /// The input columns that the expression reads.
  public var columns: Set<Int> {
    var found: Set<Int> = []
    collect(&found)
    return found
  }

  private func collect(_ found: inout Set<Int>) {
    switch self {
    case .column(let place): found.insert(place)
    case .constant: break
    case .compare(_, let a, let b):
      a.collect(&found)
      b.collect(&found)
    case .oneOf(let a, _), .textTest(_, let a), .isMissing(let a), .not(let a), .negative(let a): a.collect(&found)
    case .within(let a, let low, let high):
      a.collect(&found)
      low.collect(&found)
      high.collect(&found)
    case .and(let parts), .or(let parts), .coalesce(let parts), .call(_, let parts):
      for part in parts { part.collect(&found) }
    case .comparable(let a, let b):
      a.collect(&found)
      b.collect(&found)
    case .sum(let first, let terms, _):
      first.collect(&found)
      for term in terms { term.value.collect(&found) }
    case .product(let first, let factors):
      first.collect(&found)
      for factor in factors { factor.value.collect(&found) }
    case .conditional(let a, let b, let c):
      a.collect(&found)
      b.collect(&found)
      c.collect(&found)
    }
  }
}
