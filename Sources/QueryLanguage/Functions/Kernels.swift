internal import ColumnStore
internal import PolicyModel
internal import QueryPlan

/// The loops that functions share: each takes whole columns and gives one.
enum Kernels {
  /// A number for each row from one number; missing stays missing, nil becomes 計算不能.
  static func numbers(
    _ column: Column, _ rowCount: Int, _ body: (ExactDecimal) throws(DecimalOverflow) -> ExactDecimal?
  ) throws(KernelFailure) -> Column {
    var builder = ColumnBuilder(.number)
    guard case .numbers(let vector) = column.storage else { return allIncomputable(column, rowCount, .number) }
    for row in 0..<rowCount {
      if let reason = column.missing.reason(row) {
        builder.append(missing: reason)
        continue
      }
      do {
        if let value = try body(vector[row]) {
          builder.append(.number(value))
        } else {
          builder.append(missing: .incomputable)
        }
      } catch { throw .overflow }
    }
    return try finish(builder)
  }

  /// Any value for each row from the value of one column; missing stays missing.
  static func values(
    _ column: Column, isLevel: Bool = false, _ rowCount: Int, result: ColumnType, _ body: (Value) -> Value
  ) throws(KernelFailure) -> Column {
    var builder = ColumnBuilder(result)
    for row in 0..<rowCount {
      let value = column.value(row, isLevel: isLevel)
      builder.append(value.isMissing ? value : body(value))
    }
    return try finish(builder)
  }

  /// A text for each text: worked out once for each distinct one.
  static func texts(_ column: Column, _ rowCount: Int, _ body: (String) -> String) -> Column {
    guard case .codes(let codes, let dictionary) = column.storage else {
      return allIncomputable(column, rowCount, .text)
    }
    var texts: [String] = []
    var index: [String: Int32] = [:]
    var map: [Int32] = []
    for text in dictionary.texts {
      let made = body(text)
      if let known = index[made] {
        map.append(known)
      } else {
        let new = Int32(texts.count)
        index[made] = new
        texts.append(made)
        map.append(new)
      }
    }
    var result = [Int32](repeating: 0, count: rowCount)
    for row in 0..<rowCount where !column.missing[row] { result[row] = map[Int(codes[row])] }
    return Column(.codes(result, TextDictionary(texts)), missing: column.missing)
  }

  /// A number for each text: worked out once for each distinct one; nil becomes 計算不能.
  static func numbers(ofTexts column: Column, _ rowCount: Int, _ body: (String) -> ExactDecimal?) throws(KernelFailure)
    -> Column
  {
    guard case .codes(let codes, let dictionary) = column.storage else {
      return allIncomputable(column, rowCount, .number)
    }
    let map = dictionary.texts.map(body)
    var builder = ColumnBuilder(.number)
    for row in 0..<rowCount {
      if let reason = column.missing.reason(row) {
        builder.append(missing: reason)
      } else if let value = map[Int(codes[row])] {
        builder.append(.number(value))
      } else {
        builder.append(missing: .incomputable)
      }
    }
    return try finish(builder)
  }

  static func allIncomputable(_ column: Column, _ rowCount: Int, _ type: ColumnType) -> Column {
    .allMissing(rowCount, type: type, reason: .incomputable)
  }

  static func finish(_ builder: ColumnBuilder) throws(KernelFailure) -> Column {
    do { return try builder.finished() } catch { throw .overflow }
  }
}

extension Function {
  /// The words of levels, as text.
  static func levelWord(_ scale: Scale) -> Function {
    Function(name: "word", result: .text) { columns, rowCount throws(KernelFailure) in
      guard case .codes(let codes, _) = columns[0].storage else {
        return Kernels.allIncomputable(columns[0], rowCount, .text)
      }
      return Column(.codes(codes, TextDictionary(scale.levels)), missing: columns[0].missing)
    }
  }

  /// The place of a level in its legend, 0 first.
  static let place = Function(name: "place", result: .number) { columns, rowCount throws(KernelFailure) in
    guard case .codes(let codes, _) = columns[0].storage else {
      return Kernels.allIncomputable(columns[0], rowCount, .number)
    }
    return Column(.numbers(.narrow(codes.map(Int64.init), scale: 0)), missing: columns[0].missing)
  }
}
