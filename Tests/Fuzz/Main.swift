import Diagnostics
import Foundation
import Oracle
import PolshSystem
import QuerySyntax
import Surface

/// Runs mutated texts through lexer, parser, resolver and formatter until the time is up, and reports what must not be.
///
///     polsh-fuzz SECONDS [SEED] [CASES]
///
/// Every case is made from its own seed, which is written to the file `POLSH_FUZZ_STATE` before it runs, so that the case
/// that ends the process can be run again alone: `polsh-fuzz 60 SEED 1`.
@main
struct Main {
  static func main() throws {
    Stack.makeRoom()
    let numbers = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
    let seconds = numbers.first ?? 60
    let first = numbers.dropFirst().first ?? UInt64.random(in: 0...UInt64(UInt32.max))
    let limit = numbers.dropFirst(2).first ?? .max
    let root = FileManager.default.currentDirectoryPath
    let bench = try Bench(root: root)
    let watch = Watch()
    let state = CaseFile(ProcessInfo.processInfo.environment["POLSH_FUZZ_STATE"])
    let start = Date()
    var cases: UInt64 = 0
    var known: Set<String> = []
    while cases < limit, cases & 63 != 0 || Date().timeIntervalSince(start) < Double(seconds) {
      let seed = first &+ cases
      state.write(seed)
      watch.begin(seed)
      if let finding = bench.run(seed: seed) {
        // One finding of a kind is enough: its seed tells the rest.
        if known.insert(finding.kind).inserted || limit == 1 { report(seed, finding) }
      }
      cases += 1
      if cases % 20_000 == 0 { print("… \(cases) cases, \(known.count) kinds of findings") }
    }
    watch.end()
    print(
      "fuzz: \(cases) cases from seed \(first), \(Int(Date().timeIntervalSince(start))) s, \(known.count) kinds of findings"
    )
    if limit == 1 { print(bench.text(seed: first)) }
    exit(known.isEmpty ? 0 : 1)
  }

  private static func report(_ seed: UInt64, _ finding: Finding) {
    print("\n== seed \(seed): \(finding.kind)\n\(finding.text)\n-- \(finding.detail)\n")
    fflush(nil)
  }
}

/// Something that must not be.
struct Finding {
  /// What findings of the same origin have in common.
  var kind: String
  var text: String
  var detail: String
}

/// A file that holds the seed of the case that is running.
struct CaseFile {
  private let descriptor: Int32

  init(_ path: String?) { descriptor = path.map { open($0, O_WRONLY | O_CREAT | O_TRUNC, 0o644) } ?? -1 }

  func write(_ seed: UInt64) {
    guard descriptor >= 0 else { return }
    let text = Array("\(seed)\n".utf8)
    _ = unsafe text.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }
}
