internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

/// What a function takes from many rows, as notices about it name it.
struct MeasureNotes {
  /// The column of the result.
  private let column: BilingualName
  /// The argument as a person would type it.
  private let argument: Message
  private let isNumber: Bool
  private let unit: Unit?
  /// Whether `missing_count` can stand in its place.
  private let canCountMissing: Bool

  init(_ call: AggregateCall, _ fields: [Field]) {
    self.init(call.field, call.argument, call.argumentText, fields, canCountMissing: true)
  }

  init(_ call: WindowCall, _ fields: [Field]) {
    self.init(call.field, call.arguments.first, call.argumentText, fields, canCountMissing: false)
  }

  private init(
    _ result: Field, _ expression: PlanExpression?, _ text: Message?, _ fields: [Field], canCountMissing: Bool
  ) {
    column = result.name
    unit = result.unit
    self.canCountMissing = canCountMissing
    isNumber = expression.map { $0.type(over: fields) == .number } ?? true
    var name: Message?
    if case .column(let place)? = expression, fields.indices.contains(place), fields[place].visibility != .carried {
      name = fields[place].name.typed
    }
    argument = name ?? text ?? Message(same: "x")
  }

  /// N2: missing cells that the function leaves out.
  func leftOut(_ count: Int) -> Notice {
    var fixes: [Message] = []
    if canCountMissing { fixes.append(Message(ja: "欠測数（\(argument.ja)）", en: "missing_count(\(argument.en))")) }
    if isNumber { fixes.append(Message(ja: "\(argument.ja) ?? 0", en: "\(argument.en) ?? 0")) }
    return Notice(
      "N2",
      Message(
        ja: "\(column.ja): 欠測 \(count) 件を除きました。",
        en: "\(column.en): \(count) missing \(count == 1 ? "value" : "values") left out."),
      fix: Message(
        ja: fixes.map(\.ja).joined(separator: " / "), en: fixes.map(\.en).joined(separator: " / ")))
  }

  /// N5: rows that stand several times since an `unnest`, a `join` or a `union`, where something is added for them each
  /// time; nil if there are none.
  func addedTwice(
    _ cells: Column, _ groupOf: [Int32], _ origin: RowIdentity.Origin
  ) throws(Diagnostic) -> Notice? {
    guard case .numbers(let vector) = cells.storage else { return nil }
    let numbers = origin.numbers
    var times = [UInt8](repeating: 0, count: origin.count)
    var repeated = 0
    var surplus: Int128 = 0
    for row in groupOf.indices where groupOf[row] >= 0 && numbers[row] >= 0 && !cells.missing[row] {
      let value = vector.mantissa(row)
      // Adding nothing again misleads nobody.
      if value == 0 { continue }
      let number = Int(numbers[row])
      if times[number] == 0 {
        times[number] = 1
        continue
      }
      let (sum, overflow) = surplus.addingReportingOverflow(value)
      if overflow { throw .overflow }
      surplus = sum
      if times[number] == 1 {
        times[number] = 2
        repeated += 1
      }
    }
    if repeated == 0 { return nil }
    let amount = try ExactDecimal(mantissa: surplus, scale: vector.scale).figure(in: unit)
    return Notice(
      "N5",
      Message(
        ja: "同じ元の行を重ねて足しました: \(repeated) 行、\(amount)",
        en: repeated == 1
          ? "1 source row was added more than once (\(amount))."
          : "\(repeated) source rows were added more than once (\(amount))."),
      fix: origin.cause.remedy(argument))
  }
}

extension RepetitionCause {
  /// What adds each row only once.
  fileprivate func remedy(_ name: Message) -> Message {
    switch self {
    case .unnested(let list):
      let list = list.typed
      return Message(
        ja: "展開 の前に: 追加 \(name.ja) ＝ \(name.ja) ÷ 長さ（\(list.ja)）",
        en: "before unnest: derive \(name.en) = \(name.en) / len(\(list.en))")
    case .joinedMany:
      return Message(ja: "結合 の前に: 集計 …： 合計（\(name.ja)）", en: "before join: group …: sum(\(name.en))")
    case .united: return Message(ja: "追記 の前に: 絞込 …", en: "before union: where …")
    case .traced: return Message(ja: "足す前に: 除外 … ｜ 重複除去", en: "before adding: omit … | distinct")
    case .lookedUp(let table):
      let table = table.typed
      return Message(ja: "\(table.ja) ｜ 集計 …： 合計（\(name.ja)）", en: "\(table.en) | group …: sum(\(name.en))")
    }
  }
}

extension Column {
  /// How many cells are missing among the rows that belong to a group.
  func missingCount(among groupOf: [Int32]) -> Int {
    let isList = if case .lists = storage { true } else { false }
    if missing.isEmpty, !isList { return 0 }
    let flags = missingFlags
    var count = 0
    for row in groupOf.indices where groupOf[row] >= 0 && flags[row] { count += 1 }
    return count
  }
}

extension ExactDecimal {
  /// The figure as it is shown: `12,000千円`.
  fileprivate func figure(in unit: Unit?) throws(Diagnostic) -> String {
    let figure: ExactDecimal
    do throws(DecimalOverflow) {
      figure = try unit?.fromBase(self) ?? self
    } catch {
      throw .overflow
    }
    let decimals = unit?.decimalsOnScreen ?? figure.trimmed.scale
    return figure.text(decimals: decimals, grouped: true) + (unit?.symbol ?? "")
  }
}
