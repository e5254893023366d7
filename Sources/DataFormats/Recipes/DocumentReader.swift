internal import ColumnStore
public import Diagnostics
internal import PolicyModel
internal import PolshSystem
internal import PolshText

/// Loads a document by a recipe: `load '003.txt' recipe 'iruma-basic-plan' as m`.
public struct DocumentReader {
  /// What was read, and what became of every line.
  public struct Loaded: Sendable {
    public var rows: DocumentTable
    public var lines: DocumentTable
    public var report: RecipeReport
  }

  private let recipe: Recipe
  private let path: String

  public init(_ recipe: Recipe, document path: String) {
    self.recipe = recipe
    self.path = path
  }

  /// - Parameters:
  ///   - name: what the table is called; nil: the file's name without its ending, made a word.
  ///   - document: what the cells of the column `document` say.
  /// - Throws: why the document cannot be read, or that no row of it fits the recipe.
  public func load(
    name: String? = nil, document: String? = nil, encoding word: String? = nil
  ) throws(Diagnostic) -> Loaded {
    let stamp = FileStamp(path: path)
    let text = try DocumentText.read(path, encoding: word)
    if text.lineCount == 0 { throw Diagnostic(nil, .empty, file: FileLocation(path: path)) }
    var run = RecipeRun(recipe, text)
    try run.run()
    var report = RecipeReport(run, recipe, path: path, encoding: text.encoding)
    report.byteCount = text.byteCount
    if run.rows.isEmpty { throw report.noRows(recipe) }
    let name = BilingualName(name ?? LegalWord.made(from: PathName.stem(of: path)))
    do {
      return Loaded(
        rows: try rows(run, name, document ?? PathName.stem(of: path), stamp), lines: try lines(run, name, text, stamp),
        report: report)
    } catch {
      throw Diagnostic(nil, .tooLong, file: FileLocation(path: path))
    }
  }

  // MARK: The rows

  private func rows(
    _ run: RecipeRun, _ name: BilingualName, _ document: String, _ stamp: FileStamp?
  ) throws(DecimalOverflow) -> DocumentTable {
    var columns: [Column] = []
    var originals: [Column] = []
    for (place, column) in recipe.columns.enumerated() {
      var builder = ColumnBuilder(column.type)
      var texts = ColumnBuilder(.text)
      for row in run.rows {
        let cell = row.cells[place]
        builder.append(cell.value)
        texts.append(cell.original.isEmpty ? .missing(.blank) : .text(cell.original))
      }
      columns.append(try builder.finished())
      originals.append(try texts.finished())
    }
    let own: [[Value]] = [
      run.rows.map { _ in .text(document) }, run.rows.map { .number(ExactDecimal($0.line)) },
      run.rows.map { .level($0.reading.rawValue) },
      run.rows.map { $0.note.isEmpty ? .missing(.blank) : .text(TextFolding.cell($0.note)) },
    ]
    for (values, column) in zip(own, DocumentColumns.all) {
      var builder = ColumnBuilder(column.type)
      for value in values { builder.append(value) }
      columns.append(try builder.finished())
      var texts = ColumnBuilder(.text)
      for (row, value) in values.enumerated() {
        switch value {
        case .text: texts.append(value)
        case .number(let number): texts.append(.text(number.plain))
        case .level: texts.append(.text(run.rows[row].reading.word))
        default: texts.append(missing: .blank)
        }
      }
      originals.append(try texts.finished())
    }
    return DocumentTable(
      entry: entry(name), columns: columns, originals: originals, lines: run.rows.map(\.line), stamp: stamp)
  }

  private func entry(_ name: BilingualName) -> TableEntry {
    let counted = Set(recipe.counters.map(\.column)).union(recipe.headingColumns).union(recipe.key)
    var columns = recipe.columns.enumerated().map { place, column in
      var entry = ColumnEntry(name: column.name, type: column.type)
      if case .number(let unit) = column.kind {
        entry.unit = unit
        entry.isPlainInteger = unit == nil && (counted.contains(place) || column.name.en.hasSuffix("_no"))
        entry.better = column.better
      }
      return entry
    }
    for heading in recipe.headings {
      let numbers = heading.columns.filter { recipe.columns[$0].isNumber }
      guard numbers.count == 1 else { continue }
      for column in heading.columns where column != numbers[0] {
        columns[column].of = recipe.columns[numbers[0]].name.en
      }
    }
    var entry = TableEntry(name: name, columns: columns + DocumentColumns.all, isCataloged: true)
    entry.title = recipe.title.map { Message(same: $0) }
    entry.primaryKey = recipe.key.map { recipe.columns[$0].name.en }
    entry.path = path
    return entry
  }

  // MARK: The lines

  private func lines(
    _ run: RecipeRun, _ name: BilingualName, _ text: DocumentText, _ stamp: FileStamp?
  ) throws(DecimalOverflow) -> DocumentTable {
    var known: [RecipeRule] = []
    var reasons: [Message] = []
    for record in run.records {
      for rule in record.rules where !known.contains(rule) { known.append(rule) }
      if let reason = record.shownReason, !reasons.contains(reason) { reasons.append(reason) }
    }
    let rules = Self.scale("規則", known.map { $0.label(recipe) })
    let why = Self.scale("わけ", reasons)
    var number = ColumnEntry(name: BilingualName(ja: "行番号", en: "line_no"), type: .number)
    number.isPlainInteger = true
    let columns = [
      number, ColumnEntry(name: BilingualName(ja: "扱い", en: "use"), type: .level(LineUse.scale)),
      ColumnEntry(name: BilingualName(ja: "規則", en: "rules"), type: .list(.level(rules))),
      ColumnEntry(name: BilingualName(ja: "わけ", en: "reason"), type: .level(why)),
      ColumnEntry(name: BilingualName(ja: "本文", en: "text"), type: .text),
    ]
    var builders = columns.map { ColumnBuilder($0.type) }
    for (index, record) in run.records.enumerated() {
      builders[0].append(.number(ExactDecimal(index + 1)))
      builders[1].append(.level(record.use.rawValue))
      builders[2].append(.list(record.rules.compactMap { rule in known.firstIndex(of: rule).map { .level($0) } }))
      let reason = record.shownReason.flatMap { reasons.firstIndex(of: $0) }
      builders[3].append(reason.map { .level($0) } ?? .missing(.notApplicable))
      let line = TextFolding.cell(text.line(index + 1) ?? "")
      builders[4].append(line.isEmpty ? .missing(.blank) : .text(line))
    }
    var entry = TableEntry(
      name: BilingualName(ja: name.ja + "_行", en: name.en + "_lines"), columns: columns, isCataloged: true)
    entry.title = Message(
      ja: "\(PathName.last(of: path)) の各行の扱い", en: "what became of each line of \(PathName.last(of: path))")
    entry.primaryKey = ["line_no"]
    entry.path = path
    var finished: [Column] = []
    for builder in builders { finished.append(try builder.finished()) }
    return DocumentTable(entry: entry, columns: finished, lines: Array(1...max(1, run.records.count)), stamp: stamp)
  }
}

extension DocumentReader {
  /// A set of words that answers show in their own language.
  private static func scale(_ name: String, _ words: [Message]) -> Scale {
    Scale(
      name: name, levels: words.map(\.en), isRanked: false,
      labels: Dictionary(words.map { ($0.en, $0) }, uniquingKeysWith: { first, _ in first }), isLocalized: true)
  }
}

extension RecipeRun.Record {
  /// Why a line was left over.
  fileprivate var shownReason: Message? { use == .left ? reason : nil }
}

extension Message {
  fileprivate static let empty = Message(ja: "ファイルが空です", en: "The file is empty")
  fileprivate static let tooLong = Message(
    ja: "桁が多すぎて表にできない数があります", en: "A figure has too many digits for a table")
}
