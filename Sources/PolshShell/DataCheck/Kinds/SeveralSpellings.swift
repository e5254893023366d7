internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshText

extension DataCheck {
  /// Names that the file writes in several widths or with other blanks: ＮＰＯ and NPO.
  static let severalSpellings = DataCheck(
    Message(ja: "全角・半角や空白の揺れ", en: "several spellings"),
    subject: Message(ja: "全角・半角や空白だけが違う書き方", en: "names that differ by width or blanks only")
  ) { (table) throws(Diagnostic) in
    if table.rowCount < 2 || !table.keepsOriginals { return [] }
    var found: [Finding] = []
    for place in table.facts {
      switch table.entry.columns[place].type {
      case .text, .level: break
      case .number, .year, .bool, .list: continue
      }
      try table.checkpoint()
      if let finding = try Spellings(place, in: table)?.finding() { found.append(finding) }
    }
    return found
  }
}

/// How the names of one column are written in the file.
private struct Spellings {
  /// Different writings up to which a column is looked through.
  private static let most = 200_000

  let table: CheckedTable
  let place: Int
  /// Names that are written in several ways, each with its writings and how many rows have them, most frequent first.
  private var groups: [[(text: String, rows: Int)]] = []

  /// Nil where every name is written in one way.
  init?(_ place: Int, in table: CheckedTable) throws(Diagnostic) {
    self.table = table
    self.place = place
    if case .codes(_, let names)? = table.cells(place)?.storage, names.count > Self.most {
      table.remark(.tooMany(table.entry.columns[place].name, names.count))
      return nil
    }
    guard let column = try table.originals(place), case .codes(let codes, let written) = column.storage else {
      return nil
    }
    if written.count < 2 { return nil }
    if written.count > Self.most {
      table.remark(.tooMany(table.entry.columns[place].name, written.count))
      return nil
    }
    var rows = [Int](repeating: 0, count: written.count)
    for row in codes.indices where !column.missing[row] { rows[Int(codes[row])] += 1 }
    var places: [SameBytes: Int] = [:]
    for (code, text) in written.texts.enumerated() where rows[code] > 0 {
      let name = TextFolding.cell(text)
      if MissingReason.read(name) != nil { continue }
      let number = places[SameBytes(name)] ?? groups.count
      if number == groups.count {
        places[SameBytes(name)] = number
        groups.append([])
      }
      groups[number].append((text, rows[code]))
    }
    groups = groups.filter { $0.count > 1 }.map { $0.sorted { $0.rows > $1.rows } }
    if groups.isEmpty { return nil }
  }

  /// The rows with another than the usual writing.
  func finding() throws(Diagnostic) -> Finding? {
    let rare = groups.flatMap { $0.dropFirst() }
    let rows = rare.reduce(0) { $0 + $1.rows }
    let answer = try table.ask { words in
      "\(words.source) | where raw(\(words.column(place))) in \(words.texts(rare.map(\.text)))"
    }
    guard let answer, answer.rows.rowCount == rows else { return nil }
    let name = table.entry.columns[place].name
    var finding = Finding(
      columns: [name], message: .severally(name, groups.count, rows), rowCount: rows, query: answer.query)
    finding.examples = groups.prefix(Finding.mostExamples).map { group in
      let list = group.prefix(4).map { (text: SafeText.oneLine($0.text), rows: $0.rows) }
      return Message(
        ja: list.map { "「\($0.text)」\($0.rows) 行" }.joined(separator: "、"),
        en: list.map { "'\($0.text)' \(Counted.rows($0.rows))" }.joined(separator: ", "))
    }
    return finding
  }

  /// A text compared by its bytes: what is folded alike has the same.
  private struct SameBytes: Hashable {
    private let text: String
    init(_ text: String) { self.text = text }
    static func == (a: SameBytes, b: SameBytes) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }
    func hash(into hasher: inout Hasher) { for byte in text.utf8 { hasher.combine(byte) } }
  }
}

extension Message {
  fileprivate static func severally(_ column: BilingualName, _ names: Int, _ rows: Int) -> Message {
    Message(
      ja: "「\(column.ja)」の \(names) 個の名前は、全角・半角や空白だけが違う書き方が混ざっています（少ない方の書き方は \(rows) 行）。ここでは同じ名前として扱います。",
      en:
        "\(names) \(names == 1 ? "name" : "names") of \(column.en) \(names == 1 ? "is" : "are") written in several widths or with other blanks (\(Counted.rows(rows)) in a rarer way); here they count as one."
    )
  }

  fileprivate static func tooMany(_ column: BilingualName, _ count: Int) -> Message {
    Message(
      ja: "「\(column.ja)」は書き方が \(count) 通りと多いため、全角・半角や空白の揺れは調べていません。",
      en: "\(column.en) has \(count) different cells, too many to look for spellings.")
  }
}
