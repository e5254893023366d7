internal import Diagnostics

/// One kind of thing that `check data` looks for in every table.
struct DataCheck: Sendable {
  /// What a report calls it: a noun, so that it can stand before a sentence and in a column.
  var name: Message
  /// What is looked for, for the sentence that says what was checked.
  var subject: Message
  /// The findings in a table; none where all is well, or where the table says too little to judge.
  var find: @Sendable (CheckedTable) throws(Diagnostic) -> [Finding]

  init(
    _ name: Message, subject: Message, find: @escaping @Sendable (CheckedTable) throws(Diagnostic) -> [Finding]
  ) {
    self.name = name
    self.subject = subject
    self.find = find
  }
}

/// All kinds of findings, in the order in which a report gives them: faults first, facts that are good to know last.
enum DataCheckRegistry {
  static let all: [DataCheck] = [
    .unreadableCells,
    .undeclaredLevels,
    .repeatedKeys,
    .unequalTotals,
    .unequalSums,
    .targetsWithoutActuals,
    .missingYears,
    .similarNames,
    .severalSpellings,
    .emptyColumns,
    .constantColumns,
  ]
}
