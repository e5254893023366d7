import ColumnStore
import Diagnostics
import PolicyModel
import PolshText
import Presentation
import Testing

@Suite("Charts")
struct ChartTests {
  private func subject(
    _ names: [String?], _ figures: [String?], unit: Unit? = nil, series: [String?]? = nil
  ) throws -> ChartSubject {
    var fields = [field("name", .text), field("figure", .number, unit: unit)]
    var columns = [try texts(names), try numbers(figures)]
    if let series {
      fields.append(field("part", .text))
      columns.append(try texts(series))
    }
    let table = Table(fields: fields, columns: columns, rowCount: names.count)
    return ChartSubject(
      table: table, measure: 1, along: [0], series: series == nil ? [] : [2], seriesOrder: series == nil ? [] : [2])
  }

  private func field(_ name: String, _ type: ColumnType, unit: Unit? = nil) -> Field {
    Field(id: name.count, name: BilingualName(name), type: type, unit: unit)
  }

  private func texts(_ values: [String?]) throws -> Column {
    var builder = ColumnBuilder(.text)
    for value in values { value.map { builder.append(.text($0)) } ?? builder.append(missing: .blank) }
    return try builder.finished()
  }

  private func numbers(_ values: [String?]) throws -> Column {
    var builder = ColumnBuilder(.number)
    for value in values {
      if let value, let number = ExactDecimal(value) {
        builder.append(.number(number))
      } else {
        builder.append(missing: .blank)
      }
    }
    return try builder.finished()
  }

  private func bars(_ figures: [String?], width: Int = 30, isASCII: Bool = false) throws -> [String] {
    let names = figures.indices.map { String("abcdefgh"[String.Index(utf16Offset: $0, in: "abcdefgh")]) }
    return ChartView.lines(
      "bar", of: try subject(names, figures), on: Screen(language: .en, width: width, isASCII: isASCII))
  }

  // MARK: Bars

  @Test("A bar is as long as its figure, in eighths of a character")
  func lengths() throws {
    #expect(
      try bars(["8", "4", "1", "0", nil], width: 20) == [
        "figure by name",
        "a  8  ██████████████",
        "b  4  ███████",
        "c  1  █▊",
        "d  0",
        "e  ―",
        "      0            8",
      ])
  }

  @Test("What is not nothing can be seen, however small beside the largest")
  func small() throws {
    let lines = try bars(["1000000", "1"])
    #expect(lines[2].hasSuffix("  ▏"))
    #expect(try bars(["1000000", "1"], isASCII: true)[2].hasSuffix("  #"))
  }

  @Test("Figures below zero go to the left of a zero line")
  func negative() throws {
    #expect(
      try bars(["-2", "4", "0", nil], width: 24) == [
        "figure by name",
        "a  -2  █████│",
        "b   4       │██████████",
        "c   0       │",
        "d   ―       │",
        "       -2   0         4",
      ])
    #expect(
      try bars(["-1", "-2"], width: 20, isASCII: true) == [
        "figure by name",
        "a  -1        ######|",
        "b  -2  ############|",
        "       -2          0",
      ])
  }

  @Test("Equal figures have equal bars; nothing but zeros has none")
  func equal() throws {
    let lines = try bars(["5", "5"])
    #expect(lines[1].dropFirst() == lines[2].dropFirst())
    #expect(try bars(["0", "0"]).dropFirst() == ["a  0", "b  0", "      0"])
  }

  @Test("Figures of 38 digits are drawn like others")
  func huge() throws {
    let digits = String(repeating: "9", count: 38)
    for line in try bars([digits, "-" + digits, "1"], width: 90) { #expect(DisplayWidth.of(line) <= 90) }
  }

  @Test("No rows, and rows without figures, are told in words")
  func nothing() throws {
    #expect(try bars([]) == ["figure by name", "There are no rows to draw."])
    #expect(try bars([nil]) == ["figure by name", "All values are missing: there is nothing to draw."])
    for kind in ["line", "stack"] {
      let none = ChartView.lines(kind, of: try subject([], []), on: Screen(language: .ja))
      #expect(none == ["figure、name別", "図にする行がありません。"])
    }
    #expect(ChartView.lines("pie", of: try subject(["a"], ["1"]), on: Screen(language: .en)).isEmpty)
  }

  @Test("Names of double width are in line with others, and shortened by their width")
  func doubleWidth() throws {
    let subject = try subject(["地域", "ab", "とても長い名前の事業です"], ["2", "1", "1"])
    let lines = ChartView.lines("bar", of: subject, on: Screen(language: .ja, width: 30))
    #expect(
      lines == [
        "figure、name別",
        "地域          2  █████████████",
        "ab            1  ██████▌",
        "とても長い…   1  ██████▌",
        "                 0           2",
      ])
  }

  @Test("Nothing in a name is an order to the terminal")
  func escapes() throws {
    for kind in ["bar", "line", "stack"] {
      let subject = try subject(["a\u{1B}[2J", "b\nc"], ["1", "2"], series: ["\u{1B}]0;x\u{7}", "y"])
      for line in ChartView.lines(kind, of: subject, on: Screen(language: .en)) {
        #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
      }
    }
  }

  @Test("More rows than a window shows are counted, not drawn")
  func manyRows() throws {
    let count = 50
    let subject = try subject((0..<count).map { "n\($0)" }, (0..<count).map { String($0) })
    let lines = ChartView.lines("bar", of: subject, on: Screen(language: .en, width: 60))
    #expect(lines.count == 1 + 40 + 1 + 1)
    #expect(lines.last == "… 10 further rows not drawn")
    let stacked = ChartView.lines("stack", of: subject, on: Screen(language: .ja, width: 60))
    #expect(stacked.last == "… 他 10 行は描いていません")
  }

  @Test("Colour only where the screen has it")
  func colour() throws {
    for kind in ["bar", "line", "stack"] {
      let subject = try subject(["a", "b"], ["1", "2"], series: ["x", "y"])
      let plain = ChartView.lines(kind, of: subject, on: Screen(language: .en, width: 40))
      let painted = ChartView.lines(kind, of: subject, on: Screen(language: .en, width: 40, usesColor: true))
      #expect(!plain.joined().contains("\u{1B}"))
      #expect(painted.joined().contains("\u{1B}["))
      #expect(painted.map { Self.unpainted($0) } == plain)
    }
  }

  private static func unpainted(_ line: String) -> String {
    var text = ""
    var isPaint = false
    for character in line {
      if character == "\u{1B}" { isPaint = true }
      if !isPaint { text.append(character) }
      if character == "m" { isPaint = false }
    }
    while text.last == " " { text.removeLast() }
    return text
  }

  // MARK: Stacks

  @Test("Parts are in the order of their series, and the whole is as long as their total")
  func stack() throws {
    let subject = try subject(["a", "a", "b", "b"], ["1", "2", "3", "3"], series: ["y", "x", "x", "y"])
    #expect(
      ChartView.lines("stack", of: subject, on: Screen(language: .en, width: 20)) == [
        "figure by name, part",
        "a  3  █████▓▓",
        "b  6  ███████▓▓▓▓▓▓▓",
        "  █ x  ▓ y",
      ])
  }

  @Test("Many parts are told apart by letters")
  func manyParts() throws {
    let names = ["1", "2", "3", "4", "5", "6"]
    let subject = try subject(names.map { _ in "a" }, names.map { _ in "1" }, series: names)
    let lines = ChartView.lines("stack", of: subject, on: Screen(language: .en, width: 30, isASCII: true))
    #expect(lines[1].hasSuffix("aaaabbbbccccddddeeeeffff"))
    #expect(lines.last == "  a 1  b 2  c 3  d 4  e 5  f 6")
  }

  @Test("A missing part is no part; a bar of nothing else has no total")
  func missingPart() throws {
    let subject = try subject(["a", "a", "b"], ["1", nil, nil], series: ["x", "y", "x"])
    let lines = ChartView.lines("stack", of: subject, on: Screen(language: .en, width: 20))
    #expect(lines[1] == "a  1  " + String(repeating: "█", count: 14))
    #expect(lines[2] == "b  ―")
  }
}
