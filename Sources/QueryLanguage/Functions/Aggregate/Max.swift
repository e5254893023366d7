internal import Diagnostics
internal import QuerySyntax

extension FunctionEntry {
  static let max = extreme(
    Spelling("max", "最大"), Message(ja: "いちばん大きい値（文字は文字コード順）", en: "the largest value (text by code point)"),
    largest: true,
    examples: [
      Example(
        "t | group : m = max(y)", "t | 集計 : m = 最大(y)", Message(ja: "いちばん新しい年度", en: "the latest fiscal year"),
        result: "m\n2023")
    ])
}
