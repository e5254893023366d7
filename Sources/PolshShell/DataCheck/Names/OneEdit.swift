/// Finds names that differ in one character, without comparing each with each.
///
/// Every name is filed under what remains of it when one of its characters is left out; names that differ by one meet there.
/// 20,000 names of 20 characters give 400,000 entries.
struct OneEdit {
  private static let shortest = 4
  private static let longest = 40

  private let names: [[UInt32]]
  private var filed: [UInt64: [Int32]] = [:]

  init(_ texts: [String]) {
    names = texts.map { $0.unicodeScalars.map(\.value) }
    for (number, name) in names.enumerated() where (Self.shortest...Self.longest).contains(name.count) {
      let number = Int32(truncatingIfNeeded: number)
      filed[Self.hash(name, without: nil), default: []].append(number)
      for place in name.indices { filed[Self.hash(name, without: place), default: []].append(number) }
    }
  }

  /// The names that differ from a name in one character, changed, left out or added, where that is not what tells real
  /// names apart: numerals, directions, sizes, single letters.
  func near(_ number: Int) -> [Int] {
    let name = names[number]
    guard (Self.shortest...Self.longest).contains(name.count) else { return [] }
    var found: Set<Int> = []
    for place in [nil] + name.indices.map({ Optional($0) }) {
      for other in filed[Self.hash(name, without: place)] ?? [] where Int(other) != number {
        if Self.isSlip(name, names[Int(other)]) { found.insert(Int(other)) }
      }
    }
    return found.sorted()
  }

  /// Whether one of two names may be a slip for the other.
  static func isSlip(_ a: [UInt32], _ b: [UInt32]) -> Bool {
    let start = zip(a, b).prefix { $0 == $1 }.count
    let end = zip(a.dropFirst(start).reversed(), b.dropFirst(start).reversed()).prefix { $0 == $1 }.count
    let (left, right) = (a[start..<a.count - end], b[start..<b.count - end])
    if left.count > 1 || right.count > 1 || left.isEmpty && right.isEmpty { return false }
    guard let old = left.first, let new = right.first else {
      // One character more at an end makes another name: 図書館, 図書館費.
      return start > 0 && end > 0 && (left + right).allSatisfy { !isNumeral($0) && !telling.contains($0) }
    }
    if isNumeral(old) || isNumeral(new) || telling.contains(old) && telling.contains(new) { return false }
    // Proper names differ where they begin (青葉, 若葉); only kana are mistyped there.
    return start > 0 || isKana(old) && isKana(new)
  }

  private static func isKana(_ value: UInt32) -> Bool { (0x3041...0x30FE).contains(value) }

  /// Numerals, letters and other signs that count or number.
  private static func isNumeral(_ value: UInt32) -> Bool {
    switch value {
    case 0...0x7F, 0x2150...0x218F, 0x2460...0x24FF, 0x3200...0x33FF: true
    default: numerals.contains(value)
    }
  }

  private static let numerals = Set("一二三四五六七八九十百千万甲乙丙丁".unicodeScalars.map(\.value))

  /// Characters by which names of things that stand side by side differ.
  private static let telling = Set(
    ("東西南北上中下前後左右内外本新旧正副大小高低長短男女父母子老若春夏秋冬朝昼夕夜公私官民国都道府県市区町村"
      + "課係室部局科班長費金債税料款項目節条章第初次再未非不無有増減加入出発着開閉始終年月日火水木土曜週時分個人法山川海島池沢田野原谷崎浜岡坂森林橋駅港")
      .unicodeScalars.map(\.value))

  private static func hash(_ name: [UInt32], without place: Int?) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for (index, value) in name.enumerated() where index != place {
      hash = (hash ^ UInt64(value)) &* 0x0000_0100_0000_01B3
    }
    return hash
  }
}
