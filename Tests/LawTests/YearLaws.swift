import Diagnostics
import Oracle
import PolicyModel
import Testing

/// Law 13 of LANGUAGE.md §8, asked of a table of one row.
@Suite struct YearLaws {
  private let desk: Desk

  init() {
    let columns = [ColumnEntry(name: BilingualName(ja: "年度", en: "year"), type: .year)]
    let entry = TableEntry(name: BilingualName(ja: "表", en: "t"), columns: columns, isCataloged: true)
    desk = Desk(RowTable(entry: entry, rows: [[.year(2019)]]))
  }

  /// The value of an expression.
  private func value(_ expression: String) throws(Diagnostic) -> Value {
    try desk.answer("t | select v = \(expression)").rows[0][0]
  }

  /// All spellings of a year are that year: H31, R1 and 2019; 令和32年 and 平成32年 differ.
  @Test func law13SpellingsOfOneYear() throws {
    try PropertyRun.draw("law 13, spellings") { random in
      let year = random.int(1868...2200)
      let (a, b) = (random.pick(Self.spellings(of: year)), random.pick(Self.spellings(of: year)))
      let other = random.int(1868...2200)
      let c = random.pick(Self.spellings(of: other))
      do throws(Diagnostic) {
        let answers = [
          try value("(\(a) = \(b))"), try value("(\(a) < \(c))"), try value("(\(c) != \(b))"), try value(a),
        ]
        let expected: [Value] = [.bool(true), .bool(year < other), .bool(year != other), .year(year)]
        return answers == expected ? .holds : .broken("\(a), \(b), \(c): \(answers)")
      } catch {
        return .broken("\(a), \(b), \(c): \(error.shown)")
      }
    }
  }

  /// A year read from its canonical form is written in that form again.
  @Test func law13ErasAreReadAndWritten() throws {
    try PropertyRun.draw("law 13, eras") { random in
      let year = random.int(1868...2200)
      let written = Self.canonical(year)
      do throws(Diagnostic) {
        if try value("era(\(written))") != .text(written) {
          return .broken("era(\(written)) is \(try value("era(\(written))"))")
        }
        let short = Self.short(year)
        if try value("era(\(short))") != .text(written) { return .broken("era(\(short)) is not \(written)") }
        guard let read = FiscalYear.read(written), read.year.number == year, !read.isBeyondEra,
          FiscalYear.read(read.year.short).map(\.year) == read.year || year < 1926
        else { return .broken("\(written) is not read as \(year)") }
        return .holds
      } catch {
        return .broken("\(written): \(error.shown)")
      }
    }
  }

  /// `y + n - n` is y while no step leaves 1868…2200; a step that does has no year, and none comes of it again.
  @Test func law13YearsAreAdded() throws {
    try PropertyRun.draw("law 13, sums") { random in
      let year = random.int(1868...2200)
      let n = random.chance(80) ? random.int(0...20) : random.int(0...400)
      let literal = random.pick(Self.spellings(of: year))
      let isIn = FiscalYear(year + n) != nil
      let isInDown = FiscalYear(year - n) != nil
      do throws(Diagnostic) {
        let found = [
          try value("(\(literal) + \(n)) - \(n)"), try value("(\(literal) - \(n)) + \(n)"),
          try value("\(literal) + \(n) - \(n)"), try value("(\(literal) + \(n)) - \(literal)"),
        ].map(\.withoutReason)
        let none = Value.missing(.blank)
        let expected: [Value] = [
          isIn ? .year(year) : none, isInDown ? .year(year) : none, .year(year),
          isIn ? .number(ExactDecimal(n)) : none,
        ]
        return found == expected ? .holds : .broken("\(literal) and \(n): \(found), not \(expected)")
      } catch {
        return .broken("\(literal) and \(n): \(error.shown)")
      }
    }
  }

  /// March 31 belongs to the year before that of April 1, in every way to write a date.
  @Test func law13MarchAndApril() throws {
    try PropertyRun.draw("law 13, dates") { random in
      let year = random.int(1869...2200)
      let form = random.int(0...4)
      let (march, april) = (Self.date(year, 3, 31, form), Self.date(year, 4, 1, form))
      let (month, day) = (random.int(1...12), random.int(1...28))
      let any = Self.date(year, month, day, random.int(0...4))
      do throws(Diagnostic) {
        let found = [try value("fy('\(march)') + 1"), try value("fy('\(april)')"), try value("fy('\(any)')")]
        let expected: [Value] = [.year(year), .year(year), .year(month <= 3 ? year - 1 : year)]
        return found == expected ? .holds : .broken("\(march), \(april), \(any): \(found), not \(expected)")
      } catch {
        return .broken("\(march), \(april), \(any): \(error.shown)")
      }
    }
  }

  // MARK: Writing years

  private static let eras = [("令和", "R", 2019, 182), ("平成", "H", 1989, 31), ("昭和", "S", 1926, 64)]

  private static func canonical(_ year: Int) -> String {
    guard let (name, _, first, _) = eras.first(where: { year >= $0.2 }) else { return "\(year)年度" }
    return "\(name)\(year == first ? "元" : "\(year - first + 1)")年度"
  }

  private static func short(_ year: Int) -> String {
    eras.first { year >= $0.2 }.map { "\($0.1)\(year - $0.2 + 1)" } ?? "FY\(year)"
  }

  /// Every way to write a year in a question, in the older era too while that lasted.
  private static func spellings(of year: Int) -> [String] {
    var found = ["FY\(year)", "\(year)年度", canonical(year), short(year)]
    for (name, letter, first, last) in eras where year >= first && year - first < last {
      let number = year - first + 1
      found += ["\(name)\(number)年度", "\(name)\(number)年", "\(letter)\(number)", "\(letter)\(number)年度"]
      if number == 1 { found += ["\(name)元年", "\(letter)元年度"] }
    }
    return found
  }

  private static func date(_ year: Int, _ month: Int, _ day: Int, _ form: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    switch form {
    case 0: return "\(year)-\(two(month))-\(two(day))"
    case 1: return "\(year)/\(month)/\(day)"
    case 2: return "\(year)年\(month)月\(day)日"
    default:
      // An era's year is a calendar year here: 令和 begins in May, 平成 in January, 昭和 in December.
      guard let (name, _, first, _) = eras.first(where: { year > $0.2 }) else { return date(year, month, day, 0) }
      return "\(name)\(year - first + 1)年\(month)月" + (form == 3 ? "" : "\(day)日")
    }
  }
}
