internal import Diagnostics
internal import PolicyModel
internal import PolshText

/// Makes the scale of a field from `categories`, `constraints.enum` and the labels.
struct ScaleReader {
  /// The scale that the field itself declares; nil when it declares none.
  static func scale(
    of field: JSONValue, named name: String, isText: Bool
  ) throws(Diagnostic) -> Scale? {
    var levels: [String] = []
    var labels: [Message?] = []
    if let categories = try DescriptorReader.array(field, "categories") {
      for category in categories {
        levels.append(try level(category, "categories"))
        labels.append(category["label"]?.string.map { Message(same: $0) })
      }
    } else if isText, let constraints = try DescriptorReader.object(field, "constraints"),
      let allowed = try DescriptorReader.array(constraints, "enum")
    {
      for value in allowed { levels.append(try level(value, "enum")) }
      labels = Array(repeating: nil, count: levels.count)
    } else {
      return nil
    }
    if let twice = firstRepeated(levels) {
      throw Diagnostic(nil, .repeatedLevel(name, twice), file: (field["categories"] ?? field).location)
    }
    try addLabels(of: field, to: &labels, levels)
    let isRanked = try DescriptorReader.bool(field, "categoriesOrdered") ?? false
    let (known, meanings) = (levels, labels)
    return Scale(
      name: name, levels: known, isRanked: isRanked, labels: labelled(meanings, known),
      spellings: spellings(meanings, known))
  }

  private static func labelled(_ labels: [Message?], _ levels: [String]) -> [String: Message] {
    var labelled: [String: Message] = [:]
    for (level, label) in zip(levels, labels) { if let label { labelled[level] = label } }
    return labelled
  }

  /// A category is a plain value or `{value, label}`.
  private static func level(_ value: JSONValue, _ key: String) throws(Diagnostic) -> String {
    let plain = value.isObject ? value["value"] : value
    guard let word = plain?.word, plain?.bool == nil || plain?.string != nil else {
      throw DescriptorReader.wrongShape(value, key, .shapeLevels)
    }
    return TextFolding.cell(word)
  }

  private static func addLabels(
    of field: JSONValue, to labels: inout [Message?], _ levels: [String]
  ) throws(Diagnostic) {
    guard let polsh = try DescriptorReader.object(field, "polsh"),
      let texts = try DescriptorReader.object(polsh, "labels")
    else { return }
    for (key, value) in texts.members {
      let level = TextFolding.cell(key)
      guard let place = levels.firstIndex(where: { $0.isSame(as: level) }) else {
        throw Diagnostic(nil, .unknownLevel(key, levels), file: value.location)
      }
      if let same = value.string {
        labels[place] = Message(same: same)
      } else {
        let ja = try DescriptorReader.string(value, "ja")
        let en = try DescriptorReader.string(value, "en")
        labels[place] = Message(ja: ja ?? en ?? key, en: en ?? ja ?? key)
      }
    }
  }

  /// A label that is one word can be typed for its level: 増 for up; unless it is a level itself, or two levels share it.
  private static func spellings(_ labels: [Message?], _ levels: [String]) -> [String: String] {
    var found: [(word: String, level: String)] = []
    for (level, label) in zip(levels, labels) {
      guard let label else { continue }
      found.append((TextFolding.cell(label.ja), level))
      if !label.en.isSame(as: label.ja) { found.append((TextFolding.cell(label.en), level)) }
    }
    var spellings: [String: String] = [:]
    for (index, entry) in found.enumerated() {
      let isTaken =
        levels.contains { $0.isSame(as: entry.word) }
        || found.indices.contains {
          $0 != index && found[$0].word.isSame(as: entry.word) && !found[$0].level.isSame(as: entry.level)
        }
      if !isTaken, LegalWord.isOne(entry.word) { spellings[entry.word] = entry.level }
    }
    return spellings
  }

  private static func firstRepeated(_ levels: [String]) -> String? {
    if levels.count > 40 {
      var seen: Set<String> = []
      return levels.first { !seen.insert($0).inserted }
    }
    return levels.indices.first { later in
      levels[..<later].contains { $0.isSame(as: levels[later]) }
    }.map { levels[$0] }
  }
}

extension Message {
  fileprivate static let shapeLevels = Message(
    ja: "段階の並び（文字列、または value と label のある {…}）",
    en: "a list of levels (texts, or objects with value and label)")

  fileprivate static func repeatedLevel(_ name: String, _ level: String) -> Message {
    Message(ja: "列「\(name)」の段階「\(level)」が2度書かれています", en: "Column \(name) lists the level \"\(level)\" twice")
  }
  fileprivate static func unknownLevel(_ level: String, _ levels: [String]) -> Message {
    let known = levels.prefix(20).joined(separator: " ")
    return Message(
      ja: "labels の「\(level)」という段階はありません。段階: \(known)",
      en: "labels names \"\(level)\", which is no level; levels: \(known)")
  }
}
