internal import Diagnostics
internal import PolicyModel
internal import PolshText

/// The second look at a field: its type with the scale it shares, unit, direction, guards.
struct FieldDescriber {
  let field: DraftField
  let draft: DraftTable
  let all: [DraftTable]

  func entry(isKey: Bool) throws(Diagnostic) -> ColumnEntry {
    let scale = try sharedScale() ?? field.scale
    var column = ColumnEntry(name: field.names, type: type(scale))
    if field.kind == .whole {
      let name = field.names.en
      column.isPlainInteger = isKey || name == "line" || name == "no" || name.hasSuffix("_no")
    }
    guard let polsh = field.polsh else { return column }
    if let word = try DescriptorReader.string(polsh, "unit") {
      column.unit = Unit.declared(TextFolding.cell(word))
      if !isNumber { throw Diagnostic(nil, .unitOfText(field.header), file: (polsh["unit"] ?? polsh).location) }
    }
    column.unitFrom = try reference(polsh, "unitFrom")
    if let word = try DescriptorReader.string(polsh, "better") {
      guard let better = Better(rawValue: word) else {
        throw Diagnostic(nil, .badBetter(word), file: (polsh["better"] ?? polsh).location)
      }
      column.better = better
    }
    column.betterFrom = try reference(polsh, "betterFrom")
    column.of = try reference(polsh, "of")
    if let word = try DescriptorReader.string(polsh, "role") {
      guard let part = DocumentPart(rawValue: word) else {
        throw Diagnostic(nil, .badRole(word), file: (polsh["role"] ?? polsh).location)
      }
      column.documentPart = part
    }
    for word in try DescriptorReader.strings(polsh, "guards") {
      column.guards.append(try draft.name(of: word, key: "guards", at: polsh["guards"] ?? polsh))
    }
    if let totals = try DescriptorReader.object(polsh, "totals") { column.totals = try read(totals, scale) }
    return column
  }

  private var isNumber: Bool { field.kind == .number || field.kind == .whole }

  private func reference(_ polsh: JSONValue, _ key: String) throws(Diagnostic) -> String? {
    guard let word = try DescriptorReader.string(polsh, key) else { return nil }
    return try draft.name(of: word, key: key, at: polsh[key] ?? polsh)
  }

  private func type(_ scale: Scale?) -> ColumnType {
    switch field.kind {
    case .list: .list(scale.map(ColumnType.level) ?? .text)
    case .bool: .bool
    case .text, .number, .whole, .year:
      if let scale {
        .level(scale)
      } else {
        switch field.kind {
        case .year: .year
        case .text: .text
        default: .number
        }
      }
    }
  }

  /// `polsh.scale` names a field of this table, of another (`table.field`), or one that only one table has.
  private func sharedScale() throws(Diagnostic) -> Scale? {
    guard let polsh = field.polsh, let word = try DescriptorReader.string(polsh, "scale") else { return nil }
    if let place = draft.place(of: word), let scale = draft.fields[place].scale { return scale }
    let parts = word.split(separator: ".", maxSplits: 1).map(String.init)
    for table in all {
      if parts.count == 2, table.resource == parts[0] || table.names.matches(parts[0]) {
        if let place = table.place(of: parts[1]), let scale = table.fields[place].scale { return scale }
      } else if let place = table.place(of: word), let scale = table.fields[place].scale {
        return scale
      }
    }
    throw Diagnostic(nil, .noScale(word, field.header), file: (polsh["scale"] ?? polsh).location)
  }

  private func read(_ totals: JSONValue, _ scale: Scale?) throws(Diagnostic) -> [String: [String]] {
    guard let scale else { throw Diagnostic(nil, .totalsWithoutScale(field.header), file: totals.location) }
    var found: [String: [String]] = [:]
    for (key, value) in totals.members {
      guard let elements = value.elements else { throw DescriptorReader.wrongShape(value, key, .shapeParts) }
      var parts: [String] = []
      for element in elements {
        guard let part = element.string.map(TextFolding.cell) else {
          throw DescriptorReader.wrongShape(element, key, .shapeParts)
        }
        parts.append(part)
      }
      let total = TextFolding.cell(key)
      if let stranger = ([total] + parts).first(where: { !scale.levels.contains($0) }) {
        throw Diagnostic(nil, .unknownPart(stranger, field.header), file: value.location)
      }
      found[total] = parts
    }
    return found
  }

  /// How the cells of the column are to be understood.
  static func kind(_ field: DraftField, _ column: ColumnEntry) throws(Diagnostic) -> CellRule.Kind {
    switch column.type {
    case .text: return .text
    case .level(let scale): return .level(scale)
    case .year: return .year(anyForm: false)
    case .bool:
      let yes = try words(field.json, "trueValues", or: ["true", "True", "TRUE", "1"])
      let no = try words(field.json, "falseValues", or: ["false", "False", "FALSE", "0"])
      return .bool(Dictionary(yes.map { ($0, true) } + no.map { ($0, false) }, uniquingKeysWith: { first, _ in first }))
    case .list(let element):
      let delimiter = try DescriptorReader.string(field.json, "delimiter") ?? ","
      return .list(delimiter: delimiter, element.scale)
    case .number:
      var rule = CellRule.NumberRule()
      rule.isWhole = field.kind == .whole
      rule.unit = column.unitFrom == nil ? column.unit : nil
      if let mark = try DescriptorReader.string(field.json, "decimalChar"), let byte = mark.utf8.first {
        rule.decimalMark = byte
      }
      rule.groupMark = try DescriptorReader.string(field.json, "groupChar").flatMap { $0.isEmpty ? nil : $0 }
      rule.skipsWords = try DescriptorReader.bool(field.json, "bareNumber") == false
      return .number(rule)
    }
  }

  private static func words(_ json: JSONValue, _ key: String, or usual: [String]) throws(Diagnostic) -> [String] {
    let given = try DescriptorReader.strings(json, key).map(TextFolding.cell)
    return given.isEmpty ? usual : given
  }
}

extension Message {
  fileprivate static let shapeParts = Message(ja: "内訳の並び […]", en: "a list of parts […]")

  fileprivate static func unitOfText(_ name: String) -> Message {
    Message(ja: "列「\(name)」は数ではないので単位を持てません", en: "Column \(name) is not a number and cannot have a unit")
  }
  fileprivate static func badBetter(_ word: String) -> Message {
    Message(
      ja: "better の「\(word)」は読めません。up、down、none のどれかです",
      en: "better cannot be \"\(word)\"; it is up, down or none")
  }
  fileprivate static func badRole(_ word: String) -> Message {
    let usable = DocumentPart.allCases.map(\.rawValue)
    return Message(
      ja: "role の「\(word)」は読めません。\(usable.joined(separator: "か"))です",
      en: "role cannot be \"\(word)\"; it is \(usable.joined(separator: " or "))")
  }
  fileprivate static func noScale(_ word: String, _ name: String) -> Message {
    Message(
      ja: "列「\(name)」の尺度の元の列「\(word)」に段階（categories）がありません",
      en: "Column \(name) takes its scale from \(word), which declares no categories")
  }
  fileprivate static func totalsWithoutScale(_ name: String) -> Message {
    Message(
      ja: "列「\(name)」には段階（categories）がないので totals を書けません",
      en: "Column \(name) has totals but no categories")
  }
  fileprivate static func unknownPart(_ word: String, _ name: String) -> Message {
    Message(
      ja: "totals の「\(word)」は列「\(name)」の段階にありません", en: "totals names \"\(word)\", which is no level of column \(name)")
  }
}
