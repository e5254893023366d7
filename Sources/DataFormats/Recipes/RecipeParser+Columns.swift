internal import Diagnostics
internal import PolicyModel
internal import PolshText

extension RecipeParser {
  /// `column progress 進捗区分: grade A B C D E` and the indented lines below it.
  mutating func addColumn(_ entry: RecipeText.Entry, _ details: [RecipeText.Detail]) throws(Diagnostic) {
    let names = entry.argument.split(separator: " ").map(String.init)
    guard let en = names.first, names.count <= 2 else { throw text.fault(.noName, entry.line) }
    let name = BilingualName(ja: names.count == 2 ? names[1] : en, en: en)
    for word in [name.en, name.ja] {
      if !LegalWord.isOne(word) { throw text.fault(.badName(word), entry.line) }
      if DocumentColumns.all.contains(where: { $0.name.matches(word) }) {
        throw text.fault(.ownName(word), entry.line)
      }
      if let other = recipe.columns.first(where: { $0.name.matches(word) }) {
        throw text.fault(.sameName(word, other.line), entry.line)
      }
    }
    var words = entry.value.split(separator: " ", maxSplits: 1).map(String.init)
    let typed = words.removeFirst()
    guard let kind = RecipeWord.ColumnKind.allCases.first(where: { $0.spelling.isSpelled(typed) }) else {
      throw unknownType(typed, entry.line)
    }
    let levels = try levels(words.first ?? "", entry.line)
    let labels = try labels(details, levels)
    var column = RecipeColumn(name: name, kind: .text, line: entry.line)
    func scale(isRanked: Bool) -> Scale { Scale(name: name.ja, levels: levels, isRanked: isRanked, labels: labels) }
    switch kind {
    case .text, .year:
      if let first = levels.first { throw text.fault(.levelsOf(kind.spelling, first), entry.line) }
      column.kind = kind == .year ? .year : .text
    case .number:
      if levels.count > 1 { throw text.fault(.levelsOf(kind.spelling, levels[1]), entry.line) }
      column.kind = .number(levels.first.map(Unit.declared))
    case .grade, .category:
      if levels.isEmpty { throw text.fault(.noLevels(kind.spelling), entry.line) }
      column.kind = .level(scale(isRanked: kind == .grade))
    case .list: column.kind = .list(levels.isEmpty ? nil : scale(isRanked: false))
    }
    for case .option(let option) in details { try add(option, to: &column) }
    recipe.columns.append(column)
  }

  private func levels(_ value: String, _ line: Int) throws(Diagnostic) -> [String] {
    let levels = Self.listed(value)
    for (place, level) in levels.enumerated() where levels[..<place].contains(where: { $0.isSame(as: level) }) {
      throw text.fault(.sameLevel(level), line)
    }
    return levels
  }

  /// `A = 目標達成済み / target reached`
  private func labels(_ details: [RecipeText.Detail], _ levels: [String]) throws(Diagnostic) -> [String: Message] {
    var labels: [String: Message] = [:]
    for case .label(let level, let label, let line) in details {
      guard levels.contains(where: { $0.isSame(as: level) }) else {
        throw text.fault(
          .unknownLevel(level), line,
          notes: [Message(ja: "段階: " + levels.joined(separator: " "), en: "Levels: " + levels.joined(separator: " "))])
      }
      let sides = label.split(separator: " / ", maxSplits: 1).map { TextFolding.cell(String($0)) }
      guard let ja = sides.first else { throw text.fault(.noMeaning(level), line) }
      labels[level] = Message(ja: ja, en: sides.last ?? ja)
    }
    return labels
  }

  private func add(_ entry: RecipeText.Entry, to column: inout RecipeColumn) throws(Diagnostic) {
    let (value, note) = Self.noted(entry.value)
    let words = value.split(separator: " ").map(String.init)
    switch entry.word {
    case .splitAt:
      guard case .list = column.kind else { throw text.fault(.splitsNoList(column.name), entry.line) }
      column.separators = words.map { RecipeWord.blankSign.isSpelled($0) ? " " : $0 }
    case .blank:
      if let other = Self.together(value) {
        column.aboveWith = try self.column(other, entry)
      } else if !RecipeWord.asAbove.isSpelled(value) {
        throw text.fault(.badBlank(value), entry.line)
      }
      column.takesAbove = true
      column.aboveNote = note
    case .ditto:
      column.ditto = value
      column.dittoNote = note
    case .items:
      for word in words {
        let bare = word.hasPrefix("{") && word.hasSuffix("}") ? String(word.dropFirst().dropLast()) : nil
        if let bare {
          guard RecipeWord.number.isSpelled(bare) else { throw text.fault(.onlyNumber(word), entry.line) }
          column.beginsWithNumber = true
        } else {
          column.beginnings.append(word.compact)
        }
      }
      column.itemsNote = note
    case .remark: column.remarks = words
    case .missing: column.missing = words
    case .better:
      let directions = [("up", "増", Better.up), ("down", "減", Better.down), ("none", "なし", Better.none)]
      guard let found = directions.first(where: { $0.0 == value.lowercased() || $0.1 == value }) else {
        throw text.fault(.badDirection(value), entry.line)
      }
      column.better = found.2
    case .recipe, .column, .fixed, .numbered, .key, .heading, .repeats, .ignore, .begins, .ends, .cells, .row, .anchor,
      .continues, .rowEnds, .correct, .line:
      break
    }
  }

  /// `as above with title`, `施策の方向性とともに上と同じ`: the other column's name.
  private static func together(_ value: String) -> String? {
    if value.lowercased().hasPrefix(RecipeWord.together.en) {
      return TextFolding.cell(String(value.dropFirst(RecipeWord.together.en.count)))
    }
    guard value.hasSuffix(RecipeWord.together.ja) else { return nil }
    return TextFolding.cell(String(value.dropLast(RecipeWord.together.ja.count)))
  }

  private func unknownType(_ word: String, _ line: Int) -> Diagnostic {
    let kinds = RecipeWord.ColumnKind.allCases.map(\.spelling)
    let near = NearNames.nearest(to: word, among: kinds.flatMap { [$0.ja, $0.en] })
    let usable = Message(
      ja: "使える型: " + kinds.map(\.ja).joined(separator: " "),
      en: "Usable types: " + kinds.map(\.en).joined(separator: " "))
    return text.fault(.unknownType(word), line, notes: near.isEmpty ? [usable] : [.near(near)])
  }
}

extension Message {
  fileprivate static let noName = Message(
    ja: "列の行は「列 英語名 日本語名: 型」の形で書きます", en: "A column is written column NAME JAPANESE: TYPE")

  fileprivate static func badName(_ word: String) -> Message {
    Message(
      ja: "「\(word)」は列の名前にできません（文字で始まる1語にします）",
      en: "\"\(word)\" cannot name a column; a name is one word that begins with a letter")
  }
  fileprivate static func ownName(_ word: String) -> Message {
    Message(
      ja: "「\(word)」という列は読み込みのときに付くので、手順には書きません",
      en: "A column \(word) is added to every table read by a recipe; the recipe does not describe it")
  }
  fileprivate static func sameName(_ word: String, _ line: Int) -> Message {
    Message(ja: "「\(word)」という列は \(line) 行目にもあります", en: "Line \(line) has a column \(word) already")
  }
  fileprivate static func sameLevel(_ word: String) -> Message {
    Message(ja: "段階「\(word)」が2度書かれています", en: "The level \(word) stands there twice")
  }
  fileprivate static func levelsOf(_ kind: Message, _ word: String) -> Message {
    Message(ja: "「\(kind.ja)」の列に「\(word)」は書けません", en: "A \(kind.en) column has no \"\(word)\"")
  }
  fileprivate static func noLevels(_ kind: Message) -> Message {
    Message(ja: "「\(kind.ja)」の後に段階を並べます（例: A B C）", en: "The levels follow \(kind.en), as in A B C")
  }
  fileprivate static func unknownLevel(_ word: String) -> Message {
    Message(ja: "この列に「\(word)」という段階はありません", en: "The column has no level \(word)")
  }
  fileprivate static func noMeaning(_ word: String) -> Message {
    Message(ja: "段階「\(word)」の = の後に意味を書きます", en: "What the level \(word) means stands behind the =")
  }
  fileprivate static func splitsNoList(_ name: BilingualName) -> Message {
    Message(ja: "列「\(name.ja)」は一覧ではないので区切れません", en: "Column \(name.en) is no list and has no items to part")
  }
  fileprivate static func badBlank(_ word: String) -> Message {
    Message(
      ja: "「空欄」の後は「上と同じ」です（「\(word)」）", en: "Behind blank stands as above, not \"\(word)\"")
  }
  fileprivate static func onlyNumber(_ word: String) -> Message {
    Message(ja: "ここで使える { } は {数} だけです（\(word)）", en: "Only {number} can stand here, not \(word)")
  }
  fileprivate static func badDirection(_ word: String) -> Message {
    Message(ja: "良い方向は 増、減、なし のどれかです（「\(word)」）", en: "better is up, down or none, not \"\(word)\"")
  }
  fileprivate static func unknownType(_ word: String) -> Message {
    Message(ja: "「\(word)」という型はありません", en: "There is no type \(word)")
  }
}
