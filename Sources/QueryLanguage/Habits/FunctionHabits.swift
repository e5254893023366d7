internal import Diagnostics
internal import PolicyModel
internal import QuerySyntax

/// Functions of spreadsheets and of SQL, as they are said here.
enum FunctionHabits {
  /// What is meant by a call: the text that says it, where one can, and a sentence.
  struct Answer {
    var text: Message?
    var note: Message
  }

  static func answer(_ word: String, _ arguments: [Expression], _ scope: RowScope?) -> Answer? {
    let name = word.uppercased()
    if let known = calls[name] {
      return Answer(text: known.said(TypedCall(arguments, scope)), note: known.note)
    }
    return absent[name].map { Answer(text: nil, note: $0) }
  }

  private struct Call {
    var note: Message
    /// The call in our words, in each language; nil for arguments that nobody would give.
    var said: @Sendable (TypedCall) -> Message?
  }

  private static func call(_ note: Message, _ said: @escaping @Sendable (TypedCall) -> Message?) -> Call {
    Call(note: note, said: said)
  }

  /// Another name for a function of ours.
  private static func named(_ ja: String, _ en: String, _ counts: ClosedRange<Int> = 1...1) -> Call {
    call(Message(ja: "ここでは \(ja)(…) と書きます。", en: "It is called \(en)(…) here.")) { call in
      counts.contains(call.count) ? call.joined(", ", ", ").called(ja, en) : nil
    }
  }

  /// SUMIF(range, criterion, values) and its like; without values those of the range. A condition may stand there whole.
  private static func ifOne(_ ja: String, _ en: String) -> Call {
    call(choosing) { call in
      if call.count == 2, !call.arguments[0].isBareValue {
        return Criteria(call.prefix(1)).chosen(ja, en, 1, of: call)
      }
      return Criteria(call.prefix(2)).chosen(ja, en, call.count == 3 ? 2 : 0, of: call)
    }
  }

  /// SUMIFS(values, range, criterion, …) and its like.
  private static func ifAll(_ ja: String, _ en: String) -> Call {
    call(choosing) { Criteria($0.dropFirst()).chosen(ja, en, 0, of: $0) }
  }

  private static let calls: [String: Call] = [
    "AVERAGE": named("平均", "avg"), "MEAN": named("平均", "avg"), "COUNTA": named("件数", "count"),
    "COUNTBLANK": named("欠測数", "missing_count"), "INT": named("切捨", "floor"), "VALUE": named("数値", "number"),
    "TO_NUMBER": named("数値", "number"), "TO_CHAR": named("文字", "text"), "STR": named("文字", "text"),
    "SUBSTITUTE": named("置換", "replace", 3...3), "MID": named("部分", "substr", 3...3),
    "SUBSTRING": named("部分", "substr", 2...3), "CEILING": named("切上", "ceil"), "LENGTH": named("長さ", "len"),
    "N_DISTINCT": named("種類数", "count_distinct"), "DISTINCTCOUNT": named("種類数", "count_distinct"),
    "DCOUNT": named("種類数", "count_distinct"), "N": named("件数", "count", 0...0),
    "RATIO_TO_REPORT": named("構成比", "share"),
    "COUNTIF": call(counting) { Criteria($0).all?.called("件数", "count") },
    "COUNTIFS": call(counting) { Criteria($0).all?.called("件数", "count") },
    "SUMIF": ifOne("合計", "sum"),
    "SUMIFS": ifAll("合計", "sum"),
    "AVERAGEIF": ifOne("平均", "avg"),
    "AVERAGEIFS": ifAll("平均", "avg"),
    "MAXIFS": ifAll("最大", "max"),
    "MINIFS": ifAll("最小", "min"),
    "IF": call(choice) { choose($0) }, "IFF": call(choice) { choose($0) }, "IIF": call(choice) { choose($0) },
    "IF_ELSE": call(choice) { choose($0) }, "IFELSE": call(choice) { choose($0) },
    "IFERROR": call(instead) { replaceMissing($0) }, "IFNA": call(instead) { replaceMissing($0) },
    "IFNULL": call(instead) { replaceMissing($0) }, "NVL": call(instead) { replaceMissing($0) },
    "COALESCE": call(instead) { replaceMissing($0) },
    "ISBLANK": call(asking) { missing($0) },
    "ISNULL": call(asking) { missing($0) },
    "ISNA": call(asking) { missing($0) },
    "AND": call(joining) { joined($0, " かつ ", " and ") }, "OR": call(joining) { joined($0, " または ", " or ") },
    "NOT": call(joining) { $0.count == 1 ? $0.text(0).within("否 (", "not (", ")") : nil },
    "LEFT": call(Message(ja: "文字の一部は 部分(文字, 始め, 長さ) で取り出します。", en: "A part of a text is substr(text, start, length)."))
    {
      $0.count == 2 ? $0.joined(", 1, ", ", 1, ").called("部分", "substr") : nil
    },
    "SUBTOTAL": call(
      Message(ja: "番号の代わりに 合計、平均、件数 などの名前で書きます。", en: "Functions have names here, not numbers: sum, avg, count.")
    ) {
      call in
      guard call.count == 2, case .number(let literal) = call.arguments[0].kind, let number = literal.value.wholeNumber,
        let known = [
          1: ("平均", "avg"), 2: ("件数", "count"), 3: ("件数", "count"), 4: ("最大", "max"), 5: ("最小", "min"),
          9: ("合計", "sum"),
        ][
          number % 100]
      else { return nil }
      return call.text(1).called(known.0, known.1)
    },
  ]

  private static let counting = Message(
    ja: "条件に合う行の数は、件数(条件) で数えます。", en: "Rows that fulfil a condition are counted with count(condition).")
  private static let choosing = Message(
    ja: "先に「絞込」で行を選ぶか、「もし … ならば … でなければ 欠測」で値を選びます。",
    en: "Keep the rows before with where, or choose the values with if … then … else missing.")
  private static let choice = Message(
    ja: "場合分けは「もし … ならば … でなければ …」です。", en: "A choice is written if … then … else ….")
  private static let instead = Message(
    ja: "欠測のときの値は a ?? b と書きます。", en: "A value instead of a missing one is written a ?? b.")
  private static let asking = Message(
    ja: "欠測かどうかは「が 欠測」で調べます。", en: "Whether a value is missing is asked with is missing.")
  private static let joining = Message(ja: "条件は かつ、または、否 でつなぎます。", en: "Conditions are joined with and, or, not.")

  /// Functions that there are not, and what is done instead.
  private static let absent: [String: Message] = {
    let lookUp = Message(
      ja: "別の表の値は「結合 表 キー 列」で持ってきます。", en: "Values of another table are brought in with join TABLE on COLUMN.")
    let texts = Message(
      ja: "文字をつなぐ関数はありません。列を並べて「選択」します。", en: "Texts are not joined here; select the columns side by side.")
    let today = Message(
      ja: "今日の日付は使えません。年度は R6 のように書きます。", en: "There is no date of today; fiscal years are written R6 or 2024.")
    let rank = Message(ja: "順位は命令です: | 順位 -列", en: "rank is a verb: | rank -COLUMN")
    let round = Message(
      ja: "切り捨ては 切捨(x)、切り上げは 切上(x) です（負の数は下へ、上へ）。", en: "floor(x) and ceil(x) round down and up, also below zero.")
    let lowerCase = Message(ja: "小文字にする 小文字(x) だけがあります。", en: "There is only lower(x).")
    let end = Message(
      ja: "文字の終わりは に合致 '…$' で調べます。取り出す関数は 部分(文字, 始め, 長さ) です。",
      en: "The end of a text is tested with matches '…$'; substr(text, start, length) takes a part.")
    let year = Message(
      ja: "年度の列はそのまま 年度 = 2023 と比べられます。文字からは 年度へ(…) で作ります。",
      en: "A column of years is compared as it is, year = 2023; fy(text) makes one from a text.")
    let exists = Message(
      ja: "相手の表に行があるかは「結合 一致のみ」で調べます。", en: "Rows with a partner in another table are kept with join only.")
    return [
      "YEAR": year, "EXISTS": exists, "VLOOKUP": lookUp, "XLOOKUP": lookUp, "HLOOKUP": lookUp, "LOOKUP": lookUp,
      "INDEX": lookUp, "MATCH": lookUp,
      "CONCATENATE": texts, "CONCAT": texts, "TEXTJOIN": texts, "TODAY": today, "NOW": today, "GETDATE": today,
      "CURRENT_DATE": today, "DATE": today, "RANK": rank, "DENSE_RANK": rank, "ROW_NUMBER_OVER": rank, "RIGHT": end,
      "ROUNDDOWN": round, "ROUNDUP": round, "TRUNC": round, "UPPER": lowerCase, "PROPER": lowerCase,
    ]
  }()

  // MARK: Forms

  private static func choose(_ call: TypedCall) -> Message? {
    guard call.count == 2 || call.count == 3 else { return nil }
    let (test, value) = (call.text(0), call.text(1))
    let other = call.count == 3 ? call.text(2) : Message(ja: "欠測", en: "missing")
    return Message(
      ja: "(もし \(test.ja) ならば \(value.ja) でなければ \(other.ja))",
      en: "(if \(test.en) then \(value.en) else \(other.en))")
  }

  private static func replaceMissing(_ call: TypedCall) -> Message? {
    guard call.count >= 2 else { return nil }
    let operands = (0..<call.count).map { call.operand($0) }
    return operands.joined(" ?? ", " ?? ").within("(", "(", ")")
  }

  private static func missing(_ call: TypedCall) -> Message? {
    call.count == 1 ? Message(ja: "\(call.operand(0).ja) が 欠測", en: "\(call.operand(0).en) is missing") : nil
  }

  private static func joined(_ call: TypedCall, _ ja: String, _ en: String) -> Message? {
    guard call.count >= 2 else { return nil }
    return (0..<call.count).map { call.text($0).within("(", "(", ")") }.joined(ja, en).within("(", "(", ")")
  }
}
