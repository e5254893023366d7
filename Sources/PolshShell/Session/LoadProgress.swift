internal import DataFormats
internal import Diagnostics
internal import PolshSystem
internal import Presentation
internal import Synchronization

/// The bar that shows how far the reading of a large file has come: on a terminal, from half a second on, and gone when the
/// file is read.
final class LoadProgress: Sendable {
  private struct State {
    var total = 0
    var began: UInt64 = 0
    var drawn: UInt64?
  }

  private let language: Language
  private let state = Mutex(State())

  private static let patience: UInt64 = 500_000_000
  private static let pause: UInt64 = 100_000_000

  init(_ language: Language) {
    self.language = language
  }

  /// Nil where nobody would see it.
  static func onTerminal(_ language: Language) -> LoadProgress? {
    Terminal.isTerminal(.error) && !Terminal.isDumb ? LoadProgress(language) : nil
  }

  func take(_ step: ReadingStep) {
    let now = Program.nanoseconds
    let line: String? = state.withLock { state in
      switch step {
      case .began(let total):
        state = State(total: total, began: now)
        return nil
      case .done(let done):
        guard now - state.began >= Self.patience, now - (state.drawn ?? 0) >= Self.pause else { return nil }
        state.drawn = now
        return "\r" + ProgressBar.line(done: done, total: state.total, language: language, width: Terminal.size.columns)
      case .ended:
        defer { state.drawn = nil }
        return state.drawn == nil ? nil : "\r\u{1B}[K"
      }
    }
    if let line { StandardError.write(line) }
  }
}
