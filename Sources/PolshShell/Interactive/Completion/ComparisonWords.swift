internal import Diagnostics
internal import PolicyModel
internal import QuerySyntax

/// Which comparisons a column can take part in, by what its cells are; nil stands for a computed value.
enum ComparisonWords {
  private static func ranks(_ type: ColumnType?) -> Bool {
    switch type {
    case .number, .year, nil: true
    case .level(let scale): scale.isRanked
    case .text, .bool, .list: false
    }
  }

  private static func isText(_ type: ColumnType?) -> Bool {
    switch type {
    case .text, nil: true
    case .level(let scale): !scale.isRanked
    case .number, .year, .bool, .list: false
    }
  }

  static func signs(_ type: ColumnType?) -> [(symbol: Symbol, note: Message)] {
    if type?.isList ?? false { return [] }
    let isGrade = type?.isGrade ?? false
    var signs: [(Symbol, Message)] = [
      (.equal, Message(ja: "と同じ", en: "is the same")), (.notEqual, Message(ja: "以外", en: "is another, or missing")),
    ]
    if ranks(type) {
      signs += [
        (.greaterOrEqual, isGrade ? Message(ja: "以上（良い方）", en: "at least as good") : Message(ja: "以上", en: "at least")),
        (.lessOrEqual, isGrade ? Message(ja: "以下（悪い方）", en: "at most as good") : Message(ja: "以下", en: "at most")),
        (.greater, isGrade ? Message(ja: "より良い", en: "better") : Message(ja: "超", en: "more")),
        (.less, isGrade ? Message(ja: "より悪い", en: "worse") : Message(ja: "未満", en: "less")),
      ]
    }
    return signs
  }

  static func words(_ type: ColumnType?) -> [(keyword: Keyword, note: Message)] {
    let isIn: (Keyword, Message) =
      ranks(type)
      ? (.in, Message(ja: "[…] のどれか、a..b の範囲", en: "one of […], or from a..b"))
      : (.in, Message(ja: "[…] のどれか", en: "one of […]"))
    let isMissing: (Keyword, Message) = (.is, Message(ja: "欠測か記入ありか", en: "missing or present"))
    if type?.isList ?? false {
      return [
        (.has, Message(ja: "値の1つと同じ", en: "one of its values is")),
        (.contains, Message(ja: "値の1つが含む", en: "one of its values contains")), isIn, isMissing,
      ]
    }
    var words = [isIn]
    if isText(type) {
      words += [
        (.contains, Message(ja: "を含む", en: "contains a text")),
        (.starts, Message(ja: "で始まる", en: "starts with a text")),
        (.matches, Message(ja: "に合致（正規表現）", en: "matches a pattern")),
      ]
    }
    return words + [isMissing]
  }

  /// The words that end the Japanese form: A が B 以上.
  static func postfixes(_ type: ColumnType?, _ particle: Keyword, _ shape: Wanted.Shape) -> [Keyword] {
    switch shape {
    case .list: return particle == .indirect ? [.existing, .notExisting] : [.anyOf, .noneOf]
    case .range: return [.inRange]
    case .value: break
    }
    if particle == .indirect { return [.existing, .notExisting] }
    if type?.isList ?? false { return [.containing, .notContaining] }
    var words: [Keyword] = ranks(type) ? [.orMore, .orLess, .moreThan, .lessThan] : []
    words += [.sameAs, .otherThan]
    if isText(type) { words += [.containing, .notContaining, .startingWith, .matching] }
    return words
  }

  static func particleNote(_ type: ColumnType?) -> Message {
    let words = postfixes(type, .subject, .value).prefix(4).compactMap(\.spellings.ja.first).joined(separator: "、")
    return Message(same: "… \(words)、欠測")
  }
}
