import ColumnStore
import Diagnostics
import PolicyModel
import PolshText
import Presentation
import Testing

@Suite("Line charts")
struct LineChartTests {
  private func lines(
    years: [Int?], _ figures: [Int?], series: [String]? = nil, language: Language = .en, width: Int = 44,
    isASCII: Bool = true
  ) throws -> [String] {
    var fields = [
      Field(id: 1, name: BilingualName(ja: "年度", en: "year"), type: .year),
      Field(id: 2, name: BilingualName("figure"), type: .number),
    ]
    var year = ColumnBuilder(.year)
    for one in years { one.map { year.append(.year($0)) } ?? year.append(missing: .blank) }
    var figure = ColumnBuilder(.number)
    for one in figures { one.map { figure.append(.number(ExactDecimal($0))) } ?? figure.append(missing: .blank) }
    var columns = [try year.finished(), try figure.finished()]
    if let series {
      fields.append(Field(id: 3, name: BilingualName("part"), type: .text))
      var part = ColumnBuilder(.text)
      for one in series { part.append(.text(one)) }
      columns.append(try part.finished())
    }
    let subject = ChartSubject(
      table: Table(fields: fields, columns: columns, rowCount: years.count), measure: 1, along: [0],
      series: series == nil ? [] : [2], seriesOrder: series == nil ? [] : [2])
    return ChartView.lines("line", of: subject, on: Screen(language: language, width: width, isASCII: isASCII))
  }

  @Test("Years stand at even distances; where one is missing there is no line")
  func gaps() throws {
    #expect(
      try lines(years: [2019, 2020, 2022, 2023], [1, 2, 3, 4]) == [
        "figure by year",
        "4 +                                    .o",
        "  |                                  ..",
        "  |                                ..",
        "  |                              ..",
        "  |                            o.",
        "  |",
        "  |",
        "  |        .o",
        "  |      ..",
        "  |    ..",
        "  |  ..",
        "1 +o.",
        "  +--------------------------------------",
        "   2019    2020      2021     2022     2023",
      ])
  }

  @Test("In Japanese years are written as there")
  func eras() throws {
    #expect(try lines(years: [2018, 2020], [1, 2], language: .ja).last == "   H30            R1            R2")
  }

  @Test("A figure that is missing is a gap as well")
  func missingFigure() throws {
    let picture = try lines(years: [2019, 2020, 2021], [1, nil, 3]).dropFirst().dropLast(2).joined()
    #expect(picture.filter { $0 == "." }.isEmpty)
    #expect(picture.filter { $0 == "o" }.count == 2)
  }

  @Test("Equal figures are a line in the middle, one point a point")
  func flat() throws {
    let equal = try lines(years: [2019, 2020], [5, 5])
    #expect(equal[7].hasPrefix("5 +o.....") && equal[7].hasSuffix("o"))
    let single = try lines(years: [2019], [5])
    #expect(single.joined().filter { $0 == "o" }.count == 1)
  }

  @Test("Each line has its letter; where two meet there is a star")
  func letters() throws {
    let lines = try lines(
      years: [2019, 2019, 2020, 2020], [1, 1, 2, 3], series: ["x", "y", "x", "y"], isASCII: false)
    #expect(lines.suffix(2) == ["  a x", "  b y"])
    #expect(lines.contains { $0.contains("*") })
    #expect(lines.contains { $0.contains("b") })
  }

  @Test("Marks without a year are counted")
  func nowhere() throws {
    #expect(try lines(years: [2019, nil, 2020], [1, 2, 3]).last == "... 1 further point without a place not drawn")
  }

  @Test("More lines than there are letters are counted")
  func manyLines() throws {
    let count = 30
    let lines = try lines(
      years: (0..<count).map { _ in 2019 }, (0..<count).map { $0 }, series: (0..<count).map { "n\(100 + $0)" })
    #expect(lines.last == "... 4 further lines not drawn")
  }

  @Test("A narrow window is not left")
  func narrow() throws {
    for width in [1, 20, 33] {
      for line in try lines(years: [1990, 2000, 2010, 2020], [1, 5, 3, 100_000], width: width) {
        #expect(DisplayWidth.of(line) <= max(20, width))
      }
    }
  }
}
