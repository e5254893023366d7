public import ColumnStore
public import Diagnostics
public import PolicyModel
internal import PolshText

/// A data package: a directory with `datapackage.json` and the files it describes.
///
/// Opening reads the descriptor only; each file is read when a query first names its table.
public struct DataPackage: Sendable {
  /// The package's own name: `municipal`.
  public let name: String
  public let title: Message?
  public let directory: String
  /// In the order of the descriptor.
  public let tables: [any TableSource]
  /// Resources that are no tables of text, by name.
  public let skipped: [String]

  public var entries: [TableEntry] { tables.map(\.entry) }

  /// The table of that name, in either language.
  public func table(named word: String) -> (any TableSource)? { tables.first { $0.entry.name.matches(word) } }

  /// Opens the package in a directory, or the one whose descriptor (`….json`) is named.
  ///
  /// - Throws: what is missing or wrong in the descriptor, with file, line and column.
  public static func open(directory: String) throws(Diagnostic) -> DataPackage {
    let isFile = PathName.ending(of: directory) == "json"
    let path = isFile ? directory : PathName.joined(directory, "datapackage.json")
    let folder = isFile ? String(directory.dropLast(PathName.last(of: directory).count)) : directory
    let bytes: [UInt8]
    do {
      bytes = try DataFile.read(path)
    } catch {
      if !isFile, error.isAbsence {
        throw Diagnostic(
          nil, DataFile.isDirectory(directory) ? .noDescriptor(directory) : .noDirectory(directory),
          file: FileLocation(path: path))
      }
      throw error.diagnostic
    }
    try TextCheck.requireUTF8(bytes, path: path)
    let root = try JSONText(bytes, path: path).root
    return try read(root, directory: folder)
  }

  /// Reads a descriptor whose files lie in the directory.
  static func read(_ root: JSONValue, directory: String) throws(Diagnostic) -> DataPackage {
    if !root.isObject { throw Diagnostic(nil, .notAPackage, file: root.location) }
    guard let resources = try DescriptorReader.array(root, "resources"), !resources.isEmpty else {
      throw Diagnostic(nil, .notAPackage, file: root.location)
    }
    var drafts: [DraftTable] = []
    var known = KnownFields()
    var undescribed: [any TableSource] = []
    var skipped: [String] = []
    for resource in resources {
      switch try ResourceKind(resource, directory: directory) {
      case .table(let path, let schema):
        drafts.append(try DraftTable(resource, schema: schema, path: path, known: &known))
      case .undescribed(let path, let name):
        var options = LoadOptions()
        options.refusesMalformedRows = true
        undescribed.append(try CSVTable.load(path: path, name: name, options: options))
      case .other(let name): skipped.append(name)
      }
    }
    if drafts.isEmpty && undescribed.isEmpty { throw Diagnostic(nil, .noTables, file: root.location) }
    var tables: [any TableSource] = []
    for draft in drafts {
      let others = skipped + undescribed.map(\.entry.name.en)
      let (entry, rules) = try TableDescriber(draft: draft, all: drafts, skipped: others).described()
      tables.append(PackageTable(entry: entry, rules: rules, file: draft.layout))
    }
    tables += undescribed
    try refuseSharedNames(tables, at: root)
    return DataPackage(
      name: try DescriptorReader.string(root, "name") ?? String(PathName.last(of: directory)),
      title: try DescriptorReader.string(root, "title").map { Message(same: TextFolding.cell($0)) },
      directory: directory, tables: tables, skipped: skipped)
  }

  private static func refuseSharedNames(_ tables: [any TableSource], at root: JSONValue) throws(Diagnostic) {
    var seen: [String: Int] = [:]
    for (place, table) in tables.enumerated() {
      for word in Set([table.entry.name.ja, table.entry.name.en]) {
        if let other = seen[word], other != place {
          throw Diagnostic(nil, .sharedName(word), file: (root["resources"] ?? root).location)
        }
        seen[word] = place
      }
    }
  }
}

/// What a resource of a descriptor is: a table of text with a schema, or something else.
private enum ResourceKind {
  case table(path: String, schema: JSONValue)
  /// A file of text whose columns are not described: read as `load` reads it.
  case undescribed(path: String, name: String)
  case other(String)

  init(_ resource: JSONValue, directory: String) throws(Diagnostic) {
    if !resource.isObject { throw DescriptorReader.wrongShape(resource, "resources", .shapeResource) }
    let name = try DescriptorReader.required(resource, "name", of: .resource)
    guard let given = resource["path"], !given.isNull else {
      throw Diagnostic(nil, .noPath(name), file: resource.location)
    }
    let paths = try DescriptorReader.strings(resource, "path")
    guard let path = paths.first, paths.count == 1 else {
      throw Diagnostic(nil, .severalPaths(name), file: given.location)
    }
    try Self.refuseOutside(path, given)
    guard let schema = resource["schema"], !schema.isNull else {
      let format = try DescriptorReader.string(resource, "format") ?? PathName.ending(of: path)
      self =
        ["csv", "tsv"].contains(format.lowercased())
        ? .undescribed(path: PathName.joined(directory, path), name: name) : .other(name)
      return
    }
    if let file = schema.string {
      try Self.refuseOutside(file, schema)
      let schemaPath = PathName.joined(directory, file)
      let bytes: [UInt8]
      do { bytes = try DataFile.read(schemaPath) } catch { throw error.diagnostic }
      try TextCheck.requireUTF8(bytes, path: schemaPath)
      self = .table(path: PathName.joined(directory, path), schema: try JSONText(bytes, path: schemaPath).root)
      return
    }
    if !schema.isObject { throw DescriptorReader.wrongShape(schema, "schema", .shapeSchema) }
    self = .table(path: PathName.joined(directory, path), schema: schema)
  }

  /// Only files inside the package are read.
  private static func refuseOutside(_ path: String, _ value: JSONValue) throws(Diagnostic) {
    let bytes = path.utf8
    let leaves =
      bytes.isEmpty || bytes.first == UInt8(ascii: "/") || bytes.first == UInt8(ascii: "~")
      || bytes.contains { $0 == 0 || $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: ":") }
      || bytes.split(separator: UInt8(ascii: "/")).contains { $0.elementsEqual("..".utf8) }
    if leaves { throw Diagnostic(nil, .outside(path), file: value.location) }
  }
}

extension Message {
  fileprivate static let resource = Message(ja: "表（resource）の説明", en: "A resource")
  fileprivate static let shapeResource = Message(ja: "表の説明の並び [{…}]", en: "a list of resources [{…}]")
  fileprivate static let shapeSchema = Message(ja: "{…} かファイル名", en: "an object {…} or the name of a file")
  fileprivate static let notAPackage = Message(
    ja: "データパッケージの説明ではありません（表の並び「resources」がありません）",
    en: "This is no description of a data package (no list \"resources\")")
  fileprivate static let noTables = Message(
    ja: "このパッケージに読める表がありません", en: "This package has no table that can be read")

  fileprivate static func noDirectory(_ path: String) -> Message {
    Message(ja: "フォルダー「\(path)」がありません", en: "There is no folder \(path)")
  }
  fileprivate static func noDescriptor(_ path: String) -> Message {
    Message(
      ja: "フォルダー「\(path)」に datapackage.json がありません", en: "The folder \(path) has no datapackage.json")
  }
  fileprivate static func sharedName(_ word: String) -> Message {
    Message(ja: "「\(word)」という名前の表が2つあります", en: "Two tables are called \(word)")
  }
  fileprivate static func noPath(_ name: String) -> Message {
    Message(ja: "表「\(name)」に「path」（ファイル名）がありません", en: "Table \(name) has no \"path\" to its file")
  }
  fileprivate static func severalPaths(_ name: String) -> Message {
    Message(
      ja: "表「\(name)」の「path」はファイル1つでなければなりません", en: "The \"path\" of table \(name) must be one file")
  }
  fileprivate static func outside(_ path: String) -> Message {
    Message(
      ja: "「\(path)」は使えません。パッケージの中のファイル名を書きます",
      en: "\"\(path)\" cannot be used; name a file inside the package")
  }
}
