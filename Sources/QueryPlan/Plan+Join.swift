public import Diagnostics
public import PolicyModel

extension Plan {
  /// Rows of two inputs brought together where their keys are equal; a missing key matches nothing.
  ///
  /// Order: the left's, then, where one left row has several matches, the right's. The columns are all of the left's,
  /// then those of the right that `rightColumns` names (none with `without`). Rows without a match on either side are
  /// counted for N3, except with `without`, whose result they are.
  public struct Join: Sendable {
    /// Which left rows stay.
    public enum Kind: Sendable, Hashable {
      /// All; those without a match have missing (対応なし) in the right's columns.
      case lookup
      /// Those with a match.
      case only
      /// Those without, however many matches the others have.
      case without
    }

    public var left: Plan
    public var right: Plan
    /// Places in the left's and the right's fields, pair by pair. Both columns of a pair hold one kind of value; texts
    /// and levels compare by their words, numbers in base units.
    public var leftKeys: [Int]
    public var rightKeys: [Int]
    public var kind: Kind
    /// Places in the right's fields.
    public var rightColumns: [Int]
    public var fields: [Field]
    /// What the right side is called.
    public var rightName: BilingualName
    /// Set when a left row may have at most one match: what to say of one with more (E15), given the values of the
    /// first such row's keys, its number of matches, and how many rows the result would have beside the left's.
    public var severalMatches: SeveralMatches?
    /// What to say of rows without a match (N3), given how many there are on the left and on the right; not asked when
    /// there are none.
    public var unmatched: (@Sendable (_ left: Int, _ right: Int) -> Notice)?
    /// See `Plan.numbered()`.
    public var number = 0

    public init(
      left: Plan, right: Plan, leftKeys: [Int], rightKeys: [Int], kind: Kind, rightColumns: [Int], fields: [Field],
      rightName: BilingualName, severalMatches: SeveralMatches? = nil
    ) {
      self.left = left
      self.right = right
      self.leftKeys = leftKeys
      self.rightKeys = rightKeys
      self.kind = kind
      self.rightColumns = rightColumns
      self.fields = fields
      self.rightName = rightName
      self.severalMatches = severalMatches
    }
  }

  /// What to say when a look-up finds several rows for one.
  public struct SeveralMatches: Sendable {
    public var diagnostic: @Sendable (_ keys: [Value], _ matches: Int, _ before: Int, _ after: Int) -> Diagnostic

    public init(
      diagnostic: @escaping @Sendable (_ keys: [Value], _ matches: Int, _ before: Int, _ after: Int) -> Diagnostic
    ) {
      self.diagnostic = diagnostic
    }
  }

  /// The rows of several inputs, one after the other. Texts and levels are brought together by their words.
  public struct Union: Sendable {
    public var inputs: [Plan]
    /// For each input and each of the result's fields the place in the input's fields; nil: missing (対応なし) there.
    public var places: [[Int?]]
    public var fields: [Field]
    /// See `Plan.numbered()`.
    public var number = 0

    public init(inputs: [Plan], places: [[Int?]], fields: [Field]) {
      self.inputs = inputs
      self.places = places
      self.fields = fields
    }
  }
}
