internal import Diagnostics
internal import PolicyModel
internal import PolshSystem
internal import PolshText

/// A person's file walked over once: its encoding, separator and heading are known, and what each column holds.
struct TypedFile {
  struct Column {
    var heading: Heading
    var entry: ColumnEntry
    var rule: CellRule
    /// The cells, as far as they were kept.
    var parts: CellParts?
    /// What the figures of the parts are written in.
    var writtenUnit: Unit?
  }

  private(set) var content: CSVContent
  /// Whether any cell has a value.
  private var hasAny = false
  private(set) var columns: [Column] = []
  /// Columns that are text because of one cell below figures.
  private var words: [(name: String, word: TypeEvidence.FirstWord)] = []
  /// What the person should know about the columns.
  private(set) var remarks: [Message] = []

  /// Why a file could not be read in an encoding.
  private enum Failure: Error {
    case fault(Diagnostic)
    /// From the offset on the bytes are no text in it.
    case notText(Int)
  }

  init(_ source: DataBytes, _ options: LoadOptions) throws(Diagnostic) {
    let asked = try TextEncoding.asked(options.encoding, path: source.path)
    let notUTF8: Int
    do {
      self = try TypedFile(source, options, asked ?? .utf8)
      return
    } catch {
      switch error {
      case .fault(let fault): throw fault
      case .notText(let offset): notUTF8 = offset
      }
    }
    if let asked { throw TextCheck.notText(at: notUTF8, source, asked) }
    if TextCheck.isUTF8(upTo: notUTF8, source) { throw TextCheck.damagedUTF8(at: notUTF8, source) }
    do {
      self = try TypedFile(source, options, .cp932)
    } catch {
      switch error {
      case .fault(let fault): throw fault
      case .notText(let offset): throw TextCheck.notText(at: notUTF8, norCP932At: offset, source)
      }
    }
  }

  private init(_ source: DataBytes, _ options: LoadOptions, _ encoding: TextEncoding) throws(Failure) {
    let (heading, separator) = try Self.heading(source, options, encoding)
    let shape = CSVShape(
      separator: separator, width: heading.headings.count, encoding: encoding, longestRow: options.reading.longestRow)
    content = CSVContent(source, shape, start: heading.end, reading: options.reading)
    content.refusesMalformed = options.refusesMalformedRows
    let keeping = KeptColumns(heading.headings, options.reading)
    let findings: [WorkerFinding]
    do {
      findings = try content.walk { [content] in TypeReader(heading.headings, keeping, seed: content.seed) }
    } catch .block(.notText(let offset)) {
      throw .notText(offset)
    } catch .malformed(let row) {
      throw .fault(content.diagnostic(.malformed(row)).explained(headingWidth: shape.width))
    } catch {
      throw .fault(content.diagnostic(error))
    }
    for (place, name) in heading.names.enumerated() { add(heading.headings[place], name, place, findings) }
    addWords()
    // Where no row fits, or only empty ones, the heading is not where it was looked for.
    if !hasAny, let row = content.layout?.malformed.first {
      throw .fault(row.fault(width: shape.width).diagnostic(source).explained(headingWidth: 0))
    }
  }

  /// Reads the heading, from as much of the file as that takes.
  private static func heading(
    _ source: DataBytes, _ options: LoadOptions, _ encoding: TextEncoding
  ) throws(Failure) -> (HeadingLines, separator: UInt8) {
    do {
      var head = try FileHead(source, size: options.reading.headSize, encoding: encoding)
      if let zero = UTF8Check.firstNUL(in: head.bytes), TextCheck.hasMarkOfUTF16(source) {
        throw Failure.fault(TextCheck.nulFault(at: zero, source))
      }
      let separator =
        options.separator
        ?? SeparatorFinder.separator(of: head.bytes, from: head.start, isWhole: head.isWhole)
      while true {
        do throws(HeadingLines.Failure) {
          return (try HeadingLines(head, separator: separator, encoding: encoding, lines: options.header), separator)
        } catch {
          switch error {
          case .cutOff: try head.extend()
          case .fault(let fault): throw Failure.fault(fault)
          case .notText(let offset): throw Failure.notText(offset)
          }
        }
      }
    } catch let failure as FileFailure {
      throw .fault(DataFile.Fault(path: source.path, failure: failure).diagnostic)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw .fault(.interrupted())
    }
  }

  /// Tells of columns that are text because of a single cell far down, so that nobody wonders why they cannot be added up.
  private mutating func addWords() {
    let counts = content.layout?.counts ?? []
    var told: [(name: String, row: Int, text: String)] = []
    for (name, word) in words {
      let row = counts.prefix(word.block).reduce(0, +) + word.row + 1
      if row > Self.fewestFigures { told.append((name, row, word.text)) }
    }
    for one in told.prefix(Self.mostWords) { remarks.append(.madeText(one.name, one.row, one.text)) }
    let more = told.count - Self.mostWords
    if more > 0 { remarks.append(.moreMadeText(more)) }
  }

  /// So many rows of nothing but figures make the next cell look like a slip.
  private static let fewestFigures = 20
  private static let mostWords = 5

  private mutating func add(_ heading: Heading, _ name: BilingualName, _ place: Int, _ findings: [WorkerFinding]) {
    var evidence = TypeEvidence()
    for finding in findings { evidence.add(finding.evidence[place]) }
    hasAny = hasAny || evidence.hasAny
    let (entry, rule) = evidence.result(heading, name: name, place: place + 1)
    var column = Column(heading: heading, entry: entry, rule: rule)
    column.parts = CellParts(findings.map { $0.cells[place] }, blocks: findings.map(\.blocks))
    switch entry.type {
    case .number:
      if let written = evidence.writtenUnit(heading) { column.writtenUnit = written.unit } else { column.parts = nil }
      if evidence.roundedCount > 0 { remarks.append(.rounded(name.ja, evidence.roundedCount)) }
    case .year:
      if evidence.beyondEraCount > 0 { remarks.append(.beyondEra(name.ja, evidence.beyondEraCount)) }
    case .text:
      // 01234 is a code, of which nobody expects that it can be added up.
      if let word = evidence.firstWord, evidence.firstFigureBlock <= word.block,
        !word.text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
      {
        words.append((name.ja, word))
      }
    case .level, .bool, .list: break
    }
    columns.append(column)
  }
}

extension Diagnostic {
  /// With the hint that the heading may stand lower, where it has fewer cells than the lines below.
  fileprivate func explained(headingWidth: Int) -> Diagnostic {
    var explained = self
    if headingWidth <= 2, file?.line != nil { explained.notes.append(TypedFile.headingLower) }
    return explained
  }
}

extension TypedFile {
  static let headingLower = Message(
    ja: "見出しが 1 行目でないときは、読込 'ファイル' 見出し 3 のように行を指定します。",
    en: "If the heading is not on line 1, say on which: load 'file' header 3.")
}

extension Message {
  fileprivate static func rounded(_ name: String, _ count: Int) -> Message {
    Message(
      ja: "列「\(name)」の \(count) 個のセルは小数6桁に四捨五入しました。",
      en: "In column \(name), \(count) \(count == 1 ? "cell was" : "cells were") rounded to six decimals.")
  }
  fileprivate static func madeText(_ name: String, _ row: Int, _ text: String) -> Message {
    let line = SafeText.oneLine(text)
    let shown = line.count > 24 ? line.prefix(23) + "…" : line[...]
    return Message(
      ja: "列「\(name)」は、データの \(row) 行目に「\(shown)」があるので文字の列です（それより前は数や年度と空欄だけです）。",
      en:
        "Column \(name) is text because row \(row) says \(shown); the rows before it hold only numbers, years or nothing."
    )
  }
  fileprivate static func moreMadeText(_ count: Int) -> Message {
    Message(
      ja: "同じような列がほかに \(count) 列あります。",
      en: "\(count) more \(count == 1 ? "column is" : "columns are") text in this way.")
  }
  fileprivate static func beyondEra(_ name: String, _ count: Int) -> Message {
    Message(
      ja: "列「\(name)」の \(count) 個のセルは、終わった元号の年度（平成32年度など）を次の元号で読みました。",
      en: "In column \(name), \(count) \(count == 1 ? "cell names a year" : "cells name years") past the end of an era."
    )
  }
}
