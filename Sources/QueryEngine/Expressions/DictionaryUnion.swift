internal import ColumnStore

/// Two dictionaries as one: the texts of the first keep their codes, those of the second get new ones.
struct DictionaryUnion {
  let dictionary: TextDictionary
  /// The code of each text of the second; nil where codes stay as they are.
  let codesOfSecond: [Int32]?

  init(_ a: TextDictionary, _ b: TextDictionary) {
    // The columns of one scale have a dictionary each, with the same levels.
    if b.count == 0 || a.hasSameTexts(as: b) {
      self.init(a, codesOfSecond: nil)
    } else if a.count == 0 {
      self.init(b, codesOfSecond: nil)
    } else {
      let (dictionary, codes) = a.union(b)
      self.init(dictionary, codesOfSecond: codes)
    }
  }

  private init(_ dictionary: TextDictionary, codesOfSecond: [Int32]?) {
    self.dictionary = dictionary
    self.codesOfSecond = codesOfSecond
  }

  /// Codes of the second dictionary in the common one. The code of a missing cell may be any.
  func translated(_ codes: [Int32], _ missing: MissingMask) -> [Int32] {
    guard let codesOfSecond else { return codes }
    if missing.isEmpty { return eachRow(codes.count) { codesOfSecond[Int(codes[$0])] } }
    return eachRow(codes.count) { missing[$0] ? 0 : codesOfSecond[Int(codes[$0])] }
  }
}
