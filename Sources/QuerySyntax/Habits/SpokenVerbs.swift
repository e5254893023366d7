import PolshText

/// Verbs of a pipeline as they are spoken: 上位10件, 章ごとに数える, 年度ごとに金額を合計, 進捗区分がAのものだけ.
struct SpokenVerbs {
  /// The columns that may be meant.
  let columns: Set<String>

  /// What is said with one of our verbs; nil for anything else.
  func said(_ typed: String) -> String? {
    let text = TextFolding.fold(typed).trimmingBlanks
    return rows(text) ?? counted(text) ?? aggregated(text) ?? filtered(text) ?? oneOf(text) ?? ending(text)
  }

  /// 上位10件, 最後の5行
  private func rows(_ text: String) -> String? {
    let starts = [
      ("上位", "先頭"), ("最初の", "先頭"), ("トップ", "先頭"), ("頭", "先頭"), ("先頭の", "先頭"), ("最後の", "末尾"), ("下位", "末尾"),
    ]
    for (start, verb) in starts where text.hasPrefix(start) {
      let rest = text.dropFirst(start.count).filter { $0 != " " }
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard !digits.isEmpty, ["", "件", "行", "個", "つ", "位", "件を表示", "件だけ"].contains(rest.dropFirst(digits.count)) else {
        return nil
      }
      return "\(verb) \(digits)"
    }
    return nil
  }

  /// 章ごとの件数, 章別件数, 章ごとに数える
  private func counted(_ text: String) -> String? {
    let endings = [
      "ごとの件数", "別の件数", "毎の件数", "別件数", "ごとに件数", "別に件数", "ごとに数える", "別に数える", "ごとに数えて", "ごとに集計", "ごとの数", "ごとにカウント",
    ]
    for ending in endings where text.hasSuffix(ending) {
      let key = String(text.dropLast(ending.count)).trimmingBlanks
      return key.isEmpty || key.contains(" ") ? nil : "件数 ごと \(key)"
    }
    return nil
  }

  /// 年度ごとに金額を合計, 年度別の金額の平均
  private func aggregated(_ text: String) -> String? {
    var rest = text
    for ending in ["してください", "を求める", "を計算", "を出す", "を表示", "する", "して"] where rest.hasSuffix(ending) {
      rest.removeLast(ending.count)
      break
    }
    let functions = ["合計", "平均", "最大", "最小", "中央値", "種類数"]
    guard let function = functions.first(where: { rest.hasSuffix($0) }) else { return nil }
    rest = String(rest.dropLast(function.count)).trimmingBlanks
    guard let particle = rest.last, "をの".contains(particle) else { return nil }
    rest.removeLast()
    for joint in ["ごとに", "ごとの", "別に", "別の", "毎に", "毎の"] {
      guard let place = rest.ranges(of: joint).first else { continue }
      let (key, value) = (
        String(rest[..<place.lowerBound]).trimmingBlanks, String(rest[place.upperBound...]).trimmingBlanks
      )
      guard columns.contains(key), columns.contains(value) else { return nil }
      return "集計 \(key): \(function)(\(value))"
    }
    return columns.contains(rest) ? "集計: \(function)(\(rest))" : nil
  }

  /// What a condition is about, and what is said of it: 絞込 進捗区分が｜CとD
  private func parts(_ text: String) -> (column: String, rest: String)? {
    var body = text[...]
    for verb in ["絞り込み", "絞込", "抽出"] where body.hasPrefix(verb) {
      body = body.dropFirst(verb.count)
      break
    }
    body = body.drop { $0 == " " }
    let column = columns.filter { body.hasPrefix($0) }.max { $0.count < $1.count }
    guard let column else { return nil }
    var rest = body.dropFirst(column.count).drop { $0 == " " }
    guard let particle = rest.first, "がは=".contains(particle) else { return nil }
    rest = rest.dropFirst().drop { $0 == " " }
    return rest.isEmpty ? nil : (column, String(rest))
  }

  /// 進捗区分がCとD, 進捗区分がDかE, 年度が平成23年度から平成24年度まで
  private func oneOf(_ text: String) -> String? {
    guard let (column, said) = parts(text) else { return nil }
    var rest = said
    for ending in ["のいずれか", "のどれか", "の範囲", "まで", "です"] where rest.hasSuffix(ending) { rest.removeLast(ending.count) }
    rest = rest.trimmingBlanks
    if let from = rest.ranges(of: "から").first, rest.ranges(of: "から").count == 1 {
      let (low, high) = (
        String(rest[..<from.lowerBound]).trimmingBlanks, String(rest[from.upperBound...]).trimmingBlanks
      )
      guard isValue(low), isValue(high) else { return nil }
      return "絞込 \(column) が \(low)..\(high) の範囲"
    }
    for joint in ["または", "もしくは", "・", "、", ",", "と", "か"] {
      let values = rest.split(separator: joint, omittingEmptySubsequences: false).map { String($0).trimmingBlanks }
      if values.count > 1, values.allSatisfy({ isValue($0) }) {
        return "絞込 \(column) が [\(values.joined(separator: ", "))] のどれか"
      }
    }
    return nil
  }

  /// Whether a text can be one value, and no condition of its own.
  private func isValue(_ text: String) -> Bool {
    !text.isEmpty && text.count <= 20 && !text.contains { " がはに|()[]=<>『』".contains($0) }
  }

  /// What is said of a value in other words: でない → 以外, を超える → 超.
  private static let endings: [(spoken: String, meant: String)] = [
    ("ではありません", " 以外"), ("ではない", " 以外"), ("じゃない", " 以外"), ("でない", " 以外"), ("を超える", " 超"), ("を上回る", " 超"),
    ("を下回る", " 未満"), ("以降", " 以上"), ("以前", " 以下"), ("より大きい", " 超"), ("より多い", " 超"), ("より高い", " 超"),
    ("より小さい", " 未満"), ("より少ない", " 未満"), ("より低い", " 未満"), ("より良い", " 超"), ("より上", " 超"), ("より悪い", " 未満"),
    ("より下", " 未満"), ("が含まれる", " を含む"), ("から始まる", " で始まる"), ("がある", " あり"), ("がない", " なし"), ("である", ""), ("です", ""),
  ]

  private func ending(_ text: String) -> String? {
    var said = text
    while let last = said.last, "。？?！!".contains(last) { said.removeLast() }
    for (spoken, meant) in Self.endings where said.hasSuffix(spoken) {
      let stem = String(said.dropLast(spoken.count)).trimmingBlanks
      guard
        ["絞込", "絞り込み", "抽出"].contains(where: { stem.hasPrefix($0) }) || columns.contains(where: { stem.hasPrefix($0) })
      else { return nil }
      let body = columns.contains(where: { stem.hasPrefix($0) }) ? "絞込 " + stem : stem
      return body + meant
    }
    return nil
  }

  /// 進捗区分がAのものだけ
  private func filtered(_ text: String) -> String? {
    let endings = ["のものだけ", "のもののみ", "のものを抽出", "のものを表示", "のもの", "の行だけ", "の行のみ", "の行", "だけ", "のみ"]
    for ending in endings where text.hasSuffix(ending) {
      let condition = String(text.dropLast(ending.count)).trimmingBlanks
      guard columns.contains(where: { condition.hasPrefix($0) }), condition.contains(where: { "がは=<>".contains($0) })
      else { return nil }
      return "絞込 \(condition)"
    }
    return nil
  }
}
