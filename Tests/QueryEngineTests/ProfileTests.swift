import Diagnostics
import PolicyModel
import QueryPlan
import Testing

@testable import QueryEngine

@Suite("Where the time of a run went")
struct ProfileTests {
  private func profile(_ plan: Plan, threads: Int = 1, isSliced: Bool = false) throws -> RunProfile {
    var workers = Workers(count: threads)
    if isSliced { (workers.sliceLength, workers.fewestRows) = (4, 1) }
    let result = try Engine(sink: SilentSink(), workers: workers, isMeasured: true).run(plan)
    return try #require(result.profile)
  }

  private func shape(_ profile: RunProfile) -> [String] {
    profile.stages.map { "\($0.node) \($0.kind.rawValue) \($0.rowsIn) \($0.rowsOut)" }
  }

  private let numbers: Plan
  private let largest: AggregateCall

  init() throws {
    var function = AggregateFunction(name: "max", skipsMissing: true, fold: .largest, kernel: Kernels.sum.kernel)
    function.addsUp = false
    largest = AggregateCall(function, .column(1), field: field("m"))
    numbers = try scan([
      Given("k", .number, (0..<100).map { number(String($0 % 7)) }),
      Given("v", .number, (0..<100).map { number(String($0)) }),
    ])
  }

  @Test("Nodes are numbered inputs first, and tell what went in and came out", arguments: [1, 2, 3], [false, true])
  func rows(threads: Int, isSliced: Bool) throws {
    let plan = numbers.filter(.compare(.less, .column(1), constant("50")))
      .group([0], largest)
    let profile = try profile(plan, threads: threads, isSliced: isSliced)
    #expect(shape(profile) == ["1 scan [] 100", "2 filter [100] 50", "3 aggregate [50] 7"])
    #expect(profile.rowsRead == 100)
    #expect(profile.threads == (isSliced ? threads : 1))
  }

  @Test("What need not be done is not there", arguments: [false, true])
  func leftOut(isSliced: Bool) throws {
    let plan = numbers.sort(.init(.column(1))).group([], largest)
    #expect(try shape(profile(plan, isSliced: isSliced)) == ["1 scan [] 100", "3 aggregate [100] 1"])
  }

  @Test("The first rows of a sort", arguments: [1, 2], [false, true])
  func firstRows(threads: Int, isSliced: Bool) throws {
    let plan = numbers.derive("w", .column(1)).sort(.init(.column(1), isDescending: true)).take(3)
    #expect(
      try shape(profile(plan, threads: threads, isSliced: isSliced))
        == ["1 scan [] 100", "2 project [100] 100", "3 sort [100] 3", "4 limit [3] 3"])
  }

  @Test("Both sides of a look-up", arguments: [1, 2], [false, true])
  func lookups(threads: Int, isSliced: Bool) throws {
    let right = try scan(.numbers("k", "1", "2", "9"), .numbers("w", "10", "20", "90"))
    let plan = numbers.join(right, [0], [0], bring: [1], .only, once: true).group([0], largest)
    #expect(
      try shape(profile(plan, threads: threads, isSliced: isSliced))
        == ["1 scan [] 100", "2 scan [] 3", "3 join [100, 3] 29", "4 aggregate [29] 2"])
  }

  @Test("Without a wish nothing is measured")
  func unmeasured() throws {
    #expect(try run(numbers).profile == nil)
  }

  @Test("Times of stages together are at most the time of the run")
  func times() throws {
    let clock = ContinuousClock()
    var profile: RunProfile?
    let whole = try clock.measure {
      profile = try self.profile(
        numbers.filter(.compare(.less, .column(1), constant("50"))).take(3), threads: 2, isSliced: true)
    }
    #expect(Duration.nanoseconds(Int64(try #require(profile).nanoseconds)) <= whole)
  }
}
