internal import ColumnStore
internal import Diagnostics
internal import PolicyModel

extension Column {
  /// The cells of several columns, one after the other, as a column of the given type.
  ///
  /// Texts and levels come together by their words: a level column gets the levels of its scale, a text column the words
  /// of what was a level in one of the parts.
  static func concatenated(_ parts: [Column], _ type: ColumnType) throws(Diagnostic) -> Column {
    if parts.count == 1, let only = parts.first { return only }
    let missing = MissingMask.concatenated(parts)
    switch type {
    case .number: return Column(.numbers(try numbers(parts)), missing: missing)
    case .year:
      var years: [Int16] = []
      for part in parts {
        guard case .years(let values) = part.storage else { throw .fault("union") }
        years += values
      }
      return Column(.years(years), missing: missing)
    case .bool:
      var flags: [Bool] = []
      for part in parts {
        guard case .bools(let values) = part.storage else { throw .fault("union") }
        flags += values
      }
      return Column(.bools(flags), missing: missing)
    case .text, .level:
      var words = Words(type)
      var codes: [Int32] = []
      for part in parts {
        guard case .codes(let values, let dictionary) = part.storage else { throw .fault("union") }
        codes += words.add(dictionary).translated(values, part.missing)
      }
      return Column(.codes(codes, words.dictionary), missing: missing)
    case .list:
      var words = Words(type)
      var offsets: [Int32] = [0]
      var elements: [Int32] = []
      for part in parts {
        guard case .lists(let starts, let values, let dictionary) = part.storage else { throw .fault("union") }
        let before = Int32(clamping: elements.count)
        if elements.count + values.count > Int(Int32.max) { throw .tooManyRows(elements.count + values.count) }
        elements += words.add(dictionary).translated(values, MissingMask())
        offsets += starts.dropFirst().map { $0 + before }
      }
      return Column(.lists(offsets: offsets, elements: elements, words.dictionary), missing: missing)
    }
  }

  private static func numbers(_ parts: [Column]) throws(Diagnostic) -> NumberVector {
    var vectors: [NumberVector] = []
    for part in parts {
      guard case .numbers(let vector) = part.storage else { throw .fault("union") }
      vectors.append(vector)
    }
    let scale = vectors.map(\.scale).max() ?? 0
    var narrow: [Int64] = []
    for vector in vectors {
      guard case .narrow(let values, scale) = vector else { return try wideNumbers(vectors, parts, scale) }
      narrow += values
    }
    return .narrow(narrow, scale: scale)
  }

  /// Numbers of several scales: 64 bits again where all of them fit.
  private static func wideNumbers(
    _ vectors: [NumberVector], _ parts: [Column], _ scale: Int
  ) throws(Diagnostic) -> NumberVector {
    var wide: [Int128] = []
    var fits = true
    for (vector, part) in zip(vectors, parts) {
      let factor = ExactDecimal.power(scale - vector.scale)
      for row in 0..<vector.count {
        if part.missing[row] {
          wide.append(0)
          continue
        }
        let (value, overflow) = vector.mantissa(row).multipliedReportingOverflow(by: factor)
        if overflow { throw .overflow }
        if value > Int128(Int64.max) || value < Int128(Int64.min) { fits = false }
        wide.append(value)
      }
    }
    return fits ? .narrow(wide.map { Int64(truncatingIfNeeded: $0) }, scale: scale) : .wide(wide, scale: scale)
  }
}

/// The dictionary of a column put together from several: the levels of its scale first, where it has one.
private struct Words {
  private(set) var dictionary: TextDictionary

  init(_ type: ColumnType) { dictionary = TextDictionary(type.scale?.levels ?? []) }

  mutating func add(_ other: TextDictionary) -> DictionaryUnion {
    let union = DictionaryUnion(dictionary, other)
    dictionary = union.dictionary
    return union
  }
}

extension MissingMask {
  fileprivate static func concatenated(_ parts: [Column]) -> MissingMask {
    if parts.allSatisfy(\.missing.isEmpty) { return MissingMask() }
    var reasons: [UInt8] = []
    for part in parts {
      reasons += part.missing.isEmpty ? [UInt8](repeating: 0, count: part.count) : part.missing.reasons
    }
    return MissingMask(reasons)
  }
}
