internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QueryLanguage
internal import QuerySyntax

/// Pages about the tables that are open: the tables, their columns, and the levels that occur in them.
struct DataPages {
  let environment: QueryEnvironment

  /// Every word that names something of the data.
  var words: [String] {
    sources.flatMap { entry in
      [entry.name.ja, entry.name.en]
        + entry.columns.flatMap { [$0.name.ja, $0.name.en] + ($0.type.scale?.levels ?? []) }
    }
  }

  private var sources: [TableEntry] {
    environment.tables.compactMap { table in
      if case .source(let source) = table.content { return source.entry }
      return nil
    }
  }

  func pages(_ word: String) -> [HelpPage] {
    environment.tables.filter { $0.name.matches(word) }.map { table($0) } + columns(word) + levels(word)
  }

  // MARK: Tables

  private func table(_ table: NamedTable) -> HelpPage {
    switch table.content {
    case .source(let source):
      let entry = source.entry
      var page = HelpPage(
        title: entry.name.title, kind: .table,
        summary: entry.title.map {
          $0 == Message(ja: entry.name.ja, en: entry.name.en) ? .rows(source.knownRowCount) : $0
        }
          ?? .rows(source.knownRowCount))
      page.blocks.append(
        .list(
          Message(ja: "列", en: "Columns"),
          entry.columns.filter { $0.role == nil }.map {
            .init(Message(ja: $0.name.ja, en: $0.name.en), $0.note)
          }))
      if !entry.primaryKey.isEmpty {
        let keys = entry.primaryKey.compactMap { entry.index(of: $0) }.map { entry.columns[$0].name }
        page.blocks.append(
          .text(
            Message(
              ja: "1行を決める列: " + keys.map(\.ja).joined(separator: "、"),
              en: "What tells one row from another: " + keys.map(\.en).joined(separator: ", "))))
      }
      let name = entry.name.typed
      page.blocks.append(.question(Message(ja: "\(name.ja) | 概要", en: "\(name.en) | describe")))
      return page
    case .relation(let relation):
      return HelpPage(
        title: table.name.title, kind: .table,
        summary: Message(ja: "「変数」で作った表", en: "a table made by let"),
        blocks: [
          .list(
            Message(ja: "列", en: "Columns"),
            relation.fields.filter(\.isShown).map {
              .init(
                Message(ja: $0.name.ja, en: $0.name.en),
                Message(same: ColumnNote.text($0, .ja)).with(en: ColumnNote.text($0, .en)))
            })
        ])
    }
  }

  // MARK: Columns

  /// One page for each kind of column of that name, with the tables that have it.
  private func columns(_ word: String) -> [HelpPage] {
    var kinds: [(column: ColumnEntry, tables: [TableEntry])] = []
    for entry in sources {
      for column in entry.columns where column.name.matches(word) {
        if let known = kinds.firstIndex(where: { $0.column.isLike(column) }) {
          kinds[known].tables.append(entry)
        } else {
          kinds.append((column, [entry]))
        }
      }
    }
    return kinds.map { page($0.column, $0.tables) }
  }

  private func page(_ column: ColumnEntry, _ tables: [TableEntry]) -> HelpPage {
    let names = tables.map(\.name)
    var page = HelpPage(
      title: column.name.title, kind: .column,
      summary: Message(
        ja: "\(column.note.ja)（表: \(names.map(\.ja).joined(separator: "、"))）",
        en: "\(column.note.en) (in \(names.map(\.en).joined(separator: ", ")))"))
    if let text = column.facts(tables[0]) { page.blocks.append(.text(text)) }
    if let scale = column.type.scale {
      page.blocks.append(
        .list(
          scale.isRanked
            ? Message(ja: "段階（前ほど良い）", en: "Levels, the best first") : Message(ja: "段階（順位なし）", en: "Levels, unranked"),
          scale.levels.prefix(30).map { level in
            .init(Message(same: level), scale.labels[level] ?? Message(same: ""))
          }
            + (scale.levels.count > 30
              ? [
                .init(Message(same: "…"), Message(ja: "全部で \(scale.levels.count)", en: "\(scale.levels.count) in all"))
              ] : [])))
    }
    if let question = OpenQuestion(environment).about(column, tables[0]) { page.blocks.append(.question(question)) }
    return page
  }

  // MARK: Levels

  private func levels(_ word: String) -> [HelpPage] {
    ScaledColumn.all(environment, provenance: true).compactMap { one in
      guard let place = one.scale.index(of: word), one.scale.levels[place] == word || one.scale.isLocalized else {
        return nil
      }
      let level = one.scale.levels[place]
      var page = HelpPage(
        title: level, kind: .level,
        summary: Message(
          ja: "\(one.name.ja)（\(one.tables.map(\.ja).joined(separator: "、"))）の段階",
          en: "a level of \(one.name.en) (\(one.tables.map(\.en).joined(separator: ", ")))"))
      var lines = one.scale.labels[level].map { [Message(ja: "意味: \($0.ja)", en: "It means: \($0.en)")] } ?? []
      if one.scale.isRanked {
        lines.append(
          Message(
            ja: "良い方から \(place + 1) 番目（全部で \(one.scale.levels.count)）: \(one.scale.levels.joined(separator: " "))",
            en: "\(place + 1) of \(one.scale.levels.count) from the best: \(one.scale.levels.joined(separator: " "))"))
      }
      for line in lines { page.blocks.append(.text(line)) }
      if let question = OpenQuestion(environment).about(level, of: one) { page.blocks.append(.question(question)) }
      return page
    }
  }
}

extension BilingualName {
  /// `progress / 進捗`, or the one name it has.
  var title: String { ja == en ? en : "\(en) / \(ja)" }
}

extension Message {
  fileprivate static func rows(_ count: Int?) -> Message {
    guard let count else { return Message(ja: "データの表", en: "a table of the data") }
    return Message(ja: "データの表（\(count) 行）", en: "a table of the data, \(Counted.rows(count))")
  }

  fileprivate func with(en text: String) -> Message { Message(ja: ja, en: text) }
}

extension ColumnEntry {
  /// `数値 千円`, `評価 A B C D E`
  var note: Message {
    var ja = [type.word.ja]
    var en = [type.word.en]
    if case .list(let element) = type {
      ja[0] += "（\(element.word.ja)）"
      en[0] += " of \(element.word.en)"
    }
    if let unit {
      ja.append(unit.symbol)
      en.append("in \(unit.symbol)")
    } else if unitFrom != nil {
      ja.append("行ごとの単位")
      en.append("in a unit per row")
    }
    if let scale = type.scale {
      let levels = scale.levels.prefix(6).joined(separator: " ") + (scale.levels.count > 6 ? " …" : "")
      ja.append(levels)
      en.append(levels)
    }
    return Message(ja: ja.joined(separator: " "), en: en.joined(separator: " "))
  }

  fileprivate func isLike(_ other: ColumnEntry) -> Bool {
    name == other.name && type == other.type && unit == other.unit && better == other.better
      && guards.isEmpty == other.guards.isEmpty && (unitFrom == nil) == (other.unitFrom == nil)
  }

  /// What the catalog says of it besides type and scale, in sentences.
  fileprivate func facts(_ table: TableEntry) -> Message? {
    func name(_ reference: String) -> BilingualName {
      table.index(of: reference).map { table.columns[$0].name } ?? BilingualName(reference)
    }
    var ja: [String] = []
    var en: [String] = []
    if let unitFrom {
      ja.append("単位は行ごとに違い、列 \(name(unitFrom).ja) にあります。")
      en.append("Each row's unit stands in \(name(unitFrom).en).")
    }
    switch better {
    case .up?:
      ja.append("多い方が良い値です。")
      en.append("More is better.")
    case .down?:
      ja.append("少ない方が良い値です。")
      en.append("Less is better.")
    case Better.none?, nil: break
    }
    if let betterFrom {
      ja.append("良い方向は列 \(name(betterFrom).ja) にあります。")
      en.append("Which way is better stands in \(name(betterFrom).en).")
    }
    if !guards.isEmpty {
      let names = guards.map(name)
      ja.append("足すときは \(names.map(\.ja).joined(separator: "、")) を1つの値にそろえます（混ざると E09）。")
      en.append("To be added, \(names.map(\.en).joined(separator: ", ")) must have one value (else E09).")
    }
    if !totals.isEmpty {
      let pairs = totals.sorted { $0.key < $1.key }
      ja.append(
        "合計と内訳: " + pairs.map { "\($0.key) = \($0.value.joined(separator: " + "))" }.joined(separator: "、") + "。")
      en.append(
        "Totals: " + pairs.map { "\($0.key) = \($0.value.joined(separator: " + "))" }.joined(separator: ", ") + ".")
    }
    if let of {
      ja.append("並び順は列 \(name(of).ja) に従います。")
      en.append("It is sorted by \(name(of).en).")
    }
    if let expression {
      ja.append("計算で求める列です: \(expression)")
      en.append("It is computed: \(expression)")
    }
    return ja.isEmpty ? nil : Message(ja: ja.joined(), en: en.joined(separator: " "))
  }
}
