internal import ColumnStore
internal import DataFormats
internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QueryLanguage

/// A line of a document that a source row was read from.
struct DocumentPlace {
  /// The path of the document's file.
  var path: String
  /// What the document is called, where the data say so.
  var title: String?
  var line: Int
  /// How the row was read, where its figures are not simply stated there, and what the data remark on it.
  var remark: String?
}

extension DocumentFinder {
  /// Where a row stands that `sources` gives.
  func place(ofRow row: Int, in table: Table, _ sources: RowSources) throws(Diagnostic) -> DocumentPlace {
    guard case .level(let number) = table.value(row: row, column: 0), sources.tables.indices.contains(number) else {
      throw .noLine(nil)
    }
    let source = sources.tables[number]
    func word(_ role: ProvenanceRole) -> String? {
      sources.provenance[number][role].flatMap { table.value(row: row, column: $0).word(table.fields[$0].type) }
    }
    guard let line = word(.line).flatMap({ Int($0) }), line >= 1 else { throw .noLine(source.entry.name) }
    var remark: [String] = []
    if let reading = word(.reading), reading != "stated" { remark.append(reading) }
    if let note = word(.note) { remark.append(note) }
    var place = DocumentPlace(path: "", title: nil, line: line)
    if !remark.isEmpty { place.remark = SafeText.oneLine(remark.joined(separator: "  ")) }
    if let document = source as? DocumentTable, let path = source.entry.path {
      if document.hasChanged { throw .changed(path) }
      place.path = path
      place.title = listing(ofFile: path.split(separator: "/").last.map(String.init) ?? path)?.title
    } else if source.entry.columns.contains(where: { $0.role == .document }) {
      guard let name = word(.document) else { throw .noLine(source.entry.name) }
      (place.path, place.title) = try document(name, of: source.entry)
    } else if let path = source.entry.path {
      if let file = source as? CSVTable, file.hasChanged { throw .changed(path) }
      place.path = path
    } else {
      throw .noLine(source.entry.name)
    }
    return place
  }
}

extension Diagnostic {
  fileprivate static func noLine(_ table: BilingualName?) -> Diagnostic {
    let (ja, en) = (table?.ja ?? "この表", table?.en ?? "this table")
    return Diagnostic(
      nil, Message(ja: "\(ja)の行がどの文書の何行目か分かりません", en: "It is not known in which document the row of \(en) stands"))
  }

  fileprivate static func changed(_ path: String) -> Diagnostic {
    let name = SafeText.oneLine(path)
    return Diagnostic(
      nil, Message(ja: "「\(name)」は読み込んだあとで変わりました", en: "\(name) has changed since it was loaded"),
      notes: [Message(ja: "もう一度読み込むと、今の内容になります。", en: "Load it again to work with what it holds now.")])
  }
}
