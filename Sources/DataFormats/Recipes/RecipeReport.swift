public import Diagnostics
internal import PolicyModel
internal import PolshText

/// What was found out while a document was read by a recipe: rows, repairs, and what became of the other lines.
public struct RecipeReport: Sendable {
  public var path: String
  public var encoding: TextEncoding
  public var rowCount: Int
  /// As large as the document was.
  public var byteCount = 0
  public var columnCount: Int
  /// How many lines were put to each use.
  public var lineCounts: [LineUse: Int]
  /// The lines that nothing explains, and why where that is known.
  public var left: [(line: Int, reason: Message?)]
  /// What was repaired by which rule, and in how many rows.
  public var repairs: [(rule: Message, count: Int)]
  /// How many rows were repaired at all.
  public var repairedRows: Int
  /// What the person should look at.
  public var remarks: [Message]

  init(_ run: RecipeRun, _ recipe: Recipe, path: String, encoding: TextEncoding) {
    self.path = path
    self.encoding = encoding
    rowCount = run.rows.count
    columnCount = recipe.columns.count
    lineCounts = [:]
    left = []
    repairedRows = 0
    var counts: [RecipeRule: Int] = [:]
    for (index, record) in run.records.enumerated() {
      lineCounts[record.use, default: 0] += 1
      if record.use == .left { left.append((index + 1, record.reason)) }
      if !record.rules.isEmpty { repairedRows += 1 }
      for rule in Set(record.rules) { counts[rule, default: 0] += 1 }
    }
    let order = counts.keys.sorted {
      ($0.column ?? Int.max, $0.kind.rawValue) < ($1.column ?? Int.max, $1.kind.rawValue)
    }
    repairs = order.map { ($0.label(recipe), counts[$0] ?? 0) }
    remarks = run.trail.remarks + run.unapplied.map { Message.unapplied($0) }
    if left.count > run.rows.count, left.count > 10 { remarks.insert(.otherKind, at: 0) }
    remarks += Self.headless(run, recipe) + Self.sameKeys(run, recipe)
  }

  /// Rows above the first heading of the highest level.
  private static func headless(_ run: RecipeRun, _ recipe: Recipe) -> [Message] {
    guard let highest = recipe.headings.map(\.level).min() else { return [] }
    let columns = recipe.headings.filter { $0.level == highest }.flatMap(\.columns)
    let rows = run.rows.filter { row in columns.allSatisfy { row.cells[$0].state == .missing } }
    guard let first = rows.first else { return [] }
    return [.headless(rows.count, first.line, highest)]
  }

  /// Rows that the key does not tell apart.
  private static func sameKeys(_ run: RecipeRun, _ recipe: Recipe) -> [Message] {
    if recipe.key.isEmpty { return [] }
    var seen: [[String]: Int] = [:]
    var twice: [(Int, Int)] = []
    for row in run.rows {
      let key = recipe.key.map { row.cells[$0].text }
      if let first = seen[key] { twice.append((first, row.line)) } else { seen[key] = row.line }
    }
    guard let first = twice.first else { return [] }
    return [.sameKey(twice.count, first.0, first.1)]
  }

  /// That the document is none of the kind, and how far it was understood.
  func noRows(_ recipe: Recipe) -> Diagnostic {
    let count = { (use: LineUse) in lineCounts[use] ?? 0 }
    var notes = [
      Message(
        ja:
          "\(lineCounts.values.reduce(0, +)) 行のうち、見出し \(count(.heading))、毎ページ \(count(.repeated))、読み飛ばし \(count(.ignored))、空行 \(count(.blank))、表の外 \(count(.outside))。",
        en:
          "Of \(lineCounts.values.reduce(0, +)) lines \(count(.heading)) are headings, \(count(.repeated)) repeated, \(count(.ignored)) ignored, \(count(.blank)) blank, \(count(.outside)) outside the table."
      )
    ]
    if !left.isEmpty {
      let numbers = Self.listed(left.map(\.line), limit: 8)
      notes.append(
        Message(
          ja: "残った行は \(left.count) 行です: \(numbers)。",
          en: "Left over: \(left.count) \(left.count == 1 ? "line" : "lines") (\(numbers))."))
    }
    if let (line, reason) = left.first(where: { $0.reason != nil }), let reason {
      notes.append(Message(ja: "\(line) 行目: \(reason.ja)。", en: "Line \(line): \(reason.en)."))
    }
    if !recipe.begins.isEmpty, count(.border) == 0 { notes.append(.neverBegins) }
    switch recipe.row {
    case .cells(let places, let anchors):
      let names = anchors.compactMap { places[$0].map { recipe.columns[$0].name } }
      notes.append(
        Message(
          ja: "手がかりの列（\(names.map(\.ja).joined(separator: "、"))）に段階がそろう行がありません。",
          en: "On no line do the cells of \(names.map(\.en).joined(separator: ", ")) hold levels."))
    case .text:
      notes.append(
        Message(
          ja: "「行の終わり」と「行」の型紙に合う所がありません。", en: "Nothing fits the patterns of row ends and row."))
    }
    return Diagnostic(
      nil,
      Message(ja: "この文書に、手順「\(recipe.name)」に合う行がありません", en: "No row of the document fits the recipe \(recipe.name)"),
      file: FileLocation(path: path), notes: notes)
  }

  /// `3, 5, 6 …`
  public static func listed(_ lines: [Int], limit: Int) -> String {
    lines.prefix(limit).map(String.init).joined(separator: ", ") + (lines.count > limit ? " …" : "")
  }
}

extension Recipe {
  /// The name it is asked for by: its file's, without the ending.
  public var name: String { PathName.stem(of: path) }

  /// How many columns it describes.
  public var columnCount: Int { columns.count }
}

extension Message {
  fileprivate static let neverBegins = Message(
    ja: "「表の始まり」の型紙に合う行がないので、どの行も表の外です。",
    en: "No line fits the pattern of table begins, so that all are outside the table.")
  fileprivate static let otherKind = Message(
    ja: "残った行が表の行より多くあります。文書の種類が手順と違うかもしれません。",
    en: "More lines are left over than read; the document may be of another kind than the recipe.")

  fileprivate static func unapplied(_ line: Recipe.LineCorrection) -> Message {
    let lines =
      line.lines.count == 1 ? "\(line.lines.lowerBound)" : "\(line.lines.lowerBound)..\(line.lines.upperBound)"
    return Message(
      ja: "個別訂正 \(lines)（手順の \(line.place) 行目）は使いませんでした。その行に「\(line.words)」がありません。",
      en:
        "The correction of line \(lines) (line \(line.place) of the recipe) was not made: \"\(line.words)\" does not stand there."
    )
  }

  fileprivate static func headless(_ count: Int, _ line: Int, _ level: Int) -> Message {
    Message(
      ja: "見出し \(level) より前に \(count) 行あります（\(line) 行目から）。",
      en: "\(count) \(count == 1 ? "row stands" : "rows stand") above the first heading \(level), from line \(line) on."
    )
  }

  fileprivate static func sameKey(_ count: Int, _ first: Int, _ second: Int) -> Message {
    Message(
      ja: "主キーの同じ行が \(count) 組あります（\(first) 行目と \(second) 行目など）。",
      en: "\(count) \(count == 1 ? "row has" : "rows have") the key of another (as lines \(first) and \(second)).")
  }
}
