internal import Diagnostics
internal import PolshText

/// Reads single keys of a descriptor; what is not of the expected shape is told with file, line and column.
struct DescriptorReader {
  /// The member as a text; nil when it is absent or null.
  static func string(_ object: JSONValue, _ key: String) throws(Diagnostic) -> String? {
    guard let value = object[key], !value.isNull else { return nil }
    guard let string = value.string else { throw wrongShape(value, key, .shapeText) }
    return string
  }

  static func bool(_ object: JSONValue, _ key: String) throws(Diagnostic) -> Bool? {
    guard let value = object[key], !value.isNull else { return nil }
    guard let flag = value.bool else { throw wrongShape(value, key, .shapeBool) }
    return flag
  }

  static func object(_ object: JSONValue, _ key: String) throws(Diagnostic) -> JSONValue? {
    guard let value = object[key], !value.isNull else { return nil }
    if !value.isObject { throw wrongShape(value, key, .shapeObject) }
    return value
  }

  static func array(_ object: JSONValue, _ key: String) throws(Diagnostic) -> [JSONValue]? {
    guard let value = object[key], !value.isNull else { return nil }
    guard let elements = value.elements else { throw wrongShape(value, key, .shapeList) }
    return elements
  }

  /// One text or a list of texts; empty when absent.
  static func strings(_ object: JSONValue, _ key: String) throws(Diagnostic) -> [String] {
    guard let value = object[key], !value.isNull else { return [] }
    if let one = value.string { return [one] }
    guard let elements = value.elements else { throw wrongShape(value, key, .shapeTexts) }
    var list: [String] = []
    for element in elements {
      guard let string = element.string else { throw wrongShape(element, key, .shapeTexts) }
      list.append(string)
    }
    return list
  }

  /// A text that has to be there and must not be empty.
  static func required(_ object: JSONValue, _ key: String, of what: Message) throws(Diagnostic) -> String {
    guard let string = try string(object, key), !string.isEmpty else {
      throw Diagnostic(nil, .absent(key, of: what), file: object.location)
    }
    return string
  }

  /// Refuses a key under `polsh` that is a slip for one of the known ones: `guard` would silently guard nothing.
  static func refuseSlips(_ object: JSONValue?, known: [String]) throws(Diagnostic) {
    guard let object else { return }
    for (key, value) in object.members where !known.contains(key) {
      let near = NearNames.nearest(to: key, among: known)
      if near.isEmpty { continue }
      throw Diagnostic(nil, .slip(key, near), file: value.location)
    }
  }

  static func wrongShape(_ value: JSONValue, _ key: String, _ shape: Message) -> Diagnostic {
    Diagnostic(nil, .wrongShape(key, shape), file: value.location)
  }
}

extension Message {
  fileprivate static let shapeText = Message(ja: "文字列", en: "a text")
  fileprivate static let shapeBool = Message(ja: "true か false", en: "true or false")
  fileprivate static let shapeObject = Message(ja: "{…}", en: "an object {…}")
  fileprivate static let shapeList = Message(ja: "[…]", en: "a list […]")
  fileprivate static let shapeTexts = Message(ja: "文字列の並び […]", en: "a list of texts […]")

  fileprivate static func wrongShape(_ key: String, _ shape: Message) -> Message {
    Message(ja: "「\(key)」は\(shape.ja)でなければなりません", en: "\"\(key)\" must be \(shape.en)")
  }
  fileprivate static func absent(_ key: String, of what: Message) -> Message {
    Message(ja: "\(what.ja)に「\(key)」がありません", en: "\(what.en) has no \"\(key)\"")
  }
  fileprivate static func slip(_ key: String, _ near: [String]) -> Message {
    Message(
      ja: "polsh に「\(key)」というキーはありません。近いキー: \(near.joined(separator: "、"))",
      en: "There is no key \"\(key)\" under polsh; close: \(near.joined(separator: ", "))")
  }
}
