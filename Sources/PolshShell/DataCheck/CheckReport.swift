internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import Presentation

/// What `check data` has found, table by table.
struct CheckReport {
  /// What was found in one table.
  struct Part {
    var name: BilingualName
    var rowCount: Int
    var columnCount: Int
    var findings: [(kind: DataCheck, finding: Finding)] = []
    var remarks: [Message] = []
    /// Why the table could not be read.
    var failure: Diagnostic?

    var isClean: Bool { findings.isEmpty && failure == nil }
  }

  var parts: [Part] = []
  /// A table that could not be read counts as a finding.
  var findingCount: Int { parts.reduce(0) { $0 + $1.findings.count + ($1.failure == nil ? 0 : 1) } }
}

// MARK: For people

extension CheckReport {
  /// The report as lines of text.
  func lines(_ session: Session) -> [String] {
    let language = session.language
    var lines: [String] = []
    func add(_ text: String, _ margin: Int) {
      let indent = String(repeating: " ", count: margin)
      let safe = SafeText.oneLine(text)
      guard let width = session.settings.width else { return lines.append(indent + safe) }
      let wrapped = TextColumns.wrapped(safe, width: max(20, width - margin - 2))
      for (place, line) in wrapped.enumerated() { lines.append(indent + (place == 0 ? "" : "  ") + line) }
    }
    for part in parts where !part.isClean {
      if !lines.isEmpty { lines.append("") }
      add(heading(part, language), 0)
      if let failure = part.failure { add(Message.unread(failure)[language], 2) }
      for (kind, finding) in part.findings {
        let label = finding.isPossible ? Message.possible(kind.name) : kind.name
        add(label[language] + ": " + finding.message[language], 2)
        for example in finding.examples { add(example[language], 6) }
        if let query = finding.query {
          // A query is pasted, so it is never broken.
          lines.append("    > " + SafeText.oneLine(query.typed(session)))
        }
      }
      for remark in part.remarks { add(remark[language], 2) }
    }
    let clean = parts.filter(\.isClean)
    // Where nothing was found at all, the last line says it.
    if !clean.isEmpty, clean.count < parts.count {
      if !lines.isEmpty { lines.append("") }
      add(Message.nothing(clean.map(\.name))[language], 0)
    }
    for part in clean { for remark in part.remarks { add(remark[language], 2) } }
    add(Message.looked(parts, found: findingCount)[language], 0)
    return lines
  }

  private func heading(_ part: Part, _ language: Language) -> String {
    if part.failure != nil { return part.name[language] }
    return Message(
      ja: "\(part.name.ja)（\(part.rowCount) 行、\(part.columnCount) 列）",
      en: "\(part.name.en) (\(Counted.rows(part.rowCount)), \(Counted.columns(part.columnCount)))")[language]
  }
}

// MARK: For files

extension CheckReport {
  /// The findings as a table: one row each. Tables, kinds and certainty are levels, so that they can be typed bare.
  func table(_ session: Session) -> Table {
    let language = session.language
    let tables = Scale(both: "table", parts.map { Message(ja: $0.name.ja, en: $0.name.en) })
    let kinds = Scale(both: "kind", [.unreadTable] + DataCheckRegistry.all.map(\.name))
    let sureness = Scale(both: "certainty", [.certain, .maybe])
    func level(_ word: String, _ scale: Scale) -> Value {
      scale.index(of: word).map { .level($0) } ?? .missing(.notApplicable)
    }
    func list(_ words: [String]) -> Value {
      words.isEmpty ? .missing(.notApplicable) : .list(words.map { .text(SafeText.oneLine($0)) })
    }
    var rows: [[Value]] = []
    for part in parts {
      let name = level(part.name.en, tables)
      if let failure = part.failure {
        rows.append([
          name, .level(0), .level(0), .missing(.notApplicable), .missing(.incomputable),
          .text(SafeText.oneLine(Message.unread(failure)[language])), .missing(.notApplicable),
          .missing(.notApplicable),
        ])
      }
      for (kind, finding) in part.findings {
        rows.append([
          name, level(kind.name.en, kinds), .level(finding.isPossible ? 1 : 0),
          list(finding.columns.map { $0[language] }), .number(ExactDecimal(finding.rowCount)),
          .text(SafeText.oneLine(finding.message[language])), list(finding.examples.map { $0[language] }),
          finding.query.map { .text(SafeText.oneLine($0.typed(session))) } ?? .missing(.notApplicable),
        ])
      }
    }
    return ListTable.make(
      [
        ("表", "table", .level(tables)), ("種類", "kind", .level(kinds)), ("確かさ", "certainty", .level(sureness)),
        ("列", "columns", .list(.text)), ("行数", "rows", .number), ("内容", "finding", .text),
        ("例", "examples", .list(.text)), ("問い合わせ", "query", .text),
      ], rows)
  }
}

extension Scale {
  /// A scale of words that are shown in the session's language and can be typed in both.
  fileprivate convenience init(both name: String, _ words: [Message]) {
    self.init(
      name: name, levels: words.map(\.en), isRanked: false,
      labels: Dictionary(words.map { ($0.en, $0) }, uniquingKeysWith: { first, _ in first }),
      spellings: Dictionary(words.map { ($0.ja, $0.en) }, uniquingKeysWith: { first, _ in first }), isLocalized: true)
  }
}

extension Message {
  fileprivate static let certain = Message(ja: "確実", en: "certain")
  fileprivate static let maybe = Message(ja: "可能性", en: "possible")
  fileprivate static let unreadTable = Message(ja: "読めない表", en: "unreadable table")

  fileprivate static func possible(_ kind: Message) -> Message {
    Message(ja: kind.ja + "（可能性）", en: kind.en + " (possible)")
  }

  fileprivate static func unread(_ failure: Diagnostic) -> Message {
    let place = failure.file.flatMap { file in file.line.map { "\(file.path):\($0): " } } ?? ""
    return Message(
      ja: "読めないため点検していません。\(place)\(failure.message.ja)",
      en: "Not checked, because it cannot be read. \(place)\(failure.message.en)")
  }

  fileprivate static func nothing(_ tables: [BilingualName]) -> Message {
    Message(
      ja: "何も見つからなかった表: " + tables.map(\.ja).joined(separator: "、"),
      en: "Nothing found in: " + tables.map(\.en).joined(separator: ", "))
  }

  /// How much was found, and what was looked for.
  fileprivate static func looked(_ parts: [CheckReport.Part], found: Int) -> Message {
    let rows = parts.reduce(0) { $0 + $1.rowCount }
    let subjects = DataCheckRegistry.all.map(\.subject)
    return Message(
      ja: "\(parts.count) 表、\(rows) 行で\(found == 0 ? "何も見つかりませんでした" : " \(found) 件が見つかりました")。調べたこと: "
        + subjects.map(\.ja).joined(separator: "、") + "。",
      en: "\(found == 0 ? "Nothing" : found == 1 ? "1 finding" : "\(found) findings")\(found == 0 ? " found" : "") in "
        + "\(parts.count) \(parts.count == 1 ? "table" : "tables"), \(Counted.rows(rows)). Looked for: "
        + subjects.map(\.en).joined(separator: "; ") + ".")
  }
}
