import Diagnostics
import Testing

@testable import DataFormats

@Suite("Reading JSON")
struct JSONTextTests {
  func read(_ text: String) throws(Diagnostic) -> JSONValue { try JSONText(Array(text.utf8), path: "x.json").root }

  @Test func values() throws {
    let root = try read(#" {"a": [1, -2.5e3, true, false, null, "x"], "b": {"c": "d"}, "日": "本"} "#)
    #expect(root["a"]?.elements?.compactMap(\.word) == ["1", "-2.5e3", "true", "false", "x"])
    #expect(root["a"]?.elements?[4].isNull == true)
    #expect(root["b"]?["c"]?.string == "d")
    #expect(root["日"]?.string == "本")
    #expect(root["none"] == nil)
    #expect(root["b"]?["c"]?["e"] == nil)
    #expect(root.members.map(\.key) == ["a", "b", "日"])
    #expect(try read("\u{FEFF}[]").elements?.isEmpty == true)
  }

  @Test func escapes() throws {
    #expect(try read(#""a\"\\\/\b\f\n\r\t\u3042\uD842\uDFB7""#).string == "a\"\\/\u{8}\u{C}\n\r\tあ𠮷")
    #expect(try read(#"{"\u0061": 1}"#)["a"]?.word == "1")
  }

  @Test(arguments: [
    ("", "1:1 JSONファイルが空です / The JSON file is empty"),
    ("{", "1:2 JSONが途中で終わっています / The JSON text ends too early"),
    ("[1,]", "1:4 JSONとして読めません: ここには値が必要です / Not valid JSON: expected a value here"),
    (
      "{\"a\": 1,}",
      "1:9 JSONとして読めません: ここには「\"」で囲んだキーが必要です / Not valid JSON: expected a key in quotation marks here"
    ),
    ("{\"a\" 1}", "1:6 JSONとして読めません: ここには「:」が必要です / Not valid JSON: expected \":\" here"),
    ("[1 2]", "1:4 JSONとして読めません: ここには「,」か「]」が必要です / Not valid JSON: expected \",\" or \"]\" here"),
    ("{\n  \"a\": tru\n}", "2:8 JSONとして読めません: ここには値が必要です / Not valid JSON: expected a value here"),
    ("[01]", "1:2 JSONの数値の書き方が正しくありません / Wrongly written JSON number"),
    ("[1.]", "1:2 JSONの数値の書き方が正しくありません / Wrongly written JSON number"),
    (#"["\x"]"#, "1:3 JSONの文字列の「\\」の後が正しくありません / Wrong character after \\ in a JSON string"),
    (#"["\uD842"]"#, "1:3 JSONの文字列の「\\」の後が正しくありません / Wrong character after \\ in a JSON string"),
    ("[\"a\nb\"]", "1:4 JSONの文字列の中に改行などの制御文字があります / A JSON string contains a line break or another control character"),
    ("[\"a", "1:2 JSONが途中で終わっています / The JSON text ends too early"),
    ("{\"a\": 1,\n \"a\": 2}", "2:2 同じキー「a」が2度書かれています / The key \"a\" is written twice in one object"),
    ("[] x", "1:4 JSONの終わりの後に余分な文字があります / There is text behind the end of the JSON text"),
    ("// no\n[]", "1:1 JSONとして読めません: ここには値が必要です / Not valid JSON: expected a value here"),
  ])
  func faults(_ text: String, _ expected: String) {
    #expect(told { () throws(Diagnostic) in try read(text) } == expected)
  }

  @Test func manyKeysAndDepth() throws {
    let many = "{" + (0..<40).map { "\"k\($0)\": \($0)" }.joined(separator: ",") + "}"
    #expect(try read(many)["k39"]?.word == "39")
    let twice = many.dropLast() + ", \"k7\": 0}"
    #expect(
      told { () throws(Diagnostic) in try read(String(twice)) }.hasSuffix(
        "The key \"k7\" is written twice in one object"))
    let deep = String(repeating: "[", count: 300) + String(repeating: "]", count: 300)
    #expect(
      told { () throws(Diagnostic) in try read(deep) }
        == "1:202 JSONの入れ子が深すぎます（上限 200） / The JSON text is nested too deeply (limit 200)")
    _ = try read(String(repeating: "[", count: 200) + String(repeating: "]", count: 200))
  }

  /// No damage to a text makes the reader crash or hang.
  @Test func survivesDamage() {
    let whole = Array(#"{"a": [1, {"b": "\u3042x"}, null], "c": "d"}"#.utf8)
    for place in whole.indices {
      for byte in [UInt8](arrayLiteral: 0x22, 0x5C, 0x7B, 0x5D, 0x30, 0x20, 0xFF) {
        var damaged = whole
        damaged[place] = byte
        _ = try? JSONText(damaged, path: "x").root.members
        _ = try? JSONText(Array(damaged[..<place]), path: "x").root.members
      }
    }
  }
}
