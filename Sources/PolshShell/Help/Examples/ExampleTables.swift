internal import ColumnStore
internal import Diagnostics
internal import PolicyModel

/// The small tables that the examples of help are about; they are in the program, so that help can run them.
enum ExampleTables {
  static let all: [any TableSource] = [t, loan, survey, day]

  /// The table of the verbs' and functions' examples: one column of each kind.
  private static let t = made(
    BilingualName("t"),
    Message(ja: "文字 k、評価 g、数 x、年度 y、複数の値 l", en: "a text k, a grade g, a number x, a fiscal year y, several values l"),
    key: ["k"],
    [
      ColumnEntry(name: BilingualName("k"), type: .text),
      ColumnEntry(
        name: BilingualName("g"),
        type: .level(
          Scale(
            name: "g", levels: ["A", "B", "C", "D", "E"], isRanked: true,
            labels: [
              "A": Message(ja: "達成", en: "achieved"), "B": Message(ja: "順調", en: "on track"),
              "C": Message(ja: "途中", en: "under way"), "D": Message(ja: "着手", en: "begun"),
              "E": Message(ja: "未着手", en: "not begun"),
            ]))),
      ColumnEntry(name: BilingualName("x"), type: .number),
      ColumnEntry(name: BilingualName("y"), type: .year),
      ColumnEntry(
        name: BilingualName("l"), type: .list(.level(Scale(name: "l", levels: ["p", "q"], isRanked: false)))),
    ],
    """
    a,A,10,2019,p;q
    b,A,―,2020,p
    c,B,20,2021,
    d,C,5,2022,q
    e,,7,2023,p;q
    """)

  /// Loans of libraries: totals beside their parts, expected beside final figures, units, two scales.
  private static let loan: any TableSource = {
    func column(_ ja: String, _ en: String, _ type: ColumnType, unit: String? = nil) -> ColumnEntry {
      ColumnEntry(name: BilingualName(ja: ja, en: en), type: type, unit: unit.map(Unit.declared))
    }
    func level(_ name: String, _ levels: [String], isRanked: Bool = false) -> ColumnType {
      .level(Scale(name: name, levels: levels, isRanked: isRanked))
    }
    var genre = column("分野", "genre", level("genre", ["児童書", "一般書", "全部"]))
    genre.totals = ["全部": ["児童書", "一般書"]]
    var books = column("冊数", "books", .number, unit: "冊")
    books.guards = ["genre", "edition"]
    books.better = .up
    var fee = column("費用", "fee", .number, unit: "千円")
    fee.guards = ["genre", "edition"]
    var certainty = column("確かさ", "certainty", .text)
    certainty.role = .reading
    return made(
      BilingualName(ja: "貸出", en: "loan"),
      Message(
        ja: "図書館の貸出: 合計の行と内訳の行、見込と確定、単位のある数",
        en: "loans of libraries: totals beside their parts, expected beside final figures, units"),
      key: ["branch", "year", "genre", "edition"],
      [
        column("館名", "branch", level("branch", ["中央館", "東館"])), column("年度", "year", .year), genre,
        column("版", "edition", level("edition", ["見込", "確定"])), books, fee,
        column("居心地", "comfort", level("comfort", ["良", "並", "難"], isRanked: true)),
        column("混み具合", "crowding", level("crowding", ["空き", "適度", "混雑"], isRanked: true)),
        column("係", "helpers", .list(.text)), certainty,
      ],
      """
      中央館,2022,児童書,確定,400,120,良,適度,青木;井上,stated
      中央館,2022,一般書,確定,900,310,良,適度,青木,stated
      中央館,2022,全部,確定,1300,430,良,適度,青木;井上,stated
      中央館,2023,児童書,確定,450,130,並,混雑,青木;井上,stated
      中央館,2023,一般書,確定,850,300,並,混雑,上田,stated
      中央館,2023,全部,確定,1300,430,並,混雑,青木;井上;上田,derived
      東館,2022,児童書,確定,200,80,並,空き,江口,stated
      東館,2022,全部,確定,200,80,並,空き,江口,stated
      東館,2023,児童書,見込,240,―,難,空き,江口,inferred
      東館,2023,全部,見込,240,―,難,空き,江口,inferred
      """)
  }()

  /// Figures with a unit in each row.
  private static let survey: any TableSource = {
    var figure = ColumnEntry(name: BilingualName(ja: "数", en: "figure"), type: .number)
    figure.unitFrom = "unit"
    figure.guards = ["matter"]
    return made(
      BilingualName(ja: "調べ", en: "survey"), Message(ja: "行ごとに単位の違う数", en: "figures with a unit in each row"),
      key: ["matter", "year"],
      [
        ColumnEntry(name: BilingualName(ja: "題", en: "matter"), type: .text),
        ColumnEntry(name: BilingualName(ja: "年度", en: "year"), type: .year),
        ColumnEntry(
          name: BilingualName(ja: "単位", en: "unit"),
          type: .level(Scale(name: "unit", levels: ["人", "冊", "％"], isRanked: false))), figure,
      ],
      """
      来館,2022,人,1200
      来館,2023,人,1500
      貸出,2022,冊,3400
      貸出,2023,冊,3600
      満足,2022,％,82.5
      満足,2023,％,―
      """)
  }()

  /// Sixty days: more values than a cross-tab has columns.
  private static let day = made(
    BilingualName(ja: "開館日", en: "day"), Message(ja: "60日分の来館者", en: "the visitors of sixty days"), key: ["date"],
    [
      ColumnEntry(name: BilingualName(ja: "日付", en: "date"), type: .text),
      ColumnEntry(name: BilingualName(ja: "来館者", en: "visitors"), type: .number),
    ],
    (1...60).map { "\($0 <= 31 ? "5" : "6")-\($0 <= 31 ? $0 : $0 - 31),\(100 + $0 * 7 % 50)" }.joined(separator: "\n"))

  /// A table from lines of cells, with lists joined by `;` and ― for a value that is missing.
  private static func made(
    _ name: BilingualName, _ title: Message, key: [String], _ columns: [ColumnEntry], _ lines: String
  ) -> any TableSource {
    var entry = TableEntry(name: name, columns: columns, isCataloged: true)
    entry.primaryKey = key
    entry.title = title
    return ExampleSource(
      entry: entry,
      rows: lines.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      })
  }
}

/// A table of the examples, with the texts of its cells as a file would have them.
final class ExampleSource: TableSource {
  let entry: TableEntry
  private let rows: [[String]]

  init(entry: TableEntry, rows: [[String]]) {
    self.entry = entry
    self.rows = rows
  }

  var knownRowCount: Int? { rows.count }

  var keepsOriginals: Bool { true }

  func read(columns wanted: [Int]) throws(Diagnostic) -> (columns: [Column], rowCount: Int) {
    let count = entry.columns.count
    return (wanted.map { $0 < count ? values($0) : texts($0 - count) }, rows.count)
  }

  private func values(_ place: Int) -> Column {
    let column = entry.columns[place]
    var builder = ColumnBuilder(column.type)
    for row in rows { builder.append(Self.value(row[place], column)) }
    return finished(builder)
  }

  private func texts(_ place: Int) -> Column {
    var builder = ColumnBuilder(.text)
    for row in rows { builder.append(row[place].isEmpty ? .missing(.blank) : .text(row[place])) }
    return finished(builder)
  }

  private func finished(_ builder: ColumnBuilder) -> Column {
    return (try? builder.finished()) ?? .allMissing(rows.count, type: builder.type, reason: .incomputable)
  }

  private static func value(_ cell: String, _ column: ColumnEntry) -> Value {
    if let reason = MissingReason.read(cell) { return .missing(reason) }
    return value(cell, column.type, column.unit)
  }

  private static func value(_ cell: String, _ type: ColumnType, _ unit: Unit?) -> Value {
    switch type {
    case .number:
      guard let figure = ExactDecimal(cell), let base = try? unit?.toBase(figure) ?? figure else {
        return .missing(.incomputable)
      }
      return .number(base)
    case .year: return Int(cell).map { .year($0) } ?? .missing(.incomputable)
    case .level(let scale): return scale.index(of: cell).map { .level($0) } ?? .missing(.incomputable)
    case .list(let element):
      return .list(cell.split(separator: ";").map { value(String($0), element, unit) })
    case .text: return .text(cell)
    case .bool: return .bool(cell == "true")
    }
  }
}
