internal import Diagnostics

/// How the data file of a resource is written: separator, encoding, whether it has a heading.
struct PackageFile: Sendable {
  var path: String
  var separator = UInt8(ascii: ",")
  var encoding: TextEncoding = .utf8
  var hasHeader = true

  init(path: String) { self.path = path }

  /// Reads `dialect` and `encoding` of a resource.
  init(_ resource: JSONValue, path: String) throws(Diagnostic) {
    self.init(path: path)
    if PathName.ending(of: path) == "tsv" { separator = UInt8(ascii: "\t") }
    if let word = try DescriptorReader.string(resource, "encoding") {
      guard let known = TextEncoding(spelling: word) else {
        throw Diagnostic(nil, .unknownEncoding(word), file: (resource["encoding"] ?? resource).location)
      }
      encoding = known
    }
    // A dialect in a file of its own would only repeat what CSV files here have anyway.
    guard let dialect = resource["dialect"], dialect.isObject else { return }
    if let delimiter = try DescriptorReader.string(dialect, "delimiter") {
      guard delimiter.utf8.count == 1, let byte = delimiter.utf8.first, ![0x22, 0x0A, 0x0D, 0].contains(byte) else {
        throw Diagnostic(nil, .badDelimiter(delimiter), file: (dialect["delimiter"] ?? dialect).location)
      }
      separator = byte
    }
    if let quote = try DescriptorReader.string(dialect, "quoteChar"), quote != "\"" {
      throw Diagnostic(nil, .badQuote(quote), file: (dialect["quoteChar"] ?? dialect).location)
    }
    hasHeader = try DescriptorReader.bool(dialect, "header") ?? true
  }
}

extension Message {
  fileprivate static func unknownEncoding(_ word: String) -> Message {
    Message(
      ja: "文字コード「\(word)」は読めません。UTF-8 と CP932（Shift_JIS）が使えます",
      en: "The encoding \(word) cannot be read; usable: UTF-8 and CP932 (Shift_JIS)")
  }
  fileprivate static func badDelimiter(_ text: String) -> Message {
    Message(
      ja: "区切り（delimiter）「\(text)」は使えません。1文字の「,」「;」などにします",
      en: "The delimiter \"\(text)\" cannot be used; it must be one character such as , or ;")
  }
  fileprivate static func badQuote(_ text: String) -> Message {
    Message(
      ja: "引用符（quoteChar）「\(text)」は使えません。「\"」だけが使えます",
      en: "The quoteChar \(text) cannot be used; only \" can")
  }
}
