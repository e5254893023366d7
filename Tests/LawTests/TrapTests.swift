import Diagnostics
import Oracle
import PolicyModel
import Testing

/// Where other query languages have gone wrong (LANGUAGE.md §8, "known traps to seed"), and where this one has: one test
/// each, on tables small enough to be checked by eye.
@Suite struct TrapTests {
  // MARK: Order

  /// `sort | take | group` adds up what `take` left, not everything (PRQL#5401).
  @Test func groupSeesOnlyWhatTakeLeft() throws {
    let desk = Desk(.with([.text("a"), .text("b"), .text("c"), .text("d")], [1, 4, 3, 2]))
    #expect(try desk.csv("t | sort -x | take 2 | group : s = sum(x), n = count()") == ["7,2"])
    #expect(try desk.csv("t | sort x | last 3 | where x > 2 | group : s = sum(x)") == ["7"])
    #expect(try desk.csv("t | take 3 | sort -x | take 1") == ["b,4"])
  }

  /// At the border of `take`, of equal rows those stay that stood first; missing ones are last either way.
  @Test func tiesAtTheBorderOfTake() throws {
    let desk = Desk(.with([.text("a"), .text("b"), .text("c"), .text("d"), .text("e")], [2, 1, 1, nil, 2]))
    #expect(try desk.csv("t | sort x | take 1") == ["b,1"])
    #expect(try desk.csv("t | sort -x | take 1") == ["a,2"])
    #expect(try desk.csv("t | sort -x | take 3") == ["a,2", "e,2", "b,1"])
    #expect(try desk.csv("t | sort -x | last 1") == ["d,―"])
    #expect(try desk.csv("t | sort x | last 2") == ["e,2", "d,―"])
  }

  // MARK: Numbers

  /// A quotient smaller than one is not zero (PRQL#5735), whichever side is negative.
  @Test func divisionIsNotOfIntegers() throws {
    let desk = Desk(.with([.text("a"), .text("b"), .text("c")], [7, -7, 1]))
    #expect(try desk.csv("t | select q = x / 2") == ["3.5", "-3.5", "0.5"])
    #expect(try desk.csv("t | select q = x / -2") == ["-3.5", "3.5", "-0.5"])
    #expect(try desk.csv("t | select q = 1 / x") == ["0.142857", "-0.142857", "1"])
    #expect(try desk.csv("t | select q = -2 / 3") == ["-0.666667", "-0.666667", "-0.666667"])
  }

  /// Half is rounded away from zero, at the sixth decimal too.
  @Test func halfIsRoundedAwayFromZero() throws {
    let desk = Desk(.with([.text("a"), .text("b"), .text("c"), .text("d")], ["-2.5", "2.5", "-0.5", "1.5"]))
    #expect(try desk.csv("t | select r = round(x)") == ["-3", "3", "-1", "2"])
    #expect(try desk.csv("t | select q = x / 1000000") == ["-0.000003", "0.000003", "-0.000001", "0.000002"])
    #expect(try desk.csv("t | select r = round(x * 10, -1)") == ["-30", "30", "-10", "20"])
    #expect(try desk.csv("t | where x < 0 | group : m = avg(x / 1000000)") == ["-0.000002"])
    #expect(try desk.csv("t | select f = floor(x), c = ceil(x)") == ["-3,-2", "2,3", "-1,0", "1,2"])
  }

  // MARK: Nothing there

  /// A group in which every value is missing has no sum; that is not 0.
  @Test func groupsWithoutAnyValue() throws {
    let desk = Desk(.with([.text("a"), .text("a"), .text("b")], [nil, nil, 0]))
    #expect(
      try desk.csv("t | group k: s = sum(x), m = avg(x), d = median(x), l = min(x), n = count(x), r = count()")
        == ["a,―,―,―,―,0,2", "b,0,0,0,0,1,1"])
    #expect(try desk.csv("t | where k = 'a' | group : s = sum(x), z = sum(x) ?? 0, c = count_distinct(x)") == ["―,0,0"])
    #expect(try desk.csv("t | where k = 'a' | compare sum(x) with count() by k") == ["a,2,―,―,―,―,―,<unknown>"])
  }

  /// Of no rows, `group` without keys makes one row, with keys none.
  @Test func emptyTables() throws {
    let desk = Desk(.with([], []))
    #expect(try desk.csv("t | group : s = sum(x), n = count()") == ["―,0"])
    #expect(try desk.csv("t | group k: s = sum(x)") == [])
    #expect(try desk.csv("t | group every k: n = count()") == [])
    #expect(try desk.csv("t | count") == ["0"])
    #expect(try desk.csv("t | count by k") == [])
    for verb in ["where x > 0", "sort -x", "take 3", "last 3 by k", "distinct k", "select k", "derive y = x + 1"] {
      #expect(try desk.csv("t | \(verb)") == [], "\(verb)")
    }
    #expect(try desk.csv("t | compare sum(x) over k: 'a' -> 'b'") == ["―,―,―,―,―,<unknown>"])
  }

  /// Levels that no row has: `every` shows them, all other verbs do not invent them.
  @Test func levelsAbsentFromTheData() throws {
    let grade = ColumnType.level(RandomTable.progress)
    let desk = Desk(.with([.level(3), .level(1), .missing(.blank)], [1, 2, 4], key: grade))
    #expect(try desk.csv("t | count by k") == ["<B>,1", "<D>,1", "―,1"])
    #expect(
      try desk.csv("t | group every k: n = count(), s = sum(x)")
        == ["<A>,0,―", "<B>,1,2", "<C>,0,―", "<D>,1,1", "<E>,0,―", "―,1,4"])
    #expect(try desk.csv("t | where k >= C") == ["<B>,2"])
    #expect(try desk.csv("t | where k = A") == [])
    #expect(try desk.csv("t | group : b = best(k), w = worst(k), n = count_distinct(k)") == ["<B>,<D>,2"])
    #expect(try desk.csv("t | compare count() over k: A -> B better up") == ["―,1,―,―,―,<unknown>"])
  }

  // MARK: Words and signs

  /// 平成32年度 stands in old plans: it is R2, and that is said (N6).
  @Test func yearsBeyondTheirEra() throws {
    let desk = Desk(.with([.year(2020), .year(2019)], [1, 2], key: .year))
    let answer = try desk.resolve("t | where k = 平成32年度")
    #expect(answer.notices.map(\.code) == ["N6"])
    #expect(try desk.csv("t | where k = 平成32年度") == ["FY2020,1"])
    #expect(try desk.csv("t | where k = 平成31年度 and k = R1 and k = H31 and k = 令和元年度") == ["FY2019,2"])
    #expect(try desk.resolve("t | where k = 平成31年度").notices.isEmpty)
  }

  /// ― is the missing value, － is minus, ー is a letter.
  @Test func dashesAreNotOneSign() throws {
    let desk = Desk(.with([.text("ー"), .text("センター"), .missing(.blank)], [1, 2, 3]))
    #expect(try desk.csv("t | where k = ―") == ["―,3"])
    #expect(try desk.csv("t | where k = —") == ["―,3"])
    #expect(try desk.csv("t | where k = 'ー'") == ["ー,1"])
    #expect(try desk.csv("t | where k contains 'ー'") == ["ー,1", "センター,2"])
    #expect(try desk.csv("t | sort －x | take 1") == ["―,3"])
    #expect(try desk.csv("t | where x = 3−1") == ["センター,2"])
    #expect(desk.refusal("t | sort ーx") != nil)
    #expect(desk.refusal("t | where x = 3ー1") != nil)
    for text in ["where x = 3―1", "where x = 3 ― 1", "sort ―x", "derive y = x ― (x)"] {
      #expect(desk.refusal("t | \(text)")?.code == "E05", "\(text)")
    }
  }

  // MARK: Found here

  /// What is left out of a column is told also where the column served only to sort what is then added up.
  @Test func noticesDoNotDependOnWhoLooks() throws {
    let desk = Desk(.with([.text("a"), .text("b")], [nil, 1]))
    let answer = try desk.answer("t | group k: s = sum(x) | sort s | group : n = count()")
    #expect(answer.notices.map(\.message.en) == ["s: 1 missing value left out."])
    let divided = try desk.answer("t | derive q = 1 / (x - 1) | sort q | group : n = count()")
    #expect(divided.notices.map(\.code) == ["N4"])
  }

  /// N1 offers the column that is missing in the rows it counts, not one that is missing elsewhere.
  @Test func comparisonsNameWhatIsMissing() throws {
    let desk = Desk(.with([.text("a"), .text("b"), .missing(.blank)], [nil, 1, 2]))
    let answer = try desk.answer("t | where x > 1 or k = 'b' and k contains 'b'")
    #expect(answer.notices.compactMap(\.fix?.en) == ["where x is missing"])
    let filtered = try desk.answer("t | where k is present | where k starts 'a' and x < 3")
    #expect(filtered.notices.compactMap(\.fix?.en) == ["where x is missing"])
  }
}

extension RowTable {
  /// The table `t` of a key `k` and a number `x`.
  fileprivate static func with(_ keys: [Value], _ numbers: [ExactDecimal?], key: ColumnType = .text) -> RowTable {
    let columns = [
      ColumnEntry(name: BilingualName("k"), type: key), ColumnEntry(name: BilingualName("x"), type: .number),
    ]
    let entry = TableEntry(name: BilingualName("t"), columns: columns, isCataloged: true)
    let rows = zip(keys, numbers).map { [$0, $1.map { .number($0) } ?? .missing(.blank)] }
    return RowTable(entry: entry, rows: rows)
  }
}

extension Desk {
  /// The rows of an answer, each as a line of its shown cells; missing is ― whatever the reason.
  fileprivate func csv(_ text: String) throws -> [String] {
    let answer = try answer(text)
    let shown = answer.fields.indices.filter { answer.fields[$0].isShown }
    return answer.rows.map { row in
      shown.map { row[$0].isMissing ? "―" : CSVText.cell(row[$0], answer.fields[$0].type) }.joined(separator: ",")
    }
  }

  /// Why a question is not answered; nil where it is.
  fileprivate func refusal(_ text: String) -> Diagnostic? {
    do throws(Diagnostic) {
      _ = try answer(text)
      return nil
    } catch {
      return error
    }
  }
}

extension ExactDecimal: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  public init(stringLiteral text: String) { self = ExactDecimal(text) ?? .zero }

  public init(integerLiteral number: Int) { self.init(number) }
}
