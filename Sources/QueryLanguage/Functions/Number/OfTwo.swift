internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension ScalarCall {
  /// Two numbers of one unit, or two years, and a result like them.
  func ofTwo(_ resolver: inout Resolver, _ function: Function) throws(Diagnostic) -> Typed {
    let arguments = try arguments(2...2)
    let (a, b) = (arguments[0], arguments[1])
    _ = try number(0)
    _ = try number(1)
    let model = a.bareNumber == nil ? a : b
    _ = try resolver.sameUnit(a.bareNumber == nil ? b : a, as: model, subject: model, verb: .add)
    return result(.number, function, like: model)
  }
}

extension Kernels {
  /// A number for each row from two; missing if either is, with the reason of the first that is.
  static func pairs(
    _ a: Column, _ b: Column, _ rowCount: Int, _ body: (ExactDecimal, ExactDecimal) -> ExactDecimal
  ) throws(KernelFailure) -> Column {
    guard case .numbers(let left) = a.storage, case .numbers(let right) = b.storage else {
      return allIncomputable(a, rowCount, .number)
    }
    var builder = ColumnBuilder(.number)
    for row in 0..<rowCount {
      if let reason = a.missing.reason(row) ?? b.missing.reason(row) {
        builder.append(missing: reason)
      } else {
        builder.append(.number(body(left[row], right[row])))
      }
    }
    return try finish(builder)
  }
}
