import Diagnostics
import Testing

@testable import DataFormats

@Suite("What is wrong with a descriptor")
struct DescriptorFaultTests {
  /// What opening a package with this descriptor says.
  func opened(_ json: String) throws -> String {
    let folder = try Folder()
    try folder.file("datapackage.json", json)
    return told { () throws(Diagnostic) in try DataPackage.open(directory: folder.path) }
  }

  @Test func missingPlaces() throws {
    let folder = try Folder()
    let place = folder.path
    #expect(
      told { () throws(Diagnostic) in try DataPackage.open(directory: place) }
        == "フォルダー「\(place)」に datapackage.json がありません / The folder \(place) has no datapackage.json")
    #expect(
      told { () throws(Diagnostic) in try DataPackage.open(directory: place + "/no") }
        == "フォルダー「\(place)/no」がありません / There is no folder \(place)/no")
    let file = try folder.file(
      "other.json", #"{"resources": [{"name": "t", "path": "t.csv", "schema": {"fields": [{"name": "a"}]}}]}"#)
    let package = try DataPackage.open(directory: file)
    #expect(package.directory == place + "/")
    #expect(
      told { () throws(Diagnostic) in try package.tables[0].cells("a") }
        == "表「t」のファイルがありません: \(place)/t.csv / The file of table t is missing: \(place)/t.csv")
  }

  static let wrongDescriptors: [(String, String)] = [
    (
      "[]",
      "1:1 データパッケージの説明ではありません（表の並び「resources」がありません） / "
        + "This is no description of a data package (no list \"resources\")"
    ),
    (
      "{}",
      "1:1 データパッケージの説明ではありません（表の並び「resources」がありません） / "
        + "This is no description of a data package (no list \"resources\")"
    ),
    (#"{"resources": 1}"#, "1:15 「resources」は[…]でなければなりません / \"resources\" must be a list […]"),
    (
      #"{"resources": [1]}"#,
      "1:16 「resources」は表の説明の並び [{…}]でなければなりません / \"resources\" must be a list of resources [{…}]"
    ),
    ("{", "1:2 JSONが途中で終わっています / The JSON text ends too early"),
    (
      #"{"resources": [{"name": "x", "path": "x.pdf"}]}"#,
      "1:1 このパッケージに読める表がありません / This package has no table that can be read"
    ),
    (#"{"resources": [{"name": "t"}]}"#, "1:16 表「t」に「path」（ファイル名）がありません / Table t has no \"path\" to its file"),
    (#"{"resources": [{"path": "t"}]}"#, "1:16 表（resource）の説明に「name」がありません / A resource has no \"name\""),
    (
      #"{"resources": [{"name": "t", "path": ["a.csv", "b.csv"]}]}"#,
      "1:38 表「t」の「path」はファイル1つでなければなりません / The \"path\" of table t must be one file"
    ),
    (
      #"{"resources": [{"name": "t", "path": "t.csv", "schema": {"fields": [{"name": "a"}]}}, "#
        + #"{"name": "t", "path": "t.csv", "schema": {"fields": [{"name": "a"}]}}]}"#,
      "1:15 「t」という名前の表が2つあります / Two tables are called t"
    ),
  ]

  @Test(arguments: wrongDescriptors)
  func descriptors(_ json: String, _ expected: String) throws { #expect(try opened(json) == expected) }

  @Test(arguments: [
    "/etc/passwd", "../t.csv", "a/../../t.csv", "https://example.org/t.csv", "file:t.csv", "~/t.csv", "a\\b.csv", "",
  ])
  func pathsThatLeaveThePackage(_ path: String) throws {
    let json = path.replacing("\\", with: "\\\\")
    for resource in [
      #"{"name": "t", "path": "\#(json)"}"#, #"{"name": "t", "path": "t.csv", "schema": "\#(json)"}"#,
    ] {
      let told = try opened(#"{"resources": [\#(resource)]}"#)
      #expect(
        told.hasSuffix(
          " 「\(path)」は使えません。パッケージの中のファイル名を書きます / \"\(path)\" cannot be used; name a file inside the package"))
    }
  }

  static let wrongFields: [(String, String)] = [
    (#"{"type": "string"}"#, "2:1 列の説明に「name」がありません / A field has no \"name\""),
    (#"{"name": 1}"#, "2:10 「name」は文字列でなければなりません / \"name\" must be a text"),
    ("", "1:57 表「t」の schema に列（fields）がありません / The schema of table t has no fields"),
    (
      #"{"name": "a", "type": "money"}"#,
      "2:23 列「a」の型「money」は知られていません / Column a has the unknown type \"money\""
    ),
    (
      #"{"name": "a"}, {"name": "b", "polsh": {"names": {"ja": "a"}}}"#,
      "2:16 表「t」に「a」という名前の列が2つあります / Table t has two columns called a"
    ),
    (
      #"{"name": "a", "categories": ["x", "x"]}"#,
      "2:29 列「a」の段階「x」が2度書かれています / Column a lists the level \"x\" twice"
    ),
    (
      #"{"name": "a", "categories": ["x"], "polsh": {"labels": {"y": "z"}}}"#,
      "2:62 labels の「y」という段階はありません。段階: x / labels names \"y\", which is no level; levels: x"
    ),
    (
      #"{"name": "a", "polsh": {"guard": ["a"]}}"#,
      "2:34 polsh に「guard」というキーはありません。近いキー: guards / "
        + "There is no key \"guard\" under polsh; close: guards"
    ),
    (
      #"{"name": "a", "polsh": {"guards": ["b"]}}"#,
      "2:35 「guards」にある列「b」は表「t」にありません / \"guards\" names the column b, which table t does not have"
    ),
    (
      #"{"name": "a", "polsh": {"unit": "円"}}"#,
      "2:33 列「a」は数ではないので単位を持てません / Column a is not a number and cannot have a unit"
    ),
    (
      #"{"name": "a", "polsh": {"better": "more"}}"#,
      "2:35 better の「more」は読めません。up、down、none のどれかです / better cannot be \"more\"; it is up, down or none"
    ),
    (
      #"{"name": "a", "polsh": {"scale": "b"}}"#,
      "2:34 列「a」の尺度の元の列「b」に段階（categories）がありません / "
        + "Column a takes its scale from b, which declares no categories"
    ),
    (
      #"{"name": "a", "categories": ["x"], "polsh": {"totals": {"y": ["x"]}}}"#,
      "2:62 totals の「y」は列「a」の段階にありません / totals names \"y\", which is no level of column a"
    ),
    (
      #"{"name": "a", "polsh": {"totals": {"y": ["x"]}}}"#,
      "2:35 列「a」には段階（categories）がないので totals を書けません / Column a has totals but no categories"
    ),
  ]

  @Test(arguments: wrongFields)
  func fields(_ fields: String, _ expected: String) throws {
    let json = #"{"resources": [{"name": "t", "path": "t.csv", "schema": {"fields": ["# + "\n\(fields)\n]}}]}"
    #expect(try opened(json) == expected)
  }

  static let wrongSchemas: [(String, String)] = [
    (
      #""primaryKey": ["b"]"#,
      "2:15 「primaryKey」にある列「b」は表「t」にありません / "
        + "\"primaryKey\" names the column b, which table t does not have"
    ),
    (
      #""foreignKeys": [{"fields": "a", "reference": {"resource": "u", "fields": "b"}}]"#,
      "2:59 foreignKeys にある表「u」はこのパッケージにありません / "
        + "foreignKeys names the table u, which is not in this package"
    ),
    (
      #""foreignKeys": [{"fields": "a"}]"#,
      "2:17 foreignKeys に「reference」がありません / An entry of foreignKeys has no \"reference\""
    ),
    (
      #""foreignKeys": [{"fields": ["a", "a"], "reference": {"fields": "a"}}]"#,
      "2:17 foreignKeys の列の数が合いません: この表 2、相手の表 1 / "
        + "The columns of a foreign key do not pair up: 2 here, 1 there"
    ),
    (#""missingValues": "-""#, "2:18 「missingValues」は[…]でなければなりません / \"missingValues\" must be a list […]"),
  ]

  @Test(arguments: wrongSchemas)
  func schemas(_ rest: String, _ expected: String) throws {
    let json =
      #"{"resources": [{"name": "t", "path": "t.csv", "schema": {"fields": [{"name": "a"}],"# + "\n\(rest)}}]}"
    #expect(try opened(json) == expected)
  }

  static let wrongResources: [(String, String)] = [
    (
      #""encoding": "euc-jp""#,
      "2:13 文字コード「euc-jp」は読めません。UTF-8 と CP932（Shift_JIS）が使えます / "
        + "The encoding euc-jp cannot be read; usable: UTF-8 and CP932 (Shift_JIS)"
    ),
    (
      #""dialect": {"delimiter": "::"}"#,
      "2:26 区切り（delimiter）「::」は使えません。1文字の「,」「;」などにします / "
        + "The delimiter \"::\" cannot be used; it must be one character such as , or ;"
    ),
    (
      #""dialect": {"quoteChar": "'"}"#,
      "2:26 引用符（quoteChar）「'」は使えません。「\"」だけが使えます / The quoteChar ' cannot be used; only \" can"
    ),
    (
      #""polsh": {"virtual": [{"name": "a", "expr": "1"}]}"#,
      "2:23 計算列の名前が列「a」と同じです / A virtual column has the name of the column a"
    ),
    (
      #""polsh": {"virtual": [{"name": "b"}]}"#,
      "2:23 計算列（virtual）の説明に「expr」がありません / A virtual column has no \"expr\""
    ),
  ]

  @Test(arguments: wrongResources)
  func resources(_ rest: String, _ expected: String) throws {
    let json =
      #"{"resources": [{"name": "t", "path": "t.csv", "schema": {"fields": [{"name": "a"}]},"# + "\n\(rest)}]}"
    #expect(try opened(json) == expected)
  }

  @Test func olderAndForeignPackages() throws {
    let folder = try Folder()
    try folder.file("data/gdp.csv", "Country Name,Year,Value\nJapan,2000,4968359075956.592\n")
    try folder.file("data/free.csv", "市,金額(千円)\n入間市,\"1,200\"\n")
    try folder.file("data/schema.json", #"{"fields": [{"name": "x", "type": "integer"}]}"#)
    try folder.file("data/x.csv", "x\n1\n")
    try folder.file("README.md", "x")
    try folder.file(
      "datapackage.json",
      """
      {"profile": "tabular-data-package", "name": "gdp", "title": "GDP", "licenses": [{"name": "x"}],
       "resources": [
        {"name": "gdp", "path": "data/gdp.csv", "format": "csv", "profile": "tabular-data-resource",
         "schema": {"fields": [{"name": "Country Name", "type": "string"},
          {"name": "Year", "type": "year", "format": "any"}, {"name": "Value", "type": "number"}]}},
        {"name": "free", "path": ["data/free.csv"]},
        {"name": "x", "path": "data/x.csv", "schema": "data/schema.json"},
        {"name": "readme", "path": "README.md"}]}
      """)
    let package = try DataPackage.open(directory: folder.path)
    #expect(package.tables.map(\.entry.name.en) == ["gdp", "x", "free"])
    #expect(package.skipped == ["readme"])
    #expect(package.entries.map(\.isCataloged) == [false, false, false])
    #expect(try package.tables[0].cells("Value") == ["4968359075956.592"])
    #expect(try package.tables[1].cells("x") == ["1"])
    #expect(try package.tables[2].cells("金額") == ["1200000"])
  }

  /// No damage to a descriptor makes opening crash.
  @Test func survivesDamage() throws {
    let folder = try Folder()
    try folder.file("t.csv", "a\n1\n")
    let whole = Array(
      (#"{"resources": [{"name": "t", "path": "t.csv", "polsh": {"virtual": [{"name": "v", "expr": "1"}]}, "#
        + #""schema": {"fields": [{"name": "a", "type": "list", "categories": ["1"], "polsh": {"labels": {"1": "x"}}}], "#
        + #""missingValues": [""], "primaryKey": "a"}}]}"#).utf8)
    for place in whole.indices {
      for byte in [UInt8](arrayLiteral: 0x22, 0x5C, 0x7B, 0x5D, 0x31, 0x2C, 0xE3) {
        var damaged = whole
        damaged[place] = byte
        guard let text = try? JSONText(damaged, path: "x.json"),
          let package = try? DataPackage.read(text.root, directory: folder.path)
        else { continue }
        for table in package.tables { _ = try? table.read(columns: Array(table.entry.columns.indices)) }
      }
    }
  }
}
