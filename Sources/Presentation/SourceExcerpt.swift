internal import Diagnostics
internal import PolshText

/// The line of a source text that holds a span's start, ready to be shown, and where under it the carets stand.
struct SourceExcerpt: Equatable {
  /// 1-based.
  var line: Int
  var isOneOfMany: Bool
  var text: String
  /// Display columns before the first caret, and the number of carets, at least one.
  var caretColumn: Int
  var caretCount: Int

  /// Shows at most `width` display columns: a longer line is cut to a window around the span, with `…`.
  init(_ source: String, span: Span, width: Int) {
    let bytes = Array(source.utf8)
    let place = Place(bytes, span)
    line = place.line
    isOneOfMany = place.isOneOfMany
    // Enough for the window whatever the characters; a line of ten megabytes is not looked at as a whole.
    let room = max(8, width)
    let first = Self.boundary(bytes, max(place.lineStart, place.start - 4 * room), in: place.lineStart...place.lineEnd)
    let last = Self.boundary(bytes, min(place.lineEnd, place.start + 8 * room), in: place.lineStart...place.lineEnd)
    var marks: [Mark] = []
    var before = 0
    var carets = 0
    var total = 0
    var offset = first
    for scalar in String(decoding: bytes[first..<last], as: UTF8.self).unicodeScalars {
      let mark = Mark(scalar)
      if offset < place.start { before += mark.width } else if offset < place.end { carets += mark.width }
      total += mark.width
      offset += UTF8.width(scalar)
      marks.append(mark)
    }
    text = ""
    caretColumn = before
    caretCount = max(1, carets)
    let isOpen = (left: first > place.lineStart, right: last < place.lineEnd)
    if !isOpen.left, !isOpen.right, total <= room {
      text = marks.map(\.text).joined()
    } else {
      cut(marks, total: total, isOpen: isOpen, room: room)
    }
  }

  /// Draws the part of the line around the carets that fits; the line goes on beyond the marks at the open ends.
  private mutating func cut(_ marks: [Mark], total: Int, isOpen: (left: Bool, right: Bool), room: Int) {
    var skip = 0
    if isOpen.left || caretColumn + caretCount > room - 1 {
      // A third of the window before the span, less where the span itself needs the room.
      skip = max(0, caretColumn - min(room / 3, max(4, room - caretCount - 2)))
      if !isOpen.right { skip = max(0, min(skip, total - room + 1)) }
    }
    var column = 0
    var index = 0
    while index < marks.count, column < skip {
      column += marks[index].width
      index += 1
    }
    let skipped = column
    var used = 0
    if isOpen.left || index > 0 {
      text = "…"
      used = 1
    }
    caretColumn = max(0, caretColumn - skipped) + used
    while index < marks.count {
      let fits = !isOpen.right && used + total - column <= room
      if !fits, used + marks[index].width > room - 1 {
        text += "…"
        used += 1
        break
      }
      text += marks[index].text
      used += marks[index].width
      column += marks[index].width
      index += 1
    }
    caretCount = max(1, min(caretCount, used - caretColumn))
  }

  /// The nearest beginning of a character at or before the byte.
  private static func boundary(_ bytes: [UInt8], _ place: Int, in range: ClosedRange<Int>) -> Int {
    var place = min(max(place, range.lowerBound), range.upperBound)
    while place > range.lowerBound, place < bytes.count, bytes[place] & 0xC0 == 0x80 { place -= 1 }
    return place
  }

  /// One character as it is shown: nothing invisible, nothing that the terminal would obey.
  private struct Mark {
    let text: String
    let width: Int

    init(_ scalar: Unicode.Scalar) {
      switch scalar.value {
      case 0x200B: text = "␣"
      case 0x0D: text = "␍"
      default: text = SafeText.oneLine(String(scalar))
      }
      width = DisplayWidth.of(text)
    }
  }

  /// The line and the part of the span that lies in it, in bytes.
  private struct Place {
    var line = 1
    var isOneOfMany: Bool
    var lineStart = 0
    var lineEnd: Int
    var start: Int
    var end: Int

    init(_ bytes: [UInt8], _ span: Span) {
      let newline = UInt8(ascii: "\n")
      start = min(max(span.start, 0), bytes.count)
      // At the end of a text that ends with a line break, the line that ends there is meant.
      if start == bytes.count, start > 0, bytes[start - 1] == newline { start -= 1 }
      for index in 0..<start where bytes[index] == newline {
        line += 1
        lineStart = index + 1
      }
      lineEnd = start
      while lineEnd < bytes.count, bytes[lineEnd] != newline { lineEnd += 1 }
      isOneOfMany = line > 1 || lineEnd + 1 < bytes.count
      if lineEnd > lineStart, bytes[lineEnd - 1] == UInt8(ascii: "\r") { lineEnd -= 1 }
      let range = lineStart...lineEnd
      start = SourceExcerpt.boundary(bytes, start, in: range)
      end = min(max(span.end, start), lineEnd)
      while end < lineEnd, bytes[end] & 0xC0 == 0x80 { end += 1 }
    }
  }
}
