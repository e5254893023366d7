import ColumnStore
import Diagnostics
import Foundation
import PolicyModel
import QueryLanguage
import Testing

@testable import PolshShell

/// What `check data` finds: each kind where it was planted and nowhere else, and every query gives the rows it promises.
@Suite struct DataCheckTests {
  /// Tables in which one kind of fault stands, beside the same tables without it.
  struct Planted: Sendable, CustomTestStringConvertible {
    var kind: String
    /// The fields of the table as a descriptor has them; nil for a file that a person loads.
    var fields: String?
    var more = ""
    var clean: String
    /// In place of the first of two texts stands the second.
    var fault: (String, String)
    var rows: Int
    /// What follows from the fault.
    var also: [String] = []
    var testDescription: String { "\(kind): \(fault.1.prefix(20))" }
  }

  static let costFields = """
    {"name": "place", "type": "string"}, {"name": "year", "type": "year"},
    {"name": "part", "type": "string", "categories": ["wages", "goods", "whole", "all"],
     "polsh": {"totals": {"whole": ["wages", "goods"], "all": ["whole"]}}},
    {"name": "sum", "type": "number", "polsh": {"unit": "千円", "guards": ["part"]}}
    """
  static let costKey = #", "primaryKey": ["place", "year", "part"]"#
  static let cost =
    "place,year,part,sum\n"
    + [("East", 1), ("West", 2), ("South", 3)].flatMap { name, k in
      (2020...2022).map {
        "\(name),\($0),wages,\(k * 100)\n\(name),\($0),goods,7\n\(name),\($0),whole,\(k * 100 + 7)\n"
      }
    }.joined() + (2020...2022).map { ",\($0),all,621\n" }.joined()

  static let halls =
    "施設名,年度,目標人数,実績人数,男,女,合計\n"
    + ["ひばり児童センター", "みどり野市民会館", "入間市体育館", "ＮＰＯ広場"].enumerated().flatMap { number, name in
      (2019...2023).map { "\(name),\($0),\(number + 30),\(number + $0 - 2000),\(number),\($0),\(number + $0)\n" }
    }.joined()

  static let faults: [Planted] = [
    Planted(
      kind: "unreadable cells", fields: costFields, more: costKey, clean: cost, fault: ("2021,goods,7", "2021,goods,x"),
      rows: 3),
    Planted(
      kind: "undeclared levels", fields: costFields, more: costKey, clean: cost,
      fault: ("West,2021,goods", "West,2021,gods"), rows: 1),
    Planted(
      kind: "duplicate keys", fields: costFields, more: costKey, clean: cost,
      fault: ("West,2021,goods", "West,2020,goods"), rows: 2, also: ["totals and parts that differ", "missing years"]),
    Planted(
      kind: "totals and parts that differ", fields: costFields, more: costKey, clean: cost,
      fault: ("West,2021,whole,207", "West,2021,whole,210"), rows: 1),
    Planted(
      kind: "totals and parts that differ", fields: costFields, more: costKey, clean: cost,
      fault: (",2021,all,621", ",2021,all,690"), rows: 1),
    Planted(
      kind: "missing years", fields: costFields, more: costKey, clean: cost, fault: ("West,2021,goods,7\n", ""), rows: 1
    ),
    Planted(kind: "missing years", clean: halls, fault: ("入間市体育館,2022,32,24,2,2022,2024\n", ""), rows: 1),
    Planted(kind: "targets without actuals", clean: halls, fault: ("入間市体育館,2022,32,24,", "入間市体育館,2022,30,―,"), rows: 1),
    Planted(
      kind: "columns that do not add up", clean: halls, fault: ("32,24,2,2022,2024", "32,24,2,2022,2204"), rows: 1),
    Planted(
      kind: "similar names", clean: halls, fault: ("入間市体育館,2021", "人間市体育館,2021"), rows: 5, also: ["missing years"]),
    Planted(
      kind: "similar names", clean: halls, fault: ("ひばり児童センター,2021", "ひばり児童せンター,2021"), rows: 5, also: ["missing years"]
    ),
    Planted(
      kind: "similar names", clean: halls, fault: ("みどり野市民会館,2021", "みどり野布民会館,2021"), rows: 5, also: ["missing years"]),
    Planted(kind: "several spellings", clean: halls, fault: ("ＮＰＯ広場,2021", "NPO広場 ,2021"), rows: 1),
    Planted(
      kind: "duplicate keys", clean: "番号,名,数\n" + (1...9).map { "\($0),n\($0),\($0)\n" }.joined(),
      fault: ("5,n5,5", "4,n5,5"), rows: 2),
    Planted(
      kind: "duplicate keys", clean: "a,b,c\n" + (1...9).map { "n\($0),\($0 % 2)x,\($0)\n" }.joined(),
      fault: ("n5,1x,5", "n4,0x,4"), rows: 2),
    Planted(
      kind: "empty columns", clean: "a,b\n1,p\n2,\n3,q\n", fault: ("a,b\n1,p\n2,\n3,q\n", "a,b\n1,\n2,\n3,\n"), rows: 3),
    Planted(kind: "constant columns", clean: "a,b\n1,p\n2,q\n3,p\n", fault: ("2,q", "2,p"), rows: 3),
  ]

  private func table(_ one: Planted, _ text: String, _ language: Language, in folder: ShellCommand) throws -> Session {
    try folder.write(text, to: "plan.csv")
    let session = try Answers.session(package: nil, language: language, format: .table).session
    if let fields = one.fields {
      let schema = "{\"fields\": [\(fields)], \"missingValues\": [\"\", \"―\"]\(one.more)}"
      try folder.write(
        "{\"name\": \"x\", \"resources\": [{\"name\": \"plan\", \"path\": \"plan.csv\", \"schema\": \(schema)}]}",
        to: "datapackage.json")
      try session.open(folder.folder)
    } else {
      try session.run("load '\(folder.folder)/plan.csv'", inScript: true)
    }
    return session
  }

  @Test("a planted fault is found, and only it", arguments: faults)
  func plantedFault(_ one: Planted) throws {
    let folder = ShellCommand()
    for language in [Language.en, .ja] {
      let clean = try table(one, one.clean, language, in: folder)
      let nothing = try clean.checked(clean.environment.tables)
      #expect(nothing.findingCount == 0, "\(nothing.lines(clean))")
      let text = one.clean.replacingOccurrences(of: one.fault.0, with: one.fault.1)
      #expect(text != one.clean)
      let faulty = try table(one, text, language, in: folder)
      let report = try faulty.checked(faulty.environment.tables)
      let findings = report.parts.flatMap(\.findings)
      let found = findings.filter { $0.kind.name.en == one.kind && $0.finding.rowCount == one.rows }
      #expect(!found.isEmpty, "\(report.lines(faulty))")
      #expect(Set(findings.map { $0.kind.name.en }) == Set([one.kind] + one.also), "\(report.lines(faulty))")
      try answers(report, faulty)
    }
  }

  /// Every query, as it is printed, gives as many rows as its finding says.
  private func answers(_ report: CheckReport, _ session: Session) throws {
    for part in report.parts {
      for (kind, finding) in part.findings {
        let query = try #require(finding.query, "\(kind.name.en) of \(part.name.en)")
        let text = query.typed(session)
        #expect(!text.contains("\n"))
        session.beginNewWork()
        try session.run(text, inScript: false)
        try session.run("| count", inScript: false)
        let previous = try #require(session.environment.previous)
        let counted = try EngineProbe().run(previous.plan).value(row: 0, column: 0)
        #expect(counted == .number(ExactDecimal(finding.rowCount)), "\(text): \(counted)")
      }
    }
  }

  @Test("every query of a package's report gives the rows it promises", arguments: ["municipal", "other", "examples"])
  func queries(_ package: String) throws {
    for language in [Language.en, .ja] {
      let (session, _) = try Answers.session(package: package, language: language, format: .table)
      try answers(try session.checked(session.environment.tables), session)
    }
  }

  @Test("names and texts that are hard to type")
  func hardNames() throws {
    let folder = ShellCommand()
    try folder.write(
      """
      by,件数,count,単位,"a ""b"" 「c」",sort by,missing
      '"「」,1,x, p,1,k,
      '“「」,2,x,p ,2,k,
      人間市,3,x,p,3,k,
      入間市,4,x,p,4,k,
      "line
      two",5,x,p,5,k,
      "line two",6,x,p,6,k,

      """, to: "plan.csv")
    for language in [Language.en, .ja] {
      let session = try Answers.session(package: nil, language: language, format: .table).session
      try session.run("load '\(folder.folder)/plan.csv' as `count`", inScript: true)
      let report = try session.checked(session.environment.tables)
      let kinds = Set(report.parts.flatMap(\.findings).map { $0.kind.name.en })
      #expect(kinds.isSuperset(of: ["similar names", "empty columns", "constant columns"]), "\(report.lines(session))")
      try answers(report, session)
    }
  }

  @Test("tables without rows, with one row, made by let")
  func smallTables() throws {
    let folder = ShellCommand()
    try folder.write("a,b,c\n", to: "none.csv")
    try folder.write("a,b,c\nx,,1\n", to: "one.csv")
    let session = try Answers.session(package: nil, language: .en, format: .table).session
    try session.run("load '\(folder.folder)/none.csv'; load '\(folder.folder)/one.csv'", inScript: true)
    try session.run("let made = one | derive d = c * 2", inScript: true)
    #expect(try session.checked(session.environment.tables).findingCount == 0)
    #expect(session.environment.tables.count == 3)
  }

  @Test("many different names are searched in a bounded time, and that is said")
  func manyNames() throws {
    let folder = ShellCommand()
    try folder.write(
      "name,n\n" + (0..<60_000).map { "人\($0 * 7919 % 1_000_003)番の家,\($0)\n" }.joined(), to: "many.csv")
    let session = try Answers.session(package: nil, language: .en, format: .table).session
    try session.run("load '\(folder.folder)/many.csv'", inScript: true)
    let started = ContinuousClock.now
    let report = try session.checked(session.environment.tables)
    #expect(ContinuousClock.now - started < .seconds(60))
    #expect(
      report.parts[0].remarks.map(\.en) == ["Similar names of name were looked for among the first 20000 of its 60000."]
    )
  }
}
