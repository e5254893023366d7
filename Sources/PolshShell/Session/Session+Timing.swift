internal import ColumnStore
internal import DataFormats
internal import Diagnostics
internal import PolshSystem
internal import Presentation
internal import QueryLanguage
internal import QueryPlan

extension Session {
  /// With `timer on`: where the time of an answer went.
  ///
  /// - Parameters:
  ///   - computed: when the result was there.
  ///   - shown: when it stood on the screen; nil where nothing is shown.
  func tellTime(of plan: Plan, _ result: QueryResult, computed: UInt64, shown: UInt64? = nil) {
    guard showsTime == true, let profile = result.profile else { return }
    // The words are those of `explain`, the rows those that were counted. Nothing that could fail is asked of the data.
    let estimator = Estimator(EngineProbe(), mostRows: 0)
    guard let plan = try? PlanSteps(plan.numbered(), language, estimator) else { return }
    let prepared = computed - statementBegan - min(computed - statementBegan, profile.nanoseconds)
    var stages = [TimedAnswer.Stage(text: Message.prepared[language], nanoseconds: prepared)]
    for (place, step) in plan.steps.enumerated() {
      let nodes = profile.stages.filter { plan.stepOfNode[$0.node] == place }
      guard let first = nodes.first, let last = nodes.last else { continue }
      stages.append(
        TimedAnswer.Stage(
          number: place + 1, text: step.action, nanoseconds: nodes.reduce(0) { $0 + $1.nanoseconds },
          rowsIn: first.rowsIn, rowsOut: last.rowsOut))
    }
    if let shown {
      stages.append(
        TimedAnswer.Stage(
          text: Message.shown[language], nanoseconds: shown - computed, rowsIn: [result.table.rowCount]))
    }
    let answer = TimedAnswer(stages: stages, rowsRead: profile.rowsRead, threads: profile.threads)
    for line in answer.lines(language, width: settings.width) { say(Message(same: line)) }
  }

  /// With `timer on`: how quickly a file was read.
  func tellTime(ofLoading rows: Int, bytes: Int, since start: UInt64) {
    guard showsTime == true else { return }
    let text = TimedLoad(rows: rows, bytes: bytes, nanoseconds: Program.nanoseconds - start).text
    say(text)
  }
}

extension Message {
  fileprivate static let prepared = Message(ja: "文を読みとり、答え方を決める", en: "Understand the question and plan the answer")
  fileprivate static let shown = Message(ja: "答えを表示する", en: "Show the answer")
}
