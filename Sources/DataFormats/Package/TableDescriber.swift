internal import Diagnostics
internal import PolicyModel
internal import PolshText

/// The second look at a resource, with all others known: from its keys to the catalog entry and the rules of its cells.
struct TableDescriber {
  let draft: DraftTable
  /// All tables of the package, for scales and keys that refer to another.
  let all: [DraftTable]
  /// Resources that are in the package but no tables here.
  let skipped: [String]

  func described() throws(Diagnostic) -> (entry: TableEntry, rules: [CellRule]) {
    let keys = try DescriptorReader.strings(draft.schema, "primaryKey")
    var primaryKey: [String] = []
    for key in keys {
      primaryKey.append(try draft.name(of: key, key: "primaryKey", at: draft.schema["primaryKey"] ?? draft.schema))
    }
    let missing = try missingMarks(of: draft.schema) ?? MissingMarks.listed([])
    var columns: [ColumnEntry] = []
    var rules: [CellRule] = []
    for (index, field) in draft.fields.enumerated() {
      let describer = FieldDescriber(field: field, draft: draft, all: all)
      let column = try describer.entry(isKey: primaryKey.contains(field.names.en))
      columns.append(column)
      rules.append(
        CellRule(
          kind: try FieldDescriber.kind(field, column), missing: try missingMarks(of: field.json) ?? missing,
          heading: field.header, place: index + 1))
    }
    markProvenance(&columns)
    columns += try virtualColumns(besides: columns)
    var entry = TableEntry(name: draft.names, columns: columns, isCataloged: isCataloged)
    entry.title = draft.title
    entry.primaryKey = primaryKey
    entry.foreignKeys = try foreignKeys()
    entry.path = draft.path
    return (entry, rules)
  }

  private var isCataloged: Bool {
    draft.polsh != nil || draft.fields.contains { $0.polsh != nil || $0.json["categories"] != nil }
  }

  /// `document`, `line`, `reading`, `note` at the end tell where a row comes from.
  private func markProvenance(_ columns: inout [ColumnEntry]) {
    for index in columns.indices.reversed() {
      guard let role = ProvenanceRole(rawValue: columns[index].name.en) else { return }
      columns[index].role = role
    }
  }

  /// The marks that `missingValues` lists; an empty cell is missing always.
  private func missingMarks(of object: JSONValue) throws(Diagnostic) -> MissingMarks? {
    guard let list = try DescriptorReader.array(object, "missingValues") else { return nil }
    var marks: [(word: String, reason: MissingReason)] = []
    for element in list {
      guard let mark = element.string ?? element["value"]?.string else {
        throw DescriptorReader.wrongShape(element, "missingValues", .shapeMarks)
      }
      let word = TextFolding.cell(mark)
      marks.append((word, MissingReason.read(word) ?? .blank))
    }
    return .listed(marks)
  }

  private func virtualColumns(besides columns: [ColumnEntry]) throws(Diagnostic) -> [ColumnEntry] {
    guard let polsh = draft.polsh, let list = try DescriptorReader.array(polsh, "virtual") else { return [] }
    var found: [ColumnEntry] = []
    for element in list {
      let name = try DescriptorReader.required(element, "name", of: .virtual)
      let names = try DraftField.names(of: element, element, name: name)
      if let taken = (columns + found).first(where: { $0.name.matches(names.ja) || $0.name.matches(names.en) }) {
        throw Diagnostic(nil, .virtualNameTaken(taken.name.en), file: element.location)
      }
      var column = ColumnEntry(name: names, type: .number)
      column.expression = try DescriptorReader.required(element, "expr", of: .virtual)
      found.append(column)
    }
    return found
  }

  private func foreignKeys() throws(Diagnostic) -> [ForeignKey] {
    var keys: [ForeignKey] = []
    for key in try DescriptorReader.array(draft.schema, "foreignKeys") ?? [] {
      guard let reference = try DescriptorReader.object(key, "reference") else {
        throw Diagnostic(nil, .noReference, file: key.location)
      }
      let resource = try DescriptorReader.string(reference, "resource") ?? ""
      if skipped.contains(resource) { continue }
      guard let other = resource.isEmpty ? draft : all.first(where: { $0.resource == resource }) else {
        throw Diagnostic(nil, .unknownResource(resource), file: (reference["resource"] ?? reference).location)
      }
      var columns: [String] = []
      for word in try DescriptorReader.strings(key, "fields") {
        columns.append(try draft.name(of: word, key: "foreignKeys", at: key["fields"] ?? key))
      }
      var references: [String] = []
      for word in try DescriptorReader.strings(reference, "fields") {
        references.append(try other.name(of: word, key: "foreignKeys", at: reference["fields"] ?? reference))
      }
      if columns.isEmpty || columns.count != references.count {
        throw Diagnostic(nil, .unevenKey(columns.count, references.count), file: key.location)
      }
      keys.append(ForeignKey(columns: columns, table: other.names.en, references: references))
    }
    return keys
  }
}

extension Message {
  fileprivate static let virtual = Message(ja: "計算列（virtual）の説明", en: "A virtual column")
  fileprivate static let noReference = Message(
    ja: "foreignKeys に「reference」がありません", en: "An entry of foreignKeys has no \"reference\"")
  fileprivate static let shapeMarks = Message(
    ja: "文字列の並び […]", en: "a list of texts […]")

  fileprivate static func virtualNameTaken(_ name: String) -> Message {
    Message(ja: "計算列の名前が列「\(name)」と同じです", en: "A virtual column has the name of the column \(name)")
  }
  fileprivate static func unknownResource(_ name: String) -> Message {
    Message(
      ja: "foreignKeys にある表「\(name)」はこのパッケージにありません",
      en: "foreignKeys names the table \(name), which is not in this package")
  }
  fileprivate static func unevenKey(_ here: Int, _ there: Int) -> Message {
    Message(
      ja: "foreignKeys の列の数が合いません: この表 \(here)、相手の表 \(there)",
      en: "The columns of a foreign key do not pair up: \(here) here, \(there) there")
  }
}
