import Foundation
import Testing

/// Every transcript under `Tests/Transcripts`, played and compared word for word.
///
/// `POLSH_ACCEPT=1` writes what was answered into the files instead, `POLSH_ACCEPT=units` into those with that in their
/// name, `POLSH_ACCEPT=units:12,40` only the answers to the inputs on these lines, `POLSH_ACCEPT=new` those to inputs that
/// have none; the change is then read as a diff.
@Suite struct TranscriptTests {
  static let names: [String] = {
    let found = (try? FileManager.default.subpathsOfDirectory(atPath: Repository.transcripts)) ?? []
    return found.filter { $0.hasSuffix(".transcript") }.sorted()
  }()

  @Test("a transcript reads as it is written", arguments: names)
  func play(_ name: String) throws {
    let path = Repository.transcripts + "/" + name
    let transcript = Transcript(try Repository.text(path))
    let answers = try TranscriptRunner().play(transcript)
    if let accepts = Self.acceptance(name) {
      let answers = answers.map { answer in
        accepts(answer.entry) ? answer : TranscriptRunner.Answer(entry: answer.entry, lines: answer.entry.expected)
      }
      try Self.rewritten(answers).write(toFile: path, atomically: true, encoding: .utf8)
      return
    }
    for answer in answers where answer.lines != answer.entry.expected {
      Issue.record(Comment(rawValue: Self.report(answer, in: "Tests/Transcripts/" + name)))
    }
  }

  @Test("there are transcripts") func exist() { #expect(!Self.names.isEmpty) }

  /// Which answers are to be taken over; nil when the file is to be compared.
  private static func acceptance(_ name: String) -> ((Transcript.Entry) -> Bool)? {
    let wanted = (ProcessInfo.processInfo.environment["POLSH_ACCEPT"] ?? "").split(separator: ":", maxSplits: 1)
    guard let part = wanted.first else { return nil }
    if part == "new" { return { $0.expected.isEmpty } }
    guard part == "1" || name.contains(part) else { return nil }
    if wanted.count == 1 { return { _ in true } }
    let lines = Set(wanted[1].split(separator: ",").compactMap { Int($0) })
    return { lines.contains($0.line) }
  }

  private static func rewritten(_ answers: [TranscriptRunner.Answer]) -> String {
    var text = ""
    for (index, answer) in answers.enumerated() {
      text += answer.entry.source.joined(separator: "\n") + "\n"
      if case .remark = answer.entry.input {
        text += answer.lines.map { $0 + "\n" }.joined()
      } else if !answer.lines.isEmpty {
        text += answer.lines.joined(separator: "\n") + "\n"
      }
      let next = index + 1 < answers.count ? answers[index + 1].entry.input : nil
      if answer.entry.separates(from: next) { text += "\n" }
    }
    return text
  }

  /// The input, then both answers with the lines that differ marked.
  private static func report(_ answer: TranscriptRunner.Answer, in file: String) -> String {
    let expected = answer.entry.expected
    let got = answer.lines
    var text = "\(file):\(answer.entry.line)\n" + answer.entry.source.map { "    " + $0 + "\n" }.joined()
    for part in got.difference(from: expected).isEmpty ? [] : LineDifference.between(expected, got) {
      text += part + "\n"
    }
    return text
  }
}

/// Two lists of lines set against each other: `  ` both, `- ` expected only, `+ ` got only.
enum LineDifference {
  static func between(_ expected: [String], _ got: [String]) -> [String] {
    let changes = got.difference(from: expected)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in changes {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var lines: [String] = []
    var (old, new) = (0, 0)
    while old < expected.count || new < got.count {
      if old < expected.count, removed.contains(old) {
        lines.append("  - " + expected[old])
        old += 1
      } else if new < got.count, inserted.contains(new) {
        lines.append("  + " + got[new])
        new += 1
      } else {
        lines.append("    " + (old < expected.count ? expected[old] : got[new]))
        old += 1
        new += 1
      }
    }
    return lines
  }
}

extension Transcript.Entry {
  /// Whether a blank line stands between this entry and the next, where the transcript is rewritten.
  func separates(from next: Transcript.Input?) -> Bool {
    guard let next else { return false }
    switch (input, next) {
    case (.remark, _), (.directive, .directive), (.directive, .typed), (.directive, .shell), (.directive, .file):
      return false
    default: return true
    }
  }
}
