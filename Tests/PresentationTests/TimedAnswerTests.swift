import Diagnostics
import Presentation
import Testing

@Suite("Where the time of an answer went")
struct TimedAnswerTests {
  private let answer = TimedAnswer(
    stages: [
      .init(text: "Understand", nanoseconds: 200_000),
      .init(number: 9, text: "Read t", nanoseconds: 5_100_000, rowsOut: 1_000_000),
      .init(number: 10, text: "Join", nanoseconds: 6_500_000, rowsIn: [1_000_000, 20], rowsOut: 200),
      .init(text: "Show", nanoseconds: 40_000, rowsIn: [200]),
    ], rowsRead: 1_000_000, threads: 2)

  @Test("Columns stand below each other, and the whole is the sum")
  func columns() {
    #expect(
      answer.lines(.en, width: nil) == [
        "1,000,000 rows read, answered in 12 ms (84 million rows/s, 2 threads)",
        "     time  share         rows in   rows out  step",
        "   0.2 ms    2 %                             Understand",
        "   5.1 ms   43 %                  1,000,000   9  Read t",
        "   6.5 ms   55 %  1,000,000 + 20        200  10  Join",
        "  <0.1 ms   <1 %             200             Show",
      ])
    #expect(
      answer.lines(.ja, width: nil).prefix(3) == [
        "1,000,000 行を読み、全部で 12 ms かかりました（毎秒 8,450万行、2 スレッド）",
        "     時間  割合        入った行     出た行  手順",
        "   0.2 ms   2 %                             Understand",
      ])
  }

  @Test("No rows, one row, no time")
  func extremes() {
    let none = TimedAnswer(stages: [.init(text: "Show", nanoseconds: 0)], rowsRead: 0, threads: 1)
    #expect(none.lines(.en, width: nil).first == "0 rows read, answered in <0.1 ms")
    #expect(none.lines(.ja, width: nil).first == "0 行を読み、全部で <0.1 ms かかりました")
    let one = TimedAnswer(stages: [.init(text: "Show", nanoseconds: 1_000_000)], rowsRead: 1, threads: 1)
    #expect(one.lines(.en, width: nil).first == "1 row read, answered in 1.0 ms (1,000 rows/s)")
    #expect(TimedAnswer(stages: [], rowsRead: 0, threads: 1).lines(.en, width: 10).count == 2)
  }

  @Test("In a narrow window steps lose their ends")
  func narrow() {
    let lines = TimedAnswer(
      stages: [.init(number: 1, text: String(repeating: "long ", count: 20), nanoseconds: 1)], rowsRead: 0, threads: 1
    ).lines(.en, width: 60)
    #expect(lines.last?.hasSuffix("…") == true)
    #expect(lines.allSatisfy { $0.count <= 60 })
  }

  @Test("Files")
  func load() {
    let load = TimedLoad(rows: 1_000_000, bytes: 78_776_790, nanoseconds: 98_000_000).text
    #expect(load.en == "Read 1,000,000 rows, 79 MB in 98 ms (10 million rows/s, 804 MB/s)")
    #expect(load.ja == "1,000,000 行、79 MB を 98 ms で読みました（毎秒 1,020万行、804 MB）")
    let nothing = TimedLoad(rows: 0, bytes: 4, nanoseconds: 1_000_000).text
    #expect(nothing.en == "Read 0 rows, 4 bytes in 1.0 ms (0 rows/s, 4 kB/s)")
    let one = TimedLoad(rows: 1, bytes: 2_360_000_000, nanoseconds: 1_000_000_000).text
    #expect(one.en == "Read 1 row, 2.4 GB in 1.0 s (1 row/s, 2.4 GB/s)")
  }
}
