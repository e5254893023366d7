import ColumnStore
import Diagnostics
import PolicyModel
import PolshSystem
import Testing

@testable import DataFormats

/// Any file, read in blocks by several threads, gives the same bytes as read whole by one: columns, types, report.
@Suite("Loading block by block")
struct BlockLoadingTests {
  /// Pieces that matter to the scanner, the number reader or the encodings; several bytes each, so that blocks end inside.
  static let cells: [String] = [
    "1", "12", "-5", "1234567", "12345678901234567", "0.5", "12.25", "\"1,234\"", "△12.3", "▲5", "(12)", "１２３", "98.5％",
    "50%", "0.0000001", "1.5E3", "99999999999999999999", "", "―", "-", "／", "データなし", "令和5年度", "R4", "2023",
    "1999", "H31", "平成32年度", "市", "第001政策推進課", "地域　振興課", "ﾎｹﾝ", "保健センター", "a", "code 7", "007", "千円", "3千円",
    "20件", "\"x,y\"", "\"二\n行\"", "\"say \"\"yes\"\"\"", "\"\"", "\"a\r\nb\"", "5\" pipe", "髙①㈱", " a ", "a  b",
    "長い文章がここに続いて、六十四バイトの語の境を越えるようになっている", "\"1\"", "\"2023\"", "😀", "한국",
  ]
  static let faults: [String] = ["\"x\"y", "\"open", "a\"\"b", "\"\"\"", ",", ",,,"]

  static func file(_ random: inout some RandomNumberGenerator) -> (bytes: [UInt8], separator: UInt8?) {
    let width = Int.random(in: 1...5, using: &random)
    let end = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
    let separator = [",", ",", "\t", ";"].randomElement(using: &random) ?? ","
    // Mostly each column has cells of few kinds, so that numbers and years come about.
    let kinds = (0..<width).map { _ in
      (0..<Int.random(in: 1...4, using: &random)).map { _ in cells.randomElement(using: &random) ?? "" }
    }
    let headings = ["年度", "金額(千円)", "名前", "割合(％)", "件数", "year", "番号"].shuffled(using: &random)
    var text = Bool.random(using: &random) ? "\u{FEFF}" : ""
    text += headings.prefix(width).joined(separator: separator) + end
    let faultRate = [0, 0, 10, 40].randomElement(using: &random) ?? 0
    for _ in 0..<Int.random(in: 0...60, using: &random) {
      var row = kinds.map { $0.randomElement(using: &random) ?? "" }
      if Int.random(in: 0..<400, using: &random) == 0 { row[0] = cells.randomElement(using: &random) ?? "" }
      if Int.random(in: 0..<100, using: &random) < faultRate {
        row[Int.random(in: 0..<width, using: &random)] = faults.randomElement(using: &random) ?? ""
      }
      text += row.joined(separator: separator) + end
      if Int.random(in: 0..<20, using: &random) == 0 { text += end }
    }
    if Int.random(in: 0..<4, using: &random) == 0 { text.unicodeScalars.removeLast() }
    let bytes = Array(text.utf8)
    if Int.random(in: 0..<4, using: &random) == 0,
      let office = try? TextConversion.convert(
        bytes.starts(with: [0xEF]) ? Array(bytes.dropFirst(3)) : bytes, from: "UTF-8", to: "CP932")
    {
      return (office, separator.utf8.first)
    }
    return (bytes, separator.utf8.first)
  }

  @Test func agreesWithTheSimpleWay() throws {
    let count = Environment["POLSH_CASES"].flatMap { Int($0) } ?? 3000
    var seeds = SystemRandomNumberGenerator()
    for _ in 0..<count {
      let seed = Environment["POLSH_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0...UInt64.max, using: &seeds)
      var random = SplitMix(state: seed)
      let (bytes, separator) = Self.file(&random)
      var reading = ReadingOptions()
      reading.workers = Int.random(in: 1...4, using: &random)
      reading.blockSize = Int.random(in: 1...200, using: &random)
      reading.keptBytes = [0, 100, 1 << 20].randomElement(using: &random) ?? 0
      if Bool.random(using: &random) { reading.statements = "金額 件数" }
      // A separator is found from the first lines; where only some of them are looked at, it is to be told.
      let isTold = Bool.random(using: &random)
      if isTold { reading.headSize = Int.random(in: 1...100, using: &random) }
      let differences = Self.differences(bytes, reading, isTold ? separator : nil)
      if !differences.isEmpty {
        Issue.record("seed \(seed): \(differences)\n\(String(decoding: bytes, as: UTF8.self).debugDescription)")
        return
      }
    }
  }

  @Test("The first rows are read alone; only where that is most of the file it is not tried")
  func firstRows() throws {
    let lines = (0..<400).map { "\($0),部署\($0 % 50),\($0 < 300 ? "\($0)" : "\($0).25"),R\($0 % 6 + 1)" }
    var options = LoadOptions()
    options.reading.blockSize = 64
    let table = try CSVTable.parse(
      Array(("id,name,amount,year\n" + lines.joined(separator: "\n")).utf8), path: "x.csv", options: options)
    for count in [0, 1, 5, 80] {
      let head = try #require(try table.head(columns: [3, 0, 2, 1], rowCount: count))
      let whole = try CSVTable.parse(
        Array(("id,name,amount,year\n" + lines.joined(separator: "\n")).utf8), path: "x.csv", options: options)
      #expect(Self.headDifference(head, try whole.read(columns: [3, 0, 2, 1]).columns, count) == nil)
    }
    #expect(try table.head(columns: [0], rowCount: 300) == nil)
    #expect(try table.head(columns: [0], rowCount: 400) == nil)
  }

  static func differences(_ bytes: [UInt8], _ reading: ReadingOptions, _ separator: UInt8? = nil) -> String {
    var options = LoadOptions()
    options.reading = reading
    options.separator = separator
    let simple = SimpleTable(bytes, separator)
    let table: CSVTable
    do { table = try CSVTable.parse(bytes, path: "x.csv", options: options) } catch {
      return simple == nil ? "" : "refused: \(error.message.en) \(error.file?.line ?? 0)"
    }
    guard let simple else { return "not refused" }
    do { return try differences(table, simple) } catch { return "fault: \(told(error))" }
  }

  private static func differences(_ table: CSVTable, _ simple: SimpleTable) throws(Diagnostic) -> String {
    if table.report.rowCount != simple.rowCount { return "\(table.report.rowCount) rows, not \(simple.rowCount)" }
    if table.report.encoding != simple.encoding || table.report.separator != simple.separator {
      return "encoding or separator"
    }
    let found = table.entry.columns.map { "\($0.name.ja) \($0.type) \($0.unit?.symbol ?? "") \($0.isPlainInteger)" }
    let expected = simple.entries.map { "\($0.name.ja) \($0.type) \($0.unit?.symbol ?? "") \($0.isPlainInteger)" }
    if found != expected { return "types \(found), not \(expected)" }
    if table.report.remarks.filter({ $0.en.contains("rounded") }).count != simple.roundedCounts.filter({ $0 > 0 }).count
    {
      return "rounded cells"
    }
    // Before any column is made whole, its first cells.
    for count in [0, 1, 2, simple.rowCount / 5, simple.rowCount] {
      guard let head = try table.head(columns: Array(simple.columns.indices), rowCount: count) else { continue }
      if let difference = headDifference(head, simple.columns, count) { return "first \(count): \(difference)" }
    }
    // Backwards, so that columns are also read alone.
    for place in simple.columns.indices.reversed() {
      let column = try table.read(columns: [place]).columns[0]
      if let difference = difference(column, simple.columns[place]) { return "column \(place): \(difference)" }
      let original = try table.originals(column: place)
      if let difference = difference(original, simple.originals[place]) { return "originals \(place): \(difference)" }
    }
    var malformed: [SimpleTable.Malformed] = []
    if let rejected = table.rejected {
      let (columns, count) = try rejected.read(columns: [0, 1, 3])
      for row in 0..<count {
        guard case .number(let line) = columns[0].value(row, isLevel: false),
          case .text(let text) = columns[2].value(row, isLevel: false)
        else { return "malformed rows" }
        var cells: Int?
        if case .number(let number) = columns[1].value(row, isLevel: false) { cells = number.wholeNumber }
        malformed.append(SimpleTable.Malformed(line: line.wholeNumber ?? 0, text: text, cells: cells))
      }
    }
    return malformed == simple.malformed ? "" : "malformed \(malformed), not \(simple.malformed)"
  }

  /// Cell by cell: the first cells may have fewer decimals than all.
  private static func headDifference(_ head: [Column], _ whole: [Column], _ count: Int) -> String? {
    for (place, (a, b)) in zip(head, whole).enumerated() {
      if a.count != count { return "\(a.count) cells of column \(place)" }
      for row in 0..<count {
        let (x, y) = (a.value(row, isLevel: false), b.value(row, isLevel: false))
        if case .number(let p) = x, case .number(let q) = y, ExactDecimal.compare(p, q) == 0 { continue }
        if x != y { return "column \(place), row \(row): \(x), not \(y)" }
      }
    }
    return nil
  }

  /// Byte for byte.
  static func difference(_ a: Column, _ b: Column) -> String? {
    if a.missing != b.missing { return "missing \(a.missing.reasons), not \(b.missing.reasons)" }
    switch (a.storage, b.storage) {
    case (.numbers(.narrow(let x, let s)), .numbers(.narrow(let y, let t))):
      return x == y && s == t ? nil : "\(x) \(s), not \(y) \(t)"
    case (.numbers(.wide(let x, let s)), .numbers(.wide(let y, let t))):
      return x == y && s == t ? nil : "\(x) \(s), not \(y) \(t)"
    case (.years(let x), .years(let y)): return x == y ? nil : "\(x), not \(y)"
    case (.bools(let x), .bools(let y)): return x == y ? nil : "\(x), not \(y)"
    case (.codes(let x, let d), .codes(let y, let e)):
      return x == y && d.hasSameTexts(as: e) ? nil : "\(x) \(d.texts), not \(y) \(e.texts)"
    case (.lists(let x, let u, let d), .lists(let y, let v, let e)):
      return x == y && u == v && d.hasSameTexts(as: e) ? nil : "\(x) \(u) \(d.texts), not \(y) \(v) \(e.texts)"
    default: return "\(a.storage), not \(b.storage)"
    }
  }
}

/// Random numbers from a seed that can be told.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
