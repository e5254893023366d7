import DataFormats
import Diagnostics
import Oracle
import PolicyModel
import PolshShell
import QueryEngine
import QueryLanguage
import QueryPlan
import QuerySyntax
import Surface

/// Makes cases from seeds and runs them.
struct Bench {
  private let corpus: Corpus
  private let surface = SurfaceCheck()
  private let rooms: [Room]
  private let folders: [String]

  init(root: String) throws {
    corpus = try Corpus(root: root)
    folders = [root + "/datasets/municipal", root + "/Tests/Packages/other", root + "/Tests/Packages/examples"]
    rooms = try folders.map { try Room($0) }
  }

  private enum Kind { case written, resolved, run }

  private func kind(_ random: inout SeededRandom) -> Kind {
    switch random.int(0...9) {
    case 0, 1, 2: .written
    case 3: .run
    default: .resolved
    }
  }

  /// The text of a case, for a person.
  func text(seed: UInt64) -> String {
    var random = SeededRandom(seed: seed)
    let kind = kind(&random)
    if case .written = kind {
      var writer = SurfaceWriter(surface.grammar, seed: seed)
      return writer.statement()
    }
    var mutation = Mutation(random: random, corpus: corpus)
    return mutation.text()
  }

  func run(seed: UInt64) -> Finding? {
    var random = SeededRandom(seed: seed)
    let kind = kind(&random)
    let text = text(seed: seed)
    let room = rooms[Int(seed % UInt64(rooms.count))]
    switch kind {
    case .written: return surface.fault(text).map { Finding(kind: Self.kind(of: $0), text: text, detail: $0) }
    case .resolved: return room.fault(text).map { Finding(kind: Self.kind(of: $0), text: text, detail: $0) }
    case .run:
      return sessionFault(text, folders[Int(seed % UInt64(folders.count))], random.chance(50) ? .ja : .en)
    }
  }

  /// Findings of one kind begin alike.
  private static func kind(of detail: String) -> String {
    String(detail.prefix { $0 != "\n" }.prefix(40).filter { !$0.isNumber })
  }

  /// The whole way, results shown and all; nothing is written.
  private func sessionFault(_ text: String, _ folder: String, _ language: Language) -> Finding? {
    var settings = Session.Settings()
    settings.language = language
    settings.isSafe = true
    settings.width = 80
    let session = Session(settings: settings, output: Nowhere())
    do {
      try session.open(folder)
      try session.run(text, inScript: true)
    } catch {
      session.show(error)
      if error.message.ja.isEmpty || error.message.en.isEmpty {
        return Finding(kind: "empty message", text: text, detail: "\(error)")
      }
    }
    return nil
  }

  private struct Nowhere: SessionOutput {
    func write(_ bytes: [UInt8]) throws(Diagnostic) {}
    func message(_ text: String) {}
  }
}
