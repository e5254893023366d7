import Oracle
import QuerySyntax

/// Signs in the other width: what a Japanese keyboard gives in the middle of a line.
enum SignWidth {
  static func mixed(_ text: String, _ random: inout SeededRandom) -> String {
    var result = String.UnicodeScalarView()
    for (scalar, isQuoted) in QuotedText.marked(text) {
      if !isQuoted, let other = others[scalar], random.chance(50) {
        result.append(random.pick(other))
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static let others: [Unicode.Scalar: [Unicode.Scalar]] = {
    var others: [Unicode.Scalar: [Unicode.Scalar]] = [
      ",": ["，", "、"], "|": ["｜", "￨", "│"], " ": ["\u{3000}"], "-": ["−", "－"], "、": [","], "｜": ["|"], "（": ["("],
      "）": [")"], "：": [":"], "＝": ["="], "＄": ["$"], "−": ["-"], "＋": ["+"],
    ]
    for sign in ["(", ")", "[", "]", ":", "=", "<", ">", "+", "*", "/", "$", "?", "%"] as [Unicode.Scalar] {
      others[sign] = Unicode.Scalar(sign.value + 0xFEE0).map { [$0] }
    }
    return others
  }()
}

/// Text without some of the blanks between its words.
enum Blanks {
  /// A blank stays between two words of Latin letters or digits, behind `$合計額`, and between 2千 and its unit: each
  /// would be another word, the last an equal amount in another unit.
  static func dropped(_ text: String, _ random: inout SeededRandom) -> String {
    let marked = QuotedText.marked(text)
    let percent = random.pick([100, 100, 50])
    var result = String.UnicodeScalarView()
    for (place, (scalar, isQuoted)) in marked.enumerated() {
      if scalar == " ", !isQuoted, place > 0, place + 1 < marked.count, random.chance(percent),
        !(isLatin(marked[place - 1].scalar) && isLatin(marked[place + 1].scalar)), !endsVariable(marked[..<place]),
        !(marked[place - 1].isQuoted && "千万億".unicodeScalars.contains(marked[place - 1].scalar))
      {
        continue
      }
      result.append(scalar)
    }
    return String(result)
  }

  private static func endsVariable(_ text: ArraySlice<(scalar: Unicode.Scalar, isQuoted: Bool)>) -> Bool {
    let signs: Set<Unicode.Scalar> = [" ", "|", "(", ")", ",", "+", "-", "*", "/", "="]
    return text.last { signs.union(["$"]).contains($0.scalar) }?.scalar == "$"
  }

  private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_" || scalar == ".")
  }
}

/// A text with one character more, less or changed.
enum OneCharacter {
  static func changed(_ text: String, _ random: inout SeededRandom) -> String {
    var scalars = Array(text.unicodeScalars)
    let place = random.int(0...max(0, scalars.count - 1))
    let some: [Unicode.Scalar] = [
      "(", ")", "|", "'", "「", "」", "a", "１", "ー", "が", ",", "=", "-", "#", "`", "】", "\n", "ﾞ", "\u{0}", "!",
    ]
    switch random.int(0...2) {
    case 0: if !scalars.isEmpty { scalars.remove(at: place) }
    case 1: scalars.insert(random.pick(some), at: min(place, scalars.count))
    default: if !scalars.isEmpty { scalars[place] = random.pick(some) }
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}

/// Which characters of a text stand in quotes, in quoted names or in a number, whose comma is no sign by itself.
enum QuotedText {
  static func marked(_ text: String) -> [(scalar: Unicode.Scalar, isQuoted: Bool)] {
    var spans: [Range<Int>] = []
    for token in Lexer.tokens(of: text, units: ["自治会"], inScript: true) {
      switch token.kind {
      case .string, .quotedName, .number, .year: spans.append(token.span.start..<token.span.end)
      default: continue
      }
    }
    var offset = 0
    return text.unicodeScalars.map { scalar in
      defer { offset += UTF8.width(scalar) }
      return (scalar, spans.contains { $0.contains(offset) })
    }
  }
}
