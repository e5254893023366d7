public import Diagnostics
internal import PolicyModel
internal import PolshText

extension Recipe {
  /// Reads a recipe from its file.
  ///
  /// - Throws: what is wrong with the file or with a line of it, and where.
  public static func read(_ path: String) throws(Diagnostic) -> Recipe {
    let bytes: [UInt8]
    do { bytes = try DataFile.read(path) } catch { throw error.diagnostic }
    return try parse(bytes, path: path)
  }

  /// Reads the text of a recipe.
  public static func parse(_ bytes: [UInt8], path: String) throws(Diagnostic) -> Recipe {
    let text: DecodedText
    do throws(Diagnostic) {
      text = try DecodedText(bytes, path: path)
    } catch {
      var fault = error
      fault.notes = [.onlyText]
      throw fault
    }
    let lines = String(decoding: text.bytes[text.start...], as: UTF8.self).replacing("\r\n", with: "\n")
    var parser = RecipeParser(try RecipeText(lines, path: path))
    return try parser.parsed()
  }
}

/// Makes a recipe of its lines: first the columns, then everything that names them.
struct RecipeParser {
  let text: RecipeText
  var recipe: Recipe
  /// Where the pieces of the row's form stand, to be put together at the end.
  private var row: RecipeText.Entry?
  private var anchor: RecipeText.Entry?
  private var rowEnd: RecipeText.Entry?

  init(_ text: RecipeText) {
    self.text = text
    recipe = Recipe(path: text.path)
  }

  mutating func parsed() throws(Diagnostic) -> Recipe {
    for (entry, details) in text.entries where entry.word == .column { try addColumn(entry, details) }
    for (entry, _) in text.entries where entry.word != .column { try add(entry) }
    try addRow()
    try requireFilledColumns()
    return recipe
  }

  private mutating func add(_ entry: RecipeText.Entry) throws(Diagnostic) {
    switch entry.word {
    case .recipe: recipe.title = entry.value
    case .fixed:
      let column = try column(entry.argument, entry)
      if case .unreadable = CellReader(recipe.columns[column]).read(entry.value).state {
        throw text.fault(.badValue(recipe.columns[column].name, entry.value), entry.line)
      }
      recipe.fixed[column] = entry.value
    case .numbered:
      let column = try column(entry.argument, entry)
      guard recipe.columns[column].isNumber else {
        throw text.fault(.notNumbers(recipe.columns[column].name), entry.line)
      }
      recipe.counters.append(Recipe.Counter(column: column, within: try columns(entry)))
    case .key: recipe.key = try columns(entry)
    case .heading: try addHeading(entry)
    case .repeats: recipe.repeats.append(try pattern(entry, mayRead: false))
    case .ignore: recipe.ignored.append(try pattern(entry, mayRead: false))
    case .begins: recipe.begins.append(try pattern(entry, mayRead: false))
    case .ends: recipe.ends.append(try pattern(entry, mayRead: false))
    case .cells:
      if RecipeWord.tab.isSpelled(entry.value) {
        recipe.separator = .tab
      } else if RecipeWord.comma.isSpelled(entry.value) {
        recipe.separator = .comma
      } else if RecipeWord.blanks.isSpelled(entry.value) {
        recipe.separator = .blanks
      } else {
        throw text.fault(.badSeparator(entry.value), entry.line)
      }
    case .continues: try addContinued(entry)
    case .row: try keep(entry, in: &row)
    case .anchor: try keep(entry, in: &anchor)
    case .rowEnds: try keep(entry, in: &rowEnd)
    case .correct: try addCorrection(entry)
    case .line: try addLine(entry)
    case .column, .splitAt, .blank, .ditto, .items, .remark, .missing, .better: break
    }
  }

  private func keep(_ entry: RecipeText.Entry, in place: inout RecipeText.Entry?) throws(Diagnostic) {
    if let first = place { throw text.fault(.twice(entry.word, first.line), entry.line) }
    place = entry
  }

  private mutating func addContinued(_ entry: RecipeText.Entry) throws(Diagnostic) {
    for column in try columns(entry) {
      guard case .text = recipe.columns[column].kind else {
        throw text.fault(.continuesNoText(recipe.columns[column].name), entry.line)
      }
      recipe.continued.insert(column)
    }
  }

  // MARK: The row

  private mutating func addRow() throws(Diagnostic) {
    guard let row else { throw Diagnostic(nil, .noRow, file: FileLocation(path: text.path), notes: [.seeHelp]) }
    if row.value.contains("{") {
      guard let rowEnd else { throw text.fault(.noRowEnd, row.line) }
      if let anchor { throw text.fault(.anchorOfText, anchor.line) }
      recipe.row = .text(try pattern(row, mayRead: true), end: try pattern(rowEnd, mayRead: true).atEnd)
      return
    }
    var places: [Int?] = []
    for word in row.value.split(separator: "|", omittingEmptySubsequences: false) {
      let name = TextFolding.cell(String(word))
      if name.isEmpty || name == "-" {
        places.append(nil)
        continue
      }
      let column = try column(name, row)
      if places.contains(column) { throw text.fault(.twiceInRow(recipe.columns[column].name), row.line) }
      places.append(column)
    }
    if let rowEnd { throw text.fault(.endOfCells, rowEnd.line) }
    guard let anchor else { throw text.fault(.noAnchor, row.line) }
    var anchors: [Int] = []
    for column in try columns(anchor) {
      let entry = recipe.columns[column]
      guard let place = places.firstIndex(of: column) else {
        throw text.fault(.anchorElsewhere(entry.name), anchor.line)
      }
      guard entry.type.scale != nil else { throw text.fault(.anchorWithoutLevels(entry.name), anchor.line) }
      anchors.append(place)
    }
    recipe.row = .cells(places, anchors: anchors)
  }

  private func requireFilledColumns() throws(Diagnostic) {
    var filled = Set(recipe.rowColumns).union(recipe.headingColumns).union(recipe.fixed.keys)
    filled.formUnion(recipe.counters.map(\.column))
    filled.formUnion(recipe.lines.compactMap { $0.value?.column })
    if let empty = recipe.columns.indices.first(where: { !filled.contains($0) }) {
      throw text.fault(.neverFilled(recipe.columns[empty].name), recipe.columns[empty].line, notes: [.howToFill])
    }
  }

  // MARK: Headings and corrections

  private mutating func addHeading(_ entry: RecipeText.Entry) throws(Diagnostic) {
    guard let level = Int(entry.argument), (1...9).contains(level) else {
      throw text.fault(.noLevel(entry.argument), entry.line)
    }
    var parts = entry.value.split(separator: "|").map { TextFolding.cell(String($0)) }
    let first = parts.isEmpty ? "" : parts.removeFirst()
    var heading = Recipe.Heading(level: level, pattern: try pattern(first, entry, mayRead: true), values: [])
    for part in parts {
      guard let value = try assignment(part, entry) else { throw text.fault(.noAssignment(part), entry.line) }
      heading.values.append(value)
    }
    if heading.columns.isEmpty { throw text.fault(.readsNothing, entry.line) }
    recipe.headings.append(heading)
  }

  private mutating func addCorrection(_ entry: RecipeText.Entry) throws(Diagnostic) {
    let column = try column(entry.argument, entry)
    let (value, note) = Self.noted(entry.value)
    let sides = value.replacing("→", with: "->").split(separator: "->", omittingEmptySubsequences: false)
      .map { TextFolding.cell(String($0)) }
    guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else { throw text.fault(.noArrow, entry.line) }
    recipe.corrections.append(
      Recipe.Correction(
        column: column, printed: sides[0], right: sides[1],
        note: note ?? "\(recipe.columns[column].name.ja)の原文: \(sides[0])"))
  }

  private mutating func addLine(_ entry: RecipeText.Entry) throws(Diagnostic) {
    let words = entry.argument.split(separator: " ", maxSplits: 1).map(String.init)
    guard let numbers = words.first.flatMap(Self.range) else {
      throw text.fault(.noLineNumber(entry.argument), entry.line)
    }
    guard words.count == 2 else { throw text.fault(.noWords, entry.line) }
    let (value, note) = Self.noted(entry.value)
    var line = Recipe.LineCorrection(
      lines: numbers, words: words[1].compact, value: nil, reading: nil, note: note, place: entry.line)
    if let reading = Recipe.Reading.allCases.first(where: { $0.label.isSpelled(value) }) {
      line.reading = reading
    } else if let assigned = try assignment(value, entry) {
      line.value = assigned
      line.reading = .inferred
    } else if !value.isEmpty {
      throw text.fault(.badJudgement(value), entry.line)
    }
    if line.reading != .stated, line.reading != nil, note == nil { throw text.fault(.noNote, entry.line) }
    recipe.lines.append(line)
  }

  /// `35`, `202..205`
  private static func range(_ word: String) -> ClosedRange<Int>? {
    let ends = word.replacing("〜", with: "..").replacing("~", with: "..").split(separator: "..").map { Int($0) }
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first >= 1, last >= first else {
      return nil
    }
    return first...last
  }

  /// `COLUMN = VALUE`; nil where there is no such sign.
  private func assignment(_ part: String, _ entry: RecipeText.Entry) throws(Diagnostic) -> (column: Int, text: String)?
  {
    guard let equal = part.firstIndex(of: "=") else { return nil }
    let column = try column(TextFolding.cell(String(part[..<equal])), entry)
    let value = TextFolding.cell(String(part[part.index(after: equal)...]))
    if case .unreadable = CellReader(recipe.columns[column]).read(value).state {
      throw text.fault(.badValue(recipe.columns[column].name, value), entry.line)
    }
    return (column, value)
  }

  // MARK: Names and patterns

  func column(_ word: String, _ entry: RecipeText.Entry) throws(Diagnostic) -> Int {
    if let place = recipe.place(of: word) { return place }
    let known = recipe.columns.flatMap { $0.name.ja == $0.name.en ? [$0.name.ja] : [$0.name.ja, $0.name.en] }
    let near = NearNames.nearest(to: word, among: known)
    let listed = recipe.columns.prefix(20).map(\.name)
    throw text.fault(
      .unknownColumn(word), entry.line,
      notes: near.isEmpty
        ? [
          Message(
            ja: "列: " + listed.map(\.ja).joined(separator: "、"),
            en: "Columns: " + listed.map(\.en).joined(separator: ", "))
        ] : [.near(near)])
  }

  private func columns(_ entry: RecipeText.Entry) throws(Diagnostic) -> [Int] {
    var places: [Int] = []
    for word in Self.listed(entry.value) { places.append(try column(word, entry)) }
    return places
  }

  private func pattern(_ entry: RecipeText.Entry, mayRead: Bool) throws(Diagnostic) -> RecipePattern {
    try pattern(entry.value, entry, mayRead: mayRead)
  }

  private func pattern(_ value: String, _ entry: RecipeText.Entry, mayRead: Bool) throws(Diagnostic) -> RecipePattern {
    var pieces: [RecipePattern.Piece] = []
    var rest = Substring(value)
    var blankBefore = false
    while let letter = rest.unicodeScalars.first {
      if letter == "}" { throw text.fault(.looseBrace, entry.line) }
      if letter != "{" {
        if letter != " " { pieces.append(.letter(letter)) }
        blankBefore = letter == " "
        rest = rest[rest.unicodeScalars.index(after: rest.startIndex)...]
        continue
      }
      guard let end = rest.firstIndex(of: "}") else { throw text.fault(.openBrace, entry.line) }
      let word = TextFolding.cell(String(rest[rest.index(after: rest.startIndex)..<end]))
      rest = rest[rest.index(after: end)...]
      if blankBefore, pieces.last?.isOpen == true { pieces.append(.blank) }
      blankBefore = false
      if word.isEmpty {
        if case .anything? = pieces.last {} else { pieces.append(.anything) }
        continue
      }
      if !mayRead { throw text.fault(.readsHere(entry.word), entry.line) }
      let column = try column(word, entry)
      if pieces.contains(where: { if case .column(column) = $0 { true } else { false } }) {
        throw text.fault(.twiceInRow(recipe.columns[column].name), entry.line)
      }
      pieces.append(.column(column))
    }
    if pieces.isEmpty { throw text.fault(.emptyPattern, entry.line) }
    // A pattern is looked for by a function that calls itself for each sign.
    if pieces.count > 500 { throw text.fault(.longPattern, entry.line) }
    return RecipePattern(pieces: pieces)
  }

  /// What stands before the bar, and the note behind it.
  static func noted(_ value: String) -> (value: String, note: String?) {
    guard let bar = value.firstIndex(of: "|") else { return (value, nil) }
    let note = TextFolding.cell(String(value[value.index(after: bar)...]))
    return (TextFolding.cell(String(value[..<bar])), note.isEmpty ? nil : note)
  }

  /// Words parted by commas, or by blanks where there are none.
  static func listed(_ value: String) -> [String] {
    let hasCommas = value.contains { $0 == "、" || $0 == "," }
    return value.split { hasCommas ? $0 == "、" || $0 == "," : $0 == " " }
      .map { TextFolding.cell(String($0)) }.filter { !$0.isEmpty }
  }
}

extension Message {
  fileprivate static let onlyText = Message(
    ja: "手順は文字のファイル（UTF-8 か CP932）です。", en: "A recipe is a file of text, in UTF-8 or CP932.")
}
