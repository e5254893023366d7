internal import ColumnStore
internal import DataFormats
internal import Diagnostics
internal import PolicyModel
internal import PolshSystem
internal import PolshText
internal import QueryLanguage

/// Finds the file of a document by what a table calls it: `002` → `…/002_29f3.txt` and its title.
///
/// The table's column `document` refers to the table that lists the documents; that one's fields say which of them is the
/// file and which the title. Without such a list the word itself is the file's name, with or without its ending.
struct DocumentFinder {
  private let tables: [any TableSource]
  /// The folders that files are looked for in, the person's own first.
  private let folders: [String]
  /// What `POLSH_DOCUMENTS` says.
  private let setting: String?

  init(_ session: Session) {
    tables = session.environment.tables.compactMap { table in
      if case .source(let source) = table.content { source } else { nil }
    }
    setting = session.settings.documents
    var folders = setting.map { [$0] } ?? []
    // A package may bring its documents along.
    if let package = session.packageDirectory {
      folders.append(FilePlaces.isDirectory(package) ? package : FilePlaces.folder(of: package))
    }
    self.folders = folders
  }

  func document(_ word: String, of table: TableEntry) throws(Diagnostic) -> (path: String, title: String?) {
    if let listed = try listed(word, of: table) {
      guard let path = try path(of: listed.file, orStem: false) else { throw missing(listed.file) }
      return (path, listed.title)
    }
    guard let path = try path(of: word, orStem: true) else { throw missing(word) }
    return (path, nil)
  }

  // MARK: The list of documents

  /// What the list of documents says of one of them; nil where there is no list, or not this document in it.
  private func listed(_ word: String, of table: TableEntry) throws(Diagnostic) -> (file: String, title: String?)? {
    guard let column = table.columns.first(where: { $0.role == .document }),
      let key = table.foreignKeys.first(where: { $0.columns.count == 1 && column.name.matches($0.columns[0]) }),
      let list = tables.first(where: { $0.entry.name.matches(key.table) }),
      let reference = key.references.first.flatMap({ list.entry.index(of: $0) }),
      let file = list.entry.columns.firstIndex(where: { $0.documentPart == .file })
    else { return nil }
    let title = list.entry.columns.firstIndex { $0.documentPart == .title }
    let places = [reference, file] + (title.map { [$0] } ?? [])
    let (columns, rowCount) = try list.read(columns: places)
    func text(_ index: Int, _ row: Int) -> String? {
      columns[index].value(row, of: list.entry.columns[places[index]].type).word(list.entry.columns[places[index]].type)
    }
    for row in 0..<rowCount where text(0, row) == word {
      return text(1, row).map { ($0, title == nil ? nil : text(2, row)) }
    }
    return nil
  }

  /// What a list of documents says of the one with that file's name; nil where none lists it.
  func listing(ofFile name: String) -> (word: String, title: String?)? {
    let wanted = TextFolding.cell(name)
    for list in tables {
      let entries = list.entry.columns
      guard let file = entries.firstIndex(where: { $0.documentPart == .file }), list.entry.primaryKey.count == 1,
        let key = list.entry.primaryKey.first.flatMap({ list.entry.index(of: $0) })
      else { continue }
      let title = entries.firstIndex { $0.documentPart == .title }
      let places = [key, file] + (title.map { [$0] } ?? [])
      guard let (columns, rowCount) = try? list.read(columns: places) else { continue }
      func text(_ index: Int, _ row: Int) -> String? {
        columns[index].value(row, of: entries[places[index]].type).word(entries[places[index]].type)
      }
      for row in 0..<rowCount where text(1, row) == wanted {
        return text(0, row).map { ($0, title == nil ? nil : text(2, row)) }
      }
    }
    return nil
  }

  // MARK: Files

  /// The file of that name in one of the folders; names are compared as cells are, whatever their width.
  private func path(of name: String, orStem: Bool) throws(Diagnostic) -> String? {
    if let setting, !FilePlaces.isDirectory(setting) { throw .notAFolder(setting) }
    guard name.staysInside else { throw .outside(name) }
    for folder in folders {
      let plain = folder + "/" + name
      if FilePlaces.exists(plain), !FilePlaces.isDirectory(plain) { return plain }
      let entries = (try? FilePlaces.entries(of: folder)) ?? []
      let found = entries.filter { entry in
        let folded = TextFolding.cell(entry.name)
        return !entry.isDirectory && (folded == name || orStem && folded.stem == name)
      }
      // Of several with one stem nobody knows which.
      if let first = found.first, found.count == 1 { return folder + "/" + first.name }
    }
    return nil
  }

  private func missing(_ file: String) -> Diagnostic {
    setting.map { .missing(file, in: $0) } ?? .noFolder(file)
  }
}

extension Value {
  /// A cell as a word that names something; nil where it is missing.
  func word(_ type: ColumnType) -> String? {
    switch self {
    case .text(let text): text
    case .number(let number): number.plain
    case .year(let year): String(year)
    case .level(let place):
      if let levels = type.scale?.levels, levels.indices.contains(place) { levels[place] } else { nil }
    case .missing, .bool, .list: nil
    }
  }
}

extension String {
  /// Whether as a file's name it cannot lead out of its folder.
  fileprivate var staysInside: Bool {
    !isEmpty && !hasPrefix("/") && !utf8.contains(0) && !split(separator: "/").contains("..")
  }

  /// Without the ending behind the last point.
  fileprivate var stem: String {
    guard let dot = lastIndex(of: "."), dot != startIndex else { return self }
    return String(self[..<dot])
  }
}

extension Diagnostic {
  fileprivate static func noFolder(_ file: String) -> Diagnostic {
    let name = SafeText.oneLine(file)
    return Diagnostic(
      nil, Message(ja: "文書のフォルダーが分かりません", en: "The folder of the documents is not known"),
      notes: [
        Message(
          ja: "環境変数 POLSH_DOCUMENTS に「\(name)」のあるフォルダーを指定して、polsh を始め直してください。",
          en: "Set the environment variable POLSH_DOCUMENTS to the folder that holds \(name), and start polsh again.")
      ])
  }

  fileprivate static func notAFolder(_ path: String) -> Diagnostic {
    Diagnostic(
      nil,
      Message(ja: "POLSH_DOCUMENTS の「\(path)」というフォルダーはありません", en: "POLSH_DOCUMENTS names \(path), which is no folder"))
  }

  fileprivate static func missing(_ file: String, in folder: String) -> Diagnostic {
    let name = SafeText.oneLine(file)
    return Diagnostic(
      nil, Message(ja: "「\(folder)」に「\(name)」という文書はありません", en: "There is no document \(name) in \(folder)"),
      notes: [
        Message(
          ja: "文書のフォルダーは環境変数 POLSH_DOCUMENTS で指定します。",
          en: "The environment variable POLSH_DOCUMENTS says in which folder the documents are.")
      ])
  }

  fileprivate static func outside(_ file: String) -> Diagnostic {
    let name = SafeText.oneLine(file)
    return Diagnostic(
      nil, Message(ja: "「\(name)」は文書のフォルダーの中のファイルではありません", en: "\(name) is no file within the folder of documents"))
  }
}
