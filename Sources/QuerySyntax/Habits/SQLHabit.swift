internal import Diagnostics

/// `SELECT … FROM …` as a question that begins with its table.
///
/// `select item, sum(x) as s from t where y > 1 group by item order by s desc limit 3` →
/// `t | where y > 1 | group item: s = sum(x) | sort -s | take 3`
struct SQLHabit {
  private var retelling: Retelling
  private let typed: TypedTokens
  private var clauses: [Clause: Range<Int>] = [:]

  private enum Clause: Int {
    case select, from, filter, group, having, order, limit
  }

  /// One column of the result.
  private struct Item {
    var value: String
    var name: String?
    /// What later clauses call it.
    var shownName: String { name ?? SQLHabit.resultName(value) ?? value }
    var isAggregate: Bool
  }

  /// - Returns: nil when the statement is no query of SQL that can be said otherwise.
  init?(_ retelling: Retelling) {
    self.retelling = retelling
    typed = retelling.typed
    guard let clauses = SQLHabit.clauses(retelling.typed), clauses[.from] != nil else { return nil }
    self.clauses = clauses
  }

  /// Whether a statement is SQL at all: what it begins with.
  static func isQuery(_ typed: TypedTokens) -> Bool {
    typed.isWord(0, "select") || typed.isWord(0, "with") && typed.isWord(2, "as")
      || typed.isWord(0, "from") && clauses(typed).map { $0.count > 1 } ?? false
  }

  /// The clauses outside all brackets, each without its leading word.
  private static func clauses(_ typed: TypedTokens) -> [Clause: Range<Int>]? {
    var found: [Clause: Range<Int>] = [:]
    var current: (clause: Clause, start: Int)?
    var place = 0
    while place < typed.count {
      var next: (clause: Clause, length: Int)?
      switch typed.word(place) {
      case "select": next = (.select, 1)
      case "from": next = (.from, 1)
      case "where": next = (.filter, 1)
      case "group" where typed.isWord(place + 1, "by"): next = (.group, 2)
      case "having": next = (.having, 1)
      case "order" where typed.isWord(place + 1, "by"): next = (.order, 2)
      case "limit": next = (.limit, 1)
      case "union", "intersect", "except", "offset", "window": return nil
      default: break
      }
      if typed.isSymbol(place, .pipe) { return nil }
      if let next {
        if let current { found[current.clause] = current.start..<place }
        if found[next.clause] != nil { return nil }
        current = (next.clause, place + next.length)
        place += next.length
      } else {
        if current == nil { return nil }
        if typed.isSymbol(place, .openParenthesis), let end = typed.partner(of: place) { place = end }
        place += 1
      }
    }
    if let current { found[current.clause] = current.start..<typed.count }
    return found
  }

  // MARK: The question

  mutating func question() -> String? {
    guard let from = clauses[.from], let source = source(from) else { return nil }
    let isAlone = Set(names.values).count == 1
    retelling.sides = names.mapValues { isAlone ? "" : $0 + "." }
    var verbs: [String] = [source]
    if let filter = clauses[.filter], !filter.isEmpty { verbs.append("where " + text(filter)) }
    let items = selectedItems()
    let keys = keys(items)
    let order = order(items)
    if !keys.isEmpty || items.contains(where: \.isAggregate) {
      verbs += grouped(items, keys)
      if let having = clauses[.having] {
        guard let condition = condition(having, items) else { return nil }
        verbs.append("where " + condition)
      }
      if let order { verbs.append("sort " + order) }
    } else {
      // The order may be by columns that are not shown.
      if let order { verbs.append("sort " + order) }
      verbs += projected(items)
    }
    if let limit = clauses[.limit] {
      guard limit.count == 1 else { return nil }
      verbs.append("take " + typed.text(limit))
    }
    return verbs.joined(separator: " | ")
  }

  private mutating func text(_ range: Range<Int>) -> String { retelling.text(range) }

  private func isDistinct() -> Bool {
    clauses[.select].map { typed.isWord($0.lowerBound, "distinct") && $0.count > 1 } ?? false
  }

  private mutating func selectedItems() -> [Item] {
    guard var range = clauses[.select] else { return [] }
    if isDistinct() { range = range.lowerBound + 1..<range.upperBound }
    return typed.parts(of: range).compactMap { part in
      if part.isEmpty || retelling.isStar(part) { return nil }
      var value = part
      var name: String?
      let last = part.upperBound - 1
      if part.count > 2, typed.isWord(last - 1, "as"), typed.tokens[last].isName {
        name = typed.text(last)
        value = part.lowerBound..<last - 1
      } else if part.count > 1, typed.tokens[last].isName, typed.tokens[last - 1].endsValue,
        typed.gap(before: last) != ""
      {
        // `sum(x) total`: a name without AS.
        name = typed.text(last)
        value = part.lowerBound..<last
      }
      return Item(value: text(value), name: name, isAggregate: isAggregate(value))
    }
  }

  private static let aggregates: Set<String> = ["count", "sum", "avg", "min", "max", "median", "average"]

  private func isAggregate(_ range: Range<Int>) -> Bool {
    range.contains { isAggregateCall($0) }
  }

  private func isAggregateCall(_ index: Int) -> Bool {
    typed.word(index).map { Self.aggregates.contains($0) } ?? false && typed.isSymbol(index + 1, .openParenthesis)
  }

  /// The keys of `GROUP BY`; a number there means that column of the result.
  private mutating func keys(_ items: [Item]) -> [String] {
    guard let range = clauses[.group] else { return [] }
    return typed.parts(of: range).map { part in
      if let item = numbered(part, items) { return item.value }
      return text(part)
    }
  }

  private func numbered(_ part: Range<Int>, _ items: [Item]) -> Item? {
    guard part.count == 1, let number = Int(typed.text(part)), items.indices.contains(number - 1) else { return nil }
    return items[number - 1]
  }

  private func grouped(_ items: [Item], _ keys: [String]) -> [String] {
    let computed = items.filter { item in !keys.contains(item.value) }
    if computed.isEmpty { return ["distinct " + keys.joined(separator: ", ")] }
    if computed.count == 1, computed[0].value == "count()", computed[0].name == nil || computed[0].name == "count" {
      return [keys.isEmpty ? "count" : "count by " + keys.joined(separator: ", ")]
    }
    let list = computed.map { ($0.name.map { $0 + " = " } ?? "") + $0.value }.joined(separator: ", ")
    return ["group\(keys.isEmpty ? "" : " " + keys.joined(separator: ", ")): \(list)"]
  }

  private func projected(_ items: [Item]) -> [String] {
    if items.isEmpty { return isDistinct() ? ["distinct"] : [] }
    let list = items.map { ($0.name.map { $0 + " = " } ?? "") + $0.value }.joined(separator: ", ")
    if !isDistinct() { return ["select " + list] }
    return items.contains { $0.name != nil } ? ["select " + list, "distinct"] : ["distinct " + list]
  }

  private mutating func order(_ items: [Item]) -> String? {
    guard let range = clauses[.order], !range.isEmpty else { return nil }
    return typed.parts(of: range).map { part -> String in
      var key = part
      // NULLS LAST is what always happens.
      if let nulls = typed.first(in: part, where: { typed.isWord($0, "nulls") }) { key = part.lowerBound..<nulls }
      let isDescending = typed.isWord(key.upperBound - 1, "desc")
      if isDescending || typed.isWord(key.upperBound - 1, "asc") { key = key.lowerBound..<key.upperBound - 1 }
      let plain = numbered(key, items)?.shownName ?? named(text(key), items)
      let isSimple = !plain.contains(" ")
      return isDescending ? (isSimple ? "-" + plain : "-(\(plain))") : plain
    }.joined(separator: ", ")
  }

  /// What an expression of a later clause is called: the name of the column that holds it.
  private func named(_ text: String, _ items: [Item]) -> String {
    items.first { $0.value == text && $0.isAggregate }?.shownName ?? text
  }

  /// `HAVING COUNT(*) > 3`: the aggregate by the name of its column; nil where it is none of the result.
  private mutating func condition(_ range: Range<Int>, _ items: [Item]) -> String? {
    var parts: [String] = []
    var place = range.lowerBound
    while place < range.upperBound {
      let call = (place..<range.upperBound).first { isAggregateCall($0) } ?? range.upperBound
      if call > place { parts.append(text(place..<call)) }
      if call == range.upperBound { break }
      guard let close = typed.partner(of: call + 1) else { return nil }
      let value = text(call..<close + 1)
      guard let item = items.first(where: { $0.value == value }) else { return nil }
      parts.append(item.shownName)
      place = close + 1
    }
    return parts.joined(separator: " ")
  }

  /// `count()` → count, `sum(spend)` → sum_spend
  private static func resultName(_ value: String) -> String? {
    guard let open = value.firstIndex(of: "("), value.last == ")" else { return nil }
    let function = value[..<open].lowercased()
    let inner = value[value.index(after: open)...].dropLast()
    if inner.isEmpty { return function }
    return inner.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } ? function + "_" + inner : nil
  }

  // MARK: Tables

  /// What a table is called in the statement, and what it is.
  private var names: [String: String] = [:]

  /// The first table, and the joins of further ones.
  private mutating func source(_ range: Range<Int>) -> String? {
    let starts = range.filter { typed.isWord($0, "join") }
    guard typed.parts(of: range).count == 1 else { return nil }
    var end = starts.first ?? range.upperBound
    var kind = kindBefore(&end)
    guard let first = table(range.lowerBound..<end) else { return nil }
    var verbs: [String] = []
    for (place, start) in starts.enumerated() {
      guard let verb = kind else { return nil }
      var end = place + 1 < starts.count ? starts[place + 1] : range.upperBound
      kind = place + 1 < starts.count ? kindBefore(&end) : nil
      guard let key = typed.first(in: start..<end, where: { typed.isWord($0, "on", "using") }),
        let table = table(start + 1..<key), let keys = joinKeys(key, end)
      else { return nil }
      verbs.append("\(verb) \(table) on \(keys)")
    }
    return ([first] + verbs).joined(separator: " | ")
  }

  /// The kind of the join that follows, and where the words before it end.
  private func kindBefore(_ end: inout Int) -> String? {
    var start = end
    var verb: String? = "join only"
    while start > 0, let word = typed.word(start - 1), let kind = VerbHabits.joins[word] {
      if word != "outer" { verb = kind }
      start -= 1
    }
    end = start
    return verb
  }

  private mutating func table(_ range: Range<Int>) -> String? {
    guard let first = range.first, typed.tokens[first].isName else { return nil }
    let name = typed.text(first)
    let alias = typed.isWord(first + 1, "as") ? first + 2 : first + 1
    guard range.count <= 3, alias >= range.upperBound - 1 else { return nil }
    if alias < range.upperBound { names[typed.text(alias)] = name }
    names[name] = name
    return name
  }

  private mutating func joinKeys(_ key: Int, _ end: Int) -> String? {
    if typed.isWord(key, "using") {
      guard typed.isSymbol(key + 1, .openParenthesis), let close = typed.partner(of: key + 1), close == end - 1 else {
        return nil
      }
      return typed.text(key + 2..<close)
    }
    var range = key + 1..<end
    if typed.isSymbol(range.lowerBound, .openParenthesis), typed.partner(of: range.lowerBound) == end - 1 {
      range = range.lowerBound + 1..<end - 1
    }
    var keys: [String] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let stop = typed.first(in: start..<range.upperBound) { typed.isWord($0, "and") } ?? range.upperBound
      // a.k = b.k
      guard stop - start == 7, typed.isSymbol(start + 1, .dot), typed.isSymbol(start + 3, .equal),
        typed.isSymbol(start + 5, .dot)
      else { return nil }
      let (left, right) = (typed.text(start + 2), typed.text(start + 6))
      keys.append(left == right ? left : "\(left) = \(right)")
      start = stop + 1
    }
    return keys.joined(separator: ", ")
  }
}

extension Token {
  /// Whether a value may end with it.
  fileprivate var endsValue: Bool {
    switch kind {
    case .symbol(.closeParenthesis), .number, .word, .quotedName: true
    default: false
    }
  }
}
