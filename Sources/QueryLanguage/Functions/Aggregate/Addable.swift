internal import Diagnostics
internal import PolicyModel
internal import QuerySyntax

extension Typed {
  /// Refuses what cannot be added up, with what can be asked instead.
  ///
  /// - Parameter call: the whole call, which the fix replaces.
  func checkAddable(_ entry: FunctionEntry, _ name: Name, _ call: Span) throws(Diagnostic) {
    switch type {
    case .number: return
    case .level(let scale) where scale.isRanked: throw .gradeAdded(self, entry, name, call)
    case .year: throw .yearAdded(self, entry, name, call)
    default: throw .wrongArgument(entry, self)
    }
  }
}

extension Diagnostic {
  /// E11.
  fileprivate static func gradeAdded(_ typed: Typed, _ entry: FunctionEntry, _ name: Name, _ call: Span) -> Diagnostic {
    let ja = entry.spelling.ja.first ?? entry.spelling.en
    let verb = ja == "平均" || ja == "中央値" ? "\(ja)を取れません" : entry.isAggregate ? "\(ja)できません" : "\(ja)を出せません"
    var fixes: [FixIt] = []
    if let field = typed.field {
      let column = field.name.typed
      fixes.append(
        FixIt(
          replace: call, with: Message(ja: "\(ja)(段(\(column.ja)))", en: "\(entry.spelling.en)(step(\(column.en)))")))
      if entry.isAggregate {
        fixes.append(FixIt(Message(ja: "件数 ごと \(field.name.ja)", en: "count by \(field.name.en)")))
      }
    }
    return Diagnostic(
      "E11", Message(ja: "評価は数ではないので\(verb)", en: "Grades are not numbers"), at: name.span, fixes: fixes)
  }

  fileprivate static func yearAdded(_ typed: Typed, _ entry: FunctionEntry, _ name: Name, _ call: Span) -> Diagnostic {
    let column = typed.field?.name.typed
    var fixes: [FixIt] = []
    if let column, entry.isAggregate {
      fixes = [("最小", "min"), ("最大", "max")].map { ja, en in
        FixIt(replace: call, with: Message(ja: "\(ja)(\(column.ja))", en: "\(en)(\(column.en))"))
      }
    }
    return Diagnostic(
      "E11", Message(ja: "年度は足したり平均したりできません", en: "Fiscal years cannot be added or averaged"), at: name.span,
      fixes: fixes)
  }
}
