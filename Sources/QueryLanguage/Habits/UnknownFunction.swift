internal import Diagnostics
internal import PolshText
internal import QuerySyntax

extension Diagnostic {
  /// E34, with what is meant where the name is one of a spreadsheet, and with near names otherwise.
  ///
  /// - Parameter span: the whole call, which a fix can say otherwise.
  static func unknownFunction(
    _ name: Name, _ arguments: [Expression], _ span: Span, _ scope: RowScope?, _ macros: [String: Macro]
  ) -> Diagnostic {
    if let meant = FunctionHabits.answer(name.text, arguments, scope) {
      return Diagnostic(
        "E34", Message(ja: "「\(name.text)」という関数はありません", en: "No function \(name.text)"), at: name.span,
        notes: [meant.note], fixes: meant.text.map { [FixIt(replace: span, with: $0)] } ?? [])
    }
    let own = macros.filter { !$0.value.definition.isVerbs }.keys.sorted()
    let near = NearNames.nearest(to: name.text, among: own + FunctionRegistry.all.flatMap(\.spelling.all))
    return Diagnostic(
      "E34",
      Message(
        ja: "「\(name.text)」という関数はありません" + (near.isEmpty ? "" : "。近い名前: " + near.joined(separator: "、")),
        en: "No function \(name.text)" + (near.isEmpty ? "" : ". Close: " + near.joined(separator: ", "))),
      at: name.span,
      fixes: near.map { FixIt(replace: name.span, with: $0) })
  }
}
