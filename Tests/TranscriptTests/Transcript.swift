import Foundation

/// A transcript: what is typed, and below it exactly what must be answered.
///
///     # Lines that begin with a number sign are remarks.
///     @data other
///     @lang both
///     > bridge | count
///     count
///     ─────
///        12
///     ! N2  …
///
/// - `> ` begins what is typed at the prompt; `>> ` lines after it make it a text of several lines, run as a script is.
/// - `$ ` begins a command line for the shell, where `polsh` is the program; `>> ` continues it. The streams follow one
///   another, and `? 3` is the exit status when it is not 0.
/// - `@file NAME` with lines `| …` writes a file into the folder that `$ ` lines work in.
/// - `! ` marks what is said beside results: notices, remarks, diagnostics.
/// - An output line that would look like one of these has a backslash before it.
///
/// Directives: `@data NAME` (none: no data) and `@new` begin a fresh session; `@lang ja|en|both`, `@format NAME`,
/// `@width N|none` change the one that runs; with `@times masked` times, speeds and shares of times stand as `…`. With
/// `both` everything is typed into two sessions, and the English answer stands before the Japanese.
struct Transcript {
  enum Input: Equatable {
    case typed(String)
    case shell(String)
    case directive(String, String)
    case file(String, [String])
    case remark
  }

  struct Entry {
    var line: Int
    var input: Input
    /// The lines as they stand in the file, without the answer.
    var source: [String]
    var expected: [String]
  }

  var entries: [Entry]

  init(_ text: String) {
    entries = []
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    for (index, line) in lines.enumerated() {
      let last = entries.indices.last
      if line == "#" || line.hasPrefix("# ") {
        entries.append(Entry(line: index + 1, input: .remark, source: [line], expected: []))
      } else if line.hasPrefix("> ") || line.hasPrefix("$ ") {
        let text = String(line.dropFirst(2))
        entries.append(
          Entry(line: index + 1, input: line.hasPrefix(">") ? .typed(text) : .shell(text), source: [line], expected: [])
        )
      } else if line == ">>" || line.hasPrefix(">> "), let last, entries[last].expected.isEmpty {
        let more = "\n" + line.dropFirst(3)
        switch entries[last].input {
        case .typed(let text): entries[last].input = .typed(text + more)
        case .shell(let text): entries[last].input = .shell(text + more)
        default: continue
        }
        entries[last].source.append(line)
      } else if line.hasPrefix("@") {
        let words = line.dropFirst().split(separator: " ", maxSplits: 1).map(String.init)
        let argument = words.count > 1 ? words[1] : ""
        let input: Input = words.first == "file" ? .file(argument, []) : .directive(words.first ?? "", argument)
        entries.append(Entry(line: index + 1, input: input, source: [line], expected: []))
      } else if let last, case .file(let name, let content) = entries[last].input, line == "|" || line.hasPrefix("| ") {
        entries[last].input = .file(name, content + [String(line.dropFirst(2))])
        entries[last].source.append(line)
      } else if let last {
        entries[last].expected.append(line)
      }
    }
    for index in entries.indices { entries[index].expected = Self.trimmed(entries[index].expected) }
  }

  /// Without the blank lines at the end, which only separate one entry from the next.
  static func trimmed(_ lines: [String]) -> [String] {
    var lines = lines
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  /// An output line as a transcript holds it.
  static func escaped(_ line: String) -> String {
    let marks = ["> ", ">>", "$ ", "# ", "@", "! ", "? ", "\\"]
    return marks.contains { line.hasPrefix($0) } || line == "#" ? "\\" + line : line
  }
}
