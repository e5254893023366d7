internal import Diagnostics

/// A JSON text after reading: its bytes, and one node for each value, object key and container, in order of appearance.
///
/// Nothing is decoded until asked for: a descriptor of sixty fields is opened without making a dictionary.
final class JSONText: Sendable {
  enum Kind: UInt8, Sendable {
    case null, `true`, `false`, number, string, array, object
  }

  struct Node: Sendable {
    var kind: Kind
    /// For a string, whether something has to be decoded.
    var hasEscapes = false
    /// Where the text of the value begins; behind the quote for a string.
    var start: Int32
    /// Where it ends; at the closing quote for a string.
    var end: Int32 = 0
    /// The node behind this one and everything inside it.
    var next: Int32 = 0
    /// The members of an object, the elements of an array.
    var count: Int32 = 0
  }

  let path: String
  let bytes: [UInt8]
  let nodes: [Node]

  /// Reads a whole JSON text, strictly: no comments, no commas at the end, no key twice in one object.
  ///
  /// - Throws: what is wrong, with line and column.
  init(_ bytes: [UInt8], path: String) throws(Diagnostic) {
    self.path = path
    self.bytes = bytes
    var parser = JSONParser(bytes: bytes)
    do {
      try parser.parseDocument()
    } catch {
      throw error.diagnostic(bytes: bytes, path: path)
    }
    self.nodes = parser.nodes
  }

  var root: JSONValue { JSONValue(text: self, index: 0) }

  /// Whether the node's text is that one, byte for byte.
  func isWritten(_ node: Node, as word: String) -> Bool {
    let bytes = bytes
    return bytes.span.extracting(Int(node.start)..<Int(node.end)).isSame(as: word.utf8Span.span)
  }

  /// Whether the node's text is the other's, byte for byte.
  func isWritten(_ node: Node, as other: Node, of text: JSONText) -> Bool {
    let (bytes, others) = (bytes, text.bytes)
    return bytes.span.extracting(Int(node.start)..<Int(node.end))
      .isSame(as: others.span.extracting(Int(other.start)..<Int(other.end)))
  }

  /// The string of a string node.
  func string(_ node: Node) -> String {
    let range = Int(node.start)..<Int(node.end)
    if !node.hasEscapes { return String(decoding: bytes[range], as: UTF8.self) }
    return JSONParser.unescaped(bytes[range])
  }
}

/// A place in a JSON text where it stops being one.
struct JSONFault: Error {
  enum Kind {
    case empty
    case expected(Message)
    case notClosed
    case badString
    case badEscape
    case badNumber
    case duplicateKey(String)
    case tooDeep
    case textBehind
    case tooLong
  }
  var kind: Kind
  var offset: Int

  func diagnostic(bytes: [UInt8], path: String) -> Diagnostic {
    let place = TextPlace(of: offset, in: bytes)
    return Diagnostic(nil, message, file: FileLocation(path: path, line: place.line, column: place.column))
  }

  private var message: Message {
    switch kind {
    case .empty: Message(ja: "JSONファイルが空です", en: "The JSON file is empty")
    case .expected(let what):
      Message(ja: "JSONとして読めません: ここには\(what.ja)が必要です", en: "Not valid JSON: expected \(what.en) here")
    case .notClosed: Message(ja: "JSONが途中で終わっています", en: "The JSON text ends too early")
    case .badString:
      Message(ja: "JSONの文字列の中に改行などの制御文字があります", en: "A JSON string contains a line break or another control character")
    case .badEscape: Message(ja: "JSONの文字列の「\\」の後が正しくありません", en: "Wrong character after \\ in a JSON string")
    case .badNumber: Message(ja: "JSONの数値の書き方が正しくありません", en: "Wrongly written JSON number")
    case .duplicateKey(let key):
      Message(ja: "同じキー「\(key)」が2度書かれています", en: "The key \"\(key)\" is written twice in one object")
    case .tooDeep: Message(ja: "JSONの入れ子が深すぎます（上限 200）", en: "The JSON text is nested too deeply (limit 200)")
    case .textBehind: Message(ja: "JSONの終わりの後に余分な文字があります", en: "There is text behind the end of the JSON text")
    case .tooLong: Message(ja: "JSONファイルが大きすぎます（上限 256 MiB）", en: "The JSON file is too large (limit 256 MiB)")
    }
  }
}
