internal import Diagnostics
internal import PolicyModel
internal import PolshText

/// A resource of a descriptor after the first look: names, place of the file, its fields one by one.
struct DraftTable {
  let json: JSONValue
  let schema: JSONValue
  /// The name of the resource in the descriptor.
  let resource: String
  let names: BilingualName
  let title: Message?
  let polsh: JSONValue?
  /// The file, joined to the package's directory.
  let path: String
  let layout: PackageFile
  let fields: [DraftField]

  /// - Parameters:
  ///   - schema: the description of the columns, already fetched if it stands in a file of its own.
  ///   - known: the fields described before.
  init(_ json: JSONValue, schema: JSONValue, path: String, known: inout KnownFields) throws(Diagnostic) {
    self.json = json
    self.schema = schema
    self.path = path
    resource = try DescriptorReader.required(json, "name", of: .resource)
    polsh = try DescriptorReader.object(json, "polsh")
    try DescriptorReader.refuseSlips(polsh, known: ["names", "virtual"])
    names = try DraftField.names(of: json, polsh, name: resource)
    let hasNames = polsh?["names"] != nil
    let english = names.en
    title = try DescriptorReader.string(json, "title").map {
      let title = TextFolding.cell($0)
      // Beside names in both languages the title is the Japanese one.
      return Message(ja: title, en: hasNames ? english : title)
    }
    layout = try PackageFile(json, path: path)
    guard let list = try DescriptorReader.array(schema, "fields"), !list.isEmpty else {
      throw Diagnostic(nil, .noFields(resource), file: schema.location)
    }
    var fields: [DraftField] = []
    fields.reserveCapacity(list.count)
    for element in list { fields.append(try known.field(element)) }
    self.fields = fields
    try refuseSharedNames()
  }

  /// The place of a field by its heading or either of its names.
  func place(of word: String) -> Int? {
    fields.firstIndex { $0.header == word } ?? fields.firstIndex { $0.matches(word) }
  }

  /// The English name of the column that a key of the descriptor refers to.
  ///
  /// - Parameter value: the text in the descriptor, for the place of the message.
  func name(of word: String, key: String, at value: JSONValue) throws(Diagnostic) -> String {
    if let place = place(of: word) { return fields[place].names.en }
    let near = NearNames.nearest(to: word, among: fields.map(\.header))
    throw Diagnostic(
      nil, .unknownColumn(word, key: key, of: resource), file: value.location,
      notes: near.isEmpty ? [] : [.close(near)])
  }

  /// Two columns that answer to one word could never be told apart.
  private func refuseSharedNames() throws(Diagnostic) {
    for (place, field) in fields.enumerated() {
      for other in fields[..<place] {
        let shared =
          field.isCalled(other.names.ja) ? other.names.ja : field.isCalled(other.names.en) ? other.names.en : nil
        if let shared { throw Diagnostic(nil, .sharedName(shared, of: resource), file: field.json.location) }
      }
    }
  }
}

extension Message {
  fileprivate static let resource = Message(ja: "表（resource）の説明", en: "A resource")

  fileprivate static func noFields(_ name: String) -> Message {
    Message(ja: "表「\(name)」の schema に列（fields）がありません", en: "The schema of table \(name) has no fields")
  }
  fileprivate static func unknownColumn(_ word: String, key: String, of table: String) -> Message {
    Message(
      ja: "「\(key)」にある列「\(word)」は表「\(table)」にありません",
      en: "\"\(key)\" names the column \(word), which table \(table) does not have")
  }
  fileprivate static func close(_ names: [String]) -> Message {
    Message(ja: "近い名前: \(names.joined(separator: "、"))", en: "Close: \(names.joined(separator: ", "))")
  }
  fileprivate static func sharedName(_ word: String, of table: String) -> Message {
    Message(
      ja: "表「\(table)」に「\(word)」という名前の列が2つあります", en: "Table \(table) has two columns called \(word)")
  }
}
