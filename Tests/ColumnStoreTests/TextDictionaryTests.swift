import ColumnStore
import Testing

@Suite("Texts of a column")
struct TextDictionaryTests {
  /// Texts of few letters, so that many begin alike, end where others go on, or are long.
  private func texts(_ count: Int) -> [String] {
    let pieces = ["", "a", "b", "事業コード", "事業", "0000000", "1234567", "12345678", "市", "é", "😀", "~"]
    return (0..<count).map { _ in
      (0..<Int.random(in: 0...5)).map { _ in pieces.randomElement() ?? "" }.joined()
    }
  }

  @Test func textsComeBackAsTheyWere() {
    let texts = texts(100)
    let dictionary = TextDictionary(texts)
    #expect(dictionary.count == 100)
    #expect(dictionary.texts == texts)
    #expect((0..<100).map { dictionary.text(at: $0) } == texts)
    for text in texts { #expect(dictionary.code(of: text) == texts.firstIndex(of: text).map { Int32($0) }) }
    #expect(dictionary.code(of: "not there") == nil)
    #expect(TextDictionary([]).code(of: "") == nil)
  }

  @Test func ranksAreThoseOfTheBytes() {
    for count in [0, 1, 2, 30, 300, 3000] {
      let texts = texts(count)
      let sorted = Set(texts.map { Array($0.utf8) }).sorted { $0.lexicographicallyPrecedes($1) }
      var places: [[UInt8]: Int32] = [:]
      for (place, text) in sorted.enumerated() { places[text] = Int32(place) }
      #expect(TextDictionary(texts).ranks() == texts.map { places[Array($0.utf8)] ?? -1 }, "\(count) texts")
    }
  }

  @Test func ranksAmongSome() {
    let texts = ["b", "a", "c", "a"]
    #expect(TextDictionary(texts).ranks(among: [2, 0]) == [0, -1, 1, -1])
    #expect(TextDictionary(texts).ranks() == [1, 0, 2, 0])
    #expect(TextDictionary(texts).ranks(among: []) == [-1, -1, -1, -1])
  }

  /// Texts that are each the beginning of the next, as long as you like.
  @Test func longCommonBeginnings() {
    let texts = (0..<600).map { String(repeating: "x", count: $0 * 8) }.shuffled()
    #expect(TextDictionary(texts).ranks() == texts.map { Int32($0.utf8.count / 8) })
    let codes = (0..<2000).map { "事業コード" + String(String(10_000_000 + $0).dropFirst()) }.shuffled()
    let sorted = codes.sorted()
    #expect(TextDictionary(codes).ranks() == codes.map { Int32(sorted.firstIndex(of: $0) ?? -1) })
  }

  @Test func unions() {
    for _ in 0..<200 {
      let a = Array(Set(texts(Int.random(in: 0...20))))
      let b = Array(Set(texts(Int.random(in: 0...20))))
      let (union, codes) = TextDictionary(a).union(TextDictionary(b))
      #expect(Array(union.texts.prefix(a.count)) == a)
      #expect(codes.map { union.text(at: Int($0)) } == b)
      #expect(Set(union.texts).count == union.count)
      #expect(union.count == Set(a).union(b).count)
    }
    let (same, codes) = TextDictionary(["x", "y"]).union(TextDictionary(["y"]))
    #expect(same.texts == ["x", "y"] && codes == [1])
    #expect(TextDictionary(["x"]).followed(by: TextDictionary(["x", "y"])).texts == ["x", "x", "y"])
  }
}
