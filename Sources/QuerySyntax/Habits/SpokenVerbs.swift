import PolshText

/// Verbs of a pipeline as they are spoken: 上位10件, 章ごとに数える, 年度ごとに金額を合計, 進捗区分がAのものだけ.
struct SpokenVerbs {
  /// The columns that may be meant.
  let columns: Set<String>

  /// What is said with one of our verbs; nil for anything else.
  func said(_ typed: String) -> String? {
    let text = TextFolding.fold(typed).trimmingBlanks
    return rows(text) ?? counted(text) ?? aggregated(text) ?? filtered(text)
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
