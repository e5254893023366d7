import ColumnStore
import Diagnostics
import PolicyModel
import PolshSystem
import Testing

@testable import DataFormats

/// A document read by a recipe, both as texts.
func read(_ document: String, by recipe: String) throws(Diagnostic) -> DocumentReader.Loaded {
  try read(Array(document.utf8), by: recipe)
}

func read(_ document: [UInt8], by recipe: String, encoding: String? = nil) throws(Diagnostic) -> DocumentReader.Loaded {
  let recipe = try Recipe.parse(Array(recipe.utf8), path: "r.recipe")
  guard let folder = try? Folder(), let path = try? folder.file("d.txt", document) else {
    throw Diagnostic(nil, Message(same: "no folder"))
  }
  return try DocumentReader(recipe, document: path).load(name: "m", encoding: encoding)
}

@Suite("Reading documents by recipes")
struct RecipeTests {
  static let small = """
    column no: number
    column chapter: text
    column title: text
      blank: as above | as above
    column g: grade A B C
    column way: list X Y
      split at: blank
    column note_text: text
    heading 1: Chapter {no} {chapter}
    row: title | g | way | note_text
    anchor: g, way
    continues: note_text
    """

  @Test func rowsStandWhereTheLevelsDo() throws {
    let document =
      "Chapter 1 One\nt\tA\tX\tn\n\t\tu\tＢ\tX Y\tn\t\n\t\tC\tY\n Chapter 1  One \nv\tA\t―\tlong\n\t\t\ttext\n"
    let loaded = try read(document, by: Self.small)
    #expect(try loaded.rows.cells("title") == ["t", "u", "u", "v"])
    #expect(try loaded.rows.cells("g") == ["<A>", "<B>", "<C>", "<A>"])
    #expect(try loaded.rows.cells("way") == ["[<X>]", "[<X> <Y>]", "[<Y>]", "(該当なし)"])
    #expect(try loaded.rows.cells("no") == ["1", "1", "1", "1"])
    #expect(try loaded.rows.cells("line") == ["2", "3", "4", "6"])
    #expect(try loaded.rows.cells("note") == ["(未記入)", "(未記入)", "as above", "(未記入)"])
    #expect(try loaded.rows.cells("note_text").last == "long text")
    #expect(try loaded.rows.originals(column: 3).value(1, of: .text) == .text("Ｂ"))
    #expect(loaded.report.left.isEmpty && loaded.report.remarks.isEmpty)
    #expect(loaded.report.repairs.map(\.rule.en) == ["title blank, from above", "note_text goes on on the next line"])
  }

  @Test func aNewHeadingEndsWhatIsAsAbove() throws {
    let loaded = try read("Chapter 1 One\nt\tA\tX\tn\nChapter 2 Two\n\tB\tX\tn\n", by: Self.small)
    #expect(try loaded.rows.cells("title") == ["t", "(未記入)"])
    #expect(try loaded.rows.cells("chapter") == ["One", "Two"])
  }

  @Test func aLineThatIsNearlyARowIsLeftWithTheReason() throws {
    let loaded = try read("Chapter 1 One\nt\tA\tX\tn\nu\tF\tX\tn\nsome prose\n", by: Self.small)
    #expect(loaded.report.left.map(\.line) == [3, 4])
    #expect(loaded.report.left[0].reason?.en == "\"F\" is no level of g")
    #expect(try loaded.lines.cells("use") == ["<heading>", "<row>", "<left>", "<left>"])
    #expect(try loaded.lines.cells("reason") == ["(該当なし)", "(該当なし)", "<\"F\" is no level of g>", "(該当なし)"])
  }

  @Test func rowsWithoutAnyGradeAreRowsWhereTheySaySo() throws {
    let loaded = try read("Chapter 1 One\nt\tA\tX\tn\nu\t―\t－\tn\n―\t―\t―\t\n", by: Self.small)
    #expect(try loaded.rows.cells("g") == ["<A>", "(該当なし)"])
    #expect(loaded.report.left.map(\.line) == [4])
  }

  /// Broken within a cell before the levels, behind them, between them, and across a page.
  @Test func rowsBrokenIntoLines() throws {
    let recipe = """
      column title: text
        blank: as above
      column content: text
      column g: grade A B C
      column why: text
      column way: list X Y
      column office: text
      row: title | content | g | why | way | office
      anchor: g, way
      continues: content, why
      repeats: - {} -
      """
    let document = """
      \tt\tfirst
      half\tA\tw\tX\to
      \tu\tc\tB\tw
      w\tY\to
      - 1 -

      v\tc\tC\tlong
      - 2 -
       and longer\tX\to
      \t\tc\tA\tend\tX\to
      \t\t\t\tless
      nothing at all
      x\tone\tA\tw\tX\to
      \ttwo and
      three\tB\tw\tX\to
      """
    let loaded = try read(document, by: recipe)
    #expect(try loaded.rows.cells("title") == ["t", "u", "v", "v", "x", "x"])
    #expect(try loaded.rows.cells("content") == ["first half", "c", "c", "c", "one", "two and three"])
    #expect(try loaded.rows.cells("why") == ["w", "w w", "long and longer", "end less", "w", "w"])
    #expect(try loaded.rows.cells("way") == ["[<X>]", "[<Y>]", "[<X>]", "[<X>]", "[<X>]", "[<X>]"])
    #expect(try loaded.rows.cells("office") == ["o", "o", "o", "o", "o", "o"])
    #expect(try loaded.rows.cells("line") == ["1", "3", "7", "10", "13", "14"])
    #expect(loaded.report.left.map(\.line) == [12])
    #expect(
      loaded.report.repairs.map { "\($0.rule.en) \($0.count)" } == [
        "title blank, from above 2", "content goes on on the next line 2", "why goes on on the next line 3",
      ])
  }

  @Test func cellsMergedTogetherAreTakenTogether() throws {
    let recipe = """
      列 title: 文字
        空欄: 上と同じ
      列 content: 文字
        空欄: titleとともに上と同じ | 内容は上の行
      列 g: 評価 A B
      行: title | content | g
      手がかり: g
      """
    let loaded = try read("t\tc\tA\n\t\tB\nu\t\tA\n", by: recipe)
    #expect(try loaded.rows.cells("title") == ["t", "t", "u"])
    #expect(try loaded.rows.cells("content") == ["c", "c", "(未記入)"])
    #expect(try loaded.rows.cells("note") == ["(未記入)", "内容は上の行", "(未記入)"])
  }

  @Test func cellsPartedByCommasOrBlanks() throws {
    let recipe = "column a: text\ncolumn g: grade A B\ncolumn c: text\nrow: a | g | c\nanchor: g\ncells: "
    let commas = try read("\"x, \"\"y\"\"\",A,z\n,B,\"q\"\n", by: recipe + "comma")
    #expect(try commas.rows.cells("a") == ["x, \"y\"", "(未記入)"] && commas.rows.cells("c") == ["z", "q"])
    let blanks = try read("  one two   A\tz z\n三　 Ｂ  q\n", by: recipe + "空白")
    #expect(try blanks.rows.cells("a") == ["one two", "三"] && blanks.rows.cells("c") == ["z z", "q"])
  }

  @Test func aRowWithoutItsFirstCellsIsSaid() throws {
    let loaded = try read("Chapter 1 One\nt\tA\tX\tn\nB\tX\tn\n", by: Self.small)
    #expect(try loaded.rows.cells("title") == ["t", "t"])
    #expect(loaded.report.repairs.map(\.rule.en) == ["title blank, from above", "first cells of the row missing"])
  }

  @Test func whatLooksWrongIsRemarked() throws {
    let document = "q\tA\tX\tn\nChapter 1 One\nt\tA\tX\tn\nChapter 1 Ome\nu\tA\tX\tn\nChapter 4 Four\nu\tA\tX\tn\n"
    let recipe = Self.small + "\nkey: title, g\nline 3 nowhere: inferred | because\n"
    #expect(
      try read(document, by: recipe).report.remarks.map(\.en) == [
        "Line 4 has chapter as \"Ome\", line 2 as \"One\"; correct puts a misprint right.",
        "Line 6: no goes from 1 to 4; a heading between may not have been understood.",
        "The correction of line 3 (line 14 of the recipe) was not made: \"nowhere\" does not stand there.",
        "1 row stands above the first heading 1, from line 1 on.",
        "1 row has the key of another (as lines 5 and 7).",
      ])
  }

  @Test func correctionsAreNoted() throws {
    let recipe =
      Self.small + """

        correct chapter: Ome -> One
        correct way: Z -> X | printed Z
        line 2 t: g = B | the sum says so
        line 3..9 u: derived | counted
        """
    let loaded = try read("Chapter 1 Ome\nt\tA\tX\tn\nu\tB\tZ Y\tn\n", by: recipe)
    #expect(try loaded.rows.cells("chapter") == ["One", "One"])
    #expect(try loaded.rows.cells("g") == ["<B>", "<B>"])
    #expect(try loaded.rows.cells("way") == ["[<X>]", "[<X> <Y>]"])
    #expect(try loaded.rows.cells("reading") == ["<inferred>", "<derived>"])
    #expect(
      try loaded.rows.cells("note") == ["the sum says so;chapterの原文: Ome", "printed Z;counted;chapterの原文: Ome"])
    #expect(try loaded.rows.originals(column: 3).value(0, of: .text) == .text("A"))
  }

  /// Cells broken into lines, a cell above repeated by a sign, figures with 万.
  @Test func rowsOfJoinedText() throws {
    let recipe = """
      列 year 年度: 年度
      列 kind 区分: 区分 相談の事業 講座の事業
        空欄: 上と同じ
      列 name 名称: 文字
      列 held 日時: 文字
        始まりの語: 毎月 {数} | 日時は連結
      列 place 場所: 一覧
        始まりの語: 公民館 〃
        区切り: ・
        同上: 〃 | 場所は「〃」から
      列 people 人数: 数値 人
      列 spend 支出: 数値 千円
      見出し 1: {年度}年度の報告
      表の始まり: （千円）
      表の終わり: 以上
      毎ページ: - {} -
      行: {区分}{名称}{日時}{場所}{人数}名 {支出}
      行の終わり: 名 {支出}
      """
    let document = """
      平成30年度の報告
      前置き 10名 5
      （千円）
      相談の事
      業
      まちの相 
      談 毎月開催
      3回出張
      公民館 1.5万名 1,200
      夜の相談 2回 〃・本館 20名 30

      - 2 -
      講座の事業 料理 毎月第一
      土曜 〃
      8名 0
      以上
      """
    let loaded = try read(document, by: recipe)
    #expect(try loaded.rows.cells("kind") == ["<相談の事業>", "<相談の事業>", "<講座の事業>"])
    #expect(try loaded.rows.cells("name") == ["まちの相談", "夜の相談", "料理"])
    #expect(try loaded.rows.cells("held") == ["毎月開催、3回出張", "2回", "毎月第一土曜"])
    #expect(try loaded.rows.cells("place") == ["[公民館]", "[公民館 本館]", "[公民館 本館]"])
    #expect(try loaded.rows.cells("people") == ["15000", "20", "8"])
    #expect(try loaded.rows.cells("spend") == ["1200000", "30000", "0"])
    #expect(try loaded.rows.cells("year") == ["FY2018", "FY2018", "FY2018"])
    #expect(try loaded.rows.cells("line") == ["6", "10", "13"])
    #expect(
      try loaded.rows.cells("note") == [
        "日時は連結;人数の原文: 1.5万", "場所は「〃・本館」から", "場所は「〃」から",
      ])
    #expect(
      try loaded.lines.cells("use").map { $0.dropFirst().prefix(3) } == [
        "hea", "out", "bor", "con", "con", "row", "con", "con", "con", "row", "bla", "rep", "row", "con", "con", "bor",
      ])
  }

  @Test func figures() {
    func shown(_ text: String) -> String { RecipeFigure(text).map { $0.value.plain } ?? "none" }
    #expect(shown("1,234") == "1234" && shown("△5") == "-5" && shown("1.1万") == "11000" && shown("2億") == "200000000")
    #expect(shown("一") == "1" && shown("十二") == "12" && shown("二十") == "20" && shown("Ⅳ") == "4" && shown("⑦") == "7")
    #expect(shown("百") == "none" && shown("A") == "none" && shown("") == "none" && shown("万") == "none")
  }

  @Test func aPatternTakesAsLittleAsItCan() throws {
    func found(_ pattern: String, _ text: String) throws -> String {
      let recipe = try Recipe.parse(
        Array("column a: text\ncolumn b: text\ncolumn g: grade A B\nheading 1: \(pattern)\nrow: g\nanchor: g".utf8),
        path: "r")
      let scalars = TextLine(number: 1, raw: text).scalars
      var match = PatternMatch(recipe.headings[0].pattern, scalars) { _, _ in true }
      if !match.run() { return "no" }
      return match.found.map { String(String.UnicodeScalarView(scalars[$0.range])) }.joined(separator: "|")
    }
    #expect(try found("第{a}章 {b}（{}）", "第２章　学び と文化（教育（など））") == "2|学び と文化")
    #expect(try found("{a}・{b}", "x・y・z") == "x|y・z")
    #expect(try found("第{a}章{b}", "第1章") == "no")
    #expect(try found("{a} of {b}", "oneof two") == "one|two")
    #expect(try found("{}{a}{}{b}{}", "xy") == "x|y")
    // A figure is not torn, and a blank between two is one.
    #expect(try found("施策{a}{b}", "施策12災害") == "12|災害")
    #expect(try found("{}-{a}{b}", "1-10-12災害") == "10|-12災害")
    #expect(try found("{a} {b}", "one two three") == "one|two three")
    #expect(try found("{a} {b}", "onetwo") == "no")
    #expect(try found("{a}{b}", "1.5倍") == "1.5|倍")
    // Many ways to part a long line must not take long.
    #expect(try found("{}a{}a{}a{}a{}a{}a{a}b{b}c", String(repeating: "a", count: 3000)) == "no")
  }
}

@Suite("Faults of recipes and of their documents")
struct RecipeFaultTests {
  private func fault(_ lines: String) -> String {
    told { () throws(Diagnostic) in try Recipe.parse(Array(lines.utf8), path: "r.recipe") }
  }

  private let head = "column a: text\ncolumn g: grade A B\n"

  @Test func linesThatAreWrong() {
    #expect(fault("").hasSuffix("/ The recipe is empty"))
    #expect(fault("# only this\n").hasSuffix("/ The recipe is empty"))
    #expect(fault("column a\n").hasPrefix("1 「column a」に : がありません"))
    #expect(fault("colum a: text\n") == "1 手順に「colum a」という言葉はありません / A recipe has no word \"colum a\"")
    #expect(fault(" blank: as above\n").hasSuffix("An indented line belongs below the line of a column"))
    #expect(fault("column a: text\nblank: as above\n").hasPrefix("2 「空欄」は、列の行の下に字下げして書きます"))
    #expect(fault("column a: text\n  row: a\n").hasSuffix("row is not indented"))
    #expect(fault("column a: txt\n") == "1 「txt」という型はありません / There is no type txt")
    #expect(fault("column a: grade\n").hasSuffix("The levels follow grade, as in A B C"))
    #expect(fault("column a: grade A A\n").hasSuffix("The level A stands there twice"))
    #expect(fault("column a-b: text\n").contains("a-b"))
    #expect(fault("column line: text\n").contains("is added to every table"))
    #expect(fault("column a: text\ncolumn a: text\n").hasPrefix("2 "))
    #expect(fault("column a: grade A\n  B = x\n").hasSuffix("The column has no level B"))
    #expect(fault(head).hasSuffix("There is no line \"row\" to say what a row looks like"))
    #expect(fault(head + "row: a | g\n").hasPrefix("3 「手がかり」の行がありません"))
    #expect(fault(head + "row: a | h\nanchor: g").hasSuffix("The recipe has no column h"))
    #expect(fault(head + "row: a | g\nanchor: a").contains("The anchor a has no levels"))
    #expect(fault(head + "row: g\nanchor: g").hasPrefix("1 列「a」の値がどこからも来ません"))
    #expect(fault(head + "row: {a}{g}\n").contains("row ends"))
    #expect(fault(head + "heading one: {a}\n").contains("A heading has its level behind the word"))
    #expect(fault(head + "heading 1: nothing\n").contains("The heading reads nothing"))
    #expect(fault(head + "heading 1: {a\n").hasSuffix("There is a { without a }"))
    #expect(fault(head + "heading 1: {}{a}} \n").hasSuffix("There is a } without a {"))
    #expect(fault(head + "repeats: {a}\n").contains("No column is read by repeats"))
    #expect(fault(head + "fixed g: C\n") == "3 「C」は列「g」の値として読めません / \"C\" is no value of column g")
    #expect(fault(head + "correct a: b\n").hasSuffix("A correction is written AS PRINTED -> RIGHT"))
    #expect(fault(head + "line x y: inferred | z\n").contains("A number of a line follows"))
    #expect(fault(head + "line 3: inferred | z\n").contains("no other document is corrected"))
    #expect(fault(head + "line 3 x: inferred\n").contains("has a note behind |"))
    #expect(fault(head + "line 3 x: maybe | z\n").contains("neither stated"))
    #expect(fault(head + "row: a\nrow: g\n").hasPrefix("4 「行」は 3 行目にもあります"))
    #expect(fault("column \u{0}: text").contains("NUL"))
  }

  @Test func documentsThatDoNotFit() throws {
    let recipe = RecipeTests.small
    #expect(told { () throws(Diagnostic) in try read("", by: recipe) } == "ファイルが空です / The file is empty")
    #expect(told { () throws(Diagnostic) in try read("a\u{0}b", by: recipe) }.hasPrefix("1:2 "))
    #expect(told { () throws(Diagnostic) in try read([0x41, 0xFF, 0xFF], by: recipe) }.contains("not valid UTF-8"))
    do {
      _ = try read("Chapter 1 One\nprose\nt\tF\tX\n", by: recipe)
      Issue.record("it was read")
    } catch {
      #expect(error.message.en == "No row of the document fits the recipe r")
      #expect(
        error.notes.map(\.en) == [
          "Of 3 lines 1 are headings, 0 repeated, 0 ignored, 0 blank, 0 outside the table.",
          "Left over: 2 lines (2, 3).", "Line 3: \"F\" is no level of g.",
          "On no line do the cells of g, way hold levels.",
        ])
    }
  }

  @Test func aTableThatNeverBegins() {
    do {
      _ = try read("t\tA\tX\tn\n", by: RecipeTests.small + "\ntable begins: here\n")
      Issue.record("it was read")
    } catch {
      #expect(error.notes.map(\.en).contains { $0.hasPrefix("No line fits the pattern of table begins") })
    }
  }

  @Test func documentsOfOfficePrograms() throws {
    // Chapter 1 表 / t A X 表, in CP932 with CR LF.
    let bytes: [UInt8] =
      Array("Chapter 1 ".utf8) + [0x95, 0x5C, 0x0D, 0x0A] + Array("t\tA\tX\t".utf8) + [0x95, 0x5C, 0x0D, 0x0A]
    for encoding in [nil, "cp932"] {
      let loaded = try read(bytes, by: RecipeTests.small, encoding: encoding)
      #expect(try loaded.rows.cells("chapter") == ["表"] && loaded.rows.cells("note_text") == ["表"])
      #expect(loaded.report.encoding == .cp932)
    }
  }
}
