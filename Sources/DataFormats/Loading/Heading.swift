internal import PolicyModel
internal import PolshText

/// A heading of a person's file: `金額（千円）` is the column 金額, in 千円.
struct Heading {
  /// As the file has it, width and blanks made one.
  let text: String
  /// Without the unit behind it.
  let name: String
  let unit: Unit?

  init(_ raw: String) {
    text = TextFolding.cell(raw)
    if let (name, unit) = Self.parted(text) {
      self.name = name
      self.unit = unit
    } else {
      name = text
      unit = nil
    }
  }

  /// Whether bare four-digit cells below it are years: 年, 年度, Year; not 年間 or 年齢.
  var isOfYears: Bool {
    if text.lowercased().contains("year") { return true }
    var rest = text
    for word in ["年間", "年齢", "年金", "年収", "年額", "年少", "青年", "少年"] {
      rest = rest.split(separator: word).joined(separator: " ")
    }
    return rest.contains("年")
  }

  /// Whether numbers below it are codes, shown without thousands marks: 市町村コード, 整理番号, id, No.
  var isOfCodes: Bool {
    let word = name.lowercased()
    let endings = ["コード", "番号", "no", "no.", "code", "_id", "№", "no_"]
    return word == "id" || endings.contains { word.hasSuffix($0) }
  }

  private static func parted(_ text: String) -> (String, Unit)? {
    let pairs: [Character: Character] = [")": "(", "]": "[", "〕": "〔", "】": "【"]
    guard let last = text.last, let opening = pairs[last], let start = text.lastIndex(of: opening) else { return nil }
    let name = text[..<start].drop { $0 == " " }
    var inside = text[text.index(after: start)...].dropLast()
    for prefix in ["単位:", "単位 "] where inside.hasPrefix(prefix) { inside = inside.dropFirst(prefix.count) }
    let word = inside.filter { $0 != " " }
    guard let unit = Unit.named(String(word)) else { return nil }
    let bare = name.reversed().drop { $0 == " " }.reversed()
    return bare.isEmpty ? nil : (String(bare), unit)
  }
}
