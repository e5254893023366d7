internal import ColumnStore
internal import Diagnostics
internal import PolicyModel

/// What json and jsonl have in common: an object a row, keys without units, numbers with all their digits.
enum JSONForm {
  static let cells = ExportColumn.Form(
    text: { string($0) },
    list: { list in
      var bytes: [UInt8] = [UInt8(ascii: "[")]
      for (index, text) in list.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes += string(text)
      }
      bytes.append(UInt8(ascii: "]"))
      return bytes
    }, missing: Array("null".utf8))

  /// What stands before each cell: `{"年度":`, `,"金額":`
  static func leads(_ table: Table, _ language: Language) -> [[UInt8]] {
    table.fields.enumerated().map { index, field in
      [index == 0 ? UInt8(ascii: "{") : UInt8(ascii: ",")] + string(field.name[language]) + [UInt8(ascii: ":")]
    }
  }

  /// A text in quotes. Control characters are escaped, also those of which JSON would not ask it: results go to terminals.
  static func string(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = [UInt8(ascii: "\"")]
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22, 0x5C: bytes += [UInt8(ascii: "\\"), UInt8(truncatingIfNeeded: scalar.value)]
      case 0x0A: bytes += "\\n".utf8
      case 0x0D: bytes += "\\r".utf8
      case 0x09: bytes += "\\t".utf8
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069:
        let digits = String(scalar.value, radix: 16)
        bytes += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
      default: bytes += String(scalar).utf8
      }
    }
    bytes.append(UInt8(ascii: "\""))
    return bytes
  }
}
