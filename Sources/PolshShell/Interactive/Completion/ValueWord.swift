internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QueryLanguage
internal import QueryPlan

/// A value that can stand right of a comparison.
struct ValueWord: Hashable {
  enum Kind: Hashable {
    /// Typed bare where it is one word.
    case level
    /// Always typed in quotes.
    case text
    /// Typed as it is: years, true and false.
    case plain
  }

  var kind: Kind
  /// How it is typed; for years and truth values the session's language decides.
  var spelling: (ja: [String], en: [String]) { (ja, en) }
  var ja: [String]
  var en: [String]
  /// What a level means.
  var note = Message(same: "")

  /// The values of a column: the levels of its scale, otherwise what occurs in the data.
  static func all(of field: Field, in relation: Relation) -> [ValueWord] {
    if let scale = field.type.scale { return levels(scale) }
    switch field.type {
    case .bool:
      return [ValueWord(kind: .plain, ja: ["真"], en: ["true"]), ValueWord(kind: .plain, ja: ["偽"], en: ["false"])]
    case .year, .text, .list: return present(field, relation)
    case .number, .level: return []
    }
  }

  private static func levels(_ scale: Scale) -> [ValueWord] {
    scale.levels.map { level in
      let label = scale.labels[level]
      let note = label.map { $0.ja == level ? Message(ja: "", en: $0.en) : $0 }
      return ValueWord(kind: .level, ja: [level], en: [level], note: note ?? Message(same: ""))
    }
  }

  /// The distinct values among the rows, in order; none where the rows cannot be had.
  private static func present(_ field: Field, _ relation: Relation) -> [ValueWord] {
    guard let place = relation.place(of: field.id) else { return [] }
    let plan = Plan.project(
      Plan.Project(input: relation.plan.withoutEffects, fields: [field], values: [.column(place)]))
    guard let column = try? EngineProbe().run(plan).columns.first else { return [] }
    switch column.storage {
    case .years(let years):
      let present = Set(years.indices.lazy.filter { !column.missing[$0] }.map { Int(years[$0]) })
      return present.sorted().compactMap { number in
        guard let year = FiscalYear(number) else { return nil }
        let (short, long) = (year.short, year.japanese)
        return ValueWord(
          kind: .plain, ja: [short, String(number), long], en: [String(number), short, long],
          note: Message(ja: String(number), en: short))
      }
    case .codes(let codes, let dictionary):
      var used = [Bool](repeating: false, count: dictionary.count)
      for (row, code) in codes.enumerated() where !column.missing[row] && used.indices.contains(Int(code)) {
        used[Int(code)] = true
      }
      return texts(dictionary, used)
    case .lists(_, let elements, let dictionary):
      var used = [Bool](repeating: false, count: dictionary.count)
      for code in elements where used.indices.contains(Int(code)) { used[Int(code)] = true }
      return texts(dictionary, used)
    case .numbers, .bools: return []
    }
  }

  /// Of more values than this nobody finds one in a list, and to sort them takes longer than to type.
  private static let mostTexts = 50_000

  private static func texts(_ dictionary: TextDictionary, _ used: [Bool]) -> [ValueWord] {
    if used.count(where: { $0 }) > mostTexts { return [] }
    return used.indices.filter { used[$0] }.map { dictionary.text(at: $0) }.sorted { $0.precedesByCodePoint($1) }
      .map { ValueWord(kind: .text, ja: [$0], en: [$0]) }
  }
}
