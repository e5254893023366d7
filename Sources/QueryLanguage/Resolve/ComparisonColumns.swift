internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

/// What the verbs share that set values of a measure side by side: their keys, what a measure may be, its direction.
struct ComparisonColumns {
  var relation: Relation
  var call: VerbCall
  var keys: [Int]

  /// The keys named, or the primary key without the column compared over and what depends on it.
  static func keys(_ call: VerbCall, _ relation: Relation, over: Int?, _ resolver: Resolver) throws(Diagnostic) -> [Int]
  {
    if let names = call.columns("keys") { return try resolver.keys(names, relation, call) }
    let overID = over.map { relation.fields[$0].id }
    var places: [Int] = []
    for id in relation.primaryKey where id != overID {
      guard let place = relation.place(of: id),
        relation.fields[place].isShown || relation.fields[place].visibility == .provenance
      else { continue }
      if let overID, relation.fields[place].follows == overID { continue }
      places.append(place)
    }
    return places
  }

  /// The two sides in the aggregated row, and from what direction they are judged.
  struct Sides {
    var base: Typed
    var value: Typed
    var direction: Direction
    var baseRemark: Message
    var valueRemark: Message
  }

  /// Adds base, value, diff, rate, ratio, (achieve,) better.
  func add(_ sides: Sides, achieve: Bool, to row: inout AggregatedRow, _ resolver: inout Resolver) throws(Diagnostic) {
    var baseField = Field.holding(sides.base, id: resolver.newID(), name: BilingualName(ja: "基準", en: "base"))
    baseField.remark = sides.baseRemark
    var valueField = Field.holding(sides.value, id: resolver.newID(), name: BilingualName(ja: "値", en: "value"))
    valueField.remark = sides.valueRemark
    for (field, side) in [(baseField, sides.base), (valueField, sides.value)] {
      var field = field
      field.guards = []
      row.add(field, side.value)
    }
    var change = Change(before: sides.base, after: sides.value, direction: sides.direction)
    if let place = sides.value.unitFrom.flatMap({ relation.place(of: $0) }) {
      let field = relation.fields[place]
      let at =
        keys.firstIndex(of: place) ?? row.aggregation.add(.firstPresent, .column(place), field, isSupporting: true)
      change.unit = (at, field.type)
    }
    var made = change.diff(&resolver)
    made += [change.rate(&resolver), change.ratio(&resolver)]
    if achieve { made.append(change.achieve(&resolver)) }
    made.append(change.better(&resolver))
    for one in made { row.add(one.field, one.value) }
    if let watch = change.noteUnknownDirection(&resolver) { row.watches.append(watch) }
  }

  /// The direction that a measure has: stated, its column's, its row's, or up for grades.
  ///
  /// - Parameter column: the place in the row at hand of the column that says it row by row.
  func direction(_ measure: Typed, _ column: (Int) -> Int?) -> Direction {
    if case .direction(let better, _)? = call.arguments["better"] {
      var direction = Direction(better: better, place: nil, scale: nil)
      direction.isChosen = true
      return direction
    }
    if let better = measure.better { return Direction(better: better, place: nil, scale: nil) }
    if let id = measure.betterFrom, let place = relation.place(of: id), let scale = relation.fields[place].type.scale {
      return Direction(better: nil, place: column(place), scale: scale)
    }
    return Direction(better: measure.type.isGrade ? .up : nil, place: nil, scale: nil)
  }

  /// The same in the aggregated row.
  func direction(_ measure: Typed, _ aggregation: Aggregation) -> Direction {
    direction(measure) { place in
      aggregation.keys.firstIndex(of: place)
        ?? aggregation.add(.firstPresent, .column(place), relation.fields[place], isSupporting: true)
    }
  }

  /// What makes one value of several rows: the sum; of grades the worst or best, of years the last.
  func summaries(of measure: Expression, _ typed: Typed) -> [FixIt] {
    let functions: [FunctionEntry] =
      switch typed.type {
      case .level: [.worst, .best]
      case .year: [.max]
      default: [.sum]
      }
    let text = RowScope(relation).typed(measure)
    return functions.map { function in
      let (ja, en) = (function.spelling.ja.first ?? function.spelling.en, function.spelling.en)
      return FixIt(replace: measure.span, with: .call(ja, en, text))
    }
  }

  /// A measure must be a number, a grade or a year.
  func check(_ typed: Typed) throws(Diagnostic) {
    switch typed.type {
    case .number, .year: return
    case .level(let scale):
      if !scale.isRanked { throw .unranked(typed, scale, nil, typed.span) }
    default: throw .notNumbers(typed, typed)
    }
  }
}
