internal import Diagnostics
internal import PolicyModel

/// Cuts a word that was typed without blanks into words that are known: `進捗区分がB以上` → 進捗区分 が B 以上.
///
/// Of all ways the one with the fewest words is taken; a tie is reported. Where no way covers the whole word, the way
/// that leaves the fewest and shortest unknown parts is kept as a hint for the message.
struct Segmenter {
  /// What a known word may be, at the beginning of the run and behind it.
  var isKnown: (String, _ isFirst: Bool) -> Bool
  var numbers: NumberReader
  var longestWord: Int

  enum Outcome {
    case whole([Piece])
    /// Two ways with equally few words.
    case tie([Piece], [Piece])
    /// At least one part is unknown.
    case partial([Piece])
    case nothing
  }

  struct Piece: Hashable {
    enum Kind: Hashable {
      case word, unknown
      case number(NumberLiteral)
      case year(FiscalYear.Reading)
    }
    var kind: Kind
    var range: Range<Int>
    var text: String
  }

  private struct Cost: Comparable {
    var unknownParts = 0
    var unknownLength = 0
    var words = 0

    static func < (a: Cost, b: Cost) -> Bool {
      (a.unknownParts, a.unknownLength, a.words) < (b.unknownParts, b.unknownLength, b.words)
    }
  }

  private struct Best {
    var cost: Cost
    var pieces: [Piece]
    var rival: [Piece]?
  }

  func cut(_ scalars: [Unicode.Scalar]) -> Outcome {
    let count = scalars.count
    if count > 2000 { return .nothing }
    var best = [Best?](repeating: nil, count: count + 1)
    best[0] = Best(cost: Cost(), pieces: [], rival: nil)
    for start in 0..<count {
      guard let here = best[start] else { continue }
      for piece in pieces(scalars, at: start) {
        var cost = here.cost
        cost.words += 1
        keep(&best[piece.range.upperBound], cost, here.pieces + [piece], here.rival.map { $0 + [piece] })
      }
      // An unknown part, never two in a row.
      if here.pieces.last?.kind == .unknown { continue }
      if let last = here.pieces.last, !mayTouchUnknown(last) { continue }
      var length = 1
      while start + length <= count, length <= 40 {
        let end = start + length
        length += 1
        if isInsideLatin(scalars, start) || isInsideLatin(scalars, end) { continue }
        var cost = here.cost
        cost.unknownParts += 1
        cost.unknownLength += end - start
        cost.words += 1
        let piece = Piece(kind: .unknown, range: start..<end, text: text(scalars, start..<end))
        keep(&best[end], cost, here.pieces + [piece], nil)
      }
    }
    guard let result = best[count] else { return .nothing }
    if result.cost.unknownParts == 0 {
      if let rival = result.rival { return .tie(result.pieces, rival) }
      return .whole(result.pieces)
    }
    return result.pieces.count > 1 ? .partial(result.pieces) : .nothing
  }

  private func keep(_ slot: inout Best?, _ cost: Cost, _ pieces: [Piece], _ rival: [Piece]?) {
    if pieces.count >= 2, pieces[pieces.count - 2].kind == .unknown, let last = pieces.last, !mayTouchUnknown(last) {
      return
    }
    guard let old = slot, !(cost < old.cost) else {
      slot = Best(cost: cost, pieces: pieces, rival: rival)
      return
    }
    if old.cost < cost || cost.unknownParts > 0 { return }
    if old.rival == nil, old.pieces != pieces { slot?.rival = pieces }
  }

  /// A single kanji beside something unknown is more likely a part of it, and so is a single kana that is no particle.
  private func mayTouchUnknown(_ piece: Piece) -> Bool {
    guard piece.kind == .word, piece.range.count == 1, let scalar = piece.text.unicodeScalars.first else { return true }
    if (0x3041...0x309F).contains(scalar.value) { return Keyword.bySpelling[piece.text] != nil }
    return !(0x4E00...0x9FFF).contains(scalar.value)
  }

  private func pieces(_ scalars: [Unicode.Scalar], at start: Int) -> [Piece] {
    if isInsideLatin(scalars, start) { return [] }
    if (0x30...0x39).contains(scalars[start].value) {
      switch numbers.read(scalars, from: start) {
      case .number(let literal, let length):
        return [
          Piece(kind: .number(literal), range: start..<start + length, text: text(scalars, start..<start + length))
        ]
      case .year(let reading, let length):
        return [Piece(kind: .year(reading), range: start..<start + length, text: text(scalars, start..<start + length))]
      default: return []
      }
    }
    var found: [Piece] = []
    var longestYear: Piece?
    var word = ""
    var end = start
    while end < scalars.count, end - start < longestWord {
      word.unicodeScalars.append(scalars[end])
      end += 1
      if isInsideLatin(scalars, end) { continue }
      if isKnown(word, start == 0) {
        found.append(Piece(kind: .word, range: start..<end, text: word))
      } else if end - start >= 2, end - start <= 7, let reading = FiscalYear.read(word) {
        longestYear = Piece(kind: .year(reading), range: start..<end, text: word)
      }
    }
    if let longestYear { found.append(longestYear) }
    return found
  }

  /// Whether a cut there would part two Latin letters or digits of one word.
  private func isInsideLatin(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
    guard place > 0, place < scalars.count else { return false }
    func latin(_ scalar: Unicode.Scalar) -> Bool {
      scalar.isASCII && (scalar.properties.isAlphabetic || scalar == "_")
    }
    func digit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }
    let before = scalars[place - 1]
    let after = scalars[place]
    return (latin(before) && (latin(after) || digit(after))) || (digit(before) && (digit(after) || latin(after)))
  }

  private func text(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }
}
