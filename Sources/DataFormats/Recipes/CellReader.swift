internal import PolicyModel
internal import PolshText

/// Understands the cells of one column as a recipe describes it.
struct CellReader {
  let column: RecipeColumn
  private let corrections: [Recipe.Correction]

  init(_ column: RecipeColumn, corrections: [Recipe.Correction] = []) {
    self.column = column
    self.corrections = corrections
  }

  func read(_ text: String) -> RecipeCell { read([text], original: text, above: nil) }

  /// - Parameters:
  ///   - parts: the cell's text, in several parts where it is broken into lines.
  ///   - above: the cell of the row above.
  func read(_ parts: [String], original: String, above: RecipeCell?) -> RecipeCell {
    let items = items(parts)
    let text = items.joined(separator: "、")
    if text.isEmpty { return blank(above, original) }
    if let ditto = column.ditto, text == ditto, var cell = above {
      cell.originNotes = [column.dittoNote].compactMap { $0 }
      cell.rules = [.ditto]
      cell.original = original
      return cell
    }
    if let reason = missing(text) { return .missing(reason, original: original) }
    var cell = understood(items, original, above)
    if items.count > 1 {
      cell.rules.append(.joined)
      cell.originNotes += [column.itemsNote].compactMap { $0 }
    }
    return cell
  }

  private func blank(_ above: RecipeCell?, _ original: String) -> RecipeCell {
    guard column.takesAbove, var cell = above else { return .missing(.blank, original: original) }
    cell.originNotes = [column.aboveNote].compactMap { $0 }
    cell.rules = [.above]
    cell.original = original
    return cell
  }

  private func missing(_ text: String) -> MissingReason? {
    if column.missing.contains(text) { return MissingReason.read(text) ?? .blank }
    return MissingMarks.office.reason(text)
  }

  private func understood(_ items: [String], _ original: String, _ above: RecipeCell?) -> RecipeCell {
    var cell = RecipeCell(value: .missing(.blank), text: "", original: original)
    if case .list = column.kind {
      let elements = items.flatMap { self.elements(withoutRemarks($0, &cell), above, &cell) }
      return list(elements, cell)
    }
    let text = corrected(withoutRemarks(items.joined(separator: "、"), &cell), &cell)
    if text.isEmpty { return cell.asMissing(.blank) }
    cell.text = text
    switch column.kind {
    case .text: cell.value = .text(text)
    case .list: break
    case .level(let scale):
      guard let place = Self.place(of: text, in: scale) else { return unreadable(text, cell) }
      cell.value = .level(place)
      cell.text = scale.levels[place]
    case .year:
      guard let year = Self.year(text) else { return unreadable(text, cell) }
      cell.value = .year(year.number)
      cell.text = String(year.number)
    case .number(let unit):
      guard let figure = RecipeFigure(text) else { return unreadable(text, cell) }
      let own = figure.unit ?? unit
      guard figure.unit == nil || unit == nil || figure.unit?.dimension == unit?.dimension,
        let value = try? own?.toBase(figure.value) ?? figure.value
      else { return unreadable(text, cell) }
      cell.value = .number(value)
      cell.text = value.plain
      if figure.isWrittenOut {
        cell.rules.append(.figure)
        cell.notes.append("\(column.name.ja)の原文: \(text)")
      }
    }
    return cell
  }

  private func unreadable(_ text: String, _ cell: RecipeCell) -> RecipeCell {
    var cell = cell.asMissing(.unreadable)
    cell.rules.append(.unreadable)
    cell.notes.append("\(column.name.ja)の原文: \(DisplayWidth.fit(SafeText.oneLine(text), 40))")
    return cell
  }

  // MARK: Parts of a cell

  /// Parts that follow each other make one item, unless one begins as items do.
  private func items(_ parts: [String]) -> [String] {
    var items: [String] = []
    for raw in parts {
      let part = TextFolding.cell(raw)
      if part.isEmpty { continue }
      guard let last = items.last, !(beginsItems && begins(part.unicodeScalars)) else {
        items.append(part)
        continue
      }
      items[items.count - 1] = Self.joined(last, part)
    }
    return items
  }

  /// Japanese goes on without a blank, Latin words and figures with one.
  static func joined(_ first: String, _ second: String) -> String {
    let needsBlank = first.unicodeScalars.last?.isASCIIWord == true && second.unicodeScalars.first?.isASCIIWord == true
    return first + (needsBlank ? " " : "") + second
  }

  private var beginsItems: Bool { !column.beginnings.isEmpty || column.beginsWithNumber }

  /// Whether a text begins as the column's items do.
  private func begins(_ text: some Sequence<Unicode.Scalar>) -> Bool {
    let text = text.compact
    if column.beginsWithNumber, let first = text.unicodeScalars.first, first.value >= 0x30, first.value <= 0x39 {
      return true
    }
    return column.beginnings.contains { text.hasPrefix($0) }
  }

  private func withoutRemarks(_ text: String, _ cell: inout RecipeCell) -> String {
    var text = text
    for remark in column.remarks where text.contains(remark) {
      text = TextFolding.cell(text.replacing(remark, with: " "))
      let bare = remark.drop { "([".contains($0) }.reversed().drop { ")]".contains($0) }.reversed()
      cell.notes.append("\(column.name.ja)の付記: \(String(bare))")
      cell.rules.append(.remark)
    }
    return text
  }

  private func corrected(_ text: String, _ cell: inout RecipeCell) -> String {
    guard let correction = corrections.first(where: { $0.printed.isSame(as: text) }) else { return text }
    cell.notes.append(correction.note)
    cell.rules.append(.corrected)
    return correction.right
  }

  private func elements(_ text: String, _ above: RecipeCell?, _ cell: inout RecipeCell) -> [Element] {
    var words = [text]
    for separator in column.separators {
      words = words.flatMap { word in word.split(separator: separator).map(String.init) }
    }
    var elements: [Element] = []
    for word in words.map({ TextFolding.cell($0) }) where !word.isEmpty {
      if let ditto = column.ditto, word == ditto, let above, case .list(let values) = above.value {
        elements += values.map { .value($0) }
        cell.originNotes += [column.dittoNote].compactMap { $0?.replacing(ditto, with: text) }
        cell.rules.append(.ditto)
        continue
      }
      elements.append(.word(corrected(word, &cell)))
    }
    return elements
  }

  private enum Element {
    case value(Value)
    case word(String)
  }

  private func list(_ elements: [Element], _ cell: RecipeCell) -> RecipeCell {
    var cell = cell
    var values: [Value] = []
    var words: [String] = []
    for element in elements {
      switch element {
      case .value(let value):
        values.append(value)
        words.append(
          scale.flatMap { scale in if case .level(let place) = value { scale.levels[place] } else { nil } }
            ?? "\(value)")
      case .word(let word):
        guard let scale else {
          values.append(.text(word))
          words.append(word)
          continue
        }
        guard let places = Self.places(of: word, in: scale, maySplit: column.separators.isEmpty) else {
          return unreadable(word, cell)
        }
        values += places.map { .level($0) }
        words += places.map { scale.levels[$0] }
      }
    }
    if values.isEmpty { return cell.asMissing(.blank) }
    cell.value = .list(values)
    cell.text = words.joined(separator: ";")
    return cell
  }

  private var scale: Scale? { column.type.scale }

  // MARK: What a cell may hold

  /// Whether a piece of a row's text can be this column's cell.
  func allows(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    if beginsItems, !begins(text) { return false }
    let word = text.compact
    if word.isEmpty { return false }
    if let ditto = column.ditto, word.hasPrefix(ditto) { return true }
    switch column.kind {
    case .text, .list(nil): return true
    case .number: return RecipeFigure(word) != nil || missing(word) != nil
    case .year: return Self.year(word) != nil
    case .level(let scale): return Self.place(of: word, in: scale) != nil || missing(word) != nil
    case .list(.some(let scale)): return Self.places(of: word, in: scale, maySplit: true) != nil || missing(word) != nil
    }
  }

  /// Whether a cell holds levels; nil where it says that there is no value.
  func holdsLevels(_ text: String) -> Bool? {
    let cell = read(withoutDitto(text))
    return switch cell.state {
    case .value: true
    case .missing: nil
    case .unreadable: false
    }
  }

  private func withoutDitto(_ text: String) -> String { text == column.ditto ? "" : text }

  private static func place(of text: String, in scale: Scale) -> Int? {
    let word = text.compact
    return scale.levels.firstIndex { $0.isSame(as: text) || $0.compact.isSame(as: word) }
  }

  /// The levels that a text is made of: `団体市民` → 団体, 市民; a longer level goes before a shorter one.
  private static func places(of text: String, in scale: Scale, maySplit: Bool) -> [Int]? {
    if let one = place(of: text, in: scale) { return [one] }
    if !maySplit { return nil }
    var rest = Substring(text.compact)
    var found: [Int] = []
    while !rest.isEmpty {
      let fitting = scale.levels.indices.filter {
        rest.hasPrefix(scale.levels[$0].compact) && !scale.levels[$0].isEmpty
      }
      guard let longest = fitting.max(by: { scale.levels[$0].count < scale.levels[$1].count }) else { return nil }
      found.append(longest)
      rest = rest.dropFirst(scale.levels[longest].compact.count)
      rest = rest.drop { "・、,/".contains($0) }
    }
    return found.isEmpty ? nil : found
  }

  /// `平成23`, `平成23年度`, `2024`, `R6`
  private static func year(_ text: String) -> FiscalYear? {
    let word = text.compact
    return ColumnAssembler.year(word, anyForm: true) ?? FiscalYear.read(word + "年度")?.year
  }
}

extension RecipeCell {
  fileprivate func asMissing(_ reason: MissingReason) -> RecipeCell {
    var cell = self
    cell.state = reason == .unreadable ? .unreadable : .missing
    cell.value = .missing(reason)
    cell.text = ""
    return cell
  }
}
