import Diagnostics
import PolshShell
import QuerySyntax

/// Reads texts and looks for what must never happen, whatever the text: the laws of the surface.
public struct SurfaceCheck {
  public let grammar = ShellGrammar.shared
  let scope: any NameScope
  let tree: TreeText

  public init(_ scope: any NameScope = SurfaceScope()) {
    self.scope = scope
    tree = TreeText(grammar)
  }

  /// A text that was read whole.
  public struct Script {
    public var statements: [Statement]
    public var closing: [Trivia]
  }

  public func read(_ text: String, inScript: Bool = true) throws(Diagnostic) -> Script {
    var parser = Parser(text, grammar: grammar, scope: scope, inScript: inScript)
    var statements: [Statement] = []
    while let statement = try parser.next() { statements.append(statement) }
    return Script(statements: statements, closing: parser.closing)
  }

  public func text(_ script: Script) -> String { tree.of(script.statements) }

  /// Every way in which texts are printed.
  let formatters: [(name: String, formatter: Formatter)] = [
    ("en", Formatter(.en)), ("ja", Formatter(.ja)), ("ja wide", Formatter(.ja, signs: .wide)),
    ("en wide", Formatter(.en, signs: .wide)),
  ]

  /// What is wrong with how a text is read and printed, or nil; a text may well be refused.
  public func fault(_ text: String) -> String? {
    if let fault = tokenFault(text) { return fault }
    let script: Script
    do throws(Diagnostic) {
      script = try read(text)
    } catch {
      return diagnosticFault(error, text)
    }
    return formatFault(script)
  }

  /// Places of tokens lie in the text, in order, at the borders of characters.
  public func tokenFault(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    var end = 0
    for token in Lexer.tokens(of: text, units: scope.units, inScript: true) {
      let span = token.span
      if span.start < end || span.end < span.start || span.end > bytes.count {
        return "token at \(span) of \(bytes.count)"
      }
      for place in [span.start, span.end] where place < bytes.count && bytes[place] & 0xC0 == 0x80 {
        return "token at \(span) cuts a character"
      }
      end = span.end
      if case .wrong(let diagnostic) = token.kind, let fault = wordingFault(diagnostic, text) { return fault }
    }
    return nil
  }

  /// An error says something in both languages, of a place in the text, and its fixes help.
  public func diagnosticFault(_ error: Diagnostic, _ text: String) -> String? {
    if let fault = wordingFault(error, text) { return fault }
    if error.code == "E04" { return nil }
    for fix in error.fixes where !fix.edits.isEmpty {
      for language in [Language.ja, .en] {
        guard let fixed = fix.applied(to: text, language) else {
          return "\(error.code ?? "-"): the fix \(fix.label.en) does not fit"
        }
        if let fault = fixFault(fixed, error) {
          return "\(error.code ?? "-") \(error.message.en)\n→ \(fixed)\n→ \(fault)"
        }
      }
    }
    return nil
  }

  private func wordingFault(_ error: Diagnostic, _ text: String) -> String? {
    let messages = [error.message] + error.notes + error.fixes.map(\.label)
    for message in messages where message.ja.isEmpty || message.en.isEmpty {
      return "\(error.code ?? "-"): an empty text in \(messages)"
    }
    if error.message.ja == error.message.en { return "\(error.code ?? "-"): one language only: \(error.message.en)" }
    if let span = error.span, span.start < 0 || span.end > text.utf8.count {
      return "\(error.code ?? "-") at \(span) of \(text.utf8.count)"
    }
    return nil
  }

  /// Applied, a fix does away with its error where it stood.
  private func fixFault(_ fixed: String, _ error: Diagnostic) -> String? {
    do throws(Diagnostic) {
      _ = try read(fixed)
      return nil
    } catch let next {
      guard let place = error.span, let other = next.span, other.start <= place.start, next.message == error.message
      else { return nil }
      return "again \(next.code ?? "-") \(next.message.en)"
    }
  }

  public func printed(_ script: Script, _ formatter: Formatter) -> String {
    formatter.script(script.statements, closing: script.closing, grammar)
  }

  /// How a text differs from what was read; nil where it says the same, or is refused with one of the codes.
  public func other(_ text: String, than script: Script, mayRefuse codes: Set<String>) -> String? {
    let wanted = self.text(script)
    do throws(Diagnostic) {
      let found = self.text(try read(text))
      // A single word asks for a table; one that there is not is refused when it is looked for.
      if codes.contains("E33"), !found.contains(" ") { return nil }
      return found == wanted ? nil : "another tree:\n\(text)\n\(wanted)\n\(found)"
    } catch {
      if let code = error.code, codes.contains(code) { return nil }
      return "refused: \(error.code ?? "-") \(error.message.en) at \(error.span ?? Span(0, 0))\n\(text)"
    }
  }

  /// What is printed reads as the same, comments included, and prints the same again.
  public func formatFault(_ script: Script) -> String? {
    let wanted = text(script)
    let remarks = script.remarks
    for (name, formatter) in formatters {
      let printed = formatter.script(script.statements, closing: script.closing, grammar)
      let again: Script
      do throws(Diagnostic) {
        again = try read(printed)
      } catch {
        return
          "\(name): cannot be read again: \(error.code ?? "") \(error.message.en) at \(error.span ?? Span(0, 0))\n\(printed)"
      }
      if text(again) != wanted { return "\(name): another tree:\n\(printed)\n\(wanted)\n\(text(again))" }
      if again.remarks != remarks { return "\(name): other comments:\n\(printed)\n\(remarks)\n\(again.remarks)" }
      let twice = formatter.script(again.statements, closing: again.closing, grammar)
      if twice != printed { return "\(name): printed again it differs:\n\(printed)\n\(twice)" }
    }
    return nil
  }
}

extension SurfaceCheck.Script {
  var remarks: [String] {
    statements.flatMap(\.remarks)
      + closing.compactMap { trivia in
        switch trivia {
        case .comment(let text): text
        case .documentation(let text): "##" + text
        case .blankLine: nil
        }
      }
  }
}
