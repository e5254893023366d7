internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryLanguage

extension DataCheck {
  /// Names that are probably one: they look alike, or one is rare and a character off a common one.
  static let similarNames = DataCheck(
    Message(ja: "よく似た名前", en: "similar names"),
    subject: Message(ja: "1字違いや字形の似た名前", en: "names that differ by one character")
  ) { (table) throws(Diagnostic) in
    var found: [Finding] = []
    for place in table.facts {
      try table.checkpoint()
      if let finding = try SimilarNames(place, in: table)?.finding() { found.append(finding) }
    }
    return found
  }
}

/// The pairs of names of one column that may be meant to be one.
private struct SimilarNames {
  struct Pair {
    /// The common name, and the rare one that may be a slip for it.
    var usual: Int
    var rare: Int
  }

  let table: CheckedTable
  let place: Int
  let names: ColumnNames
  /// Whether the package lists the words that may stand here: then only their shapes are compared.
  private let isDeclared: Bool
  private var pairs: [Pair] = []
  private static let mostPairs = 50

  /// Nil where the column holds no names, or all are well apart.
  init?(_ place: Int, in table: CheckedTable) throws(Diagnostic) {
    self.table = table
    self.place = place
    switch table.entry.columns[place].type {
    case .text, .level, .list: break
    case .number, .year, .bool: return nil
    }
    isDeclared = table.entry.columns[place].type.scale != nil
    guard let column = table.cells(place) else { return nil }
    names = ColumnNames(column, years: table.yearColumn.flatMap(table.cells))
    if names.texts.count < 2 || names.isProse { return nil }
    if names.total > names.texts.count {
      table.remark(.bounded(table.entry.columns[place].name, names.texts.count, names.total))
    }
    collect()
    if pairs.isEmpty { return nil }
  }

  private mutating func collect() {
    var forms: [String: Int] = [:]
    for number in names.texts.indices {
      guard let form = Lookalikes.form(of: names.texts[number]) else { continue }
      if let other = forms[form] { add(other, number) } else { forms[form] = number }
    }
    if isDeclared { return }
    let edits = OneEdit(names.texts)
    // A slip is rare, and what was meant is not.
    for rare in names.texts.indices where names.rows[rare] <= 2 {
      let times = names.hasYears ? 2 : 3
      let near = edits.near(rare).filter { names.rows[$0] >= times * names.rows[rare] && names.areApart($0, rare) }
      // Near to several, it is one of a kind of names rather than a slip for one.
      if near.count == 1 { add(near[0], rare) }
    }
  }

  private mutating func add(_ a: Int, _ b: Int) {
    let pair = names.rows[a] >= names.rows[b] ? Pair(usual: a, rare: b) : Pair(usual: b, rare: a)
    if pairs.count < Self.mostPairs, !pairs.contains(where: { $0.usual == pair.usual && $0.rare == pair.rare }) {
      pairs.append(pair)
    }
  }

  /// The rows with any of these names, like ones together.
  func finding() throws(Diagnostic) -> Finding? {
    var texts: [String] = []
    for pair in pairs {
      for text in [names.texts[pair.usual], names.texts[pair.rare]] where !texts.contains(text) { texts.append(text) }
    }
    let answer = try table.ask { words in
      "\(words.source) | where \(words.column(place)) in \(words.texts(texts))"
    }
    guard let answer, answer.rows.rowCount > 0 else { return nil }
    let name = table.entry.columns[place].name
    var finding = Finding(
      columns: [name], message: .similar(name, pairs.count), rowCount: answer.rows.rowCount, query: answer.query,
      isPossible: true)
    finding.examples = pairs.prefix(Finding.mostExamples).map { pair in
      let usual = (names.texts[pair.usual], names.rows[pair.usual])
      let rare = (names.texts[pair.rare], names.rows[pair.rare])
      return Message(
        ja: "「\(usual.0)」\(usual.1) 行、「\(rare.0)」\(rare.1) 行",
        en: "'\(usual.0)' \(Counted.rows(usual.1)), '\(rare.0)' \(Counted.rows(rare.1))")
    }
    return finding
  }
}

extension Message {
  fileprivate static func similar(_ column: BilingualName, _ pairs: Int) -> Message {
    Message(
      ja: "「\(column.ja)」に、同じ名前の書き違いかもしれない組が \(pairs) 組あります。",
      en:
        "\(column.en) has \(pairs == 1 ? "a pair" : "\(pairs) pairs") of names that may be one name written in two ways."
    )
  }

  fileprivate static func bounded(_ column: BilingualName, _ searched: Int, _ total: Int) -> Message {
    Message(
      ja: "「\(column.ja)」のよく似た名前は、\(total) 種類のうち先頭の \(searched) 種類だけで探しました。",
      en: "Similar names of \(column.en) were looked for among the first \(searched) of its \(total).")
  }
}
