internal import PolicyModel

/// Which cells of a column have no value, and why.
enum MissingMarks {
  /// A data package lists its marks; the texts are folded.
  case listed([(word: String, reason: MissingReason)])
  /// A person's own file: the marks that offices use.
  case office

  /// The reason that a folded cell states; nil when it holds a value.
  func reason(_ cell: String) -> MissingReason? {
    if cell.isEmpty { return .blank }
    switch self {
    case .listed(let words): return words.first { $0.word.isSame(as: cell) }?.reason
    case .office: return Self.officeReason(cell)
    }
  }

  /// Whether the bytes of a folded cell can be a mark at all; most cannot, and that is quickly seen.
  func mayBeMark(_ bytes: Span<UInt8>) -> Bool {
    if bytes.isEmpty { return true }
    switch self {
    case .listed(let words): return words.contains { $0.word.utf8.count == bytes.count }
    case .office:
      // No mark is longer than 評価対象外, and those in ASCII are - and /.
      if bytes.count > 15 { return false }
      return bytes[0] >= 0x80 || bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: "/")
    }
  }

  private static func officeReason(_ cell: String) -> MissingReason? {
    // No mark is longer than 評価対象外.
    if cell.utf8.count > 15 { return nil }
    switch cell {
    case "データなし": return .blank
    case "評価対象外": return .notApplicable
    default:
      let isShort = cell.utf8.count <= 9 && cell.unicodeScalars.count <= 3
      if isShort, cell.unicodeScalars.allSatisfy(isDash) { return .notApplicable }
      return MissingReason.read(cell)
    }
  }

  /// The dashes and strokes that stand for "nothing here": ― - － ／ and those that are typed instead of them.
  private static func isDash(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2D, 0x2F, 0x2010...0x2015, 0x2212, 0x2500, 0x2501, 0x30FC: true
    default: false
    }
  }
}
