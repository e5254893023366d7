internal import Diagnostics

/// The texts that a session has run, laid end to end: every place in one of them has a number of its own.
///
/// A table made by `let` may go wrong only when it is used; then the fault is shown in the text that made it.
struct RunTexts {
  private var texts: [(start: Int, source: SourceText)] = []
  private var end = 0

  /// Takes in a text that is going to be run, and says where its places begin.
  mutating func add(_ source: SourceText) -> Int {
    let start = end
    texts.append((start, source))
    end += source.text.utf8.count + 1
    return start
  }

  /// A fault with the text that it is in and its place there.
  ///
  /// - Parameter start: where the running text begins, which faults without a place belong to.
  func located(_ error: Diagnostic, running start: Int) -> Diagnostic {
    if error.source != nil { return error }
    guard let found = texts.last(where: { $0.start <= error.span?.start ?? start }) else { return error }
    var result = error
    result.source = found.source
    result.span = error.span.map { $0.moved(by: -found.start) }
    let isEarlier = found.start < start
    for index in result.fixes.indices {
      let edits = result.fixes[index].edits
      let fits = edits.allSatisfy {
        $0.span.start >= found.start && $0.span.end <= found.start + found.source.text.utf8.count
      }
      // What was typed before cannot be changed any more.
      if isEarlier || !fits { result.fixes[index].edits = [] }
      for edit in result.fixes[index].edits.indices {
        result.fixes[index].edits[edit].span = edits[edit].span.moved(by: -found.start)
      }
    }
    return result
  }
}

extension Span {
  fileprivate func moved(by distance: Int) -> Span { Span(start + distance, end + distance) }
}
