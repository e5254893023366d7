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

  /// - Parameter choice: what cannot be decided, in Japanese: `どれを載せるか`.
  func uniqueness(_ choice: String) -> Uniqueness {
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
          ja: "\(ja)\(ja.isEmpty ? "" : "に")行が \(rows) 行あり、\(choice)決まりません",
          en: "\(en.isEmpty ? "There are" : en + " has") \(rows) rows"), at: span, fixes: fixes)
    }
  }

  /// The measure of several rows as one: numbers added up, of grades the best, of other values all of them.
  var combined: FixIt {
    let function =
      typed.isNumber ? (ja: "合計", en: "sum") : typed.type.isGrade ? (ja: "最高", en: "best") : (ja: "列挙", en: "list")
    return FixIt(
      replace: measure.span, with: .call(function.ja, function.en, RowScope(relation).typed(measure)))
  }

  private var fixes: [FixIt] {
    var fixes = [combined]
    // All of the primary key, so that the error cannot come back; nobody types a long list of keys.
    let rest = relation.primaryKey.compactMap { relation.place(of: $0) }.filter { !keys.contains($0) }
      .map { relation.fields[$0] }.filter { $0.isShown && !$0.type.isList }
    if (1...3).contains(rest.count), let keysEnd {
      let names = Message.list(rest.map(\.name.typed))
      let place = Span(keysEnd, keysEnd)
      if let lead {
        fixes.append(FixIt(lead + names, edits: [FixIt.Edit(place, (lead + names).with(" "))]))
      } else {
        fixes.append(
          FixIt(
            Message(ja: "\(names.ja) も加える", en: "add \(names.en)"),
            edits: [FixIt.Edit(place, Message(ja: "、\(names.ja)", en: ", \(names.en)"))]))
      }
    }
    return fixes
  }
}
