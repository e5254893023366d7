/// A half-open range of UTF-8 bytes in one source text; lines and columns are worked out only when it is shown.
public struct Span: Sendable, Hashable {
  public var start: Int
  public var end: Int

  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = max(start, end)
  }

  public var isEmpty: Bool { start == end }

  /// The smallest span that covers both.
  public func joined(_ other: Span) -> Span { Span(min(start, other.start), max(end, other.end)) }
}

/// A text that statements came from: a line typed, a script file.
public struct SourceText: Sendable, Hashable {
  /// The file's name, or nil for what was typed.
  public var name: String?
  public var text: String

  public init(name: String? = nil, text: String) {
    self.name = name
    self.text = text
  }
}

/// A change of the source text that would put things right; not prose.
public struct FixIt: Sendable, Hashable {
  /// What takes the place of a span, in the words of the language the person is answered in.
  public struct Edit: Sendable, Hashable {
    public var span: Span
    public var replacement: Message

    public init(_ span: Span, _ replacement: Message) {
      self.span = span
      self.replacement = replacement
    }

    /// The same text in both languages: a name as typed, a figure, a sign.
    public init(_ span: Span, _ replacement: String) { self.init(span, Message(same: replacement)) }
  }

  /// What is offered, as short as the text it puts in: `進捗区分`, `best(…)`.
  public var label: Message
  /// The edits, none overlapping; empty when the fix is advice that no edit can carry out.
  public var edits: [Edit]

  public init(_ label: Message, edits: [Edit] = []) {
    self.label = label
    self.edits = edits
  }

  /// Replaces what stands at the span; the label is the replacement itself unless given.
  public init(replace span: Span, with replacement: Message, label: Message? = nil) {
    self.init(label ?? replacement, edits: [Edit(span, replacement)])
  }

  public init(replace span: Span, with replacement: String, label: Message? = nil) {
    self.init(replace: span, with: Message(same: replacement), label: label)
  }

  /// The source with the edits made in a language; nil if the edits do not fit it.
  public func applied(to source: String, _ language: Language) -> String? {
    if edits.isEmpty { return nil }
    var bytes = Array(source.utf8)
    for edit in edits.sorted(by: { $0.span.start > $1.span.start }) {
      guard edit.span.start >= 0, edit.span.end <= bytes.count else { return nil }
      var put = Array(edit.replacement[language].utf8)
      // Latin letters and digits do not run into those beside them: they would become one word.
      if let next = bytes[edit.span.end...].first, let last = put.last, Self.isLatin(last), Self.isLatin(next) {
        put.append(0x20)
      }
      if let before = bytes[..<edit.span.start].last, let first = put.first, Self.isLatin(before), Self.isLatin(first) {
        put.insert(0x20, at: 0)
      }
      bytes.replaceSubrange(edit.span.start..<edit.span.end, with: put)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func isLatin(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
    default: false
    }
  }
}

/// A place in a file of data: `measure.csv`, line 12, column 3.
public struct FileLocation: Sendable, Hashable {
  public var path: String
  /// 1-based line, if known.
  public var line: Int?
  /// 1-based field or column, if known.
  public var column: Int?

  public init(path: String, line: Int? = nil, column: Int? = nil) {
    self.path = path
    self.line = line
    self.column = column
  }
}

/// One thing that is wrong, told so that the person can put it right: what, where, why, and the fix.
public struct Diagnostic: Error, Sendable, Hashable {
  /// The number people can look up: `E07`; nil for faults outside the language (a file, the command line).
  public var code: String?
  public var message: Message
  /// Where in the source text; nil when the fault is not in a text.
  public var span: Span?
  /// The text the span belongs to, when it is not the one being run.
  public var source: SourceText?
  public var file: FileLocation?
  /// Further sentences: the reason, what is usable, where else to look.
  public var notes: [Message]
  public var fixes: [FixIt]
  /// True for a failed `expect`, which has an exit status of its own.
  public var isFailedExpectation = false
  /// True when the person stopped it.
  public var isInterruption = false
  /// True for a word of the language that a later version will bring.
  public var isNotThereYet = false
  /// True when the reader of our output has gone: the program ends without a word.
  public var isClosedOutput = false

  public init(
    _ code: String?, _ message: Message, at span: Span? = nil, file: FileLocation? = nil, notes: [Message] = [],
    fixes: [FixIt] = []
  ) {
    self.code = code
    self.message = message
    self.span = span
    self.file = file
    self.notes = notes
    self.fixes = fixes
  }

  /// The person pressed Ctrl-C.
  public static func interrupted() -> Diagnostic {
    var diagnostic = Diagnostic(nil, Message(ja: "中断しました", en: "Interrupted"))
    diagnostic.isInterruption = true
    return diagnostic
  }

  /// The reader of our output has gone.
  public static func outputClosed() -> Diagnostic {
    var diagnostic = Diagnostic(nil, Message(same: ""))
    diagnostic.isClosedOutput = true
    return diagnostic
  }
}

/// Something the person should know about a result, which is right nevertheless: `N2`, counted.
public struct Notice: Sendable, Hashable {
  public var code: String
  public var message: Message
  /// What to type to see or change it.
  public var fix: Message?

  public init(_ code: String, _ message: Message, fix: Message? = nil) {
    self.code = code
    self.message = message
    self.fix = fix
  }
}
