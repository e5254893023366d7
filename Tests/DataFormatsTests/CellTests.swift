import ColumnStore
import PolicyModel
import Testing

@testable import DataFormats

@Suite("Understanding cells")
struct CellTests {
  @Test(arguments: [
    ("0", "0"), ("-12.5", "-12.5"), ("+3", "3"), (".5", "0.5"), ("5.", "5"), ("007", "7"), ("12.500", "12.5"),
    ("1.2E+6", "1200000"), ("1.23e2", "123"), ("12e-3", "0.012"), ("5e-7", "0.000001~"), ("4e-7", "0~"),
    ("0.1234565", "0.123457~"), ("0.1234564", "0.123456~"), ("-0.0000005", "-0.000001~"), ("0.1234560", "0.123456"),
    ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999"),
    ("999999999999999999999999999999999999999", "none"),
    ("12345678901234567890123456789012.1234567", "12345678901234567890123456789012.123457~"),
    ("", "none"), ("-", "none"), (".", "none"), ("1,2", "none"), ("1e", "none"), ("1e9999", "none"), ("1.2.3", "none"),
    ("1 2", "none"), ("あ", "none"), ("--1", "none"), ("1e99", "none"), ("0e99", "0"),
  ])
  func plainNumbers(_ text: String, _ expected: String) {
    let found = NumberText.plain(text.utf8).map { $0.value.plain + ($0.isRounded ? "~" : "") }
    #expect(found ?? "none" == expected, "\(text)")
  }

  /// The quick path gives what the careful one gives, or leaves it alone.
  @Test func shortAgreesWithPlain() {
    let letters = Array("0123456789.-,")
    for _ in 0..<20000 {
      let text = String((0..<Int.random(in: 0...22)).compactMap { _ in letters.randomElement() })
      let bytes = Array(text.utf8)
      if let short = plainFigure(bytes, grouped: true) {
        let value = ExactDecimal(mantissa: Int128(short.mantissa), scale: short.scale)
        let office = OfficeNumber(text)
        #expect(value == office?.value && short.isRounded == office?.isRounded, "\(text)")
      }
      if let short = plainFigure(bytes, grouped: false) {
        let value = ExactDecimal(mantissa: Int128(short.mantissa), scale: short.scale)
        let plain = NumberText.plain(bytes)
        #expect(value == plain?.value && short.isRounded == plain?.isRounded, "\(text)")
      }
    }
    #expect(plainFigure(Array("1,234".utf8), grouped: true)?.mantissa == 1234)
    #expect(plainFigure(Array("1,23".utf8), grouped: true) == nil)
    #expect(plainFigure(Array("1,2345".utf8), grouped: true) == nil)
    #expect(plainFigure(Array("1234,567".utf8), grouped: true) == nil)
  }

  @Test(arguments: [
    ("1,234", "1234"), ("△12.3", "-12.3"), ("▲5", "-5"), ("△ 5", "-5"), ("(12)", "-12"), ("−3", "-3"),
    ("-1,234.5", "-1234.5"),
    ("98.5%", "98.5 ％"), ("35件", "35 件"), ("1,200千円", "1200 千円"), ("100名", "100 人"), ("1.1万名", "1.1 万人"),
    ("12 団体", "12 団体"), ("¥1,200", "1200 円"), ("1.5E+3", "1500"), ("0", "0"), ("0.5", "0.5"),
    ("011002", "none"), ("1,23", "none"), ("12,34,567", "none"), ("1.2,345", "none"), ("ABC", "none"), ("12月", "none"),
    ("(△5)", "none"), ("第1回", "none"), ("1-2", "none"), ("5ドル", "none"), ("", "none"), ("()", "none"), ("¥", "none"),
    ("%", "none"),
  ])
  func officeNumbers(_ text: String, _ expected: String) {
    let found = OfficeNumber(text).map { $0.value.plain + ($0.unit.map { " " + $0.symbol } ?? "") }
    #expect(found ?? "none" == expected, "\(text)")
  }

  @Test func missingMarks() {
    let marks: [(String, MissingReason?)] = [
      ("", .blank), ("―", .notApplicable), ("-", .notApplicable), ("/", .notApplicable), ("--", .notApplicable),
      ("データなし", .blank), ("評価対象外", .notApplicable), ("未記入", .blank), ("該当なし", .notApplicable),
      ("読取不能", .unreadable), ("計算不能", .incomputable), ("対応なし", .unmatched), ("0", nil), ("なし", nil), ("----", nil),
      ("A-B", nil),
    ]
    for (cell, reason) in marks { #expect(MissingMarks.office.reason(cell) == reason, "\(cell)") }
  }

  @Test func numbersOfOneColumn() throws {
    var numbers = SimpleNumbers()
    try numbers.append(12, scale: 0)
    try numbers.append(345, scale: 2)
    numbers.appendPlaceholder()
    try numbers.append(-5, scale: 1)
    #expect((0..<4).map { numbers.vector[$0].plain } == ["12", "3.45", "0", "-0.5"])
    try numbers.append(ExactDecimal(mantissa: 1 << 90, scale: 0))
    try numbers.append(7, scale: 6)
    #expect(
      (0..<6).map { numbers.vector[$0].plain } == [
        "12", "3.45", "0", "-0.5", "1237940039285380274899124224", "0.000007",
      ])
    var large = SimpleNumbers()
    try large.append(Int64.max, scale: 0)
    try large.append(5, scale: 6)
    #expect(large.vector[0].plain == "9223372036854775807")
    #expect(throws: DecimalOverflow.self) {
      var full = SimpleNumbers()
      try full.append(ExactDecimal(mantissa: ExactDecimal.limit, scale: 0))
      try full.append(5, scale: 6)
    }
  }

  @Test func spellingsAreToldApart() {
    let table = SpellingTable(seed: 7)
    let texts = ["ab", "", "市民", "ab", "a", "市民活動推進課", "市民活動推進計", "", "市民活動推進課", "0市民活動推進課"]
    #expect(texts.map { table.number(ofText: Array($0.utf8).span) } == [0, 1, 2, 0, 3, 4, 5, 1, 4, 6])
    #expect((0..<7).map { table.text($0, .utf8) } == ["ab", "", "市民", "a", "市民活動推進課", "市民活動推進計", "0市民活動推進課"])
  }

  @Test func manySpellings() {
    let table = SpellingTable(seed: 7)
    for index in 0..<50_000 {
      let word = Array("w\(index % 20_000)\(index % 3 == 0 ? "" : "事業コード")".utf8)
      let number = table.number(ofText: word.span)
      #expect(table.text(number, .utf8).utf8.elementsEqual(word))
    }
    #expect(table.count == Set((0..<50_000).map { "\($0 % 20_000) \($0 % 3 == 0)" }).count)
  }

  /// Spellings that fold into one text get one code, in whatever order they come.
  @Test func spellingsOfOneText() throws {
    for text in ["NPO,ＮＰＯ, NPO", "ＮＰＯ,NPO,a,NPO", "\"a\"\"b\",ａ\"b,a\"b", "x,y,ｘ,z,y,x"] {
      let rows = text.split(separator: ",").map { "\($0),-" }.joined(separator: "\n")
      let table = try loaded("t,u\n\(rows)\n")
      let column = try table.read(columns: [0]).columns[0]
      guard case .codes(let codes, let dictionary) = column.storage else {
        Issue.record("no text: \(text)")
        continue
      }
      #expect(Set(dictionary.texts).count == dictionary.texts.count, "\(text)")
      #expect(Set(codes).count == dictionary.texts.count, "\(text)")
    }
  }
}
