import Diagnostics
import Oracle
import PolicyModel

/// The same words of the query language in both spellings.
struct Phrase {
  var en: String
  var ja: String
  /// Whether it can be an operand without parentheses.
  var isSimple = true

  init(_ en: String, _ ja: String, isSimple: Bool = true) {
    self.en = en
    self.ja = ja
    self.isSimple = isSimple
  }

  init(_ same: String) { self.init(same, same) }

  subscript(language: Language) -> String { language == .ja ? ja : en }

  /// In parentheses unless it needs none.
  var operand: Phrase { isSimple ? self : Phrase("(\(en))", "（\(ja)）") }

  static func list(_ phrases: [Phrase]) -> Phrase {
    Phrase(phrases.map(\.en).joined(separator: ", "), phrases.map(\.ja).joined(separator: "、 "))
  }

  static func call(_ en: String, _ ja: String, _ arguments: Phrase...) -> Phrase {
    let list = Phrase.list(arguments)
    return Phrase("\(en)(\(list.en))", "\(ja)（\(list.ja)）")
  }

  static func pipeline(_ verbs: [Phrase]) -> Phrase {
    let source = RandomTable.name
    return Phrase(
      ([source.en] + verbs.map(\.en)).joined(separator: " | "), ([source.ja] + verbs.map(\.ja)).joined(separator: " ｜ ")
    )
  }
}

/// Writes random pieces of queries over the columns of one relation.
struct QueryWriter {
  var random: SeededRandom
  let fields: [Field]
  /// The columns of a second table, which `join` and `union` bring in; without any they are not written.
  let others: [Field]

  /// Columns that can be named without doubt.
  init(_ fields: [Field], seed: UInt64, others: [Field] = []) {
    random = SeededRandom(seed: seed)
    self.others = others
    self.fields = fields.filter { $0.isShown && !"\($0.name.en)\($0.name.ja)".contains { "`【】".contains($0) } }
  }

  // MARK: Columns

  /// What a column can be used for.
  enum Kind: Hashable {
    case plain, money, ratio, cases, perRow, otherNumber
    case year, text, bool
    case grade, category
    case textList, levelList
  }

  static func kind(_ field: Field) -> Kind {
    switch field.type {
    case .year: .year
    case .text: .text
    case .bool: .bool
    case .level(let scale): scale.isRanked ? .grade : .category
    case .list(let element): element.scale == nil ? .textList : .levelList
    case .number:
      if field.unitFrom != nil {
        .perRow
      } else {
        switch field.unit?.dimension {
        case nil: .plain
        case .money: .money
        case .ratio: .ratio
        case .count("件"): .cases
        default: .otherNumber
        }
      }
    }
  }

  func columns(_ kinds: Kind...) -> [Field] { fields.filter { kinds.contains(Self.kind($0)) } }

  /// Columns that can be keys.
  var keys: [Field] { fields.filter { !$0.type.isList } }

  func name(_ field: Field) -> Phrase {
    Phrase(Self.quoted(field.name.en, "`", "`"), Self.quoted(field.name.ja, "【", "】"))
  }

  private static let reserved: Set<String> = [
    "if", "then", "else", "not", "and", "or", "missing", "true", "false", "もし", "ならば", "でなければ", "否", "かつ",
    "または", "欠測", "真", "偽",
  ]

  private static func quoted(_ name: String, _ open: String, _ close: String) -> String {
    // A column of one side of a join: others.amount.
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2, parts.allSatisfy(isWord) { return name }
    return isWord(name) ? name : open + name + close
  }

  private static func isWord(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, first.properties.isAlphabetic, !reserved.contains(name) else {
      return false
    }
    // What begins with a digit is a number, and R5 a year.
    if FiscalYear.read(name) != nil { return false }
    return name.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == "_" || ("0"..."9").contains($0) }
  }

  /// A column of one of the kinds, if there is one.
  mutating func column(_ kinds: Kind...) -> Phrase? {
    let found = fields.filter { kinds.contains(Self.kind($0)) }
    return found.isEmpty ? nil : name(random.pick(found))
  }

  mutating func anyColumn() -> Phrase { fields.isEmpty ? Phrase("1") : name(random.pick(fields)) }
}
