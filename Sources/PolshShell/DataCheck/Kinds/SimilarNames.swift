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

/// The pairs of names that may be meant to be one, of which at least the rarer is in one column.
private struct SimilarNames {
  struct Pair: Hashable {
    var usual: String
    var usualRows: Int
    /// The other table that has the usual name, where this one does not.
    var elsewhere: BilingualName?
    var rare: String
    var rareRows: Int
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
    guard table.entry.columns[place].holdsNames, let column = table.cells(place) else { return nil }
    isDeclared = table.entry.columns[place].type.scale != nil
    if !isDeclared, column.isProse || column.isOfCodes { return nil }
    names = ColumnNames(column, years: table.yearColumn.flatMap(table.cells))
    if names.texts.isEmpty { return nil }
    if names.total > names.texts.count {
      table.remark(.bounded(table.entry.columns[place].name, names.texts.count, names.total))
    }
    pairWithin()
    try pairWithOthers()
    if pairs.isEmpty { return nil }
  }

  private mutating func pairWithin() {
    var forms: [String: Int] = [:]
    for number in names.texts.indices {
      guard let form = Lookalikes.form(of: names.texts[number]) else { continue }
      if let other = forms[form] { add(other, number) } else { forms[form] = number }
    }
    if isDeclared { return }
    let edits = OneEdit(names.texts)
    // A slip is rare, and what was meant is not; what has years is missing in just that one.
    for rare in names.texts.indices where names.rows[rare] <= (names.hasYears ? 2 : 1) {
      let times = names.hasYears ? 2 : 3
      let near = edits.near(rare).filter {
        names.rows[$0] >= times * names.rows[rare] && names.areApart($0, rare) && !haveOwnNumbers($0, rare)
      }
      // Near to several, it is one of a kind of names rather than a slip for one.
      if near.count == 1 { add(near[0], rare) }
    }
  }

  /// Names that only this table has, held against those that only another table has under the same heading.
  private mutating func pairWithOthers() throws(Diagnostic) {
    for other in try table.namesakes(of: place) {
      try table.checkpoint()
      let theirs = Set(other.names.texts)
      let ours = Set(names.texts)
      let alone = names.texts.indices.filter { !theirs.contains(names.texts[$0]) }
      let strangers = other.names.texts.indices.filter { !ours.contains(other.names.texts[$0]) }
      if alone.isEmpty || strangers.isEmpty { continue }
      var forms: [String: Int] = [:]
      for number in strangers {
        if let form = Lookalikes.form(of: other.names.texts[number]) { forms[form] = number }
      }
      for number in alone {
        guard let form = Lookalikes.form(of: names.texts[number]), let usual = forms[form] else { continue }
        add(number, usual, of: other)
      }
      // Only lists of the same things can be expected to agree in every name.
      if isDeclared || alone.count * 2 > names.texts.count || names.texts.count < 3 { continue }
      let edits = OneEdit(strangers.map { other.names.texts[$0] } + alone.map { names.texts[$0] })
      for (offset, number) in alone.enumerated() where names.rows[number] <= 2 {
        let near = edits.near(strangers.count + offset).filter { $0 < strangers.count }
        if near.count == 1 { add(number, strangers[near[0]], of: other) }
      }
    }
  }

  /// Whether two names stand for different numbers in the column that they follow: then they are two things.
  private func haveOwnNumbers(_ a: Int, _ b: Int) -> Bool {
    guard let of = table.entry.columns[place].of.flatMap(table.entry.index(of:)), let numbers = table.cells(of),
      let column = table.cells(place), case .codes(let codes, let words) = column.storage,
      let first = words.code(of: names.texts[a]), let second = words.code(of: names.texts[b])
    else { return false }
    let isLevel = table.entry.columns[of].type.scale != nil
    var found: (Set<Value>, Set<Value>) = ([], [])
    for row in codes.indices where !column.missing[row] && !numbers.missing[row] {
      if codes[row] == first { found.0.insert(numbers.value(row, isLevel: isLevel)) }
      if codes[row] == second { found.1.insert(numbers.value(row, isLevel: isLevel)) }
    }
    return found.0.isDisjoint(with: found.1)
  }

  private mutating func add(_ a: Int, _ b: Int) {
    let (usual, rare) = names.rows[a] >= names.rows[b] ? (a, b) : (b, a)
    add(
      Pair(
        usual: names.texts[usual], usualRows: names.rows[usual], elsewhere: nil, rare: names.texts[rare],
        rareRows: names.rows[rare]))
  }

  /// A name of this table and one of another: told where the rarer is, of two alike where the later table is.
  private mutating func add(_ own: Int, _ usual: Int, of other: Namesake) {
    let (rare, often) = (names.rows[own], other.names.rows[usual])
    if rare > often || rare == often && !other.isEarlier { return }
    add(
      Pair(
        usual: other.names.texts[usual], usualRows: often, elsewhere: other.table, rare: names.texts[own],
        rareRows: rare))
  }

  private mutating func add(_ pair: Pair) {
    if pairs.count < Self.mostPairs, !pairs.contains(pair) { pairs.append(pair) }
  }

  /// The rows with any of these names.
  func finding() throws(Diagnostic) -> Finding? {
    var texts: [String] = []
    for pair in pairs {
      let own = pair.elsewhere == nil ? [pair.usual, pair.rare] : [pair.rare]
      for text in own where !texts.contains(text) { texts.append(text) }
    }
    let answer = try table.ask { words in
      "\(words.source) | where \(words.column(place)) in \(words.texts(texts))"
    }
    guard let answer, answer.rows.rowCount > 0 else { return nil }
    let name = table.entry.columns[place].name
    var finding = Finding(
      columns: [name], message: .similar(name, pairs.count), rowCount: answer.rows.rowCount, query: answer.query,
      isPossible: true)
    finding.examples = pairs.prefix(Finding.mostExamples).map(\.line)
    return finding
  }
}

extension SimilarNames.Pair {
  /// 「入間市」12 行、「人間市」1 行
  fileprivate var line: Message {
    let place = elsewhere.map { Message(ja: "（表「\($0.ja)」）", en: " of table \($0.en)") } ?? Message(same: "")
    return Message(
      ja: "「\(usual)」\(usualRows) 行\(place.ja)、「\(rare)」\(rareRows) 行",
      en: "'\(usual)' \(Counted.rows(usualRows))\(place.en), '\(rare)' \(Counted.rows(rareRows))")
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
