import Diagnostics
import Oracle
import QuerySyntax
import Surface
import Testing

/// The laws of how statements are written (LANGUAGE.md §8, Surface), on random statements of every form.
@Suite struct SurfaceLaws {
  private let check = SurfaceCheck()

  @Test("what the formatter prints reads as the same tree, in both languages and both widths of signs")
  func formatting() throws {
    try SurfaceRun.check("parse(format(t)) = t", check) { writer in
      let text = writer.statement()
      return (text, check.fault(text))
    }
  }

  @Test("signs may be typed in either width, each for itself")
  func widths() throws {
    try SurfaceRun.check("width of signs", check) { writer in
      let text = writer.statement()
      guard let script = try? check.read(text) else { return (text, nil) }
      let folded = SignWidth.mixed(text, &writer.random)
      return (text, check.other(folded, than: script, mayRefuse: []))
    }
  }

  @Test("without its blanks a Japanese text means the same or is refused, never something else")
  func blanks() throws {
    try SurfaceRun.check("blanks left out", check) { writer in
      let text = writer.statement()
      guard let script = try? check.read(text) else { return (text, nil) }
      let printed = check.printed(script, Formatter(.ja))
      // Blanks are what parts the words of a search, and the name of an encoding from what follows.
      // A value that is kept may hold words of any table, so that they cannot be cut.
      if ["検索", "文字コード", "変数 ", "関数 ", "点検 データ"].contains(where: { printed.contains($0) }) { return (text, nil) }
      let tight = Blanks.dropped(printed, &writer.random)
      return (
        text,
        check.other(tight, than: script, mayRefuse: ["E04", "E01", "E31", "E02", "E32", "E05", "E17", "E29", "E33"])
      )
    }
  }

  @Test("one character more or less gives at most one error, within the text")
  func oneCharacter() throws {
    try SurfaceRun.check("one character changed", check) { writer in
      let text = writer.statement()
      return (text, check.fault(OneCharacter.changed(text, &writer.random)))
    }
  }
}

/// Runs a law of the surface on many random statements.
enum SurfaceRun {
  static func check(
    _ law: String, _ check: SurfaceCheck, _ body: (inout SurfaceWriter) -> (text: String, fault: String?)
  ) throws {
    let wanted = PropertyRun.setting("POLSH_CASES").flatMap { Int($0) } ?? 10_000
    let first = PropertyRun.firstSeed()
    let clock = ContinuousClock()
    let start = clock.now
    var broken = 0
    var held = 0
    var refused: [String: (count: Int, example: String)] = [:]
    for place in 0..<wanted * 2 where broken < 3 && held < wanted {
      let seed = first &+ UInt64(place)
      var writer = SurfaceWriter(check.grammar, seed: seed)
      let (text, fault) = body(&writer)
      if let fault {
        broken += 1
        Issue.record("\(law): seed \(seed)\n\(text)\n\(fault)\n")
        continue
      }
      do {
        _ = try check.read(text)
        held += 1
      } catch {
        refused[error.code ?? "?", default: (0, "\(text) — \(error.shown) \(error.span ?? Span(0, 0))")].count += 1
      }
    }
    let count = refused.values.reduce(0) { $0 + $1.count }
    print("\(law): \(held) cases from seed \(first), \(count) refused, \(clock.now - start)")
    for (code, refusal) in refused.sorted(by: { $0.value.count > $1.value.count }) {
      PropertyRun.log("  \(code) \(refusal.count)×, such as \(refusal.example)")
    }
    if broken == 0, wanted > 1 { #expect(held == wanted, "\(law): too many statements were refused") }
  }
}
