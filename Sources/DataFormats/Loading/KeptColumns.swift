internal import PolshText

/// Which columns are worth keeping while a file is walked over for the first time.
struct KeptColumns: Sendable {
  /// How much of a column is kept.
  enum Amount: Sendable {
    case nothing
    /// Texts only if few of them are different.
    case small
    case all
  }

  /// All of what the statements to come name and nothing else; where they are not known, what is small.
  let amounts: [Amount]
  /// When a worker has kept more bytes than these, it keeps nothing any more.
  let mostBytes: Int

  init(_ headings: [Heading], _ reading: ReadingOptions) {
    amounts = headings.map { heading in
      guard let statements = reading.statements else { return .small }
      return statements.contains(heading.name) ? .all : .nothing
    }
    mostBytes = reading.keptBytes / max(1, reading.workers)
  }
}
