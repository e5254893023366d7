/// The spellings that several workers found, as one list: each once, in the order of the file.
///
/// What is first in the file does not depend on who took which block, nor on how many workers there are.
struct SpellingUnion {
  /// For each worker the number in the union of each of its spellings.
  private(set) var numbers: [[Int32]]
  /// Of which worker, and which of its spellings, each is.
  private(set) var origins: [(worker: Int32, number: Int32)] = []

  init(_ findings: [SpellingFinding], _ takers: [CellParts.Taker], seed: UInt64) {
    numbers = findings.map { [Int32](repeating: 0, count: $0.table.count) }
    let total = findings.reduce(0) { $0 + $1.table.count }
    let used = findings.filter { $0.table.count > 0 }
    // One worker's list is in the order of the file.
    if used.count <= 1 {
      let worker = findings.firstIndex { $0.table.count > 0 } ?? 0
      if total > 0 { numbers[worker] = (0..<total).map { Int32(truncatingIfNeeded: $0) } }
      origins = (0..<total).map { (Int32(truncatingIfNeeded: worker), Int32(truncatingIfNeeded: $0)) }
      return
    }
    let union = SpellingTable(seed: seed)
    for taker in takers {
      let finding = findings[taker.worker]
      guard finding.knownBefore.indices.contains(taker.index) else { continue }
      let next = taker.index + 1
      let end = next < finding.knownBefore.count ? finding.knownBefore[next] : finding.table.count
      for number in finding.knownBefore[taker.index]..<end {
        let found = union.number(of: number, in: finding.table)
        if found == origins.count {
          origins.append((Int32(truncatingIfNeeded: taker.worker), Int32(truncatingIfNeeded: number)))
        }
        numbers[taker.worker][number] = Int32(truncatingIfNeeded: found)
      }
    }
  }

  /// For each worker what each of its spellings means.
  func perWorker(_ meanings: [Int32]) -> [[Int32]] {
    numbers.map { numbers in numbers.map { meanings[Int($0)] } }
  }
}
