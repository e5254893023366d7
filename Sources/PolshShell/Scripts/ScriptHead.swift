internal import Diagnostics
internal import PolshSystem
internal import PolshText
internal import QuerySyntax

/// What can be told of a script without running it: its documentation and its parameters.
struct ScriptHead {
  struct Parameter {
    var name: String
    /// The default as written.
    var value: String
    /// What it is for: the text behind the default, or a documentation line `## name: text`.
    var purpose: Message
  }

  /// The first line of its documentation.
  private(set) var purpose = Message(same: "")
  /// The further lines, without those about parameters.
  private(set) var remarks: [Message] = []
  private(set) var parameters: [Parameter] = []

  /// Reads the file; of one that cannot be read nothing is known.
  init(path: String) {
    let bytes = (try? FileBlocks.readFile(path, limit: 1 << 20)) ?? []
    self.init(String(validating: bytes, as: UTF8.self) ?? "")
  }

  init(_ text: String) {
    var lines: [String] = []
    var isInHead = true
    for line in text.split(whereSeparator: \.isNewline) {
      let line = String(line)
      if line.hasPrefix("##") {
        if isInHead { lines.append(SafeText.oneLine(String(line.drop { $0 == "#" || $0 == " " }))) }
        continue
      }
      isInHead = false
      addParameter(line)
    }
    let names = Set(parameters.map(\.name))
    for line in lines {
      if let colon = line.firstIndex(where: { ":：".contains($0) }), names.contains(String(line[..<colon])) {
        let text = line[line.index(after: colon)...].drop { $0 == " " }
        for place in parameters.indices where parameters[place].name == line[..<colon] {
          let (given, line) = (parameters[place].purpose, Message(bilingual: String(text)))
          // The text behind the default is what asks; the line of documentation has the other language.
          parameters[place].purpose = given.en.isEmpty || line.ja != line.en ? line : given
        }
      } else if purpose.en.isEmpty {
        purpose = Message(bilingual: line)
      } else {
        remarks.append(Message(bilingual: line))
      }
    }
  }

  /// A line `param year = R5 '対象年度'`, as far as it is one.
  private mutating func addParameter(_ line: String) {
    let tokens = Lexer.tokens(of: line, inScript: true)
    guard tokens.count > 3, case .word(let word) = tokens[0].kind, word == "param" || word == "引数",
      case .word(let name) = tokens[1].kind, let equal = tokens.firstIndex(where: { $0.kind == .symbol(.equal) })
    else { return }
    var last = tokens.count - 1
    while last > equal, tokens[last].span.isEmpty { last -= 1 }
    var purpose = ""
    if last > equal + 1, case .string(_, let raw) = tokens[last].kind {
      purpose = raw
      last -= 1
    }
    guard last > equal else { return }
    let value = tokens[equal + 1].span.joined(tokens[last].span).text(in: line)
    parameters.append(Parameter(name: name, value: value, purpose: Message(same: purpose)))
  }
}

extension Message {
  /// A line of documentation in one language, or in both: 遅れている項目 / items that are behind.
  init(bilingual line: String) {
    var parts: [Substring] = line.split(separator: " / ", maxSplits: 1)
    let isJapanese = parts.map { $0.unicodeScalars.contains { $0.value >= 0x3000 } }
    guard parts.count == 2, isJapanese[0] != isJapanese[1] else {
      self.init(same: line)
      return
    }
    if isJapanese[1] { parts.swapAt(0, 1) }
    self.init(ja: String(parts[0]), en: String(parts[1]))
  }
}
