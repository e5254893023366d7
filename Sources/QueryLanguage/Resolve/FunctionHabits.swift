internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QuerySyntax

/// What people who know spreadsheets type, and what it is called here.
enum FunctionHabits {
  struct Meaning {
    /// What to type instead.
    var text: Message
    var note: Message
    /// Whether the text can stand where the call stood; otherwise it is a hint.
    var isWhole: Bool
  }

  static func meant(_ word: String, _ arguments: [Expression], _ scope: RowScope?) -> Meaning? {
    let written = arguments.map { scope?.typed($0) ?? Formatter.both($0) }
    let first = written.first ?? Message(same: "x")
    func called(_ ja: String, _ en: String, _ inner: Message) -> Message {
      Message(ja: "\(ja)(\(inner.ja))", en: "\(en)(\(inner.en))")
    }
    switch word.uppercased() {
    case "COUNTIF", "COUNTIFS":
      let condition = arguments.first?.isBareValue == false ? first : criterion(arguments, written)
      return Meaning(
        text: called("件数", "count", condition ?? Message(ja: "条件", en: "condition")),
        note: Message(
          ja: "条件に合う行の数は、件数(条件) で数えます。", en: "Rows that fulfil a condition are counted with count(condition)."),
        isWhole: condition != nil && arguments.count <= 2)
    case "SUMIF", "SUMIFS":
      let sum = written.last ?? first
      return Meaning(
        text: Message(ja: "絞込 条件 | 集計 : 合計(\(sum.ja))", en: "where condition | group : sum(\(sum.en))"),
        note: Message(ja: "先に絞り込んでから合計します。", en: "Filter first, then add up."), isWhole: false)
    case "AVERAGE", "MEAN":
      return Meaning(
        text: called("平均", "avg", first), note: Message(ja: "平均は 平均(…) です。", en: "The mean is avg(…)."),
        isWhole: arguments.count == 1)
    case "COUNTA":
      return Meaning(
        text: called("件数", "count", first),
        note: Message(ja: "記入のある値の数は、件数(列) で数えます。", en: "Present values are counted with count(column)."),
        isWhole: arguments.count == 1)
    case "VLOOKUP", "XLOOKUP", "HLOOKUP":
      return Meaning(
        text: Message(ja: "結合 表 キー 列", en: "join TABLE on COLUMN"),
        note: Message(ja: "別の表の値は「結合」で持ってきます。", en: "Values of another table are brought in with join."),
        isWhole: false)
    case "IFERROR", "IFNA", "COALESCE":
      guard arguments.count == 2 else { return nil }
      let operands = arguments.map { argument in
        scope.map { ResultName.operand(argument, $0) } ?? Formatter.both(argument)
      }
      return Meaning(
        text: Message(ja: "(\(operands[0].ja) ?? \(operands[1].ja))", en: "(\(operands[0].en) ?? \(operands[1].en))"),
        note: Message(ja: "欠測のときの値は a ?? b と書きます。", en: "A value instead of a missing one is written a ?? b."),
        isWhole: true)
    case "IF", "IFF", "IIF":
      guard arguments.count == 3 else { return nil }
      let (a, b) = (written[1], written[2])
      return Meaning(
        text: Message(
          ja: "(もし \(first.ja) ならば \(a.ja) でなければ \(b.ja))", en: "(if \(first.en) then \(a.en) else \(b.en))"),
        note: Message(ja: "場合分けは「もし … ならば … でなければ …」です。", en: "A choice is written if … then … else …."),
        isWhole: true)
    default: return nil
    }
  }

  /// The condition of `COUNTIF(range, ">=3")`, `COUNTIF(range, A)`; nil when its second part is no such criterion.
  private static func criterion(_ arguments: [Expression], _ written: [Message]) -> Message? {
    guard arguments.count == 2 else { return nil }
    func made(_ sign: String, _ value: Message) -> Message {
      Message(ja: "\(written[0].ja) \(sign) \(value.ja)", en: "\(written[0].en) \(sign) \(value.en)")
    }
    guard case .text(let text, _) = arguments[1].kind else { return made("=", written[1]) }
    for (sign, meant) in [(">=", ">="), ("<=", "<="), ("<>", "!="), (">", ">"), ("<", "<"), ("=", "=")]
    where text.hasPrefix(sign) {
      let value = String(text.dropFirst(sign.count))
      if value.isEmpty { return nil }
      return made(meant, ExactDecimal(value) == nil ? Formatter.quoted(value) : Message(same: value))
    }
    // Wildcards look for a part of the text.
    if text.contains("*") || text.contains("?") { return nil }
    return made("=", written[1])
  }
}
