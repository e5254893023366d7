public import ColumnStore
public import Diagnostics
public import PolicyModel
internal import PolshSystem

/// The rows of a person's file that do not fit its heading, as a table of their own: line, number of cells, what is wrong,
/// and the text itself.
public final class RejectedRows: TableSource {
  public let entry: TableEntry
  /// The table that they were kept apart from.
  public let table: BilingualName
  /// How many there are and on which lines, for when the file is loaded.
  public let notices: [Notice]
  private let rows: [MalformedRow]
  private let content: CSVContent

  /// Of a longer row only the beginning is shown.
  private static let longestText = 1 << 16

  private static let reasons = Scale(
    name: "reason", levels: ["cells", "quotes"], isRanked: false,
    labels: [
      "cells": Message(ja: "セルの数が違う", en: "another number of cells"),
      "quotes": Message(ja: "引用符が正しくない", en: "broken quotation marks"),
    ], isLocalized: true)

  /// Nil when all rows fit.
  init?(_ content: CSVContent, of table: BilingualName) throws(Diagnostic) {
    guard let layout = content.layout, !layout.malformed.isEmpty else { return nil }
    self.content = content
    self.table = table
    rows = layout.malformed
    let name = BilingualName(ja: table.ja + "_読めない行", en: table.en + "_rejected")
    var line = ColumnEntry(name: BilingualName(ja: "行", en: "line"), type: .number)
    line.isPlainInteger = true
    let columns = [
      line, ColumnEntry(name: BilingualName(ja: "セル数", en: "cells"), type: .number),
      ColumnEntry(name: BilingualName(ja: "理由", en: "reason"), type: .level(Self.reasons)),
      ColumnEntry(name: BilingualName(ja: "内容", en: "text"), type: .text),
    ]
    entry = TableEntry(name: name, columns: columns, isCataloged: false)
    notices = try Self.notices(rows, content, name)
  }

  /// N11.
  private static func notices(
    _ rows: [MalformedRow], _ content: CSVContent, _ name: BilingualName
  ) throws(Diagnostic) -> [Notice] {
    var notices: [Notice] = []
    let fix = Message(ja: name.ja, en: name.en)
    let miscounted = rows.filter { $0.cellCount != nil }
    if !miscounted.isEmpty {
      notices.append(Notice("N11", .miscounted(miscounted.count, try firstLines(miscounted, content)), fix: fix))
    }
    let broken = rows.filter { $0.cellCount == nil }
    if !broken.isEmpty {
      notices.append(Notice("N11", .broken(broken.count, try firstLines(broken, content)), fix: fix))
    }
    return notices
  }

  /// Whether there are more of them than rows that fit: then the heading is probably not where it was looked for.
  func outnumber(_ rowCount: Int) -> Bool { rows.count > rowCount }

  /// `lines 3, 17, …`
  private static func firstLines(_ rows: [MalformedRow], _ content: CSVContent) throws(Diagnostic) -> String {
    let shown = rows.prefix(5)
    let lines = try lines(Array(shown), content).map { String($0) }.joined(separator: ", ")
    return lines + (rows.count > shown.count ? ", …" : "")
  }

  private static func lines(_ rows: [MalformedRow], _ content: CSVContent) throws(Diagnostic) -> [Int] {
    do { return try LinePlaces(content.source).places(of: rows.map(\.offset)).map(\.line) } catch {
      throw content.diagnostic(.block(.file(error)))
    }
  }

  public var knownRowCount: Int? { rows.count }

  public func read(columns wanted: [Int]) throws(Diagnostic) -> (columns: [Column], rowCount: Int) {
    var columns: [Column] = []
    for place in wanted { columns.append(try column(place)) }
    return (columns, rows.count)
  }

  private func column(_ place: Int) throws(Diagnostic) -> Column {
    do {
      try content.source.checkUnchanged()
      var builder = ColumnBuilder(entry.columns.indices.contains(place) ? entry.columns[place].type : .text)
      switch place {
      case 0: for line in try Self.lines(rows, content) { builder.append(.number(ExactDecimal(line))) }
      case 1:
        for row in rows { builder.append(row.cellCount.map { .number(ExactDecimal($0)) } ?? .missing(.unreadable)) }
      case 2: for row in rows { builder.append(.level(row.cellCount == nil ? 1 : 0)) }
      case 3: for row in rows { builder.append(.text(try text(row))) }
      default: for _ in rows { builder.append(missing: .incomputable) }
      }
      return try builder.finished()
    } catch let failure as FileFailure {
      throw content.diagnostic(.block(.file(failure)))
    } catch let fault as Diagnostic {
      throw fault
    } catch {
      return Column.allMissing(rows.count, type: .number, reason: .incomputable)
    }
  }

  private func text(_ row: MalformedRow) throws(FileFailure) -> String {
    let length = min(row.length, Self.longestText)
    let bytes = try content.source.bytes(row.offset..<row.offset + length)
    let text = CellText.decoded(bytes.span, hasDoubledQuotes: false, content.shape.encoding)
    return length < row.length ? text + "…" : text
  }
}

extension MalformedRow {
  /// Nil where the quotes are broken.
  fileprivate var cellCount: Int? {
    if case .count(let found) = reason { return found }
    return nil
  }
}

extension Message {
  fileprivate static func miscounted(_ count: Int, _ lines: String) -> Message {
    Message(
      ja: "見出しとセルの数が違う \(count) 行を別にしました（\(lines) 行目）。",
      en:
        "\(count) \(count == 1 ? "row" : "rows") with another number of cells than the heading \(count == 1 ? "was" : "were") kept apart (\(count == 1 ? "line" : "lines") \(lines))."
    )
  }
  fileprivate static func broken(_ count: Int, _ lines: String) -> Message {
    Message(
      ja: "引用符「\"」が正しくない \(count) 行を別にしました（\(lines) 行目）。",
      en:
        "\(count) \(count == 1 ? "line" : "lines") with broken quotation marks \(count == 1 ? "was" : "were") kept apart (\(count == 1 ? "line" : "lines") \(lines))."
    )
  }
}
