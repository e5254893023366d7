internal import ColumnStore
internal import Diagnostics
internal import PolicyModel

extension Execution {
  /// N9: how many source rows behind the result are not stated in their document, inferred and derived apart.
  func noteReadings(behind frame: Frame) {
    guard let lineage = frame.lineage else { return }
    var inferred = 0
    var derived = 0
    for (place, source) in sources.enumerated() {
      // A table that was read several times has its rows counted once.
      let same = sources.indices.filter { sources[$0].isSameTable(as: source) || $0 == place }
      if same[0] < place { continue }
      guard let reading = source.reading, case .codes(let codes, let dictionary) = reading.storage else { continue }
      var seen = [Bool](repeating: false, count: source.rowCount)
      for part in lineage.parts where same.contains(part.source) { part.rows.mark(&seen) }
      let isInferred = dictionary.texts.map { $0 == "inferred" }
      let isDerived = dictionary.texts.map { $0 == "derived" }
      for row in seen.indices where seen[row] && !reading.missing[row] {
        let code = Int(codes[row])
        if isInferred[code] { inferred += 1 }
        if isDerived[code] { derived += 1 }
      }
    }
    if inferred + derived == 0 { return }
    // Where the readings themselves are shown, those rows are what one wants to see next.
    let shown = frame.fields.first { $0.role == .reading && $0.isShown && $0.type.scale?.index(of: "stated") != nil }
    tally.add(.notStated(inferred: inferred, derived: derived, shown: shown))
  }
}

extension Notice {
  fileprivate static func notStated(inferred: Int, derived: Int, shown: Field?) -> Notice {
    var ja: [String] = []
    var en: [String] = []
    if inferred > 0 {
      ja.append("推定 \(inferred) 行")
      en.append("\(inferred) \(inferred == 1 ? "row" : "rows") inferred")
    }
    if derived > 0 {
      ja.append("計算 \(derived) 行")
      en.append((en.isEmpty ? "\(derived) \(derived == 1 ? "row" : "rows")" : "\(derived)") + " derived")
    }
    return Notice(
      "N9",
      Message(
        ja: "文書に明記のない値: " + ja.joined(separator: "、"),
        en: "Not stated in the document: " + en.joined(separator: ", ")),
      fix: shown.map {
        Message(ja: "絞込 \($0.name.typed.ja) が stated 以外", en: "where \($0.name.typed.en) != stated")
      } ?? Message(ja: "出典", en: "trace"))
  }
}
