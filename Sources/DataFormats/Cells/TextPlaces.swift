/// The distinct texts of a column in the order of their appearance, and the place of each.
///
/// Texts are folded, so that equal ones have equal bytes, and are compared as such. In a file whose cells need no folding
/// every new spelling is a new text, and no table is kept at all.
struct TextPlaces {
  private struct Key: Hashable {
    let text: String

    static func == (a: Key, b: Key) -> Bool { a.text.isSame(as: b.text) }

    func hash(into hasher: inout Hasher) {
      // SAFETY: the bytes are read only during the call.
      let isHashed: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { bytes in
        unsafe hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
      }
      if isHashed == nil { for byte in text.utf8 { hasher.combine(byte) } }
    }
  }

  private(set) var texts: [String] = []
  /// Nil until a text has to be looked up.
  private var places: [Key: Int32]?

  init() {}

  /// Begins with the levels of a scale, in legend order; few are looked through one by one.
  init(levels: [String]) {
    texts = levels
    if levels.count > Self.few { index() }
  }

  private static let few = 16

  /// The place of a text that is there; only where the levels of a scale were given.
  subscript(level: String) -> Int32? {
    if let places { return places[Key(text: level)] }
    return texts.firstIndex { $0.isSame(as: level) }.map(Int32.init(truncatingIfNeeded:))
  }

  /// The place of a text, which is added if it is new.
  ///
  /// - Parameter isNewSpelling: the text is as its cell has it, and no cell had that before: then it can be there already
  ///   only if another spelling was folded into it.
  mutating func place(of text: String, isNewSpelling: Bool = false) -> Int32 {
    let new = Int32(truncatingIfNeeded: texts.count)
    if places == nil {
      if isNewSpelling {
        texts.append(text)
        return new
      }
      index()
    }
    let key = Key(text: text)
    if let known = places?[key] { return known }
    texts.append(text)
    places?[key] = new
    return new
  }

  private mutating func index() {
    var places: [Key: Int32] = [:]
    places.reserveCapacity(texts.count)
    for (place, text) in texts.enumerated() where places[Key(text: text)] == nil {
      places[Key(text: text)] = Int32(truncatingIfNeeded: place)
    }
    self.places = places
  }
}
