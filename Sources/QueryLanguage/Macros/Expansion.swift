internal import Diagnostics
internal import PolicyModel
internal import QuerySyntax

/// One use of a macro: what stands in its body has places of its own there, far behind those of any text, so that a fault
/// in it can be told of the call that was typed.
public struct Expansion: Sendable {
  let macro: Macro
  /// The call, which may itself stand in the body of another macro.
  let call: Span
  /// What is added to the places of the body.
  let base: Int
  /// The place of the whole body.
  let body: Span

  /// Places beyond this one are no places of a text.
  private static let firstBase = 1 << 48
  /// More than any text has bytes.
  private static let stride = 1 << 32

  static func base(of index: Int) -> Int { firstBase + index * stride }

  /// The expansion that a place belongs to; nil for places of texts.
  static func index(of place: Int) -> Int? {
    // The end of a span may be the beginning of nothing: it counts with what stands before it.
    place < firstBase ? nil : (place - firstBase) / stride
  }
}

extension Diagnostic {
  /// The same fault where the person can see it: at the call that was typed, with a note about the place in the body.
  func located(_ expansions: [Expansion]) -> Diagnostic {
    var result = self
    var notes: [Message] = []
    while let span = result.span, let index = Expansion.index(of: span.end) {
      guard index < expansions.count else {
        result.span = nil
        break
      }
      let expansion = expansions[index]
      let (body, base) = (expansion.body, expansion.base)
      let place = Span(max(span.start, body.start) - base, min(span.end, body.end) - base)
      if let text = expansion.macro.excerpt(place, of: Span(body.start - base, body.end - base)) {
        notes.insert(.inside(expansion.macro.definition.name.text, text), at: 0)
      }
      result.span = expansion.call
    }
    if notes.count > 3 { notes.removeSubrange(1..<(notes.count - 2)) }
    result.notes = notes + result.notes
    for index in result.fixes.indices { result.fixes[index] = result.fixes[index].located(expansions) }
    return result
  }
}

extension FixIt {
  /// The fix with edits of what was typed; where it would change a body, it remains as advice.
  fileprivate func located(_ expansions: [Expansion]) -> FixIt {
    var fix = self
    for index in fix.edits.indices {
      while let place = Expansion.index(of: fix.edits[index].span.end) {
        // The whole body is what the call stands for.
        guard place < expansions.count, fix.edits[index].span == expansions[place].body else {
          return FixIt(label)
        }
        fix.edits[index].span = expansions[place].call
      }
    }
    return fix
  }
}

extension Message {
  fileprivate static func inside(_ name: String, _ text: String) -> Message {
    Message(ja: "関数 \(name) の中: \(text)", en: "Inside \(name): \(text)")
  }
}
