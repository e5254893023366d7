import Diagnostics
import PolshText
import Presentation
import Testing

@Suite("Notices, durations, help columns")
struct SmallViewsTests {
  @Test("A notice is one line")
  func notices() {
    let notice = Notice(
      "N2", Message(ja: "支出額の合計: 欠測 4 件を除きました。", en: "sum_spend: 4 missing values left out."),
      fix: Message(same: "missing_count(x) / x ?? 0"))
    #expect(NoticeView.line(notice, on: ja) == "N2  支出額の合計: 欠測 4 件を除きました。  直し方: missing_count(x) / x ?? 0")
    #expect(
      NoticeView.line(notice, on: en) == "N2  sum_spend: 4 missing values left out.  Fix: missing_count(x) / x ?? 0")
    let bare = Notice("N4", Message(ja: "0 で割った\u{1B}2 件\nです。", en: "2 divisions by zero gave missing."))
    #expect(NoticeView.line(bare, on: ja) == "N4  0 で割った␛2 件⏎です。")
    #expect(
      NoticeView.line(bare, on: Screen(language: .en, usesColor: true))
        == "\u{1B}[90mN4  2 divisions by zero gave missing.\u{1B}[0m")
  }

  @Test(
    "Durations",
    arguments: [
      (Duration.nanoseconds(0), "<0.1 ms", "<0.1 ms"), (.microseconds(49), "<0.1 ms", "<0.1 ms"),
      (.microseconds(50), "0.1 ms", "0.1 ms"), (.microseconds(440), "0.4 ms", "0.4 ms"),
      (.microseconds(9949), "9.9 ms", "9.9 ms"),
      (.microseconds(9950), "10 ms", "10 ms"), (.milliseconds(12), "12 ms", "12 ms"),
      (.microseconds(999_499), "999 ms", "999 ms"),
      (.microseconds(999_500), "1.0 秒", "1.0 s"), (.milliseconds(1234), "1.2 秒", "1.2 s"),
      (.milliseconds(59_960), "60.0 秒", "60.0 s"),
      (.seconds(125), "2 分 5 秒", "2 min 5 s"), (.seconds(-1), "0 ms", "0 ms"),
      (.seconds(Int64.max), "153722867280912930 分 7 秒", "153722867280912930 min 7 s"),
    ])
  func durations(duration: Duration, japanese: String, english: String) {
    #expect(DurationText.text(duration, language: .ja) == japanese)
    #expect(DurationText.text(duration, language: .en) == english)
  }

  @Test("Names and summaries in two columns")
  func columns() {
    let items = [("where", "keep the rows that meet a condition"), ("絞込", "条件に合う行（欠測を除く）だけを残します。"), ("x", "")]
    #expect(
      TextColumns.lines(items, width: nil) == [
        "  where  keep the rows that meet a condition",
        "  絞込   条件に合う行（欠測を除く）だけを残します。",
        "  x",
      ])
    #expect(
      TextColumns.lines(items, width: 30) == [
        "  where  keep the rows that",
        "         meet a condition",
        "  絞込   条件に合う行（欠測を",
        "         除く）だけを残しま",
        "         す。",
        "  x",
      ])
    #expect(
      TextColumns.lines([("a very long name indeed", "its summary")], width: 30, indent: 0) == [
        "a very long name indeed", "  its summary",
      ])
    #expect(TextColumns.lines([], width: 10) == [])
  }

  @Test("Wrapping keeps words and marks together, and never overflows")
  func wrapping() {
    #expect(TextColumns.wrapped("", width: 10) == [])
    #expect(TextColumns.wrapped("  keep this", width: 20) == ["  keep this"])
    #expect(TextColumns.wrapped("課を、选", width: 4) == ["課", "を、", "选"])
    #expect(TextColumns.wrapped("あ（い", width: 4) == ["あ", "（い"])
    #expect(TextColumns.wrapped("abcdefghij", width: 4) == ["abcd", "efgh", "ij"])
    for width in -1...40 {
      let parts = TextColumns.wrapped("where 進捗区分 >= B、（欠測を除く）。 ああああああああ、、、、、、 https://example.org/a/b/c", width: width)
      #expect(parts.allSatisfy { DisplayWidth.of($0) <= max(2, width) && !$0.isEmpty })
    }
  }
}
