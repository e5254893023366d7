import Oracle

/// Changes a text as a slip of the hand, a bad paste or a broken file would.
struct Mutation {
  var random: SeededRandom
  let corpus: Corpus

  mutating func text() -> String {
    var text = random.pick(corpus.texts)
    if random.chance(10) { return text }
    for _ in 0..<random.pick([1, 1, 1, 2, 3, 6]) { text = changed(text) }
    // Beyond this the answer takes time, and says nothing new.
    return text.utf8.count > 6000 ? String(text.prefix(1500)) : text
  }

  private mutating func changed(_ text: String) -> String {
    switch random.int(0...13) {
    case 0:
      return bytes(text) { bytes, random in
        if bytes.isEmpty { return }
        let place = random.int(0...bytes.count - 1)
        bytes[place] ^= UInt8(1 << random.int(0...7))
      }
    case 1:
      return bytes(text) { bytes, random in
        let place = random.int(0...bytes.count)
        bytes.insert(UInt8(random.int(0...255)), at: place)
      }
    case 2:
      return scalars(text) { scalars, random in
        if scalars.isEmpty { return }
        let start = random.int(0...scalars.count - 1)
        scalars.removeSubrange(start..<min(scalars.count, start + random.pick([1, 1, 1, 2, 5, 20])))
      }
    case 3, 4: return inserted(text, random.pick(corpus.words))
    case 5: return inserted(text, random.pick(Corpus.oddities))
    case 6:
      return words(text) { words, random in
        if words.count > 1 { words.swapAt(random.int(0...words.count - 1), random.int(0...words.count - 1)) }
      }
    case 7:
      return words(text) { words, random in
        if !words.isEmpty { words.remove(at: random.int(0...words.count - 1)) }
      }
    case 8:
      let other = random.pick(corpus.words)
      return words(text) { words, random in
        if !words.isEmpty { words[random.int(0...words.count - 1)] = other[...] }
      }
    case 9:
      // The beginning of one and the end of another.
      let other = Array(random.pick(corpus.texts).unicodeScalars)
      let own = Array(text.unicodeScalars)
      return string(own.prefix(random.int(0...own.count)) + other.suffix(random.int(0...other.count)))
    case 10:
      let percent = random.pick([10, 50, 100])
      return scalars(text) { scalars, random in
        scalars = scalars.map { $0.value > 0x20 && $0.value < 0x7F && random.chance(percent) ? Self.wide($0) : $0 }
      }
    case 11: return string(Array(text.unicodeScalars).filter { $0 != " " || random.chance(50) })
    case 12:
      let scalars = Array(text.unicodeScalars)
      return string(scalars.prefix(random.int(0...scalars.count)))
    default:
      return scalars(text) { scalars, random in
        if scalars.isEmpty { return }
        let start = random.int(0...scalars.count - 1)
        let piece = scalars[start..<min(scalars.count, start + random.int(1...12))]
        for _ in 0..<random.pick([1, 1, 2, 30, 300]) { scalars.insert(contentsOf: piece, at: start) }
      }
    }
  }

  private static func wide(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar
  }

  private func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private mutating func bytes(_ text: String, _ change: (inout [UInt8], inout SeededRandom) -> Void) -> String {
    var bytes = Array(text.utf8)
    change(&bytes, &random)
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func scalars(_ text: String, _ change: (inout [Unicode.Scalar], inout SeededRandom) -> Void)
    -> String
  {
    var scalars = Array(text.unicodeScalars)
    change(&scalars, &random)
    return string(scalars)
  }

  private mutating func words(_ text: String, _ change: (inout [Substring], inout SeededRandom) -> Void) -> String {
    var words = text.split(separator: " ", omittingEmptySubsequences: false)
    change(&words, &random)
    return words.joined(separator: " ")
  }

  private mutating func inserted(_ text: String, _ piece: String) -> String {
    var scalars = Array(text.unicodeScalars)
    let blank = random.chance(60) ? " " : ""
    scalars.insert(contentsOf: (blank + piece + blank).unicodeScalars, at: random.int(0...scalars.count))
    return string(scalars)
  }
}
