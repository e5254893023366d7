internal import Diagnostics

/// The notices of one run: counts of one kind are added up, the same notice is given once.
struct NoticeTally: Sendable {
  private struct Count: Sendable {
    var code: String
    var number: Int
    var wording: @Sendable (Int) -> Notice
  }

  private var counts: [Count] = []
  private var others: [Notice] = []

  mutating func add(_ notice: Notice) { others.append(notice) }

  /// Adds to the number that one notice of this code will state; the first wording is used.
  mutating func count(_ code: String, _ number: Int, wording: @escaping @Sendable (Int) -> Notice) {
    if number == 0 { return }
    if let index = counts.firstIndex(where: { $0.code == code }) {
      counts[index].number += number
    } else {
      counts.append(Count(code: code, number: number, wording: wording))
    }
  }

  /// Adds what another part of the same run has noticed, further down in the rows.
  mutating func add(_ other: NoticeTally) {
    for one in other.counts { count(one.code, one.number, wording: one.wording) }
    others += other.others
  }

  /// N1 first; those with other codes behind, in the order given.
  var notices: [Notice] {
    var kept: [Notice] = []
    for notice in counts.map({ $0.wording($0.number) }) + others
    where !kept.contains(where: { $0.code == notice.code && $0.message == notice.message }) {
      kept.append(notice)
    }
    let numbered = kept.enumerated().sorted {
      ($0.element.number, $0.offset) < ($1.element.number, $1.offset)
    }
    return numbered.map(\.element)
  }
}

extension Notice {
  fileprivate var number: Int { Int(code.dropFirst()) ?? Int.max }
}
