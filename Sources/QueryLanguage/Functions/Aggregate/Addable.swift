internal import Diagnostics
internal import PolicyModel
internal import QuerySyntax

extension Typed {
  /// Refuses what cannot be added up, with what can be asked instead.
  func checkAddable(_ entry: FunctionEntry, _ name: Name) throws(Diagnostic) {
    switch type {
    case .number: return
    case .level(let scale) where scale.isRanked: throw .gradeAdded(self, entry, name)
    case .year: throw .yearAdded(self, entry, name)
    default: throw .wrongArgument(entry, self)
    }
  }
}

extension Diagnostic {
  /// E11.
  fileprivate static func gradeAdded(_ typed: Typed, _ entry: FunctionEntry, _ name: Name) -> Diagnostic {
    let ja = entry.spelling.ja.first ?? entry.spelling.en
    let verb = ja == "平均" || ja == "中央値" ? "\(ja)を取れません" : entry.isAggregate ? "\(ja)できません" : "\(ja)を出せません"
    var fixes: [FixIt] = []
    if let field = typed.field {
      let column = Formatter.columnText(field.name.en)
      fixes.append(
        FixIt(
          replace: typed.span, with: "step(\(column))",
          label: Message(
            ja: "\(ja)(段(\(field.name.ja)))", en: "\(entry.spelling.en)(step(\(field.name.en)))")))
      if entry.isAggregate {
        fixes.append(FixIt(Message(ja: "件数 ごと \(field.name.ja)", en: "count by \(field.name.en)")))
      }
    }
    return Diagnostic(
      "E11", Message(ja: "評価は数ではないので\(verb)", en: "Grades are not numbers"), at: name.span, fixes: fixes)
  }

  fileprivate static func yearAdded(_ typed: Typed, _ entry: FunctionEntry, _ name: Name) -> Diagnostic {
    let column = typed.field.map { Formatter.columnText($0.name.en) } ?? ""
    return Diagnostic(
      "E11", Message(ja: "年度は足したり平均したりできません", en: "Fiscal years cannot be added or averaged"), at: name.span,
      fixes: column.isEmpty || !entry.isAggregate
        ? []
        : [
          FixIt(Message(ja: "最小(\(typed.label(.ja))) / 最大(\(typed.label(.ja)))", en: "min(\(column)) / max(\(column))"))
        ])
  }
}
