internal import Diagnostics
internal import QuerySyntax

extension Diagnostic {
  /// A fault about an unknown name, with the hint that a macro of that name lacks its parentheses.
  func hinting(at name: Name, _ macros: [String: Macro]) -> Diagnostic {
    guard !name.isQuoted, let macro = macros[name.text], !macro.definition.isVerbs else { return self }
    var result = self
    result.notes.insert(
      Message(
        ja: "\(macro.signature) という関数があります。関数にはかっこが要ります。",
        en: "There is a definition \(macro.signature); it is used with its parentheses."), at: 0)
    if macro.definition.parameters.isEmpty {
      result.fixes.insert(FixIt(replace: name.span, with: name.text + "()"), at: 0)
    }
    return result
  }
}
