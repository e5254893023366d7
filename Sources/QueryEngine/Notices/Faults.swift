internal import Diagnostics
internal import QueryPlan

extension Diagnostic {
  /// E19: a result needs more digits than any number has.
  static var overflow: Diagnostic {
    Diagnostic(
      "E19", Message(ja: "値が大きすぎます（38桁を超えました）", en: "Result exceeds 38 digits"),
      fixes: [FixIt(Message(ja: "単位を確かめる", en: "check units"))])
  }

  /// A plan that fits no table: our own mistake, told instead of a crash or a wrong figure.
  static func fault(_ what: String) -> Diagnostic {
    Diagnostic(
      nil, Message(ja: "この問いは計算できません", en: "This question cannot be computed"),
      notes: [Message(ja: "プログラムの誤りです（\(what)）。", en: "This is a mistake in the program (\(what)).")])
  }

  /// More rows than a table can number.
  static func tooManyRows(_ count: Int) -> Diagnostic {
    Diagnostic(
      nil, Message(ja: "行が多すぎます（\(count) 行）", en: "Too many rows (\(count))"),
      notes: [
        Message(
          ja: "一度に扱えるのは \(Int32.max) 行までです。", en: "At most \(Int32.max) rows can be dealt with at once.")
      ])
  }
}

extension KernelFailure {
  var diagnostic: Diagnostic {
    switch self {
    case .overflow: .overflow
    }
  }
}
