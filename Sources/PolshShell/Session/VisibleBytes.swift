/// Results of other formats on their way to a terminal: control characters of the data become visible pictures.
enum VisibleBytes {
  /// UTF-8 bytes without control characters other than line feeds and tabs: ESC becomes ␛.
  static func made(_ bytes: [UInt8]) -> [UInt8] {
    if !bytes.indices.contains(where: { isControl(bytes, $0) }) { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 16)
    var index = 0
    while index < bytes.count {
      if !isControl(bytes, index) {
        result.append(bytes[index])
        index += 1
      } else if bytes[index] == 0xC2 {
        // U+0080–U+009F, which some terminals obey as they do ESC.
        result += [0xEF, 0xBF, 0xBD]
        index += 2
      } else {
        let picture: UInt8 = bytes[index] == 0x7F ? 0x21 : bytes[index]
        result += [0xE2, 0x90, 0x80 | picture]
        index += 1
      }
    }
    return result
  }

  private static func isControl(_ bytes: [UInt8], _ index: Int) -> Bool {
    switch bytes[index] {
    case 0x09, 0x0A: false
    case 0x00..<0x20, 0x7F: true
    case 0xC2: index + 1 < bytes.count && (0x80..<0xA0).contains(bytes[index + 1])
    default: false
    }
  }
}
