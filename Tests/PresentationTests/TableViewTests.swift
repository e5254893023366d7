import ColumnStore
import Diagnostics
import PolicyModel
import PolshText
import Presentation
import Testing

@Suite("Tables")
struct TableViewTests {
  func spending() throws -> Table {
    try table(
      Cells(1, "事業名", "program", .text, nil, [.text("市民活動促進"), .text("NPO支援"), .text("防災")]),
      Cells(2, "年度", "year", .year, nil, [.year(2022), .year(2023), missing]),
      Cells(3, "金額", "amount", .number, thousandYen, [number("3183000"), number("12000"), missing]),
      Cells(4, "達成率", "achieve", .number, .percent, [number("0.8"), number("1.044"), number("0")]),
      Cells(5, "差", "diff", .number, .points, [number("0.044"), number("-0.1"), missing]),
      Cells(6, "評価", "grade", .level(grades), nil, [.level(0), .level(4), missing]))
  }

  @Test("Japanese")
  func japanese() throws {
    #expect(
      lines(try spending(), elapsed: .milliseconds(12)) == [
        "事業名        年度 (令和)  金額 (千円)   達成率             差  評価",
        "────────────  ───────────  ───────────  ───────  ─────────────  ────",
        "市民活動促進  R4                 3,183   80.0％   +4.4ポイント  A",
        "NPO支援       R5                    12  104.4％  -10.0ポイント  E",
        "防災          ―                      ―    0.0％              ―  ―",
        "3 行  12 ms",
      ])
  }

  @Test("English, plain")
  func english() throws {
    let screen = Screen(language: .en, isPlain: true)
    #expect(
      lines(try spending(), screen, elapsed: .milliseconds(1234)) == [
        "program       year (FY)  amount (千円)  achieve           diff  grade",
        "------------  ---------  -------------  -------  -------------  -----",
        "市民活動促進  2022               3,183   80.0％   +4.4ポイント  A",
        "NPO支援       2023                  12  104.4％  -10.0ポイント  E",
        "防災          ―                      ―    0.0％              ―  ―",
        "3 rows  1.2 s",
      ])
  }

  @Test("Only shown columns; units of rows line up")
  func rowUnits() throws {
    let made = try table(
      Cells(1, "指標名", "name", .text, nil, [.text("満足度"), .text("団体数"), .text("回数"), .text("件数")]),
      Cells(2, "実績値", "actual", .number, nil, [number("37"), number("1099"), missing, number("2.5")])
        .with { $0.unitFrom = 3 },
      Cells(3, "単位名", "unit", .text, nil, [.text("％"), .text("団体"), .text("回"), missing])
        .with { $0.visibility = .carried },
      Cells(4, "頁", "page", .number, nil, [number("1"), number("1"), number("1"), number("1")])
        .with { $0.visibility = .provenance })
    #expect(
      lines(made) == [
        "指標名      実績値",
        "──────  ──────────",
        "満足度     37 ％",
        "団体数  1,099 団体",
        "回数        ―",
        "件数      2.5",
        "4 行",
      ])
  }

  @Test("No rows, no columns, one row")
  func small() throws {
    let empty = try table(Cells(1, "件数", "count", .number, nil, []))
    #expect(lines(empty) == ["件数", "────", "0 行"])
    #expect(lines(empty, en) == ["count", "─────", "0 rows"])
    #expect(lines(empty, Screen(language: .en, width: 1)) == ["…", "─", "0 rows"])
    let nothing = Table(fields: [], columns: [], rowCount: 0)
    #expect(lines(nothing) == ["0 行"])
    #expect(lines(nothing, Screen(language: .ja, width: 1)) == ["0 行"])
    #expect(lines(Table(fields: [], columns: [], rowCount: 3), en) == ["3 rows"])
    let one = try table(Cells(1, "件数", "count", .number, nil, [number("5")]))
    #expect(lines(one, en, elapsed: .microseconds(400)) == ["count", "─────", "    5", "1 row  0.4 ms"])
  }

  @Test("Footnotes stand below")
  func footnotes() throws {
    let note = Message(ja: "カタログのない表なので検査は行いません", en: "guards are off because this table has no catalog")
    let empty = try table(Cells(1, "件数", "count", .number, nil, []))
    #expect(TableView.render(empty, on: en, footnotes: [note]).lines.last == note.en)
    #expect(TableView.render(empty, on: ja, footnotes: [note]).lines == ["件数", "────", "0 行", note.ja])
  }

  @Test("Colour only where asked, and never on plain screens")
  func colour() throws {
    let made = try table(Cells(1, "件数", "count", .number, nil, [number("5")]))
    #expect(
      lines(made, Screen(language: .ja, usesColor: true)) == [
        "\u{1B}[1m件数\u{1B}[0m", "\u{1B}[90m────\u{1B}[0m", "   5", "\u{1B}[90m1 行\u{1B}[0m",
      ])
    #expect(lines(made, Screen(language: .ja, usesColor: true, isPlain: true)) == ["件数", "----", "   5", "1 行"])
  }

  @Test("Escape sequences in data stay visible and in line")
  func escapes() throws {
    let made = try table(
      Cells(1, "名", "name", .text, nil, [.text("\u{1B}[2J"), .text("a\nb")]),
      Cells(2, "数", "n", .number, nil, [number("1"), number("2")]))
    #expect(lines(made) == ["名    数", "────  ──", "␛[2J   1", "a⏎b    2", "2 行"])
  }

  @Test("Rows beyond the limit are left out and said so")
  func rowLimit() throws {
    let made = try table(Cells(1, "番号", "no", .number, nil, (1...97).map { number(String($0)) }))
    let shown = TableView.render(made, on: Screen(language: .ja, width: 80))
    #expect(shown.lines.count == 43)
    #expect(shown.lines.suffix(2) == ["  40", "97 行"])
    #expect(shown.notice?.message.ja == "表示を 40 行 1 列に縮めました（データは全部あります）。")
    #expect(shown.notice?.message.en == "Display cut to 40 rows and 1 column (the data are whole).")
    #expect(
      NoticeView.line(try #require(shown.notice), on: ja)
        == "N8  表示を 40 行 1 列に縮めました（データは全部あります）。  直し方: 選択 … / 出力 「…」")
    var all = Screen(language: .ja, width: 80)
    all.maxRows = nil
    #expect(TableView.render(made, on: all).notice == nil)
    #expect(TableView.render(made, on: all).lines.count == 100)
    #expect(TableView.render(made, on: ja).notice == nil)
    all.maxRows = 0
    #expect(TableView.render(made, on: all).lines == ["番号", "────", "97 行"])
    all.maxRows = -3
    #expect(TableView.render(made, on: all).lines.count == 3)
  }

  @Test("Long texts are shortened first, the widest most")
  func shortened() throws {
    let made = try table(
      Cells(1, "事業名", "program", .text, nil, [.text("市民活動促進事業の推進に関する取組"), .text("防災")]),
      Cells(2, "所管課", "dept", .text, nil, [.text("地域振興課"), .text("企画課")]),
      Cells(3, "金額", "amount", .number, thousandYen, [number("3183000"), number("12000")]))
    let shown = TableView.render(made, on: Screen(language: .ja, width: 40))
    #expect(
      shown.lines == [
        "事業名           所管課      金額 (千円)",
        "───────────────  ──────────  ───────────",
        "市民活動促進事…  地域振興課        3,183",
        "防災             企画課               12",
        "2 行",
      ])
    #expect(shown.notice?.message.ja == "長い文字を … で略しました（データは全部あります）。")
    #expect(shown.notice?.message.en == "Long texts end in … (the data are whole).")
    // The name above a figure can be shortened, its unit and the figure never.
    let narrow = TableView.render(made, on: Screen(language: .ja, width: 31))
    #expect(
      narrow.lines == [
        "事業名     所管課    金… (千円)",
        "─────────  ────────  ──────────",
        "市民活動…  地域振…        3,183",
        "防災       企画課            12",
        "2 行",
      ])
    let cut = TableView.render(made, on: Screen(language: .ja, width: 28))
    #expect(
      cut.lines == [
        "事業名            所管課",
        "────────────────  ──────────",
        "市民活動促進事…   地域振興課",
        "防災              企画課",
        "2 行",
      ])
    #expect(cut.notice?.message.ja == "表示を 2 行 2 列に縮めました（データは全部あります）。")
    let least = TableView.render(made, on: Screen(language: .en, width: 3))
    #expect(least.lines == ["pr…", "───", "市…", "防…", "2 rows"])
    #expect(least.notice?.message.en == "Display cut to 2 rows and 1 column (the data are whole).")
  }

  @Test("At every width no line is wider than the window, and nothing crashes")
  func everyWidth() throws {
    let made = try spending()
    for width in -1...90 {
      let shown = TableView.render(made, on: Screen(language: .ja, width: width))
      let widest = shown.lines.dropLast().map { DisplayWidth.of($0) }.max() ?? 0
      #expect(widest <= max(1, width), "width \(width)")
      #expect((shown.notice == nil) == (width >= 68), "width \(width)")
    }
  }

  @Test("A hundred thousand rows to a pipe")
  func large() throws {
    let count = 100_000
    let fields = try spending().fields
    let dictionary = TextDictionary((0..<500).map { "市民活動促進事業その\($0)" })
    let columns = [
      Column(.codes((0..<count).map { Int32($0 % 500) }, dictionary)),
      Column(.years((0..<count).map { Int16(2019 + $0 % 5) })),
      Column(.numbers(.narrow((0..<count).map { Int64($0) * 1_003_000 }, scale: 0))),
      Column(.numbers(.narrow((0..<count).map { Int64($0 % 2000) }, scale: 3))),
      Column(.numbers(.narrow((0..<count).map { Int64($0 % 200) - 100 }, scale: 3))),
      Column(.codes((0..<count).map { Int32($0 % 5) }, TextDictionary(grades.levels))),
    ]
    let made = Table(fields: fields, columns: columns, rowCount: count)
    var shown = lines(made, en)
    let elapsed = ContinuousClock().measure { shown = lines(made, en) }
    #expect(shown.count == count + 3)
    #expect(shown.last == "100,000 rows")
    #expect(shown[count + 1] == "市民活動促進事業その499  2023         100,298,997  199.9％   +9.9ポイント  E")
    // Quadratic work would take minutes; a debug build on a busy machine still stays below this.
    #expect(elapsed < .seconds(10))
  }
}
