import Foundation
import Synchronization

/// Ends the process, naming the seed, when one case takes more than two seconds of computing.
final class Watch: Sendable {
  private let seed = Atomic<UInt64>(0)
  private let begun = Atomic<UInt64>(0)
  private static let limit: UInt64 = 2_000_000_000

  init() {
    let thread = Thread { [self] in
      while true {
        usleep(200_000)
        let start = begun.load(ordering: .relaxed)
        if start > 0, processTime() > start + Self.limit {
          print("\n== seed \(seed.load(ordering: .relaxed)): takes longer than 2 s")
          fflush(nil)
          abort()
        }
      }
    }
    thread.start()
  }

  func begin(_ seed: UInt64) {
    self.seed.store(seed, ordering: .relaxed)
    begun.store(processTime(), ordering: .relaxed)
  }

  func end() { begun.store(0, ordering: .relaxed) }
}

/// The computing time that the process has used: a busy machine is no fault of the case.
private func processTime() -> UInt64 {
  var time = timespec()
  _ = unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
