internal import Diagnostics
internal import PolshText

/// The first line of a package's file, held against the columns that the descriptor names; their order may differ.
struct PackageHeader {
  let headings: [String]
  let path: String

  init(_ headings: [String], path: String) {
    self.headings = headings
    self.path = path
  }

  /// For each described column its place in the file, 1-based.
  ///
  /// - Throws: a column that the file does not have, has twice, or has in addition.
  func places(of described: [String]) throws(Diagnostic) -> [Int] {
    // The usual case, without any dictionary.
    if headings == described { return Array(1...max(1, described.count)) }
    var found: [String: Int] = [:]
    for (index, heading) in headings.enumerated() {
      let name = TextFolding.cell(heading)
      if name.isEmpty { throw fault(.emptyHeading(index + 1), place: index + 1) }
      if found.updateValue(index + 1, forKey: name) != nil { throw fault(.repeatedHeading(name), place: index + 1) }
    }
    var places: [Int] = []
    for name in described {
      guard let place = found.removeValue(forKey: TextFolding.cell(name)) else {
        let rest = headings.map(TextFolding.cell).filter { !described.contains($0) }
        throw fault(.missingHeading(name), notes: near(name, rest))
      }
      places.append(place)
    }
    if let extra = found.min(by: { $0.value < $1.value }) {
      throw fault(.extraHeading(extra.key), place: extra.value)
    }
    return places
  }

  private func near(_ name: String, _ others: [String]) -> [Message] {
    let near = NearNames.nearest(to: name, among: others)
    return near.isEmpty ? [] : [.close(near)]
  }

  private func fault(_ message: Message, place: Int? = nil, notes: [Message] = []) -> Diagnostic {
    Diagnostic(nil, message, file: FileLocation(path: path, line: 1, column: place), notes: notes)
  }
}

extension Message {
  fileprivate static func emptyHeading(_ place: Int) -> Message {
    Message(ja: "見出しの \(place) 番目の列名が空です", en: "Heading \(place) of the file is empty")
  }
  fileprivate static func repeatedHeading(_ name: String) -> Message {
    Message(ja: "見出しに「\(name)」が2度あります", en: "The heading has two columns called \(name)")
  }
  fileprivate static func missingHeading(_ name: String) -> Message {
    Message(
      ja: "説明にある列「\(name)」がファイルの見出しにありません",
      en: "The file has no column \(name), which the description names")
  }
  fileprivate static func extraHeading(_ name: String) -> Message {
    Message(
      ja: "ファイルの列「\(name)」が datapackage.json にありません",
      en: "The file has a column \(name), which datapackage.json does not describe")
  }
  fileprivate static func close(_ names: [String]) -> Message {
    Message(
      ja: "ファイルにある近い名前: \(names.joined(separator: "、"))",
      en: "Close names in the file: \(names.joined(separator: ", "))")
  }
}
