internal import Diagnostics
internal import PolshSystem
internal import QuerySyntax

/// The conversation at the prompt.
@MainActor
struct InteractiveSession {
  private let session: Session

  init(_ session: Session, remembers: Bool) { self.session = session }

  func run() {
    for line in session.greeting { session.output.message(line + "\n") }
    while !session.isFinished, let line = readLine() {
      do {
        try session.run(line, inScript: false)
      } catch {
        session.show(error)
      }
    }
  }
}
