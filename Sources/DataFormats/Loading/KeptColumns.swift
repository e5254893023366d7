internal import PolshText

/// Which columns are worth keeping while a file is walked over for the first time.
struct KeptColumns: Sendable {
  /// For each column whether the statements to come name it; all, where they are not known.
  let isNamed: [Bool]
  /// When a worker has kept more bytes than these, it keeps only what is named.
  let mostBytes: Int

  init(_ headings: [Heading], _ reading: ReadingOptions) {
    isNamed = headings.map { heading in
      guard let statements = reading.statements else { return true }
      return statements.contains(heading.name)
    }
    mostBytes = reading.keptBytes / max(1, reading.workers)
  }
}
