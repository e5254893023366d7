internal import Diagnostics

/// One value of a JSON text, looked at through the text.
struct JSONValue {
  let text: JSONText
  let index: Int

  private var node: JSONText.Node { text.nodes[index] }

  var kind: JSONText.Kind { node.kind }
  var isNull: Bool { node.kind == .null }
  var isObject: Bool { node.kind == .object }

  /// The string, if it is one.
  var string: String? { node.kind == .string ? text.string(node) : nil }

  var bool: Bool? {
    switch node.kind {
    case .true: true
    case .false: false
    default: nil
    }
  }

  /// The digits of a number as written, a string's text, true or false: what a level of a scale may be given as.
  var word: String? {
    switch node.kind {
    case .string: text.string(node)
    case .number, .true, .false: String(decoding: text.bytes[Int(node.start)..<Int(node.end)], as: UTF8.self)
    default: nil
    }
  }

  /// The elements of an array; nil for anything else.
  var elements: [JSONValue]? {
    if node.kind != .array { return nil }
    var list: [JSONValue] = []
    list.reserveCapacity(Int(node.count))
    var next = index + 1
    while next < Int(node.next) {
      list.append(JSONValue(text: text, index: next))
      next = Int(text.nodes[next].next)
    }
    return list
  }

  /// The members of an object in the order written; empty for anything else.
  var members: [(key: String, value: JSONValue)] {
    if node.kind != .object { return [] }
    var list: [(String, JSONValue)] = []
    list.reserveCapacity(Int(node.count))
    var key = index + 1
    while key < Int(node.next) {
      list.append((text.string(text.nodes[key]), JSONValue(text: text, index: key + 1)))
      key = Int(text.nodes[key + 1].next)
    }
    return list
  }

  /// The member of that name; nil when there is none or this is no object.
  subscript(name: String) -> JSONValue? {
    if node.kind != .object { return nil }
    let length = name.utf8.count
    var key = index + 1
    while key < Int(node.next) {
      let found = text.nodes[key]
      let isIt =
        found.hasEscapes
        ? text.string(found) == name
        : Int(found.end - found.start) == length && text.isWritten(found, as: name)
      if isIt { return JSONValue(text: text, index: key + 1) }
      key = Int(text.nodes[key + 1].next)
    }
    return nil
  }

  /// How many bytes the value is written with.
  var length: Int { Int(node.end - node.start) }

  /// Whether both are written with the same bytes.
  func hasSameText(as other: JSONValue) -> Bool {
    length == other.length && text.isWritten(node, as: other.node, of: other.text)
  }

  /// Where the value begins: file, line and column.
  var location: FileLocation {
    let start = node.kind == .string ? Int(node.start) - 1 : Int(node.start)
    let place = TextPlace(of: start, in: text.bytes)
    return FileLocation(path: text.path, line: place.line, column: place.column)
  }
}
