internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let fy = FunctionEntry.scalar(
    Spelling("fy", "年度へ"), Message(ja: "(文字)", en: "(text)"),
    Message(
      ja: "日付の文字を年度にする（1〜3月は前の年度）。令和5年3月、2024-03-31、2024/3/31",
      en:
        "the fiscal year of a date written 令和5年3月, 2024-03-31 or 2024/3/31; January to March belong to the year before"),
    examples: [
      Example(
        "t | where k = 'a' | select f = fy('2024-03-31')", "t | 絞込 k = 「a」 | 選択 f = 年度へ(「2024-03-31」)",
        Message(ja: "3月は前の年度", en: "March belongs to the year before"), result: "f\n2023")
    ]
  ) { call, _ throws(Diagnostic) in
    let x = try call.arguments(1...1)[0]
    if x.type == .year { return x }
    _ = try call.text(0)
    return call.result(
      .year,
      Function(name: "fy", result: .year) { columns, rowCount throws(KernelFailure) in
        guard case .codes(let codes, let dictionary) = columns[0].storage else {
          return Kernels.allIncomputable(columns[0], rowCount, .year)
        }
        let years = dictionary.texts.map { DateText.fiscalYear($0) }
        var builder = ColumnBuilder(.year)
        for row in 0..<rowCount {
          if let reason = columns[0].missing.reason(row) {
            builder.append(missing: reason)
          } else if let year = years[Int(codes[row])] {
            builder.append(.year(year.number))
          } else {
            builder.append(missing: .incomputable)
          }
        }
        return try Kernels.finish(builder)
      })
  }
}

/// Dates as documents write them, as far as the fiscal year needs them.
enum DateText {
  /// `令和6年3月` → 2023, `2024-04-01` → 2024; nil for anything else.
  static func fiscalYear(_ text: String) -> FiscalYear? {
    let marks: Set<Character> = ["-", "/", "年", "月", "日", "."]
    if let place = text.firstIndex(of: "年"), let reading = FiscalYear.read(String(text[...place])),
      !text[..<place].allSatisfy(\.isNumber)
    {
      // An era year is a calendar year here: the fiscal year that begins in it.
      return date(reading.year.number, text[text.index(after: place)...], marks)
    }
    let parts = text.split(whereSeparator: { marks.contains($0) })
    guard parts.count >= 2, parts[0].count == 4, let year = Int(parts[0]) else { return nil }
    return date(year, text.dropFirst(5), marks)
  }

  private static func date(_ year: Int, _ rest: Substring, _ marks: Set<Character>) -> FiscalYear? {
    let parts = rest.split(whereSeparator: { marks.contains($0) })
    guard let first = parts.first, first.count <= 2, let month = Int(first) else { return nil }
    if parts.count > 1 {
      guard parts.count == 2, parts[1].count <= 2, let day = Int(parts[1]), (1...31).contains(day) else { return nil }
    }
    return FiscalYear(calendarYear: year, month: month)
  }
}
