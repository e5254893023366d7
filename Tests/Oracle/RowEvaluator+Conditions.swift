import Diagnostics
import PolicyModel
import QueryPlan

extension RowEvaluator {
  /// Whether a condition holds for the row, and whether that hung on a missing operand.
  func verdict(_ expression: PlanExpression) throws(Diagnostic) -> Verdict {
    switch expression {
    case .compare(let comparison, let left, let right):
      return compared(comparison, try value(left), try value(right))
    case .within(let part, let low, let high):
      let (x, a, b) = (try value(part), try value(low), try value(high))
      if x.isAbsent || a.isAbsent || b.isAbsent { return Verdict(holds: false, isOpen: true) }
      return Verdict(holds: Order.compared(a, x) <= 0 && Order.compared(x, b) <= 0)
    case .oneOf(let part, let choices):
      let x = try value(part)
      if case .list(let elements) = x, !elements.isEmpty {
        return Verdict(holds: elements.contains { element in choices.contains { Order.same(element, $0) } })
      }
      return Verdict(holds: choices.contains { Order.same(x, $0) })
    case .textTest(let test, let part):
      let x = try value(part)
      if x.isAbsent { return Verdict(holds: false, isOpen: true) }
      let words = words(x, type(part))
      if test.kind == .mentions {
        let wanted = Array(plainly(test.pattern))
        return Verdict(
          holds: words.flatMap { seen($0, type(part)) }.contains { isPart(wanted, of: Array(plainly($0))) })
      }
      return Verdict(holds: words.contains { test.test($0) })
    case .isMissing(let part): return Verdict(holds: try value(part).isAbsent)
    case .and(let parts): return try all(parts)
    case .or(let parts): return try any(parts)
    case .not(let part):
      let verdict = try verdict(part)
      return Verdict(holds: !verdict.holds, isOpen: verdict.isOpen)
    case .comparable(let condition, let inner):
      if try !verdict(condition).holds { return Verdict(holds: false, isOpen: true) }
      return try verdict(inner)
    case .conditional(let condition, let then, let otherwise):
      let choice = try verdict(condition)
      let chosen = try verdict(choice.holds ? then : otherwise)
      return Verdict(holds: chosen.holds, isOpen: choice.isOpen || chosen.isOpen)
    case .column, .constant, .coalesce, .call:
      if case .bool(let flag) = try value(expression) { return Verdict(holds: flag) }
      return Verdict(holds: false, isOpen: true)
    case .sum, .product, .negative: return Verdict(holds: false)
    }
  }

  /// `=` and `!=` are identity, missing being one value; with the others a missing operand leaves the answer open.
  private func compared(_ comparison: Comparison, _ a: Value, _ b: Value) -> Verdict {
    switch comparison {
    case .equal: return Verdict(holds: Order.same(a, b))
    case .notEqual: return Verdict(holds: !Order.same(a, b))
    case .less, .lessOrEqual, .greater, .greaterOrEqual: break
    }
    if a.isAbsent || b.isAbsent { return Verdict(holds: false, isOpen: true) }
    let order = Order.compared(a, b)
    switch comparison {
    case .less: return Verdict(holds: order < 0)
    case .lessOrEqual: return Verdict(holds: order <= 0)
    case .greater: return Verdict(holds: order > 0)
    case .greaterOrEqual, .equal, .notEqual: return Verdict(holds: order >= 0)
    }
  }

  /// Settled by the first part that is false for certain; parts behind it are not looked at.
  private func all(_ parts: [PlanExpression]) throws(Diagnostic) -> Verdict {
    var whole = Verdict(holds: true)
    for part in parts {
      let verdict = try verdict(part)
      if !verdict.holds && !verdict.isOpen { return Verdict(holds: false) }
      whole.holds = whole.holds && verdict.holds
      whole.isOpen = whole.isOpen || verdict.isOpen
    }
    return whole
  }

  /// Settled by the first part that is true for certain.
  private func any(_ parts: [PlanExpression]) throws(Diagnostic) -> Verdict {
    var whole = Verdict(holds: false)
    for part in parts {
      let verdict = try verdict(part)
      if verdict.holds && !verdict.isOpen { return Verdict(holds: true) }
      whole.holds = whole.holds || verdict.holds
      whole.isOpen = whole.isOpen || verdict.isOpen
    }
    return whole
  }

  /// In small letters and hiragana.
  private func plainly(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.lowercased().unicodeScalars.map { scalar in
          ("ァ"..."ヶ").contains(scalar) || ("ヽ"..."ヾ").contains(scalar)
            ? Unicode.Scalar(scalar.value - 0x60) ?? scalar : scalar
        }))
  }

  private func isPart(_ wanted: [Character], of text: [Character]) -> Bool {
    if wanted.count > text.count { return false }
    return (0...text.count - wanted.count).contains { Array(text[$0..<$0 + wanted.count]) == wanted }
  }

  /// What a level is read as: levels of the language itself in both languages.
  private func seen(_ level: String, _ type: ColumnType) -> [String] {
    guard let scale = type.scale, scale.isLocalized, let label = scale.labels[level] else { return [level] }
    return [level, label.ja, label.en]
  }

  /// The texts in a value: its own, the word of its level, or those of its elements.
  private func words(_ value: Value, _ type: ColumnType) -> [String] {
    switch value {
    case .text(let text): [text]
    case .level(let place): type.scale.map { [$0.levels[place]] } ?? []
    case .list(let elements): elements.flatMap { words($0, type) }
    case .missing, .number, .year, .bool: []
    }
  }
}
