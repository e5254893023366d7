import ColumnStore
import Diagnostics
import PolicyModel
import Presentation
import Testing

@Suite("Cells and headings")
struct CellFormatTests {
  func cell(_ type: ColumnType, _ unit: Unit? = nil, _ value: Value, _ language: Language = .ja) throws -> String {
    let made = try table(Cells(1, "値", "value", type, unit, [value]))
    return CellFormat.text(table: made, row: 0, column: 0, language: language)
  }

  @Test(
    "Money is shown in the unit of its column, without decimals",
    arguments: [
      ("3183000", "3,183"), ("3183499", "3,183"), ("3183500", "3,184"), ("-3183500", "-3,184"), ("499", "0"),
      ("-499", "0"),
      ("0", "0"), ("1234567000", "1,234,567"), ("999500", "1,000"),
    ])
  func money(value: String, shown: String) throws {
    #expect(try cell(.number, thousandYen, number(value)) == shown)
  }

  @Test("Rounding happens once, from the exact value")
  func roundedOnce() throws {
    // Through six decimals first, 0.4999999 would become 0.5 and then 1.
    #expect(try cell(.number, Unit.declared("億円"), number("49999990")) == "0")
    #expect(try cell(.number, Unit.declared("億円"), number("50000000")) == "1")
  }

  @Test(
    "Ratios and points carry their unit",
    arguments: [
      ("0.8", "80.0％", "+80.0ポイント"), ("0.35", "35.0％", "+35.0ポイント"), ("0.0444", "4.4％", "+4.4ポイント"),
      ("-0.0445", "-4.5％", "-4.5ポイント"), ("0", "0.0％", "0.0ポイント"), ("-0.0004", "0.0％", "0.0ポイント"),
      ("12.3456", "1,234.6％", "+1,234.6ポイント"),
      ("0.000005", "0.0％", "0.0ポイント"), ("1", "100.0％", "+100.0ポイント"),
    ])
  func ratios(value: String, percent: String, points: String) throws {
    #expect(try cell(.number, .percent, number(value)) == percent)
    #expect(try cell(.number, .points, number(value)) == points)
  }

  @Test("Compounds have two decimals, plain numbers all of theirs")
  func decimals() throws {
    #expect(try cell(.number, Unit.quotient(.yen, .people), number("1234.5678")) == "1,234.57")
    #expect(try cell(.number, Unit.quotient(.yen, .people), number("7")) == "7.00")
    #expect(try cell(.number, nil, number("12345.678901")) == "12,345.678901")
    #expect(try cell(.number, nil, number("-1000")) == "-1,000")
    #expect(try cell(.number, Unit.declared("万人"), number("12345")) == "1.2345")
    #expect(try cell(.number, Unit.declared("千人"), number("2000000")) == "2,000")
    #expect(try cell(.number, Unit.declared("件"), number("35")) == "35")
  }

  @Test("Numbers of 38 digits lose none")
  func widest() throws {
    let digits = "99999999999999999999999999999999999999"
    let grouped = "99,999,999,999,999,999,999,999,999,999,999,999,999"
    #expect(try cell(.number, nil, number(digits)) == grouped)
    #expect(try cell(.number, .percent, number(digits)) == "9,999,999,999,999,999,999,999,999,999,999,999,999,900.0％")
    #expect(try cell(.number, nil, number("18446744073709551616")) == "18,446,744,073,709,551,616")
    #expect(try cell(.number, nil, number("10000000000000000000000")) == "10,000,000,000,000,000,000,000")
  }

  @Test("Codes have no commas")
  func codes() throws {
    let made = try table(Cells(1, "団体コード", "code", .number, nil, [number("112259")]).with { $0.isPlainInteger = true })
    #expect(CellFormat.text(table: made, row: 0, column: 0, language: .ja) == "112259")
  }

  @Test("Years, levels, flags, lists, missing")
  func others() throws {
    #expect(try cell(.year, nil, .year(2023)) == "R5")
    #expect(try cell(.year, nil, .year(2019)) == "R1")
    #expect(try cell(.year, nil, .year(2018)) == "H30")
    #expect(try cell(.year, nil, .year(1920)) == "1920")
    #expect(try cell(.year, nil, .year(2023), .en) == "2023")
    #expect(try cell(.level(grades), nil, .level(1)) == "B")
    #expect(try cell(.bool, nil, .bool(true)) == "真")
    #expect(try cell(.bool, nil, .bool(false)) == "偽")
    #expect(try cell(.bool, nil, .bool(true), .en) == "true")
    #expect(try cell(.bool, nil, .bool(false), .en) == "false")
    let departments = Value.list([.text("企画課"), .text("市民課")])
    #expect(try cell(.list(.text), nil, departments) == "企画課、市民課")
    #expect(try cell(.list(.text), nil, departments, .en) == "企画課, 市民課")
    #expect(try cell(.list(.level(grades)), nil, .list([.level(0), .level(4)])) == "A、E")
    for type in [ColumnType.number, .year, .text, .bool, .level(grades), .list(.text)] {
      #expect(try cell(type, nil, missing) == "―")
    }
  }

  @Test("The levels of results are arrows and words of the language")
  func resultLevels() throws {
    let better = Scale(name: "better", levels: ["improved", "same", "worse", "unknown"], isRanked: false)
    #expect(try (0...3).map { try cell(.level(better), nil, .level($0)) } == ["↑", "→", "↓", "―"])
    let pattern = Scale(name: "pattern", levels: ["rising", "falling", "flat", "mixed", "unknown"], isRanked: false)
    #expect(try (0...4).map { try cell(.level(pattern), nil, .level($0)) } == ["増加", "減少", "横ばい", "増減", "―"])
    #expect(
      try (0...4).map { try cell(.level(pattern), nil, .level($0), .en) } == [
        "rising", "falling", "flat", "mixed", "―",
      ])
  }

  @Test("Nothing in a cell reaches the terminal as a command")
  func escapes() throws {
    #expect(try cell(.text, nil, .text("赤\u{1B}[31mい\u{7}\n次\t末\u{202E}")) == "赤␛[31mい␇⏎次 末\u{FFFD}")
    let made = try table(Cells(1, "名\u{1B}]0;x\u{7}", "n\r\n", .text, nil, []))
    #expect(CellFormat.heading(table: made, column: 0, language: .ja) == "名␛]0;x␇")
    #expect(CellFormat.heading(table: made, column: 0, language: .en) == "n⏎")
  }

  @Test("A unit of the row stands in the cell where its column is not shown")
  func rowUnits() throws {
    let figures = Cells(1, "実績値", "actual", .number, nil, [number("37"), number("1234.5"), missing, number("2")])
      .with { $0.unitFrom = 2 }
    let units = Cells(2, "単位名", "unit", .text, nil, [.text("％"), .text("団体"), .text("件"), missing])
    let hidden = try table(figures, units.with { $0.visibility = .carried })
    #expect(
      (0...3).map { CellFormat.text(table: hidden, row: $0, column: 0, language: .ja) } == [
        "37 ％", "1,234.5 団体", "―", "2",
      ])
    let shown = try table(figures, units)
    #expect(
      (0...3).map { CellFormat.text(table: shown, row: $0, column: 0, language: .ja) } == ["37", "1,234.5", "―", "2"])
    let gone = try table(figures)
    #expect(CellFormat.text(table: gone, row: 0, column: 0, language: .ja) == "37")
  }

  @Test("Headings name unit, era and remark")
  func headings() throws {
    func heading(_ cells: Cells, _ language: Language = .ja) throws -> String {
      CellFormat.heading(table: try table(cells), column: 0, language: language)
    }
    let money = Cells(1, "基準", "base", .number, thousandYen, [])
    #expect(try heading(money) == "基準 (千円)")
    #expect(try heading(money, .en) == "base (千円)")
    let remarked = money.with { $0.remark = Message(ja: "H29", en: "2017") }
    #expect(try heading(remarked) == "基準 (H29, 千円)")
    #expect(try heading(remarked, .en) == "base (2017, 千円)")
    #expect(try heading(Cells(1, "達成率", "achieve", .number, .percent, [])) == "達成率")
    #expect(try heading(Cells(1, "差", "diff", .number, .points, [])) == "差")
    #expect(try heading(Cells(1, "単価", "cost", .number, Unit.quotient(.yen, .people), [])) == "単価 (円/人)")
    #expect(try heading(money.with { $0.unitFrom = 9 }) == "基準")
    #expect(try heading(Cells(1, "年度", "year", .year, nil, [.year(2019), missing, .year(2023)])) == "年度 (令和)")
    #expect(try heading(Cells(1, "年度", "year", .year, nil, [.year(2018), .year(2019)])) == "年度")
    #expect(try heading(Cells(1, "年度", "year", .year, nil, [missing])) == "年度")
    #expect(try heading(Cells(1, "年度", "year", .year, nil, [.year(1900)])) == "年度")
    #expect(try heading(Cells(1, "年度", "year", .year, nil, [.year(2018), .year(2019)]), .en) == "year (FY)")
  }

  @Test("Cells that a table does not have are empty or missing, not a crash")
  func outside() throws {
    let made = try table(Cells(1, "値", "value", .text, nil, [.text("a")]))
    #expect(CellFormat.text(table: made, row: 0, column: 7, language: .ja) == "")
    #expect(CellFormat.text(table: made, row: -1, column: 0, language: .ja) == "―")
    #expect(CellFormat.text(table: made, row: 9, column: 0, language: .ja) == "―")
    #expect(CellFormat.heading(table: made, column: -1, language: .ja) == "")
    let broken = Table(
      fields: made.fields, columns: [Column(.codes([5, -1], TextDictionary(["a"])))], rowCount: 2)
    #expect(CellFormat.text(table: broken, row: 0, column: 0, language: .ja) == "")
    #expect(CellFormat.text(table: broken, row: 1, column: 0, language: .ja) == "")
  }
}
