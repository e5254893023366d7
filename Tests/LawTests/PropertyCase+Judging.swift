import Diagnostics
import PolicyModel

extension PropertyCase {
  /// Whether all questions give the same rows.
  func allEqual(_ texts: [String]) -> Outcome {
    judge(texts) { answers in
      for (text, answer) in zip(texts, answers).dropFirst() where answer.rows != answers[0].rows {
        return "\(texts[0])\n\(answers[0].csv)\n\nbut \(text)\n\(answer.csv)"
      }
      return nil
    }
  }

  /// Answers questions and looks at the answers: what is wrong, or nil.
  func judge(_ texts: [String], _ verdict: ([Answer]) -> String?) -> Outcome {
    var answers: [Answer] = []
    for text in texts {
      do throws(Diagnostic) {
        answers.append(try desk.answer(text))
      } catch {
        return .refused(error, text)
      }
    }
    return verdict(answers).map { .broken($0) } ?? .holds
  }

  /// Whether two questions give the same shown rows but for why values are missing, or are refused for the same reason;
  /// the first may also be refused for mixing totals and parts where the second is not.
  func sameAnswer(_ text: String, _ other: String, orMixed mayMix: Bool) -> Outcome {
    let a = Result { () throws(Diagnostic) in try desk.answer(text) }
    let b = Result { () throws(Diagnostic) in try desk.answer(other) }
    switch (a, b) {
    case (.success(let x), .success(let y)) where x.shownRows == y.shownRows: return .holds
    case (.failure(let x), .failure(let y)) where x.code == y.code: return .holds
    case (.failure(let x), .success) where mayMix && x.code == "E09": return .holds
    case (.success, .success), (.success, .failure), (.failure, .success), (.failure, .failure):
      return .broken("\(text)\n\(a.shown)\n\nbut \(other)\n\(b.shown)")
    }
  }
}

extension Result where Success == Answer, Failure == Diagnostic {
  /// The rows, or why there are none.
  var shown: String {
    switch self {
    case .success(let answer): answer.csv
    case .failure(let error): error.shown
    }
  }
}

extension Diagnostic {
  var shown: String { ([code, message.en].compactMap { $0 } + notes.map(\.en)).joined(separator: " ") }
}

extension Outcome {
  /// Goes on with a further check if this one holds.
  func then(_ next: () -> Outcome) -> Outcome {
    if case .holds = self { return next() }
    return self
  }
}

extension Answer {
  /// The rows with the columns that a result shows, all missing values alike.
  var shownRows: [[Value]] {
    let shown = fields.indices.filter { fields[$0].isShown }
    return rows.map { row in shown.map { row[$0].withoutReason } }
  }
}

extension Value {
  /// Missing is one value, whatever the reason.
  var withoutReason: Value { isMissing ? .missing(.blank) : self }
}
