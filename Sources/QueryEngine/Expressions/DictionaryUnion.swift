internal import ColumnStore

/// Two dictionaries as one: the texts of the first keep their codes, those of the second get new ones.
struct DictionaryUnion {
  let dictionary: TextDictionary
  /// The code of each text of the second; nil where codes stay as they are.
  let codesOfSecond: [Int32]?

  init(_ a: TextDictionary, _ b: TextDictionary) {
    // The columns of one scale have a dictionary each, with the same levels.
    if a === b || b.count == 0 || (a.count == b.count && a.texts == b.texts) {
      self.init(a, codesOfSecond: nil)
    } else if a.count == 0 {
      self.init(b, codesOfSecond: nil)
    } else {
      self.init(joining: a, b)
    }
  }

  private init(joining a: TextDictionary, _ b: TextDictionary) {
    var texts = a.texts
    var codes: [Int32] = []
    codes.reserveCapacity(b.count)
    if b.count <= 4 {
      for text in b.texts {
        if let known = a.code(of: text) {
          codes.append(known)
        } else {
          codes.append(Int32(texts.count))
          texts.append(text)
        }
      }
    } else {
      var index: [String: Int32] = [:]
      index.reserveCapacity(a.count + b.count)
      for (code, text) in texts.enumerated() where index[text] == nil { index[text] = Int32(code) }
      for text in b.texts {
        if let known = index[text] {
          codes.append(known)
        } else {
          index[text] = Int32(texts.count)
          codes.append(Int32(texts.count))
          texts.append(text)
        }
      }
    }
    self.init(texts.count == a.count ? a : TextDictionary(texts), codesOfSecond: codes)
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
