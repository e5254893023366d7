internal import Diagnostics

/// Walks once over the bytes of a JSON text and notes where its values stand.
struct JSONParser {
  let bytes: [UInt8]
  private(set) var nodes: [JSONText.Node] = []
  private var position = 0

  static let depthLimit = 200
  static let sizeLimit = 256 << 20

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func parseDocument() throws(JSONFault) {
    if bytes.count > Self.sizeLimit { throw JSONFault(kind: .tooLong, offset: 0) }
    nodes.reserveCapacity(bytes.count / 12)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    skipBlanks()
    if position == bytes.count { throw JSONFault(kind: .empty, offset: 0) }
    try parseValue(depth: 0)
    skipBlanks()
    if position < bytes.count { throw JSONFault(kind: .textBehind, offset: position) }
  }

  private mutating func skipBlanks() { position = endOfBlanks(from: position) }

  // These two see every byte of the text, so they keep the place to themselves while they run.

  private func endOfBlanks(from start: Int) -> Int {
    let bytes = bytes.span
    var at = start
    while at < bytes.count {
      switch bytes[at] {
      case 0x20, 0x0A, 0x0D, 0x09: at &+= 1
      default: return at
      }
    }
    return at
  }

  /// Where the first byte stands that means something in a string: a quote, a backslash, perhaps a control character.
  private func endOfPlainText(from start: Int) -> Int {
    let bytes = bytes.span
    var at = start
    while at < bytes.count, bytes[at] > UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\") { at &+= 1 }
    return at
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func parseValue(depth: Int) throws(JSONFault) {
    if depth > Self.depthLimit { throw JSONFault(kind: .tooDeep, offset: position) }
    guard let byte = current else { throw JSONFault(kind: .notClosed, offset: position) }
    switch byte {
    case UInt8(ascii: "{"): try parseObject(depth: depth)
    case UInt8(ascii: "["): try parseArray(depth: depth)
    case UInt8(ascii: "\""): try parseString()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try parseNumber()
    case UInt8(ascii: "t"): try parseWord("true", .true)
    case UInt8(ascii: "f"): try parseWord("false", .false)
    case UInt8(ascii: "n"): try parseWord("null", .null)
    default: throw expected(ja: "値", en: "a value")
    }
  }

  private mutating func parseObject(depth: Int) throws(JSONFault) {
    let index = open(.object)
    var count = 0
    skipBlanks()
    if current == UInt8(ascii: "}") { return close(index, count: 0) }
    while true {
      skipBlanks()
      guard let quote = current else { throw JSONFault(kind: .notClosed, offset: position) }
      if quote != UInt8(ascii: "\"") { throw expected(ja: "「\"」で囲んだキー", en: "a key in quotation marks") }
      count += 1
      try parseString()
      skipBlanks()
      try take(UInt8(ascii: ":"), ja: "「:」", en: "\":\"")
      skipBlanks()
      try parseValue(depth: depth + 1)
      skipBlanks()
      if current == UInt8(ascii: "}") { break }
      try take(UInt8(ascii: ","), ja: "「,」か「}」", en: "\",\" or \"}\"")
    }
    try refuseDuplicates(from: index + 1, count: count)
    close(index, count: count)
  }

  private mutating func parseArray(depth: Int) throws(JSONFault) {
    let index = open(.array)
    var count = 0
    skipBlanks()
    if current == UInt8(ascii: "]") { return close(index, count: 0) }
    while true {
      skipBlanks()
      try parseValue(depth: depth + 1)
      count += 1
      skipBlanks()
      if current == UInt8(ascii: "]") { break }
      try take(UInt8(ascii: ","), ja: "「,」か「]」", en: "\",\" or \"]\"")
    }
    close(index, count: count)
  }

  private mutating func parseString() throws(JSONFault) {
    let opening = position
    position += 1
    var node = JSONText.Node(kind: .string, start: Int32(position))
    while true {
      position = endOfPlainText(from: position)
      guard let byte = current else { throw JSONFault(kind: .notClosed, offset: opening) }
      switch byte {
      case UInt8(ascii: "\""):
        node.end = Int32(position)
        node.next = Int32(nodes.count + 1)
        nodes.append(node)
        position += 1
        return
      case UInt8(ascii: "\\"):
        node.hasEscapes = true
        guard let length = Self.escapeLength(bytes[position...]) else {
          throw JSONFault(kind: .badEscape, offset: position)
        }
        position += length
      case ..<0x20: throw JSONFault(kind: .badString, offset: position)
      default: position += 1
      }
    }
  }

  private mutating func parseNumber() throws(JSONFault) {
    let start = position
    if current == UInt8(ascii: "-") { position += 1 }
    let whole = takeDigits()
    if whole == 0 || (whole > 1 && bytes[position - whole] == UInt8(ascii: "0")) {
      throw JSONFault(kind: .badNumber, offset: start)
    }
    if current == UInt8(ascii: ".") {
      position += 1
      if takeDigits() == 0 { throw JSONFault(kind: .badNumber, offset: start) }
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      if takeDigits() == 0 { throw JSONFault(kind: .badNumber, offset: start) }
    }
    append(.number, from: start)
  }

  private mutating func takeDigits() -> Int {
    let start = position
    while let byte = current, byte >= 0x30, byte <= 0x39 { position += 1 }
    return position - start
  }

  private mutating func parseWord(_ word: StaticString, _ kind: JSONText.Kind) throws(JSONFault) {
    let start = position
    for byte in word.description.utf8 {
      if current != byte {
        position = start
        throw expected(ja: "値", en: "a value")
      }
      position += 1
    }
    append(kind, from: start)
  }

  private mutating func append(_ kind: JSONText.Kind, from start: Int) {
    nodes.append(
      JSONText.Node(kind: kind, start: Int32(start), end: Int32(position), next: Int32(nodes.count + 1)))
  }

  private mutating func open(_ kind: JSONText.Kind) -> Int {
    nodes.append(JSONText.Node(kind: kind, start: Int32(position)))
    position += 1
    return nodes.count - 1
  }

  private mutating func close(_ index: Int, count: Int) {
    position += 1
    nodes[index].end = Int32(position)
    nodes[index].next = Int32(nodes.count)
    nodes[index].count = Int32(count)
  }

  private mutating func take(_ byte: UInt8, ja: String, en: String) throws(JSONFault) {
    guard let found = current else { throw JSONFault(kind: .notClosed, offset: position) }
    if found != byte { throw expected(ja: ja, en: en) }
    position += 1
  }

  private func expected(ja: String, en: String) -> JSONFault {
    JSONFault(kind: .expected(Message(ja: ja, en: en)), offset: position)
  }

  /// Few keys are compared with each other; many go through a set.
  ///
  /// - Parameters:
  ///   - first: the node of the first key; behind each key stands its value.
  private func refuseDuplicates(from first: Int, count: Int) throws(JSONFault) {
    var later = first
    if count <= 12 {
      for _ in 0..<count {
        var earlier = first
        while earlier < later {
          if isSameKey(nodes[earlier], nodes[later]) { throw duplicate(later) }
          earlier = Int(nodes[earlier + 1].next)
        }
        later = Int(nodes[later + 1].next)
      }
      return
    }
    var seen: Set<String> = []
    for _ in 0..<count {
      if !seen.insert(text(of: nodes[later])).inserted { throw duplicate(later) }
      later = Int(nodes[later + 1].next)
    }
  }

  private func isSameKey(_ a: JSONText.Node, _ b: JSONText.Node) -> Bool {
    if a.hasEscapes || b.hasEscapes { return text(of: a) == text(of: b) }
    let bytes = bytes.span
    return bytes.extracting(Int(a.start)..<Int(a.end)).isSame(as: bytes.extracting(Int(b.start)..<Int(b.end)))
  }

  private func text(of key: JSONText.Node) -> String {
    let range = Int(key.start)..<Int(key.end)
    return key.hasEscapes ? Self.unescaped(bytes[range]) : String(decoding: bytes[range], as: UTF8.self)
  }

  private func duplicate(_ key: Int) -> JSONFault {
    JSONFault(kind: .duplicateKey(text(of: nodes[key])), offset: Int(nodes[key].start) - 1)
  }
}
