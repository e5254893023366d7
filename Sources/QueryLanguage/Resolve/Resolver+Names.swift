internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QueryPlan
internal import QuerySyntax

extension Resolver {
  /// The column that a name means, or nil when the relation has none of that name.
  func column(_ name: Name, _ relation: Relation) -> Int? { relation.places(named: name.text).first }

  /// The columns of a list of names; each must exist.
  func columns(_ names: [ColumnName], _ relation: Relation) throws(Diagnostic) -> [Int] {
    var places: [Int] = []
    for name in names { places.append(try column(name, relation)) }
    return places
  }

  func column(_ name: ColumnName, _ relation: Relation) throws(Diagnostic) -> Int {
    if let table = name.table { return try qualified(table, name.name, relation) }
    guard let place = column(name.name, relation) else { throw unknown(name.name, relation) }
    try checkTwins(of: place, name.name, relation)
    return place
  }

  /// A column by its table's name and its own: 経費.金額.
  private func qualified(_ table: Name, _ name: Name, _ relation: Relation) throws(Diagnostic) -> Int {
    switch relation.qualified(table.text, name.text) {
    case .column(let place): return place
    case .noSide: throw .unknownSide(table, relation)
    case .noColumn(let side):
      let text = "\(Formatter.columnText(table.text)).\(Formatter.columnText(name.text))"
      let names = [side.name.ja, side.name.en].map { $0 + "." + name.text } + [name.text]
      if let dropped = names.compactMap({ relation.dropped[$0] }).first,
        side.columns.contains(where: { $0.name.matches(name.text) })
      {
        throw .droppedColumn(Name(text, table.span.joined(name.span)), dropped)
      }
      var own = relation
      own.name = side.name
      own.fields = side.columns.compactMap { column in
        relation.place(of: column.id).map { place in
          var field = relation.fields[place]
          field.name = column.name
          return field
        }
      }
      own.dropped = [:]
      throw unknown(name, own)
    }
  }

  /// Keys: columns that exist, none of them a list (E36), none twice.
  func keys(_ names: [ColumnName], _ relation: Relation, _ call: VerbCall) throws(Diagnostic) -> [Int] {
    var places: [Int] = []
    for name in names {
      let place = try column(name, relation)
      let field = relation.fields[place]
      if field.type.isList { throw .listAsKey(field, name.span, call) }
      if places.contains(place) { throw .twoColumns(field.name, name.span) }
      places.append(place)
    }
    return places
  }

  /// Why a name means nothing here: left out earlier (E20), a level of another column, or unknown (E01).
  ///
  /// - Parameter isCondition: whether the name stands where a condition is wanted, so that one can take its place.
  func unknown(_ name: Name, _ relation: Relation, isCondition: Bool = false) -> Diagnostic {
    if let dropped = relation.dropped[name.text] { return .droppedColumn(name, dropped) }
    if MissingWords.all.contains(name.text.lowercased()) { return .missingMeant(name) }
    let span = name.unknownPart ?? name.span
    let text = name.unknownText ?? name.text
    let shown = relation.nameable.map { relation.fields[$0] }
    let candidates = shown.flatMap { $0.name.ja == $0.name.en ? [$0.name.en] : [$0.name.ja, $0.name.en] }
    let near = NearNames.nearest(to: text, among: candidates, care: .strict)
    var fixes = near.map { FixIt(replace: span, with: BilingualName($0).typed) }
    var levelNote: (ja: String, en: String) = ("", "")
    if let owner = shown.first(where: { $0.type.scale?.index(of: text) != nil }) {
      levelNote = (
        "（段階なら: 「\(text)」は\(owner.name.ja)の段階です）", " (a level: \(text) is a level of \(owner.name.en))"
      )
      let column = owner.name.typed
      let condition =
        owner.type.isList
        ? Message(ja: "\(column.ja) に \(text) あり", en: "\(column.en) has \(text)")
        : Message(ja: "\(column.ja) = \(text)", en: "\(column.en) = \(text)")
      if isCondition { fixes.append(FixIt(replace: span, with: condition)) }
    }
    var error = Diagnostic(
      "E01",
      Message(
        ja: "「\(text)」という列は「\(relation.name.ja)」にありません"
          + (near.isEmpty ? "" : "。近い名前: " + near.joined(separator: "、")) + levelNote.ja,
        en: "\"\(relation.name.en)\" has no column \(text)"
          + (near.isEmpty ? "" : ". Close: " + near.joined(separator: ", ")) + levelNote.en),
      at: span, fixes: fixes)
    if near.isEmpty, levelNote.ja.isEmpty {
      error.notes.append(
        Message(
          ja: "列: " + shown.filter(\.isShown).map(\.name.ja).joined(separator: "、"),
          en: "Columns: " + shown.filter(\.isShown).map(\.name.en).joined(separator: ", ")))
    }
    if near.isEmpty, text.isCellAddress {
      error.notes.insert(
        Message(
          ja: "「\(text)」のようなセルの番地はありません。列の名前で書きます。",
          en: "There are no cell addresses such as \(text); columns have names."),
        at: 0)
    }
    return error.hinting(at: name, environment.definitions)
  }
}

extension String {
  /// `A1`, `BC12`: a cell of a spreadsheet.
  fileprivate var isCellAddress: Bool {
    let letters = prefix { ("A"..."Z").contains($0) }
    let digits = dropFirst(letters.count)
    return (1...2).contains(letters.count) && (1...4).contains(digits.count)
      && digits.allSatisfy { ("0"..."9").contains($0) }
  }
}

/// What other tools call a missing value.
enum MissingWords {
  static let all: Set<String> = ["null", "na", "nan", "nil", "none", "blank", "空", "空白", "空欄", "未入力"]
}

extension Diagnostic {
  fileprivate static func missingMeant(_ name: Name) -> Diagnostic {
    Diagnostic(
      "E32", Message(ja: "ここに「\(name.text)」は続けられません", en: "\(name.text) cannot follow here"), at: name.span,
      fixes: [FixIt(replace: name.span, with: Keyword.missing.word)])
  }

  fileprivate static func unknownSide(_ table: Name, _ relation: Relation) -> Diagnostic {
    let known = relation.sideNames
    let spellings = known.flatMap { $0.ja == $0.en ? [$0.en] : [$0.ja, $0.en] }
    let near = NearNames.nearest(to: table.text, among: spellings)
    return Diagnostic(
      "E33", Message(ja: "「\(table.text)」という表はここにありません", en: "There is no table \(table.text) here"), at: table.span,
      notes: [
        Message(
          ja: "ここの表: " + known.map(\.ja).joined(separator: "、"),
          en: "Tables here: " + known.map(\.en).joined(separator: ", "))
      ], fixes: near.map { FixIt(replace: table.span, with: BilingualName($0).typed) })
  }

  fileprivate static func droppedColumn(_ name: Name, _ dropped: Relation.Dropped) -> Diagnostic {
    var fixes: [FixIt] = []
    if let end = dropped.listEnd {
      fixes.append(
        FixIt(
          Message(ja: "\(dropped.verb) に \(name.text) を加える", en: "add \(name.text) to \(dropped.verb)"),
          edits: [FixIt.Edit(Span(end, end), Message(ja: "、\(name.text)", en: ", \(name.text)"))]))
    }
    return Diagnostic(
      "E20",
      Message(
        ja: "\(name.text)は前の \(dropped.verb) で外れています", en: "\(name.text) was dropped by an earlier \(dropped.verb)"),
      at: name.span,
      notes: [
        Message(
          ja: "この命令を \(dropped.verb) の前に移しても使えます。", en: "Moving this verb before \(dropped.verb) works as well.")
      ], fixes: fixes)
  }

  static func listAsKey(_ field: Field, _ span: Span, _ call: VerbCall) -> Diagnostic {
    let unnest = Message(ja: "展開 \(field.name.typed.ja) | ", en: "unnest \(field.name.typed.en) | ")
    return Diagnostic(
      "E36",
      Message(
        ja: "\(field.name.ja)は複数の値が入る列なので、まとめる単位にできません",
        en: "\(field.name.en) holds several values and cannot be a key"), at: span,
      fixes: [
        FixIt(
          Message(ja: unnest.ja + "…", en: unnest.en + "…"),
          edits: [FixIt.Edit(Span(call.span.start, call.span.start), unnest)])
      ])
  }

  /// E35.
  ///
  /// - Parameter isName: whether the span is a name that was made up, to be replaced, or a value that has none yet.
  static func twoColumns(_ name: BilingualName, _ span: Span, isName: Bool = false) -> Diagnostic {
    let other = BilingualName(ja: name.ja + "2", en: name.en + "2").typed
    let fix =
      isName
      ? FixIt(replace: span, with: other)
      : FixIt(
        Message(ja: "\(other.ja) = …", en: "\(other.en) = …"),
        edits: [FixIt.Edit(Span(span.start, span.start), Message(ja: "\(other.ja) = ", en: "\(other.en) = "))])
    return Diagnostic(
      "E35", Message(ja: "「\(name.ja)」という列が2つになります", en: "There would be two columns named \(name.en)"), at: span,
      fixes: [fix])
  }
}
