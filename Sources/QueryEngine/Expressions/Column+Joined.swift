internal import ColumnStore
internal import Diagnostics
internal import PolicyModel

extension Column {
  /// The cells of several columns of one type, one column behind the other.
  static func joined(_ columns: [Column]) throws(Diagnostic) -> Column {
    guard var result = columns.first else { throw .fault("joined") }
    for next in columns.dropFirst() { result = try result.joined(next) }
    return result
  }

  private func joined(_ other: Column) throws(Diagnostic) -> Column {
    let joinedMissing: MissingMask
    if missing.isEmpty, other.missing.isEmpty {
      joinedMissing = MissingMask()
    } else {
      joinedMissing = MissingMask(reasons + other.reasons)
    }
    switch (storage, other.storage) {
    case (.numbers(.narrow(let a, let scale)), .numbers(.narrow(let b, let otherScale))) where scale == otherScale:
      return Column(.numbers(.narrow(a + b, scale: scale)), missing: joinedMissing)
    case (.numbers(let a), .numbers(let b)):
      var packer = DecimalPacker(capacity: a.count + b.count)
      for row in 0..<a.count { packer.append(missing[row] ? .zero : a[row]) }
      for row in 0..<b.count { packer.append(other.missing[row] ? .zero : b[row]) }
      do throws(DecimalOverflow) {
        return try packer.packed(missing: joinedMissing).vector().column(a.count + b.count)
      } catch {
        throw .overflow
      }
    case (.years(let a), .years(let b)): return Column(.years(a + b), missing: joinedMissing)
    case (.bools(let a), .bools(let b)): return Column(.bools(a + b), missing: joinedMissing)
    case (.codes(let a, let dictionary), .codes(let b, let otherDictionary)):
      let union = DictionaryUnion(dictionary, otherDictionary)
      return Column(.codes(a + union.translated(b, other.missing), union.dictionary), missing: joinedMissing)
    case (.lists(let a, let elements, let dictionary), .lists(let b, let otherElements, let otherDictionary)):
      let union = DictionaryUnion(dictionary, otherDictionary)
      let shift = Int32(clamping: elements.count)
      return Column(
        .lists(
          offsets: a + b.dropFirst().map { $0 + shift },
          elements: elements + union.translated(otherElements, MissingMask()), union.dictionary),
        missing: joinedMissing)
    default: throw .fault("joined")
    }
  }

  /// One reason a cell, also where none is missing.
  private var reasons: [UInt8] { missing.isEmpty ? [UInt8](repeating: 0, count: count) : missing.reasons }
}
