import ColumnStore
import Diagnostics
import PolicyModel
import Testing

@testable import DataFormats

@Suite("Opening data packages")
struct PackageTests {
  /// A package of one table `t` with these fields and rows.
  func package(
    _ fields: String, _ csv: String, schema: String = "", resource: String = "", folder: Folder
  ) throws -> DataPackage {
    try folder.file("t.csv", csv)
    try folder.file(
      "datapackage.json",
      """
      {"name": "p", "resources": [
        {"name": "t", "path": "t.csv"\(resource.isEmpty ? "" : ", " + resource),
         "schema": {"fields": [\(fields)]\(schema.isEmpty ? "" : ", " + schema)}}]}
      """)
    return try DataPackage.open(directory: folder.path)
  }

  /// The cells of column `name`, or the fault.
  func cells(
    _ name: String, _ fields: String, _ csv: String, schema: String = "", resource: String = ""
  ) throws -> [String] {
    let folder = try Folder()
    let table = try package(fields, csv, schema: schema, resource: resource, folder: folder).tables[0]
    do { return try table.cells(name) } catch { return [told(error)] }
  }

  @Test func everyKeyOfTheDescriptor() throws {
    let folder = try Folder()
    try folder.file(
      "cost.csv",
      "year,kind,amount,document,line,reading,note\n2023,決算,12.5,000,41,stated,\n2024,予算,該当なし,001,42,derived,計算\n")
    try folder.file("document.csv", "id\n000\n001\n")
    try folder.file(
      "datapackage.json",
      """
      {"name": "sample", "title": "見本", "resources": [
       {"name": "cost", "title": "経費", "path": "cost.csv", "polsh": {"names": {"ja": "経費", "en": "cost"},
         "virtual": [{"name": "double", "names": {"ja": "倍額", "en": "double"}, "expr": "amount * 2"}]},
        "schema": {"fields": [
         {"name": "year", "type": "year", "polsh": {"names": {"ja": "年度", "en": "year"}}},
         {"name": "kind", "type": "string", "categories": ["予算", "決算"], "categoriesOrdered": false,
          "constraints": {"enum": ["予算", "決算"]},
          "polsh": {"names": {"ja": "予算決算"}, "labels": {"予算": {"ja": "支出の予定額", "en": "budget"},
           "決算": {"ja": "支出 の 確定額", "en": "settled"}}, "totals": {"予算": ["決算"]}}},
         {"name": "amount", "type": "number", "polsh": {"names": {"ja": "金額"}, "unit": "千円", "better": "none",
          "guards": ["kind"], "of": "year"}},
         {"name": "document", "type": "string"},
         {"name": "line", "type": "integer"},
         {"name": "reading", "type": "string"},
         {"name": "note", "type": "string"}],
        "missingValues": ["", "該当なし"], "primaryKey": ["year", "kind"],
        "foreignKeys": [{"fields": ["document"], "reference": {"resource": "document", "fields": "id"}}]}},
       {"name": "document", "path": "document.csv", "schema": {"fields": [{"name": "id", "type": "string"}],
        "primaryKey": "id"}}]}
      """)
    let package = try DataPackage.open(directory: folder.path)
    #expect(package.name == "sample")
    #expect(package.title?.ja == "見本")
    let cost = package.tables[0].entry
    #expect(cost.name == BilingualName(ja: "経費", en: "cost"))
    #expect(cost.title?.ja == "経費")
    #expect(cost.isCataloged)
    #expect(cost.primaryKey == ["year", "kind"])
    #expect(cost.foreignKeys == [ForeignKey(columns: ["document"], table: "document", references: ["id"])])
    #expect(cost.path == folder.path + "/cost.csv")
    #expect(cost.columns.map(\.name.ja) == ["年度", "予算決算", "金額", "document", "line", "reading", "note", "倍額"])
    #expect(cost.columns.map(\.role) == [nil, nil, nil, .document, .line, .reading, .note, nil])
    let kind = cost.columns[1]
    #expect(kind.type.scale?.levels == ["予算", "決算"])
    #expect(kind.type.scale?.isRanked == false)
    #expect(kind.type.scale?.labels["決算"] == Message(ja: "支出 の 確定額", en: "settled"))
    #expect(kind.type.scale?.index(of: "settled") == 1)
    #expect(kind.type.scale?.index(of: "支出の予定額") == 0)
    #expect(kind.type.scale?.index(of: "支出 の 確定額") == nil)
    #expect(kind.totals == ["予算": ["決算"]])
    let amount = cost.columns[2]
    #expect(amount.unit?.symbol == "千円")
    #expect(amount.better == Better.none)
    #expect(amount.guards == ["kind"])
    #expect(amount.of == "year")
    #expect(cost.columns[4].isPlainInteger)
    #expect(cost.columns[7].expression == "amount * 2")
    #expect(package.tables[1].entry.isCataloged == false)
    #expect(package.tables[1].entry.primaryKey == ["id"])
    let table = package.tables[0]
    #expect(table.knownRowCount == nil)
    #expect(try table.cells("amount") == ["12500", "(該当なし)"])
    #expect(table.knownRowCount == 2)
    #expect(try table.cells("kind") == ["<決算>", "<予算>"])
    #expect(try table.cells("note") == ["(未記入)", "計算"])
    #expect(try table.cells("year") == ["FY2023", "FY2024"])
    #expect(try table.cells("倍額") == ["(計算不能)", "(計算不能)"])
    #expect(try table.read(columns: []).rowCount == 2)
  }

  @Test func theOrderOfTheFileMayDiffer() throws {
    let fields = #"{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}"#
    #expect(try cells("a", fields, "b,a\nx,1\ny,2\n") == ["1", "2"])
    #expect(try cells("b", fields, "\u{FEFF}b,a\r\nx,1\r\n") == ["x"])
    #expect(
      try cells("a", fields, "b,c\nx,1\n") == [
        "1 説明にある列「a」がファイルの見出しにありません / The file has no column a, which the description names"
      ])
    #expect(
      try cells("a", fields, "a,b,c\n1,x,2\n") == [
        "1:3 ファイルの列「c」が datapackage.json にありません / The file has a column c, which datapackage.json does not describe"
      ])
    #expect(
      try cells("a", fields, "a,b,a\n1,x,2\n") == ["1:3 見出しに「a」が2度あります / The heading has two columns called a"])
    #expect(try cells("a", fields, "a,,b\n1,x,2\n") == ["1:2 見出しの 2 番目の列名が空です / Heading 2 of the file is empty"])
    #expect(
      try cells("a", fields, "") == [
        "1 説明にある列「a」がファイルの見出しにありません / The file has no column a, which the description names"
      ])
  }

  @Test func faultsInRows() throws {
    let fields = #"{"name": "a", "type": "integer"}, {"name": "b", "type": "number"}"#
    #expect(
      try cells("a", fields, "a,b\n1,2\n3\n") == [
        "3 セルの数が見出しと違います: 見出し 2、この行 1 / This row has 1 cell, but the heading has 2"
      ])
    #expect(
      try cells("a", fields, "a,b\n1,2\n\"3,4\n") == [
        "3:1 引用符「\"」が閉じられていません / A quotation mark opened here is never closed"
      ])
    #expect(
      try cells("b", fields, "a,b\n1,\"1,234\"\n") == [
        "2:2 列「b」の「1,234」は数として読めません / \"1,234\" in column b is not a number"
      ])
    #expect(
      try cells("a", fields, "a,b\n1,2\n2.5,2\n") == [
        "3:1 列「a」の「2.5」は整数ではありません / \"2.5\" in column a is not a whole number"
      ])
    #expect(
      try cells("b", fields, "a,b\n1,123456789012345678901234567890123456789\n") == [
        "2:2 列「b」の「123456789012345678901234567890123456789」は桁が多すぎます（上限 38 桁） / "
          + "\"123456789012345678901234567890123456789\" in column b has too many digits (limit 38)"
      ])
    #expect(try cells("b", fields, "a,b\n1,未記入\n").first?.hasPrefix("2:2 列「b」の「未記入」は数として読めません") == true)
    #expect(try cells("b", fields, "a,b\n1,\u{0}\n").first?.hasPrefix("2:3 2 行目の 3 バイト目に NUL（0）があります") == true)
    // Other columns can be read all the same.
    #expect(try cells("a", fields, "a,b\n1,x\n") == ["1"])
  }

  @Test func levels() throws {
    let fields = #"{"name": "g", "type": "string", "categories": ["A", "B", "Ｃ"], "categoriesOrdered": true}"#
    #expect(try cells("g", fields, "g\nA\nC\nＢ\n") == ["<A>", "<C>", "<B>"])
    #expect(try cells("g", fields, "g\nA\n\"\"\n") == ["<A>", "(未記入)"])
    #expect(
      try cells("g", fields, "g\nA\nF\n") == [
        "3:1 列「g」に「F」という段階はありません。段階: A B C / Column g has no level \"F\"; levels: A B C"
      ])
    #expect(
      try cells("g", #"{"name": "g", "type": "string", "constraints": {"enum": ["x", "y"]}}"#, "g\ny\n") == ["<y>"])
    #expect(
      try cells(
        "g", #"{"name": "g", "type": "integer", "categories": [{"value": 1, "label": "多い"}, {"value": 0}]}"#,
        "g\n0\n1\n")
        == ["<0>", "<1>"])
    #expect(try cells("g", #"{"name": "g", "type": "integer", "constraints": {"enum": [1, 2]}}"#, "g\n2\n") == ["2"])
  }

  @Test func lists() throws {
    let plain = #"{"name": "d", "type": "list", "delimiter": ";", "itemType": "string"}, {"name": "n"}"#
    #expect(try cells("d", plain, "d,n\n企画課; 財政課,1\n;,2\n,3\n企画課,4\n") == ["[企画課 財政課]", "(未記入)", "(未記入)", "[企画課]"])
    let scaled = #"{"name": "d", "type": "list", "delimiter": ";", "categories": ["ア", "イ"]}, {"name": "n"}"#
    #expect(try cells("d", scaled, "d,n\nイ;ア,1\n") == ["[<イ> <ア>]"])
    #expect(
      try cells("d", scaled, "d,n\nイ;ウ,1\n") == [
        "2:1 列「d」に「ウ」という段階はありません。段階: ア イ / Column d has no level \"ウ\"; levels: ア イ"
      ])
    let shared =
      #"{"name": "s", "categories": ["ア", "イ"]}, {"name": "d", "type": "list", "delimiter": ";", "polsh": {"scale": "s"}}"#
    #expect(try cells("d", shared, "s,d\nア,ア;イ\n") == ["[<ア> <イ>]"])
  }

  @Test func yearsAndBools() throws {
    #expect(try cells("y", #"{"name": "y", "type": "year"}, {"name": "n"}"#, "y,n\n2023,\n,\n") == ["FY2023", "(未記入)"])
    #expect(
      try cells("y", #"{"name": "y", "type": "year"}"#, "y\n1700\n") == [
        "2:1 列「y」の年度「1700」は範囲の外です（1868〜2200） / The year 1700 in column y is out of range (1868 to 2200)"
      ])
    #expect(
      try cells("y", #"{"name": "y", "type": "year"}"#, "y\nR5\n") == [
        "2:1 列「y」の「R5」は年度として読めません / \"R5\" in column y is not a fiscal year"
      ])
    #expect(
      try cells("b", #"{"name": "b", "type": "boolean"}, {"name": "n"}"#, "b,n\ntrue,\n0,\n,\n") == [
        "yes", "no", "(未記入)",
      ])
    #expect(
      try cells("b", #"{"name": "b", "type": "boolean", "trueValues": ["有"], "falseValues": ["無"]}"#, "b\n有\n無\n") == [
        "yes", "no",
      ])
    #expect(
      try cells("b", #"{"name": "b", "type": "boolean"}"#, "b\n有\n") == [
        "2:1 列「b」の「有」は真偽として読めません。使える語: 0 1 FALSE False TRUE True false true / "
          + "\"有\" in column b is neither true nor false; usable: 0 1 FALSE False TRUE True false true"
      ])
  }

  @Test func unitsOfFigures() throws {
    let percent = #"{"name": "p", "type": "number", "polsh": {"unit": "％"}}, {"name": "n"}"#
    #expect(try cells("p", percent, "p,n\n35,\n12.34567,\n0,\n") == ["0.35", "0.123457", "0"])
    let perRow = #"{"name": "p", "type": "number", "polsh": {"unitFrom": "u"}}, {"name": "u"}"#
    #expect(try cells("p", perRow, "p,u\n35,％\n12.5,件\n") == ["35", "12.5"])
    let full = #"{"name": "p", "type": "number", "polsh": {"unit": "百万円"}}"#
    #expect(try cells("p", full, "p\n１２．５\n-3\n0.000001\n") == ["12500000", "-3000000", "1"])
    let count = #"{"name": "p", "type": "integer", "polsh": {"unit": "コマ"}}"#
    #expect(try cells("p", count, "p\n7\n") == ["7"])
  }

  @Test func missingValues() throws {
    let fields = #"{"name": "a", "type": "number"}, {"name": "b", "type": "string", "missingValues": ["なし"]}"#
    let schema = #""missingValues": ["", "―", "n/a", {"value": "読取不能"}]"#
    #expect(
      try cells("a", fields, "a,b\n,\n―,\nn/a,\n読取不能,\n1,\n", schema: schema) == [
        "(未記入)", "(該当なし)", "(未記入)", "(読取不能)", "1",
      ])
    #expect(try cells("b", fields, "a,b\n1,なし\n1,n/a\n1,\n", schema: schema) == ["(未記入)", "n/a", "(未記入)"])
    #expect(try cells("b", #"{"name": "b"}"#, "b\n該当なし\n") == ["該当なし"])
  }

  @Test func writingOfNumbersAsDeclared() throws {
    let fields = #"{"name": "a", "type": "number", "decimalChar": ",", "groupChar": ".", "bareNumber": false}"#
    #expect(
      try cells("a", fields, "a\n\"€1.234,5\"\n95%\n", resource: #""dialect": {"delimiter": ","}"#) == ["1234.5", "95"])
  }

  @Test func dialectAndEncoding() throws {
    let fields = #"{"name": "a", "type": "string"}, {"name": "b", "type": "integer"}"#
    #expect(try cells("b", fields, "a;b\nx,y;1\n", resource: #""dialect": {"delimiter": ";"}"#) == ["1"])
    #expect(try cells("b", fields, "x,1\ny,2\n", resource: #""dialect": {"header": false}"#) == ["1", "2"])
    let folder = try Folder()
    let package = try package(fields, "", resource: #""encoding": "Shift_JIS""#, folder: folder)
    try folder.file("t.csv", [0x61, 0x2C, 0x62, 0x0A, 0x8E, 0x73, 0x2C, 0x31, 0x0A])
    #expect(try package.tables[0].cells("a") == ["市"])
  }

  @Test func readsAgainWhatWasSavedAgain() throws {
    let folder = try Folder()
    let package = try package(#"{"name": "a"}, {"name": "b"}"#, "a,b\n1,2\n", folder: folder)
    #expect(try package.tables[0].cells("a") == ["1"])
    try folder.file("t.csv", "a,b\n9,9\n8,8\n")
    // A file that somebody saved again while the session is open gives its new cells, in every column.
    #expect(try package.tables[0].cells("b") == ["9", "8"])
    #expect(try package.tables[0].cells("a") == ["9", "8"])
  }

  @Test func originalCells() throws {
    let folder = try Folder()
    let package = try package(#"{"name": "a"}, {"name": "b"}"#, "b,a\n１,\"ＮＰＯ　\"\"x\"\"\"\n", folder: folder)
    let table = try #require(package.tables[0] as? PackageTable)
    #expect(shown(try table.originals(column: 0), 0, .text) == "ＮＰＯ　\"x\"")
    #expect(try table.cells("a") == ["NPO \"x\""])
  }

  @Test func fromSeveralThreads() async throws {
    let folder = try Folder()
    let rows = (0..<3000).map { "\($0),x\($0 % 7)" }.joined(separator: "\n")
    let package = try package(#"{"name": "a", "type": "integer"}, {"name": "b"}"#, "a,b\n\(rows)\n", folder: folder)
    let table = package.tables[0]
    await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 { group.addTask { (try? table.cells("b").count) ?? 0 } }
      for await count in group { #expect(count == 3000) }
    }
  }
}
