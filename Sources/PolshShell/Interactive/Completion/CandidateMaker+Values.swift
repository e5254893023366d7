internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QueryLanguage
internal import QuerySyntax

/// What stands to the right of a column: comparisons, values, units.
extension CandidateMaker {
  /// More values than this are not listed.
  private static let mostValues = 200

  mutating func add(_ values: [ValueWord]) {
    var shown = 0
    for value in values {
      guard shown < Self.mostValues, let spelling = match.pick(value.spelling).first else { continue }
      if let quote {
        if value.kind == .plain || spelling.contains(quote.closing) || spelling != SafeText.oneLine(spelling) {
          continue
        }
        add(spelling, trailing: quote.closing + " ", note: value.note[language])
      } else if value.kind == .text || value.kind == .level && !isBareLevel(spelling) {
        guard let quoted = QuotedText.of(spelling, language) else { continue }
        add(quoted, note: value.note[language])
      } else {
        add(spelling, note: value.note[language] == spelling ? "" : value.note[language])
      }
      shown += 1
    }
  }

  /// Whether a level can stand without quotes: as one word that is no column's name.
  private func isBareLevel(_ level: String) -> Bool {
    Formatter.columnText(level) == level && relation?.field(named: level) == nil
  }

  /// Numbers are compared with columns, with calculations, with values of `$`.
  mutating func addOperands(besides column: String?) {
    guard let column, let field = relation?.field(named: column) else {
      addColumns(.any)
      return addFunctions(.all)
    }
    guard field.type == .number else { return }
    for other in relation?.fields ?? [] where other.isShown && other.type == .number && other.id != field.id {
      if other.unit?.dimension == field.unit?.dimension { add(other) }
    }
    addFunctions(.all)
  }

  mutating func addComparisons(_ column: String?) {
    let type = column.flatMap { relation?.field(named: $0)?.type }
    if language == .ja || !match.isEmpty {
      add(.subject, note: ComparisonWords.particleNote(type))
      if type?.isList ?? false || type == nil && !match.isEmpty {
        add(.indirect, note: Message(ja: "「…」 あり / なし", en: "“…” あり / なし"))
      }
      if !match.isEmpty { add(.topic) }
    }
    // Signs and English words are there for those who begin to type them.
    if language == .ja && match.isEmpty { return }
    for sign in ComparisonWords.signs(type) where match.isEmpty {
      add(sign.symbol.rawValue, note: sign.note[language])
    }
    for word in ComparisonWords.words(type) { add(word.keyword, note: word.note) }
  }

  mutating func addPostfixes(_ column: String?, _ particle: Keyword, _ shape: Wanted.Shape) {
    let type = column.flatMap { relation?.field(named: $0)?.type }
    for keyword in ComparisonWords.postfixes(type, particle, shape) { add(keyword) }
  }

  mutating func addUnits() {
    let dimensions: [Dimension] = [.money, .people, .ratio, .points]
    var units: [String] = []
    for dimension in dimensions { units += Unit.usable(for: dimension) }
    for unit in units + session.environment.units.sorted() where match.fits(unit) { add(unit) }
  }
}
