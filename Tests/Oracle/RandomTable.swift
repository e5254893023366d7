public import PolicyModel

/// Random tables as a council's figures look: numbers with units, years, grades, texts, lists, holes and ties.
///
/// Every table has the same columns; which cells are missing, how often values recur, and whether guards are declared
/// differ from table to table. A second table, to be joined and added, has most of them too, some as another city would
/// have them: an amount in 円, a legend of its own, a category as text.
public struct RandomTable {
  /// The table's name in queries.
  public static let name = BilingualName(ja: "資料", en: "facts")
  public static let secondName = BilingualName(ja: "別表", en: "others")

  /// The texts that cells are made of, folded as a loader folds them.
  public static let words = [
    "市民活動", "市民活動促進事業", "子育て支援", "センター", "NPO", "npo支援", "2号館", "ア", "がん検診", "①相談", "髙島屋", "a b", "100",
  ]
  public static let departments = ["企画課", "社会教育課", "学校教育課", "NPO係", "センター"]

  public static let progress = Scale(name: "grade", levels: ["A", "B", "C", "D", "E"], isRanked: true)
  public static let effort = Scale(name: "effort", levels: ["あ", "い", "う"], isRanked: true)
  public static let kind = Scale(name: "kind", levels: ["予算", "決算"], isRanked: false)
  public static let otherKind = Scale(name: "kind", levels: ["決算", "補正", "予算"], isRanked: false)
  public static let item = Scale(name: "item", levels: ["総額", "直接費", "人件費", "その他"], isRanked: false)
  public static let outlook = Scale(name: "outlook", levels: ["ア", "イ", "ウ", "エ"], isRanked: false)
  public static let unit = Scale(name: "unit", levels: ["件", "回", "団体"], isRanked: false)
  public static let reading = Scale(name: "reading", levels: ["stated", "derived", "inferred"], isRanked: false)
  public static let aim = Scale(name: "aim", levels: ["up", "down", "none"], isRanked: false)

  var random: SeededRandom
  private let rowCount: Int
  private let hasGuards: Bool
  /// Some tables hold few different values, so that there are ties everywhere.
  private let variety: Int
  /// The name of each chapter number, where names follow numbers.
  private let followsNumber: Bool
  private let isSecond: Bool

  /// A table of the seed; with or without guards as asked, otherwise as the seed has it.
  public static func make(seed: UInt64, rows: ClosedRange<Int> = 0...12, hasGuards: Bool? = nil) -> RowTable {
    var maker = RandomTable(seed: seed, rows: rows, hasGuards: hasGuards)
    return maker.table()
  }

  /// The second table of the seed.
  public static func makeSecond(seed: UInt64, hasGuards: Bool? = nil) -> RowTable {
    var maker = RandomTable(seed: seed ^ 0x0DD5_EC0D, rows: 0...9, hasGuards: hasGuards, isSecond: true)
    return maker.table()
  }

  /// The same table with further rows in between, in all of which the column is missing.
  public static func adding(rows count: Int, without column: Int, to table: RowTable, seed: UInt64) -> RowTable {
    var maker = RandomTable(seed: seed, rows: 0...0, hasGuards: nil)
    var rows = table.rows
    for _ in 0..<count {
      var row = maker.row(number: 100 + rows.count)
      row[column] = .missing(maker.random.pick([.blank, .notApplicable]))
      rows.insert(row, at: maker.random.int(0...rows.count))
    }
    return RowTable(entry: table.entry, rows: rows)
  }

  private init(seed: UInt64, rows: ClosedRange<Int>, hasGuards wanted: Bool?, isSecond: Bool = false) {
    self.isSecond = isSecond
    random = SeededRandom(seed: seed)
    rowCount = random.chance(8) ? rows.lowerBound : random.int(rows)
    let guarded = random.chance(40)
    hasGuards = wanted ?? guarded
    variety = random.pick([1, 2, 3, 20])
    followsNumber = random.chance(50)
  }

  private mutating func table() -> RowTable {
    var rows: [[Value]] = []
    var numbers = Array(1...max(1, rowCount))
    if random.chance(30) { numbers.shuffle(using: &random) }
    for place in 0..<rowCount { rows.append(row(number: numbers[place])) }
    let holes = columns.map { _ in random.pick([0, 0, 15, 15, 50, 100]) }
    for row in rows.indices {
      // The key is never missing, and a chapter's name and number only together.
      for column in rows[row].indices.dropFirst() where random.chance(holes[column]) {
        if followsNumber, columns[column].en == "no" { continue }
        rows[row][column] = .missing(random.pick([.blank, .notApplicable, .unreadable]))
      }
      if followsNumber, let name = place(of: "name"), let number = place(of: "no"), rows[row][name].isMissing {
        rows[row][number] = .missing(.blank)
      }
    }
    return RowTable(entry: entry(), rows: rows)
  }

  // MARK: Columns

  private typealias Described = (en: String, ja: String, type: ColumnType, unit: String?)

  private var columns: [Described] { isSecond ? Self.secondColumns : Self.firstColumns }

  private func place(of name: String) -> Int? { columns.firstIndex { $0.en == name } }

  private static let secondColumns: [Described] = firstColumns.filter { $0.en != "extra" }.map { column in
    var column = column
    switch column.en {
    case "amount": column.unit = "円"
    case "kind": column.type = .level(otherKind)
    case "item": column.type = .text
    default: break
    }
    return column
  }

  private static let firstColumns: [Described] = [
    ("id", "番号", .number, nil), ("num", "数量", .number, nil), ("qty", "個数", .number, nil),
    ("amount", "金額", .number, "千円"), ("extra", "加算額", .number, "千円"), ("portion", "率", .number, "％"),
    ("cases", "件数", .number, "件"), ("year", "年度", .year, nil), ("since", "開始年度", .year, nil),
    ("no", "章番号", .number, nil), ("name", "名称", .text, nil), ("alias", "別名", .text, nil),
    ("grade", "進捗", .level(progress), nil), ("prior", "前回", .level(progress), nil),
    ("effort", "取組", .level(effort), nil), ("kind", "予算決算", .level(kind), nil), ("item", "費目", .level(item), nil),
    ("score", "実績", .number, nil), ("unit", "単位", .level(unit), nil), ("aim", "向き", .level(aim), nil),
    ("dept", "所管課", .list(.text), nil), ("outlook", "方向", .list(.level(outlook)), nil),
    ("document", "文書", .text, nil), ("line", "行", .number, nil), ("reading", "読取", .level(reading), nil),
  ]

  private func entry() -> TableEntry {
    let described = columns.map { column in
      var entry = ColumnEntry(
        name: BilingualName(ja: column.ja, en: column.en), type: column.type,
        unit: column.unit.map { Unit.declared($0) })
      switch column.en {
      case "id": entry.isPlainInteger = true
      case "document": entry.role = .document
      case "line": entry.role = .line
      case "reading": entry.role = .reading
      case "amount": entry.guards = hasGuards ? ["kind"] : []
      case "extra": entry.guards = hasGuards ? ["item", "kind"] : []
      case "portion": entry.better = .up
      case "cases": entry.better = .down
      case "name": entry.of = followsNumber ? "no" : nil
      case "item" where !isSecond: entry.totals = ["総額": ["直接費", "人件費"]]
      case "score":
        entry.unitFrom = "unit"
        entry.betterFrom = "aim"
      default: break
      }
      return entry
    }
    var entry = TableEntry(name: isSecond ? Self.secondName : Self.name, columns: described, isCataloged: true)
    entry.primaryKey = ["id"]
    return entry
  }

  // MARK: Cells

  private mutating func row(number: Int) -> [Value] {
    let name = random.pick(Array(Self.words.prefix(variety + 1)))
    let chapter = (Self.words.firstIndex(of: name) ?? 0) * 7 % 5
    return columns.map { column in
      switch column.en {
      case "id": .number(ExactDecimal(number))
      case "no": followsNumber ? .number(ExactDecimal(chapter)) : figure(1)
      case "name": .text(name)
      case "item" where isSecond: .text(random.pick(Array(Self.item.levels.prefix(variety + 1)) + ["施設費"]))
      case "alias": .text(random.pick(Array(Self.words.prefix(variety + 1))))
      case "amount", "extra": figure(1000)
      case "document": .text(random.pick(["k1", "k2"]))
      case "line": .number(ExactDecimal(random.int(1...3)))
      case "portion":
        .number(
          ExactDecimal(mantissa: Int128(random.pick(Array([1000, 995, 700, 0, 1255].prefix(variety + 1)))), scale: 3))
      case "cases": .number(ExactDecimal(random.pick(Array([0, 1, 2, 3, 10].prefix(variety + 1)))))
      case "year", "since": .year(random.pick(Array([2019, 2020, 2018, 2023, 2016].prefix(variety + 1))))
      case "dept": .list(list(Self.departments.map { .text($0) }))
      case "outlook": .list(list(Self.outlook.levels.indices.map { .level($0) }))
      default:
        if let scale = column.type.scale {
          .level(random.int(0...min(variety + 1, scale.levels.count) - 1))
        } else {
          figure(1)
        }
      }
    }
  }

  /// A number with few or many others like it; in the base unit, of which the unit shown is a multiple.
  private mutating func figure(_ multiple: Int) -> Value {
    let figures = [
      "0", "1", "2", "-2.5", "0.000001", "3", "-0.000003", "10", "2.5", "-1", "0.125", "1200", "7", "123456789.5",
    ]
    let text = random.pick(Array(figures.prefix(variety + 1)))
    guard let figure = ExactDecimal(text), let value = try? figure * ExactDecimal(multiple) else {
      return .missing(.blank)
    }
    return .number(value)
  }

  /// None to three of the elements, in any order, possibly one twice.
  private mutating func list(_ elements: [Value]) -> [Value] {
    (0..<random.pick([0, 1, 1, 2, 3])).map { _ in random.pick(Array(elements.prefix(variety + 1))) }
  }
}
