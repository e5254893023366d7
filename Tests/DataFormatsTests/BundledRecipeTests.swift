import ColumnStore
import Diagnostics
import PolicyModel
import PolshSystem
import Testing

@testable import DataFormats

/// The bundled figures are what the bundled recipes read, where the documents are at hand.
@Suite("The bundled recipes")
struct BundledRecipeTests {
  /// The checkout: `POLSH_ROOT`, otherwise the nearest folder above the working one that holds `Package.swift`.
  static let root: String = {
    if let named = Environment.nonEmpty("POLSH_ROOT") { return named }
    var folder = FilePlaces.currentDirectory ?? "."
    while folder != "/", folder != ".", !FilePlaces.exists(folder + "/Package.swift") {
      folder = FilePlaces.folder(of: folder)
    }
    return folder
  }()

  /// The folder of the documents: `POLSH_DOCUMENTS`, otherwise `shared/seeds` beside the checkout.
  static let documents: String? = {
    let beside = FilePlaces.folder(of: root) + "/shared/seeds"
    return [Environment.nonEmpty("POLSH_DOCUMENTS"), beside].compactMap { $0 }.first { FilePlaces.isDirectory($0) }
  }()

  static let absence: Comment = "the documents are not at hand: set POLSH_DOCUMENTS to their folder"

  private func load(_ name: String, recipe: String, document: String) throws -> DocumentReader.Loaded {
    let recipe = try Recipe.read(Self.root + "/datasets/recipes/\(recipe).recipe")
    return try DocumentReader(recipe, document: name).load(name: "m", document: document)
  }

  @Test("are well written", arguments: ["iruma-basic-plan", "iruma-activity-report"])
  func parse(_ name: String) throws {
    #expect(throws: Never.self) { try Recipe.read(Self.root + "/datasets/recipes/\(name).recipe") }
  }

  @Test(
    "read what the package holds, field by field", .enabled(if: documents != nil, absence),
    arguments: [("measure", "iruma-basic-plan", "003"), ("activity", "iruma-activity-report", "001")])
  func equal(_ table: String, _ recipe: String, _ id: String) throws {
    let folder = try #require(Self.documents)
    let file = try #require(try FilePlaces.entries(of: folder).first { $0.name.hasPrefix(id + "_") })
    let loaded = try load(folder + "/" + file.name, recipe: recipe, document: id)
    let package = try DataPackage.open(directory: Self.root + "/datasets/municipal")
    let bundled = try #require(package.tables.first { $0.entry.name.en == table })
    #expect(loaded.report.left.isEmpty && loaded.report.remarks.isEmpty)
    for column in bundled.entry.columns where column.expression == nil {
      let read = try #require(loaded.rows.column(column.name.en), "\(column.name.en)")
      #expect(read.name == column.name && read.unit == column.unit && read.better == column.better)
      #expect(read.type == column.type && read.of == column.of && read.role == column.role, "\(column.name.en)")
      #expect(read.type.scale?.labels == column.type.scale?.labels, "\(column.name.en)")
      let (found, stored) = (try loaded.rows.cells(column.name.en), try bundled.cells(column.name.en))
      #expect(found.count == stored.count)
      for (row, pair) in zip(found, stored).enumerated() where pair.0 != pair.1 {
        Issue.record("row \(row + 1), \(column.name.en): read \(pair.0), stored \(pair.1)")
      }
    }
    #expect(loaded.rows.entry.primaryKey == bundled.entry.primaryKey)
  }

  /// A sheet of an invented city with other pages, headings, scales and offices.
  @Test func anotherCitysSheet() throws {
    let folder = Self.root + "/Tests/Documents"
    let recipe = try Recipe.read(folder + "/kasumi.recipe")
    let loaded = try DocumentReader(recipe, document: folder + "/kasumi.txt").load()
    let rows = loaded.rows
    #expect(rows.entry.name.en == "kasumi")
    #expect(
      try rows.cells("title") == [
        "避難所の点検", "備蓄品の更新", "備蓄品の更新", "訓練の実施", "高齢者の見守り", "起業の相談", "空き店舗の活用", "保育の枠の拡大",
      ])
    #expect(try rows.cells("result") == ["<◎>", "<△>", "<○>", "(該当なし)", "<○>", "<◎>", "<×>", "<○>"])
    #expect(
      try rows.cells("future") == ["[<継続>]", "[<拡充> <継続>]", "[<継続>]", "(該当なし)", "[<継続>]", "[<縮小>]", "[<拡充>]", "[<継続>]"])
    #expect(try rows.cells("goal_no") == ["1", "1", "1", "1", "1", "2", "2", "2"])
    #expect(try rows.cells("policy_no") == ["1", "1", "1", "1", "2", "1", "1", "3"])
    #expect(try rows.cells("nth") == ["1", "1", "2", "1", "1", "1", "1", "1"])
    #expect(try rows.cells("office")[1] == "[防災危機課 こども・家庭課]" && rows.cells("office")[3] == "[防災危機課]")
    #expect(try rows.cells("content")[4] == "配達の業者と協定を結び、異変があれば知らせてもらう。")
    #expect(try rows.cells("why")[4] == "協定は12社となった。")
    #expect(try rows.cells("line") == ["14", "15", "16", "23", "26", "34", "36", "38"])
    #expect(try rows.cells("reading")[4] == "<inferred>")
    #expect(loaded.report.left.map(\.line) == [25])
    #expect(
      loaded.report.remarks.map(\.en) == [
        "Line 37: policy_no goes from 1 to 3; a heading between may not have been understood."
      ])
  }
}
