import PolicyModel
import QuerySyntax

/// A syntax tree as text without places, comments and spellings: two texts mean the same when these are equal.
public struct TreeText {
  private let grammar: Grammar

  public init(_ grammar: Grammar) { self.grammar = grammar }

  public func of(_ statements: [Statement]) -> String { statements.map { of($0) }.joined(separator: "\n") }

  public func of(_ statement: Statement) -> String {
    switch statement.kind {
    case .parameter(let p):
      return "param \(of(p.name)) \(p.type?.rawValue ?? "-") \(of(p.value)) \(p.description ?? "-")"
    case .letQuery(let name, let query): return "let \(of(name)) = \(of(query))"
    case .letValue(let name, let value): return "let \(of(name)) := \(of(value))"
    case .definition(let d):
      let head = "def \(of(d.name))(\(d.parameters.map { of($0) }.joined(separator: " "))) "
      switch d.body {
      case .expression(let value): return head + of(value)
      case .verbs(let verbs): return head + verbs.map { of($0) }.joined(separator: " | ")
      }
    case .command(let c): return "command \(c.command) \(of(c.arguments))"
    case .query(let query): return of(query)
    }
  }

  public func of(_ query: Query) -> String {
    let source =
      switch query.source {
      case .table(let name): of(name)
      case .query(let inner): "(\(of(inner)))"
      case .previous: "previous"
      }
    return "{" + ([source] + query.verbs.map { of($0) }).joined(separator: " | ") + "}"
  }

  private func of(_ call: VerbCall) -> String {
    if let arguments = call.macroArguments { return "macro \(of(call.name))(\(of(arguments)))" }
    return "\(call.verb) \(of(call.arguments))"
  }

  private func of(_ name: Name) -> String {
    // A part of a word that was typed without blanks: printed, it needs quotes.
    let isPart = name.text.first.map { $0.isNumber || $0 == "ー" } ?? false
    return (name.isQuoted || isPart ? "`" : "") + name.text
  }

  private func of(_ arguments: [Slot: Argument]) -> String {
    arguments.sorted { $0.key < $1.key }.map { "\($0.key): \(of($0.value))" }.joined(separator: "; ")
  }

  private func of(_ argument: Argument) -> String {
    switch argument {
    case .expression(let value): return of(value)
    case .items(let items):
      return items.map { ($0.name.map { of($0) + " = " } ?? "") + of($0.value) }.joined(separator: ", ")
    case .renames(let renames): return renames.map { "\(of($0.new)) <- \(of($0.old))" }.joined(separator: ", ")
    case .columns(let columns): return columns.map { of($0) }.joined(separator: ", ")
    case .sortKeys(let keys):
      return keys.map { ($0.isDescending ? "desc " : "") + of($0.value) }.joined(separator: ", ")
    case .joinKeys(let keys):
      return keys.map { of($0.left) + ($0.right.map { " = " + of($0) } ?? "") }.joined(separator: ", ")
    case .name(let name): return of(name)
    case .string(let value, let raw, _): return "'\(value)' '\(raw)'"
    case .words(let words): return of(words)
    case .query(let query, let alias): return of(query) + (alias.map { " as " + of($0) } ?? "")
    case .flag: return "yes"
    case .keyword(let keyword, _): return keyword.rawValue
    case .direction(let better, _): return "\(better)"
    case .values(let values): return values.map { "\(of($0.name)) = \(of($0.value))" }.joined(separator: ", ")
    }
  }

  private func of(_ column: ColumnName) -> String { (column.table.map { of($0) + "." } ?? "") + of(column.name) }

  private func of(_ expressions: [Expression]) -> String { expressions.map { of($0) }.joined(separator: ", ") }

  public func of(_ expression: Expression) -> String {
    switch expression.kind {
    case .number(let literal): return "#\(literal.digits)=\(literal.value.plain) \(literal.unit ?? "")"
    case .year(let reading, let text): return "year(\(reading.year.number) \(reading.isBeyondEra) \(text))"
    case .text(let value, let raw): return "'\(value)' '\(raw)'"
    case .missing: return "missing"
    case .bool(let flag): return flag ? "true" : "false"
    case .name(let name): return of(name)
    case .qualified(let table, let name): return "\(of(table)).\(of(name))"
    case .parameter(let name): return "$" + of(name)
    case .call(let name, let arguments):
      let word = name.isQuoted ? nil : grammar.function(name.text)?.en
      return "\(word ?? of(name))(\(of(arguments)))"
    case .list(let elements): return "[\(of(elements))]"
    case .range(let low, let high): return "(\(of(low)) .. \(of(high)))"
    case .or(let parts): return "(or \(of(parts)))"
    case .and(let parts): return "(and \(of(parts)))"
    case .not(let inner): return "(not \(of(inner)))"
    case .comparison(let comparator, let a, let b): return "(\(of(a)) \(comparator.rawValue) \(of(b)))"
    case .match(let matcher, let negated, let a, let b):
      return "(\(of(a)) \(negated ? "not " : "")\(matcher.rawValue) \(of(b)))"
    case .isMissing(let inner, let negated): return "(\(of(inner)) is \(negated ? "present" : "missing"))"
    case .coalesce(let parts): return "(?? \(of(parts)))"
    case .sum(let first, let terms):
      return "(\(of(first))\(terms.map { ($0.isMinus ? " - " : " + ") + of($0.value) }.joined()))"
    case .product(let first, let factors):
      return "(\(of(first))\(factors.map { ($0.isDivision ? " / " : " * ") + of($0.value) }.joined()))"
    case .converted(let inner, let unit): return "(\(of(inner)) as \(unit.text))"
    case .negative(let inner): return "(- \(of(inner)))"
    case .conditional(let test, let then, let otherwise): return "(if \(of(test)) \(of(then)) \(of(otherwise)))"
    }
  }
}

extension Statement {
  /// All that is said in it to people only.
  public var remarks: [String] {
    var found = leading.compactMap { trivia -> String? in
      switch trivia {
      case .comment(let text): text
      case .documentation(let text): "##" + text
      case .blankLine: nil
      }
    }
    switch kind {
    case .query(let query), .letQuery(_, let query): found += query.remarks
    case .definition(let definition):
      if case .verbs(let verbs) = definition.body { found += verbs.flatMap { $0.comments + $0.closing } }
    case .parameter, .letValue, .command: break
    }
    return found + closing
  }
}

extension Query {
  fileprivate var remarks: [String] {
    var found: [String] = []
    if case .query(let inner) = source { found += inner.remarks }
    return found + closing + verbs.flatMap { $0.comments + $0.closing }
  }
}
