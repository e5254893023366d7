internal import Diagnostics
internal import PolicyModel
internal import PolshText

/// A field of a descriptor after the first look: what can be said without knowing the other fields.
struct DraftField {
  enum Kind: Sendable {
    case number, whole, year, text, bool, list
  }

  private(set) var json: JSONValue
  /// The heading in the data file.
  let header: String
  let names: BilingualName
  let kind: Kind
  /// The scale that the field itself declares.
  let scale: Scale?
  private(set) var polsh: JSONValue?

  static let polshKeys = [
    "names", "labels", "scale", "unit", "unitFrom", "better", "betterFrom", "guards", "totals", "of", "role",
  ]

  init(_ json: JSONValue) throws(Diagnostic) {
    self.json = json
    if !json.isObject { throw DescriptorReader.wrongShape(json, "fields", .shapeField) }
    header = try DescriptorReader.required(json, "name", of: .field)
    polsh = try DescriptorReader.object(json, "polsh")
    try DescriptorReader.refuseSlips(polsh, known: Self.polshKeys)
    names = try Self.names(of: json, polsh, name: header)
    let word = try DescriptorReader.string(json, "type") ?? "string"
    switch word {
    case "number": kind = .number
    case "integer": kind = .whole
    case "year": kind = .year
    case "boolean": kind = .bool
    case "list": kind = .list
    case "string", "any", "date", "time", "datetime", "yearmonth", "duration", "object", "array", "geopoint", "geojson":
      kind = .text
    default:
      throw Diagnostic(
        nil, .unknownType(word, header), file: (json["type"] ?? json).location, notes: [.usableTypes])
    }
    scale = try ScaleReader.scale(of: json, named: names.ja, isText: kind == .text)
  }

  /// The names that statements use: `polsh.names`, and where these are absent the title, if it is a Japanese word.
  static func names(of json: JSONValue, _ polsh: JSONValue?, name: String) throws(Diagnostic) -> BilingualName {
    let given = try polsh.flatMap { (polsh) throws(Diagnostic) in try DescriptorReader.object(polsh, "names") }
    let en = try given.flatMap { (names) throws(Diagnostic) in try DescriptorReader.string(names, "en") } ?? name
    if let given, let ja = try DescriptorReader.string(given, "ja") {
      return BilingualName(ja: TextFolding.cell(ja), en: TextFolding.cell(en))
    }
    if let title = try DescriptorReader.string(json, "title").map(TextFolding.cell), LegalWord.isOne(title),
      title.unicodeScalars.contains(where: { $0.value >= 0x3040 })
    {
      return BilingualName(ja: title, en: TextFolding.cell(en))
    }
    return BilingualName(ja: TextFolding.cell(name), en: TextFolding.cell(en))
  }

  /// The same description where it stands once more, so that messages point there.
  func repeated(at json: JSONValue) -> DraftField {
    var field = self
    field.json = json
    field.polsh = json["polsh"].flatMap { $0.isNull ? nil : $0 }
    return field
  }

  /// Whether the word is one of the two names as written.
  func isCalled(_ word: String) -> Bool { names.ja.isSame(as: word) || names.en.isSame(as: word) }

  func matches(_ word: String) -> Bool { header == word || names.matches(TextFolding.cell(word)) }
}

/// The fields read so far: a column that several tables have is described once more in the same words, and read once.
struct KnownFields {
  /// By the length of their texts.
  private var fields: [Int: [DraftField]] = [:]

  mutating func field(_ json: JSONValue) throws(Diagnostic) -> DraftField {
    let alike = fields[json.length] ?? []
    if let known = alike.first(where: { $0.json.hasSameText(as: json) }) { return known.repeated(at: json) }
    let field = try DraftField(json)
    fields[json.length, default: []].append(field)
    return field
  }
}

extension Message {
  fileprivate static let shapeField = Message(
    ja: "列の説明の並び [{…}]", en: "a list of field descriptions [{…}]")
  fileprivate static let field = Message(ja: "列の説明", en: "A field")
  fileprivate static let usableTypes = Message(
    ja: "使える型: string number integer year boolean list date time datetime",
    en: "Usable types: string number integer year boolean list date time datetime")

  fileprivate static func unknownType(_ word: String, _ name: String) -> Message {
    Message(ja: "列「\(name)」の型「\(word)」は知られていません", en: "Column \(name) has the unknown type \"\(word)\"")
  }
}
