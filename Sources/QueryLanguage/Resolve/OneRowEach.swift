internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

/// The rule that a measure which is not added up has one row for each combination of keys (E12), with what to do about
/// more: add them up, or name further keys.
struct OneRowEach {
  var relation: Relation
  var keys: [Int]
  var measure: Expression
  var typed: Typed
  /// Where the list of keys ends in the source.
  var keysEnd: Int?
  /// What leads a list of keys that is not there yet.
  var lead: Message?

  /// - Parameter choice: what cannot be decided: `どれを載せるか`, `which of them`.
  func uniqueness(_ choice: Message) -> Uniqueness {
    let fields = keys.map { relation.fields[$0] }
    let (fixes, span) = (fixes, measure.span)
    return Uniqueness { values, rows in
      func described(_ language: Language) -> String {
        zip(fields, values).map { "\($0.name[language])=\($1.text(as: $0, language))" }
          .joined(separator: language == .ja ? "、" : ", ")
      }
      let (ja, en) = (described(.ja), described(.en))
      return Diagnostic(
        "E12",
        Message(
          ja: "\(ja)\(ja.isEmpty ? "" : "に")行が \(rows) 行あり、\(choice.ja)決まりません",
          en: "\(en.isEmpty ? "There are" : en + " has") \(rows) rows, and \(choice.en) is meant is not said"),
        at: span,
        fixes: fixes)
    }
  }

  private var fixes: [FixIt] {
    let (en, ja) = (Formatter.text(measure) ?? "", Formatter.text(measure, .ja) ?? "")
    let function =
      typed.isNumber ? (ja: "合計", en: "sum") : typed.type.isGrade ? (ja: "最高", en: "best") : (ja: "列挙", en: "list")
    var fixes = [
      FixIt(
        replace: measure.span, with: "\(function.en)(\(en))",
        label: Message(ja: "\(function.ja)(\(ja))", en: "\(function.en)(\(en))"))
    ]
    // All of the primary key, so that the error cannot come back.
    let rest = relation.primaryKey.compactMap { relation.place(of: $0) }.filter { !keys.contains($0) }
      .map { relation.fields[$0] }.filter { $0.isShown && !$0.type.isList }
    if !rest.isEmpty, let keysEnd {
      let names = rest.map { Formatter.columnText($0.name.en) }.joined(separator: ", ")
      let leadJa = lead?.ja ?? ""
      let leadEn = lead?.en ?? ""
      let label = Message(
        ja: lead == nil
          ? "\(rest.map(\.name.ja).joined(separator: "、")) も加える" : leadJa + rest.map(\.name.ja).joined(separator: "、"),
        en: lead == nil ? "add \(names)" : leadEn + names)
      fixes.append(
        FixIt(label, edits: [FixIt.Edit(Span(keysEnd, keysEnd), lead == nil ? ", \(names)" : " \(leadEn)\(names)")]))
    }
    return fixes
  }
}
