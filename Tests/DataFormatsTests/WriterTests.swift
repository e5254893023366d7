import ColumnStore
import Diagnostics
import PolicyModel
import Testing

@testable import DataFormats

@Suite("Writing results")
struct WriterTests {
  static let grades = Scale(name: "g", levels: ["A", "=B"], isRanked: true)

  /// A result with a column of every kind, missing cells, and one column that is not shown.
  static func sample() throws -> Table {
    let columns: [(Field, [Value])] = [
      (field(1, "年度", "year", .year), [.year(2023), .missing(.blank), .year(2024)]),
      (
        field(2, "金額", "amount", .number, .init(symbol: "千円", dimension: .money, numerator: 1000)),
        [
          number("3183500"), number("-1"), .missing(.unmatched),
        ]
      ),
      (field(3, "達成率", "rate", .number, .percent), [number("0.8"), number("0.333333"), number("0")]),
      (field(4, "名称", "name", .text), [.text("a|b,\"c\""), .text("=1+1"), .text("二\n行")]),
      (field(5, "評価", "grade", .level(grades)), [.level(0), .level(1), .missing(.notApplicable)]),
      (
        field(6, "課", "dept", .list(.text)),
        [.list([.text("企画課"), .text("財政課")]), .list([.text("+x")]), .missing(.blank)]
      ),
      (field(7, "済", "done", .bool), [.bool(true), .bool(false), .bool(true)]),
      (hidden(field(8, "行", "line", .number)), [number("1"), number("2"), number("3")]),
      (field(9, "差", "diff", .number, .points), [number("0.045"), number("-0.1"), number("12345678.9")]),
    ]
    var table = Table(fields: columns.map(\.0), columns: [], rowCount: 3)
    for (field, values) in columns {
      var builder = ColumnBuilder(field.type)
      for value in values { builder.append(value) }
      table.columns.append(try builder.finished())
    }
    return table
  }

  static func field(_ id: Int, _ ja: String, _ en: String, _ type: ColumnType, _ unit: PolicyModel.Unit? = nil) -> Field
  {
    Field(id: id, name: BilingualName(ja: ja, en: en), type: type, unit: unit)
  }

  static func hidden(_ field: Field) -> Field {
    var field = field
    field.visibility = .provenance
    return field
  }

  static func number(_ text: String) -> Value { ExactDecimal(text).map(Value.number) ?? .missing(.blank) }

  func written(_ format: String, _ table: Table, _ language: Language = .ja) throws -> String {
    let writer = try #require(WriterRegistry.writer(named: format))
    return String(decoding: try writer.bytes(of: table, options: WriteOptions(language: language)), as: UTF8.self)
  }

  @Test func csv() throws {
    #expect(
      try written("csv", Self.sample()) == """
        年度,金額 (千円),達成率 (％),名称,評価,課,済,差 (ポイント)
        2023,3183.5,80,"a|b,""c""\",A,企画課;財政課,true,4.5
        ,-0.001,33.3333,'=1+1,'=B,'+x,false,-10
        2024,,0,"二
        行",,,true,1234567890

        """)
    #expect(
      try written("csv", Self.sample(), .en).hasPrefix("year,amount (千円),rate (％),name,grade,dept,done,diff (ポイント)\n"))
  }

  @Test func tsv() throws {
    #expect(
      try written("tsv", Self.sample()) == """
        年度\t金額 (千円)\t達成率 (％)\t名称\t評価\t課\t済\t差 (ポイント)
        2023\t3183.5\t80\t"a|b,""c""\"\tA\t企画課;財政課\ttrue\t4.5
        \t-0.001\t33.3333\t'=1+1\t'=B\t'+x\tfalse\t-10
        2024\t\t0\t"二
        行"\t\t\ttrue\t1234567890

        """)
  }

  @Test func json() throws {
    #expect(
      try written("json", Self.sample(), .en) == """
        [
        {"year":2023,"amount":3183.5,"rate":80,"name":"a|b,\\"c\\"","grade":"A","dept":["企画課","財政課"],"done":true,"diff":4.5},
        {"year":null,"amount":-0.001,"rate":33.3333,"name":"=1+1","grade":"=B","dept":["+x"],"done":false,"diff":-10},
        {"year":2024,"amount":null,"rate":0,"name":"二\\n行","grade":null,"dept":null,"done":true,"diff":1234567890}
        ]

        """)
    let root = try JSONText(Array(try written("json", Self.sample()).utf8), path: "x").root
    #expect(root.elements?[2]["名称"]?.string == "二\n行")
  }

  @Test func jsonLines() throws {
    #expect(
      try written("jsonl", Self.sample(), .en).split(separator: "\n").last
        == #"{"year":2024,"amount":null,"rate":0,"name":"二\n行","grade":null,"dept":null,"done":true,"diff":1234567890}"#
    )
  }

  @Test func markdown() throws {
    #expect(
      try written("md", Self.sample()) == """
        | 年度 | 金額 (千円) | 達成率 (％) | 名称 | 評価 | 課 | 済 | 差 (ポイント) |
        | --- | ---: | ---: | --- | --- | --- | --- | ---: |
        | 2023 | 3183.5 | 80 | a\\|b,"c" | A | 企画課;財政課 | true | 4.5 |
        |  | -0.001 | 33.3333 | =1+1 | =B | +x | false | -10 |
        | 2024 |  | 0 | 二 行 |  |  | true | 1234567890 |

        """)
  }

  @Test func byteOrderMark() throws {
    let writer = try #require(WriterRegistry.writer(forPath: "a/支出.CSV"))
    #expect(writer.marksFiles)
    var options = WriteOptions(language: .ja)
    options.byteOrderMark = true
    #expect(try writer.bytes(of: Self.sample(), options: options).starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(WriterRegistry.all.filter(\.marksFiles).map(\.name) == ["csv"])
    #expect(WriterRegistry.writer(forPath: "x.html") == nil)
    #expect(WriterRegistry.writer(named: "xlsx") == nil)
  }

  @Test func emptyResults() throws {
    let empty = Table(
      fields: [Self.field(1, "a", "a", .text)], columns: [.allMissing(0, type: .text, reason: .blank)], rowCount: 0)
    #expect(try written("csv", empty) == "a\n")
    #expect(try written("json", empty) == "[]\n")
    #expect(try written("jsonl", empty) == "")
    #expect(try written("md", empty) == "| a |\n| --- |\n")

  }

  @Test func oneColumnWithMissingCells() throws {
    let table = Table(
      fields: [Self.field(1, "a", "a", .text)], columns: [.allMissing(2, type: .text, reason: .blank)], rowCount: 2)
    #expect(try written("csv", table) == "a\n\"\"\n\"\"\n")
    #expect(try loaded(written("csv", table)).report.rowCount == 2)
  }

  @Test(arguments: [
    ("=1", "'=1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "\"'\rx\""), ("＝1", "'＝1"),
    ("a=1", "a=1"),
    ("", ""), ("'x", "'x"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("―", "―"),
  ])
  func cellsOfText(_ text: String, _ expected: String) {
    #expect(String(decoding: DelimitedText(separator: 0x2C).cell(text), as: UTF8.self) == expected)
  }

  @Test func numbersAreNotDefused() throws {
    var builder = ColumnBuilder(.number)
    builder.append(Self.number("-5"))
    let table = Table(fields: [Self.field(1, "-a", "-a", .number)], columns: [try builder.finished()], rowCount: 1)
    #expect(try written("csv", table) == "'-a\n-5\n")
  }

  @Test(arguments: [
    ("a|b", "a\\|b"), ("a\\|b", "a\\\\\\|b"), ("<b>&amp;", "\\<b\\>\\&amp;"), ("a*b_c_", "a\\*b_c_"), ("_a_", "\\_a_"),
    ("a\u{1B}[2J", "a␛\\[2J"), ("a\r\nb\nc", "a b c"), ("# x", "\\# x"), ("\u{202E}x", "\u{FFFD}x"),
  ])
  func cellsOfMarkdown(_ text: String, _ expected: String) {
    #expect(MarkdownCell.escaped(text) == expected)
  }

  @Test func stringsOfJSON() throws {
    let text = "a\"\\\n\r\t\u{1}\u{1B}\u{7F}\u{9B}\u{2028}\u{202E}日𠮷"
    let bytes = JSONForm.string(text)
    #expect(String(decoding: bytes, as: UTF8.self) == #""a\"\\\n\r\t\u0001\u001b\u007f\u009b\u2028\u202e日𠮷""#)
    #expect(try JSONText(bytes, path: "x").root.string == text)
  }

  @Test func figures() {
    for _ in 0..<5000 {
      let mantissa = Int128.random(in: -(1 << 100)...(1 << 100)) >> Int.random(in: 0...100)
      let scale = Int.random(in: 0...6)
      var bytes: [UInt8] = []
      FigureText.append(mantissa, scale: scale, to: &bytes)
      let expected = ExactDecimal(mantissa: mantissa, scale: scale).plain
      #expect(String(decoding: bytes, as: UTF8.self) == expected)
    }
  }

  /// What is exported and loaded again is the same: columns, units, values.
  @Test func thereAndBackAgain() throws {
    let table = try Self.sample().shown
    for format in ["csv", "tsv"] {
      let again = try loaded(written(format, table))
      #expect(again.entry.columns.map(\.name.ja) == table.fields.map(\.name.ja))
      #expect(again.entry.columns[1].unit?.symbol == "千円")
      #expect(try again.cells("年度") == ["FY2023", "(未記入)", "FY2024"])
      #expect(try again.cells("金額") == ["3183500", "-1", "(未記入)"])
      #expect(try again.cells("達成率") == ["0.8", "0.333333", "0"])
      #expect(try again.cells("差") == ["0.045", "-0.1", "12345678.9"])
    }
  }

  @Test func largeResultsComeInPieces() throws {
    var builder = ColumnBuilder(.number)
    for row in 0..<50000 { builder.append(.number(ExactDecimal(row))) }
    let table = Table(fields: [Self.field(1, "a", "a", .number)], columns: [try builder.finished()], rowCount: 50000)
    var pieces = 0
    var size = 0
    let writer = try #require(WriterRegistry.writer(named: "jsonl"))
    try writer.write(table, WriteOptions(language: .en)) { (piece) throws(Diagnostic) in
      pieces += 1
      size += piece.count
    }
    #expect(pieces > 5)
    #expect(size == (try writer.bytes(of: table, options: WriteOptions(language: .en))).count)
  }

  @Test func tooManyDigitsForTheUnit() throws {
    var builder = ColumnBuilder(.number)
    builder.append(.number(ExactDecimal(mantissa: ExactDecimal.limit)))
    let table = Table(
      fields: [Self.field(1, "率", "rate", .number, .percent)], columns: [try builder.finished()], rowCount: 1)
    let writer = try #require(WriterRegistry.writer(named: "csv"))
    #expect(
      told { () throws(Diagnostic) in try writer.bytes(of: table, options: WriteOptions(language: .en)) }
        == "列「率」の値は％で書くと38桁を超えます / A value of rate has more than 38 digits in ％")
  }
}
