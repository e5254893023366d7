import Diagnostics
import PolshText
import Presentation
import Testing

@Suite("Diagnostics")
struct DiagnosticViewTests {
  let message = Message(ja: "「進捗」という列は「取組」にありません", en: "\"measure\" has no column 進捗")

  /// The bytes of the first occurrence of a part.
  func span(of part: String, in text: String) throws -> Span {
    let bytes = Array(text.utf8)
    let wanted = Array(part.utf8)
    let start = try #require(
      (0...(bytes.count - wanted.count)).first { Array(bytes[$0..<$0 + wanted.count]) == wanted })
    return Span(start, start + wanted.count)
  }

  func excerpt(_ text: String, _ span: Span, name: String? = nil, width: Int? = nil) -> [String] {
    let lines = DiagnosticView.lines(
      Diagnostic("E01", message, at: span), source: SourceText(name: name, text: text),
      on: Screen(language: .ja, width: width))
    return Array(lines.dropFirst())
  }

  @Test("The whole form, in both languages")
  func whole() throws {
    let text = "取組 | where 進捗 >= B"
    let place = try span(of: "進捗", in: text)
    let diagnostic = Diagnostic(
      "E01", message, at: place, notes: [Message(ja: "近い名前があります。", en: "There is a name close to it.")],
      fixes: [FixIt(replace: place, with: "進捗区分"), FixIt(replace: place, with: "費目 = 総事業費")])
    let source = SourceText(text: text)
    #expect(
      DiagnosticView.lines(diagnostic, source: source, on: ja, offersAcceptance: true) == [
        "E01  「進捗」という列は「取組」にありません。",
        "  取組 | where 進捗 >= B",
        "               ^^^^",
        "  近い名前があります。",
        "  直し方: 進捗区分 / 費目 = 総事業費  [Enter で採用]",
      ])
    #expect(
      DiagnosticView.lines(diagnostic, source: source, on: en, offersAcceptance: true) == [
        "E01  \"measure\" has no column 進捗",
        "  取組 | where 進捗 >= B",
        "               ^^^^",
        "  There is a name close to it.",
        "  Fix: 進捗区分 / 費目 = 総事業費  [Enter to accept]",
      ])
    #expect(DiagnosticView.lines(diagnostic, source: source, on: en).last == "  Fix: 進捗区分 / 費目 = 総事業費")
    #expect(
      DiagnosticView.lines(
        diagnostic, source: source, on: Screen(language: .ja, usesColor: true), offersAcceptance: true) == [
          "\u{1B}[1;31mE01\u{1B}[0m  「進捗」という列は「取組」にありません。",
          "  取組 | where 進捗 >= B",
          "               \u{1B}[36m^^^^\u{1B}[0m",
          "  近い名前があります。",
          "  \u{1B}[32m直し方: \u{1B}[0m進捗区分 / 費目 = 総事業費  \u{1B}[90m[Enter で採用]\u{1B}[0m",
        ])
  }

  @Test("Advice that no edit carries out is not offered for acceptance")
  func advice() {
    let diagnostic = Diagnostic("E08", message, fixes: [FixIt(Message(ja: "単位を確かめる", en: "check the units"))])
    #expect(DiagnosticView.lines(diagnostic, on: ja, offersAcceptance: true).last == "  直し方: 単位を確かめる")
  }

  @Test("Without a code, with a file, interrupted")
  func codeless() {
    let plain = Diagnostic(nil, Message(ja: "開けません", en: "Cannot be opened"))
    #expect(DiagnosticView.lines(plain, on: ja) == ["エラー  開けません。"])
    #expect(DiagnosticView.lines(plain, on: en) == ["error  Cannot be opened"])
    var filed = plain
    filed.file = FileLocation(path: "data/計画.csv", line: 12, column: 3)
    #expect(DiagnosticView.lines(filed, on: en) == ["data/計画.csv:12:3: Cannot be opened"])
    filed.file = FileLocation(path: "a\u{1B}.csv", line: 12)
    #expect(DiagnosticView.lines(filed, on: ja) == ["a␛.csv:12: 開けません。"])
    filed.file = FileLocation(path: "a.csv")
    #expect(DiagnosticView.lines(filed, on: ja) == ["a.csv: 開けません。"])
    filed.code = "E19"
    #expect(DiagnosticView.lines(filed, on: ja) == ["E19  a.csv: 開けません。"])
    #expect(DiagnosticView.lines(.interrupted(), on: ja) == ["中断しました。"])
    #expect(DiagnosticView.lines(.interrupted(), on: en) == ["Interrupted"])
  }

  @Test("Carets stand under double-width characters, marks and tabs")
  func widths() throws {
    let full = "取組｜絞込　進捗　＝　Ａ"
    #expect(excerpt(full, try span(of: "＝", in: full)) == ["  取組｜絞込　進捗　＝　Ａ", "                    ^^"])
    let tabbed = "a\tb\tｾﾝﾀｰ か\u{3099}x"
    #expect(excerpt(tabbed, try span(of: "ｾﾝﾀｰ", in: tabbed)) == ["  a b ｾﾝﾀｰ か\u{3099}x", "      ^^^^"])
    #expect(excerpt(tabbed, try span(of: "x", in: tabbed)) == ["  a b ｾﾝﾀｰ か\u{3099}x", "             ^"])
    let hidden = "a\u{200B}b\u{1B}[1m"
    #expect(excerpt(hidden, Span(1, 4)) == ["  a␣b␛[1m", "   ^"])
    #expect(excerpt(hidden, Span(5, 6)) == ["  a␣b␛[1m", "     ^"])
  }

  @Test("Empty spans, spans at and beyond the end, spans inside a character")
  func odd() {
    let text = "取組 |"
    #expect(excerpt(text, Span(0, 0)) == ["  取組 |", "  ^"])
    #expect(excerpt(text, Span(8, 8)) == ["  取組 |", "        ^"])
    #expect(excerpt(text, Span(99, 120)) == ["  取組 |", "        ^"])
    #expect(excerpt(text, Span(7, 99)) == ["  取組 |", "       ^"])
    #expect(excerpt(text, Span(-5, 1)) == ["  取組 |", "  ^^"])
    #expect(excerpt(text, Span(4, 5)) == ["  取組 |", "    ^^"])
    #expect(excerpt("", Span(0, 0)) == [])
    #expect(excerpt("\n", Span(0, 0)) == ["  ", "  ^"])
  }

  @Test("Scripts: the line's number and the file's name stand before the line")
  func scripts() throws {
    let text = "## 点検\nweak | export\r\nbase | where 進捗 >= B\n"
    let place = try span(of: "進捗", in: text)
    #expect(
      excerpt(text, place, name: "年次.polsh") == [
        "  年次.polsh:3: base | where 進捗 >= B",
        "                             ^^^^",
      ])
    #expect(excerpt(text, place) == ["  3: base | where 進捗 >= B", "                  ^^^^"])
    #expect(excerpt("count", Span(0, 5), name: "a.polsh") == ["  a.polsh:1: count", "             ^^^^^"])
    // From one line into the next: only the first is shown.
    #expect(excerpt(text, Span(17, 40)) == ["  2: weak | export", "            ^^^^^^"])
    // The break itself, and the end of the text behind the last break.
    #expect(excerpt(text, Span(23, 24)) == ["  2: weak | export", "                  ^"])
    #expect(excerpt(text, Span(text.utf8.count, text.utf8.count)).first == "  3: base | where 進捗 >= B")
  }

  @Test("Long lines are cut to a window around the place")
  func windows() throws {
    let text = String(repeating: "進捗区分 かつ ", count: 30) + "ここ" + String(repeating: " または 年度", count: 30)
    let place = try span(of: "ここ", in: text)
    let shown = excerpt(text, place, width: 40)
    #expect(shown == ["  …捗区分 かつ ここ または 年度 または …", "               ^^^^"])
    let start = excerpt("ここ" + text, Span(0, 6), width: 40)
    #expect(start[1] == "  ^^^^")
    #expect(start[0].hasPrefix("  ここ進捗区分") && start[0].hasSuffix("…"))
    let end = excerpt(text, Span(text.utf8.count, text.utf8.count), width: 40)
    #expect(end[0].hasPrefix("  …") && end[0].hasSuffix(" または 年度"))
    #expect(DisplayWidth.of(end[1]) == DisplayWidth.of(end[0]) + 1)
  }

  @Test("At every width and place the carets lie under the line and the line in the window")
  func everyPlace() {
    let text = "取組 | where 進捗区分 >= B and か\u{3099}\u{200B}ｱ①\t" + String(repeating: "漢字a", count: 30)
    let count = text.utf8.count
    for width in [1, 20, 21, 30, 47, 80, 300] {
      for start in stride(from: 0, through: count + 2, by: 1) {
        for length in [0, 1, 6, 40, 400] {
          let shown = excerpt(text, Span(start, start + length), width: width)
          #expect(shown.count == 2)
          #expect(DisplayWidth.of(shown[0]) <= max(20, width), "\(width) \(start) \(length)")
          #expect(DisplayWidth.of(shown[1]) <= DisplayWidth.of(shown[0]) + 1, "\(width) \(start) \(length)")
          #expect(shown[1].hasSuffix("^"))
        }
      }
    }
  }

  @Test("A line of ten megabytes costs no more than its window")
  func huge() {
    let text = String(repeating: "進捗区分 ", count: 800_000)
    let shown = excerpt(text, Span(5_200_000, 5_200_012))
    #expect(shown[0].hasPrefix("  …"))
    #expect(shown[0].hasSuffix("…"))
    #expect(DisplayWidth.of(shown[0]) <= 120)
  }

  @Test("A diagnostic's own source goes before the one being run")
  func ownSource() {
    var diagnostic = Diagnostic("E01", message, at: Span(0, 1))
    diagnostic.source = SourceText(name: "lib.polsh", text: "x")
    #expect(DiagnosticView.lines(diagnostic, source: SourceText(text: "y"), on: ja)[1] == "  lib.polsh:1: x")
    #expect(DiagnosticView.lines(Diagnostic("E01", message, at: Span(0, 1)), on: ja).count == 1)
  }
}
