import ColumnStore
import DataFormats
import Diagnostics
import PolicyModel
import PolshShell
import QueryEngine
import QueryLanguage
import QueryPlan
import QuerySyntax
import Surface

/// A data package in which texts are read and resolved.
struct Room {
  private let environment: QueryEnvironment
  private let probe = EngineProbe()

  init(_ folder: String) throws {
    let package = try DataPackage.open(directory: folder)
    var environment = QueryEnvironment()
    for source in package.tables { environment.add(NamedTable(name: source.entry.name, content: .source(source))) }
    self.environment = environment
  }

  /// What must not be, of a text read in this room.
  func fault(_ text: String) -> String? {
    let scope = QueryScope(environment: environment, probe: probe)
    let check = SurfaceCheck(scope)
    if let fault = check.tokenFault(text) { return fault }
    guard let error = outcome(text) else { return check.fault(text) }
    if let fault = check.diagnosticFault(error, text) { return fault }
    return fixFault(error, text)
  }

  /// What goes wrong with a text, its tables and values kept from statement to statement.
  private func outcome(_ text: String) -> Diagnostic? {
    var environment = environment
    do throws(Diagnostic) {
      var parser = Parser(
        text, grammar: ShellGrammar.shared, scope: QueryScope(environment: environment, probe: probe), inScript: true)
      while let statement = try parser.next() {
        var resolver = Resolver(environment: environment, probe: probe)
        switch statement.kind {
        case .query(let query): environment.previous = try resolver.resolve(query)
        case .letQuery(let name, let query):
          let relation = try resolver.resolve(query)
          environment.add(NamedTable(name: BilingualName(name.text), content: .relation(relation)))
        case .letValue(let name, let value):
          environment.values[name.text] = BoundValue(literal: try resolver.constant(value))
        case .parameter(let parameter): environment.values[parameter.name.text] = BoundValue(literal: parameter.value)
        case .definition(let definition):
          _ = try environment.define(Macro(definition, text: text, start: 0))
        case .command: continue
        }
        environment.keep(resolver)
      }
      return nil
    } catch {
      return error
    }
  }

  /// A fix whose own words cannot be read, or that leaves its error where it was.
  private func fixFault(_ error: Diagnostic, _ text: String) -> String? {
    if error.code == "E04" || error.code == "E22" { return nil }
    for fix in error.fixes where !fix.edits.isEmpty {
      for language in [Language.ja, .en] {
        guard let fixed = fix.applied(to: text, language), let next = outcome(fixed), let place = next.span else {
          continue
        }
        let isSame = next.message == error.message && error.span.map { place.start <= $0.start } ?? false
        if isSame || (unreadable.contains(next.code ?? "") && fix.covers(place.start, language)) {
          return "\(error.code ?? "-") fix → \(next.code ?? "-")\n\(error.message.en)\n→ \(fixed)\n→ \(next.message.en)"
        }
      }
    }
    return nil
  }

  /// What a text that cannot be read at all is called.
  private let unreadable: Set<String> = ["E05", "E22", "E32"]
}

extension FixIt {
  /// Whether a place of the changed text lies in what the fix put there.
  fileprivate func covers(_ place: Int, _ language: Language) -> Bool {
    var shift = 0
    for edit in edits.sorted(by: { $0.span.start < $1.span.start }) {
      let start = edit.span.start + shift
      let length = edit.replacement[language].utf8.count
      if place >= start, place < start + length { return true }
      shift += length - (edit.span.end - edit.span.start)
    }
    return false
  }
}

private struct EngineProbe: DataProbe {
  func run(_ plan: Plan) throws(Diagnostic) -> Table { try Engine(sink: SilentSink()).run(plan).table }
}
