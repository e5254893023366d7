internal import PolshSystem

/// How a file of rows and cells is written: what stands between cells, how many a row has, in which encoding.
struct CSVShape: Sendable {
  var separator: UInt8
  /// Cells in each row.
  var width: Int
  var encoding: TextEncoding
  /// A quote that is open for more bytes than this is taken for one that is never closed; no row is longer.
  var longestRow = 1 << 26
}

/// A row that cannot be one of the table: kept apart with its place, or refused.
struct MalformedRow: Sendable, Equatable {
  enum Reason: Sendable, Equatable {
    /// Another number of cells than the heading has.
    case count(Int)
    /// Text goes on behind a closing quote; the place of that text.
    case textBehindQuote(at: Int)
    /// The quote opened at the place is never closed.
    case unclosedQuote(at: Int)
  }

  /// Where it begins in the file. A row whose quotes are broken is its first line only: what follows is read anew.
  var offset: Int
  /// In bytes, without the line end.
  var length: Int
  var reason: Reason
}

/// Why a block of a file cannot be cut into rows.
enum BlockFailure: Error, Equatable {
  case file(FileFailure)
  /// A NUL byte at the offset.
  case nul(Int)
  /// Bytes that are no text in the file's encoding, from the offset on.
  case notText(Int)
  /// A row without an end in sight, from the offset on.
  case rowTooLong(Int)
}
