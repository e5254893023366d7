/// How the signs between words are written: in ASCII, or in the full-width forms of Japanese text.
public struct Signs: Sendable {
  let pipe, comma, colon, equal, open, close, openList, closeList, range, arrow, dollar, percent: String
  let plus, minus, times, divided, coalesce, negative: String
  let comparators: [Comparator: String]

  /// `measure | where x >= 3`
  public static let narrow = Signs(
    pipe: " | ", comma: ", ", colon: ":", equal: " = ", open: "(", close: ")", openList: "[", closeList: "]",
    range: "..", arrow: "->", dollar: "$", percent: "%", plus: " + ", minus: " - ", times: " * ", divided: " / ",
    coalesce: " ?? ", negative: "-",
    comparators: [
      .equal: "=", .notEqual: "!=", .less: "<", .lessOrEqual: "<=", .greater: ">", .greaterOrEqual: ">=",
    ])

  /// `取組 ｜ 絞込 x が 3 以上`
  public static let wide = Signs(
    pipe: " ｜ ", comma: "、 ", colon: "：", equal: " ＝ ", open: "（", close: "）", openList: "［", closeList: "］",
    range: "〜", arrow: "→", dollar: "＄", percent: "％", plus: " ＋ ", minus: " − ", times: " × ", divided: " ÷ ",
    coalesce: " ？？ ", negative: "−",
    comparators: [
      .equal: "＝", .notEqual: "≠", .less: "＜", .lessOrEqual: "≦", .greater: "＞", .greaterOrEqual: "≧",
    ])
}
