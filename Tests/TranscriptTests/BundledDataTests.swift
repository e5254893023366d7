import Testing

/// Questions put to the bundled data in two ways that must agree (LANGUAGE.md §8), and figures that a person has read in
/// the documents.
@Suite struct BundledDataTests {
  private func csv(_ text: String) throws -> [String] {
    try Answers.csv(text, package: "municipal").split(separator: "\n").map(String.init)
  }

  private static let tables = [
    "document", "measure", "cost", "activity", "indicator", "policy", "program", "task", "reference", "factor",
    "review",
    "challenge",
  ]

  // MARK: Sums over groups

  /// Whatever rows are grouped by, the groups together have all rows; so have the cells of a cross table.
  @Test(arguments: tables) func groupsHaveAllRows(_ table: String) throws {
    let all = try csv("\(table) | count")
    let columns = try csv("\(table) | describe | where type != 'list' | select name").dropFirst()
    #expect(columns.count > 3)
    for column in columns {
      #expect(try csv("\(table) | count by `\(column)` | group : count = sum(count)") == all, "\(column)")
      #expect(
        try csv("\(table) | distinct `\(column)` | count") == csv("\(table) | group `\(column)`: n = count() | count"))
    }
  }

  /// The sum over the chapters is the total, in groups and in a cross table.
  @Test func chaptersAddUp() throws {
    let total = try csv("measure | count").last
    #expect(try csv("measure | count by chapter | group : count = sum(count)").last == total)
    let table = try csv("measure | pivot chapter by progress: count() totals")
    let figures = table.dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).dropFirst().compactMap { Int($0) }
    }
    let (chapters, totals) = (figures.dropLast(), figures.last ?? [])
    #expect(!chapters.isEmpty && totals.count > 5)
    for place in totals.indices { #expect(chapters.reduce(0) { $0 + $1[place] } == totals[place]) }
    for row in figures { #expect(row.dropLast().reduce(0, +) == row.last) }
    #expect(totals.last.map { String($0) } == total)
  }

  /// Money added by city, policy, program or year comes to what is added at once, for each kind and item.
  @Test(arguments: ["city", "policy", "program", "year", "operator"]) func costsAddUp(_ key: String) throws {
    for kind in ["予算", "決算"] {
      for item in ["総事業費", "人件費", "一般財源"] {
        let rows = "cost | where kind = \(kind) and item = \(item)"
        let whole = try csv("\(rows) | group : amount = sum(amount)")
        #expect(try csv("\(rows) | group \(key): amount = sum(amount) | group : amount = sum(amount)") == whole)
      }
    }
  }

  // MARK: Comparisons

  /// Budget against settled is the sum of the one and the sum of the other, side by side.
  @Test(arguments: ["program, year", "city", "program", "policy, year"]) func comparisonIsTwoSums(_ keys: String) throws
  {
    for item in ["総事業費", "人件費", "国県支出金"] {
      let rows = "cost | where item = \(item)"
      let compared = "\(rows) | compare sum(amount) over kind: 予算 -> 決算 by \(keys)"
      func sums(_ kind: String, _ name: String) throws -> [String] {
        try csv("\(rows) and kind = \(kind) | group \(keys): \(name) = sum(amount) | where \(name) is present")
      }
      #expect(try csv("\(compared) | where base is present | select \(keys), base") == sums("予算", "base"))
      #expect(try csv("\(compared) | where value is present | select \(keys), value") == sums("決算", "value"))
      #expect(try csv("\(compared) | where diff != value - base") == csv("\(compared) | where false"))
    }
  }

  /// Two years compared are the rows of growth, where they follow each other.
  @Test func growthIsComparison() throws {
    let rows = "cost | where item = 総事業費 and kind = 決算"
    let names = "program, base = prev, value, diff"
    for year in [2018, 2022, 2023] {
      let growth = try csv("\(rows) | growth sum(amount) over year by program | where year = \(year) | select \(names)")
      let compare = "\(rows) | compare sum(amount) over year: \(year - 1) -> \(year) by program"
      #expect(try csv("\(compare) | where value is present | select program, base, value, diff") == growth)
    }
  }

  // MARK: As the documents say

  /// 入間市's 登録団体数 of R3, R4 and R5: 99, 100, 99 of 100.
  @Test func registeredGroups() throws {
    let rows = "indicator | where name = '登録団体数' and claim_no = 1 and year in R3..R5"
    #expect(
      try csv("\(rows) | sort year | select year, target, actual") == [
        "year,target,actual", "2021,100,99", "2022,100,100", "2023,100,99",
      ])
    #expect(
      try csv("\(rows) | growth actual over year by name | select year, value, prev, diff, better")
        == ["year,value,prev,diff,better", "2021,99,,,unknown", "2022,100,99,1,improved", "2023,99,100,-1,worse"])
    #expect(
      try csv("\(rows) | trend actual over year by name | select n, first, last, diff, pattern, better")
        == ["n,first,last,diff,pattern,better", "3,99,99,0,mixed,same"])
    #expect(
      try csv("\(rows) | compare actual with target by year | select year, base, value, achieve, better")
        == [
          "year,base,value,achieve (％),better", "2021,100,99,99,worse", "2022,100,100,100,same", "2023,100,99,99,worse",
        ])
  }

  /// 清瀬市 asks its people every few years: ―, ―, ―, 31, 37. The year before is not the row before.
  @Test func surveyEveryFewYears() throws {
    let rows = "indicator | where city = 清瀬市 and name contains '参加したことがある人'"
    #expect(
      try csv("\(rows) | sort year | select year, target")
        == ["year,target", "2017,", "2018,", "2019,", "2021,31", "2025,37"])
    #expect(
      try csv(
        "\(rows) | growth target over year by name | where value is present | select year, value, prev, diff, better")
        == ["year,value,prev,diff,better", "2021,31,,,unknown", "2025,37,,,unknown"])
    #expect(
      try csv(
        "\(rows) | growth target over year any by name | where value is present | select year, value, prev, prev_year, diff"
      )
        == ["year,value,prev,prev_year,diff", "2021,31,,,", "2025,37,31,2021,6"])
    #expect(
      try csv("\(rows) | trend target over year by name | select n, first, last, diff, pattern, spark, better")
        == ["n,first,last,diff,pattern,spark,better", "2,31,37,6,rising,···▁█,improved"])
    #expect(try csv("\(rows) | group : n = count(target), m = missing_count(target)") == ["n,m", "2,3"])
  }
}
