internal import Diagnostics
internal import QuerySyntax

extension FunctionEntry {
  static let last = rowEdge(
    Spelling("last", "最後"), Message(ja: "今の順でいちばん後の記入のある値", en: "the last present value in the current order"),
    last: true)
}
