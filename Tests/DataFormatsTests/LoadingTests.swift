import ColumnStore
import Diagnostics
import PolicyModel
import Testing

@testable import DataFormats

@Suite("Loading a person's own file")
struct LoadingTests {
  @Test func numbersAsOfficesWriteThem() throws {
    let table = try loaded("金額\n\"1,234\"\n△12.3\n▲5\n(12)\n１２３\n―\n\n-\n/\n評価対象外\n0\n")
    #expect(table.entry.columns[0].type == .number)
    #expect(
      try table.cells("金額") == [
        "1234", "-12.3", "-5", "-12", "123", "(該当なし)", "(未記入)", "(該当なし)", "(該当なし)", "(該当なし)", "0",
      ])
  }

  @Test func aSingleOtherCellMakesText() throws {
    let table = try loaded("a,b\n1,2\nx,3\n")
    #expect(table.entry.columns.map(\.type) == [.text, .number])
    #expect(try table.cells("a") == ["1", "x"])
  }

  @Test func unitsInHeadingAndCells() throws {
    let table = try loaded(
      "金額（千円）,割合,率(%),人数[単位：人],面積(k㎡),件数,混在\n"
        + "\"1,200\",98.5％,35,10,1.5,35件,10\n―,100%,0.5,20,2.5,12件,20件\n千円,80%,―,―,―,―,―\n")
    #expect(
      table.entry.columns.map { "\($0.name.ja) \($0.type == .number ? "number" : "text") \($0.unit?.symbol ?? "")" }
        == [
          "金額 number 千円", "割合 number ％", "率 number ％", "人数 number 人", "面積(k㎡) number ", "件数 number 件", "混在 text ",
        ])
    #expect(try table.cells("金額") == ["1200000", "(該当なし)", "(未記入)"])
    #expect(try table.cells("割合") == ["0.985", "1", "0.8"])
    #expect(try table.cells("率") == ["0.35", "0.005", "(該当なし)"])
    #expect(try table.cells("混在") == ["10", "20件", "(該当なし)"])
  }

  @Test func cellsInDifferentUnitsOfMoney() throws {
    let table = try loaded("額\n1千円\n2円\n3万円\n")
    #expect(table.entry.columns[0].unit?.symbol == "千円")
    #expect(try table.cells("額") == ["1000", "2", "30000"])
    #expect(try loaded("額\n1千円\n2件\n").entry.columns[0].type == .text)
  }

  @Test func equalNamesKeepTheirUnits() throws {
    let table = try loaded("金額(千円),金額(円)\n1,2\n")
    #expect(table.entry.columns.map(\.name.ja) == ["金額(千円)", "金額(円)"])
    #expect(try table.cells("金額(千円)") == ["1000"])
  }

  @Test func years() throws {
    let table = try loaded(
      "年度,A,B,西暦年,年間件数,年齢,Fiscal Year,期\n2023,令和5年度,2023,令和元年,2000,2001,FY2023,1\n2022,R4,2024,２０２０,1999,2002,2020,2\n")
    #expect(
      table.entry.columns.map { $0.type == .year ? "year" : $0.type == .number ? "number" : "text" } == [
        "year", "year", "number", "year", "number", "number", "year", "number",
      ])
    #expect(try table.cells("A") == ["FY2023", "FY2022"])
    #expect(try table.cells("西暦年") == ["FY2019", "FY2020"])
  }

  @Test func yearsBeyondTheEnd() throws {
    let table = try loaded("年度\n平成32年度\n平成30年度\n")
    #expect(try table.cells("年度") == ["FY2020", "FY2018"])
    #expect(table.report.remarks.map(\.en) == ["In column 年度, 1 cell names a year past the end of an era."])
  }

  @Test func notYearsAndCodes() throws {
    let table = try loaded("年度,コード,番号\n2023,011002,1\n99999,131016,2\n")
    #expect(table.entry.columns.map(\.type) == [.number, .text, .number])
    #expect(table.entry.columns[2].isPlainInteger)
    #expect(try table.cells("コード") == ["011002", "131016"])
  }

  @Test func numberingInBracketsStaysText() throws {
    #expect(try loaded("番号\n(1)\n(2)\n").entry.columns[0].type == .text)
  }

  @Test func moreThanSixDecimals() throws {
    let table = try loaded("lat\n43.06208877\n43.5\n")
    #expect(try table.cells("lat") == ["43.062089", "43.5"])
    #expect(table.report.remarks.map(\.ja) == ["列「lat」の 1 個のセルは小数6桁に四捨五入しました。"])
  }

  @Test func textIsFolded() throws {
    let table = try loaded("名称,備考\nＮＰＯ　ｾﾝﾀｰ,―\n①㈱,データなし\n")
    #expect(try table.cells("名称") == ["NPO センター", "①㈱"])
    #expect(try table.cells("備考") == ["(該当なし)", "(未記入)"])
    let raw = try table.originals(column: 0)
    #expect((0..<2).map { shown(raw, $0, .text) } == ["ＮＰＯ　ｾﾝﾀｰ", "①㈱"])
    // What stands for a missing value is written there; an empty cell has nothing.
    let marks = try loaded("備考,x\n―,1\n,2\n\"\",3\n　,4\n").originals(column: 0)
    #expect((0..<4).map { shown(marks, $0, .text) } == ["―", "(未記入)", "(未記入)", "　"])
  }

  @Test func headings() throws {
    let table = try loaded("名前,,\"金額\n（千円）\",\n1,2,3,4\n")
    #expect(
      table.entry.columns.map(\.name) == [
        BilingualName("名前"), BilingualName(ja: "列2", en: "column2"), BilingualName("金額"),
        BilingualName(ja: "列4", en: "column4"),
      ])
    #expect(
      told { () throws(Diagnostic) in try loaded("a,b,ａ\n1,2,3\n") }
        == "1:3 「a」という名前の列が2つあります（1 列目と 3 列目） / Two columns are called a (columns 1 and 3)")
    #expect(try loaded("\n\na,b\n1,2\n").entry.columns.map(\.name.ja) == ["a", "b"])
  }

  @Test func headingOnOtherLines() throws {
    var options = LoadOptions()
    options.header = 3...3
    let table = try loaded("令和5年度 一覧\n\n名前,額\nA,1\nB,2\n", options)
    #expect(table.entry.columns.map(\.name.ja) == ["名前", "額"])
    #expect(try table.cells("額") == ["1", "2"])
    options.header = 2...3
    let two = try loaded("一覧\n市,令和4年度,,令和5年度,\n,件数,金額,件数,金額\nA,1,2,3,4\n", options)
    #expect(two.entry.columns.map(\.name.ja) == ["市", "令和4年度_件数", "令和4年度_金額", "令和5年度_件数", "令和5年度_金額"])
    options.header = 9...9
    #expect(
      told { () throws(Diagnostic) in try loaded("a\n1\n", options) }
        == "見出しとされた 9 行目がありません / The file has no line 9 for the heading")
  }

  @Test func rowsOfAnotherWidthAreKeptApart() throws {
    let table = try loaded("a,b,c\n1,2,3\n\n4,5\n\"x\ny\",7,8\n9,9,9,9\n")
    #expect(try table.cells("c") == ["3", "8"])
    #expect(
      table.report.notices == [
        Notice(
          "N11",
          Message(
            ja: "見出しとセルの数が違う 2 行を別にしました（4, 7 行目）。",
            en: "2 rows with another number of cells than the heading were kept apart (lines 4, 7)."),
          fix: Message(ja: "x_読めない行", en: "x_rejected"))
      ])
    #expect(table.report.remarks == [])
    let rejected = try #require(table.rejected)
    #expect(try rejected.cells("行") == ["4", "7"])
    #expect(try rejected.cells("cells") == ["2", "4"])
    #expect(try rejected.cells("内容") == ["4,5", "9,9,9,9"])
    #expect(try rejected.cells("reason") == ["<cells>", "<cells>"])
    #expect(rejected.entry.name == BilingualName(ja: "x_読めない行", en: "x_rejected"))
    #expect(try loaded("a,b\n1,2\n").rejected == nil)
  }

  /// A row whose quotes are broken is its first line; what follows is read anew.
  @Test func brokenQuotesAreKeptApart() throws {
    let table = try loaded("a,b\n1,\"2\n3,4\n5,\"x\"y\n6,\"7\n8\"\n9,\"10\n")
    #expect(try table.cells("a") == ["3", "6"])
    #expect(try table.cells("b") == ["4", "7 8"])
    let rejected = try #require(table.rejected)
    #expect(try rejected.cells("line") == ["2", "4", "7"])
    #expect(try rejected.cells("text") == ["1,\"2", "5,\"x\"y", "9,\"10"])
    #expect(try rejected.cells("reason") == ["<quotes>", "<quotes>", "<quotes>"])
    #expect(
      table.report.notices.map(\.message.ja) == ["引用符「\"」が正しくない 3 行を別にしました（2, 4, 7 行目）。"])
    #expect(table.report.remarks.map(\.en) == ["If the heading is not on line 1, say on which: load 'file' header 3."])
  }

  @Test func noRowFits() throws {
    #expect(
      told { () throws(Diagnostic) in try loaded("一覧\n\na,b,c\n1,2,3\n") }
        == "3 セルの数が見出しと違います: 見出し 1、この行 3 / This row has 3 cells, but the heading has 1")
  }

  @Test func malformedRowsCanBeRefused() throws {
    var options = LoadOptions()
    options.refusesMalformedRows = true
    #expect(
      told { () throws(Diagnostic) in try loaded("a,b,c\n1,2,3\n\n4,5\n", options) }
        == "4 セルの数が見出しと違います: 見出し 3、この行 2 / This row has 2 cells, but the heading has 3")
    #expect(
      told { () throws(Diagnostic) in try loaded("a,b\n\"x\ny\",2\n4,5,6\n", options) }
        == "4 セルの数が見出しと違います: 見出し 2、この行 3 / This row has 3 cells, but the heading has 2")
    #expect(
      told { () throws(Diagnostic) in try loaded("a,b\n1,2\n\"x\"y,2\n", options) }
        == "3:4 閉じた引用符の後に文字が続いています / There is text behind a closing quotation mark")
  }

  @Test func emptyAndHeaderOnly() throws {
    #expect(told { () throws(Diagnostic) in try loaded("") } == "ファイルが空です / The file is empty")
    #expect(told { () throws(Diagnostic) in try loaded("\u{FEFF}\n\n") } == "ファイルが空です / The file is empty")
    let table = try loaded("a,b\n")
    #expect(table.report.rowCount == 0)
    #expect(table.entry.columns.map(\.type) == [.text, .text])
    #expect(try table.cells("a") == [])
  }

  @Test func oneColumnKeepsItsEmptyLines() throws {
    #expect(try loaded("a\n1\n\n3\n").cells("a") == ["1", "(未記入)", "3"])
  }

  @Test func separators() throws {
    for (text, expected) in [
      ("a,b\n1,2\n", ","), ("a\tb,c\n1\t2\n", "\t"), ("a;b\n1,5;2\n", ";"), ("a\n1\n", ","),
      ("\"x;y\",b\n\"1;2\",3\n", ","),
    ] {
      #expect(try loaded(text).report.separator == expected.utf8.first, "\(text)")
    }
  }

  @Test func encodings() throws {
    let folder = try Folder()
    // 市,額 / ①㈱髙,1 in CP932
    let office: [UInt8] = [
      0x8E, 0x73, 0x2C, 0x8A, 0x7A, 0x0D, 0x0A, 0x87, 0x40, 0x87, 0x8A, 0xFB, 0xFC, 0x2C, 0x31, 0x0D, 0x0A,
    ]
    let table = try CSVTable.load(path: folder.file("支出 2024.csv", office))
    #expect(table.report.encoding == .cp932)
    #expect(table.entry.name == BilingualName("支出_2024"))
    #expect(try table.cells("市") == ["①㈱髙"])
    let marked = try CSVTable.load(path: folder.file("b.csv", [0xEF, 0xBB, 0xBF] + Array("市\nA\n".utf8)))
    #expect(marked.report.encoding == .utf8)
    #expect(marked.entry.columns[0].name.ja == "市")
    #expect(
      told { () throws(Diagnostic) in try CSVTable.parse([0x61, 0x0A, 0x62, 0xE3, 0x81, 0xFF, 0x0A], path: "x.csv") }
        == "2:2 2 行目の 2 バイト目が UTF-8 として読めません / Line 2 is not valid UTF-8 at byte 2")
    #expect(
      told { () throws(Diagnostic) in try loaded("a,b\n1,x\u{0}y\n") }
        == "2:4 2 行目の 4 バイト目に NUL（0）があります。文字のファイルではないようです / "
        + "Line 2 has a NUL byte at byte 4; this does not look like a text file")
    var options = LoadOptions()
    options.encoding = "utf-8"
    #expect(
      told { () throws(Diagnostic) in try CSVTable.parse(office, path: "x.csv", options: options) }
        == "1:1 1 行目の 1 バイト目が UTF-8 として読めません / Line 1 is not valid UTF-8 at byte 1")
    options.encoding = "EUC-JP"
    #expect(
      told { () throws(Diagnostic) in try CSVTable.parse(office, path: "x.csv", options: options) }
        == "文字コード「EUC-JP」は読めません。UTF-8 と CP932 が使えます / The encoding EUC-JP cannot be read; usable: UTF-8 and CP932")
    let wide: [UInt8] = [0xFF, 0xFE, 0x61, 0x00, 0x2C, 0x00]
    #expect(
      told { () throws(Diagnostic) in try CSVTable.parse(wide, path: "x.csv") }
        == "1:4 文字コードが UTF-16 のファイルは読めません / A file in UTF-16 cannot be read")
  }

  @Test func filesThatAreNotThere() throws {
    let folder = try Folder()
    #expect(
      told { () throws(Diagnostic) in try ReaderRegistry.load(path: folder.path + "/no.csv").report.path }
        == "ファイル「\(folder.path)/no.csv」がありません / There is no file \(folder.path)/no.csv")
    #expect(
      told { () throws(Diagnostic) in try ReaderRegistry.load(path: folder.path).report.path }
        == "「\(folder.path)」はファイルではなくフォルダーです / \(folder.path) is a folder, not a file")
  }

  @Test(arguments: [
    ("支出", "支出"), ("支出 (2024)", "支出_2024"), ("2024予算", "_2024予算"), ("R5", "_R5"), ("and", "_and"), ("ＧＤＰ", "GDP"),
    ("a-b.c", "a_b_c"), ("()", "table"), ("データ・一覧", "データ・一覧"), ("㈱一覧", "一覧"),
  ])
  func tableNames(_ stem: String, _ expected: String) {
    #expect(LegalWord.made(from: stem) == expected)
  }

  @Test func readersByEnding() throws {
    #expect(ReaderRegistry.reader(forPath: "a/B.TSV").name == "tsv")
    #expect(ReaderRegistry.reader(forPath: "a/b.csv").name == "csv")
    #expect(ReaderRegistry.reader(forPath: "a.b/c").name == "csv")
    let folder = try Folder()
    let table = try ReaderRegistry.load(path: folder.file("a.tsv", "a,b\tc\n1,2\t3\n"))
    #expect(table.report.columns.map(\.name) == ["a,b", "c"])
  }
}
