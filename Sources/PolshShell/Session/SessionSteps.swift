internal import Diagnostics
internal import QuerySyntax

/// The statements that changed what the session knows, with what it knew before each: what `undo` and `redo` walk along.
struct SessionSteps {
  struct Step {
    /// The statement as typed.
    var text: String
    /// Whether it wrote a file, which undoing leaves where it is.
    var writesFile: Bool
    var before: SessionState
  }

  /// How many steps can be taken back.
  static let limit = 50

  private(set) var done: [Step] = []
  /// Whether there were more steps than are kept.
  private(set) var hasForgotten = false
  private var undone: [(step: Step, after: SessionState)] = []

  /// A new step; what was undone before can no longer be redone.
  mutating func add(_ step: Step) {
    done.append(step)
    if done.count > Self.limit {
      done.removeFirst(done.count - Self.limit)
      hasForgotten = true
    }
    undone = []
  }

  /// Takes back the last step; nil when there is none.
  mutating func undo(_ session: Session) -> Step? {
    guard let step = done.popLast() else { return nil }
    undone.append((step, SessionState(session)))
    step.before.restore(session)
    return step
  }

  /// Does again what was taken back last; nil when there is nothing.
  mutating func redo(_ session: Session) -> Step? {
    guard let (step, after) = undone.popLast() else { return nil }
    done.append(step)
    after.restore(session)
    return step
  }
}

extension Statement {
  /// Whether running it changes what the session knows: the previous result, a name, the tables, the language.
  var changesSession: Bool {
    switch kind {
    case .parameter, .letQuery, .letValue, .definition, .query: true
    case .command(let call): CommandRegistry.command(call.command)?.changesSession ?? false
    }
  }

  /// Whether running it writes a file.
  var writesFile: Bool {
    if case .query(let query) = kind { return query.verbs.contains { $0.verb == "export" } }
    return false
  }
}

extension Span {
  /// What stands there.
  func text(in source: String) -> String {
    let bytes = Array(source.utf8)
    guard start >= 0, end <= bytes.count else { return "" }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
