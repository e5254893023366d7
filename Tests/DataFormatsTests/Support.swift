import ColumnStore
import Diagnostics
import Glibc
import PolicyModel
import PolshSystem
import Testing

@testable import DataFormats

/// What a fault says, in both languages, behind its place: `3:2 ja / en`.
func told<T>(_ body: () throws(Diagnostic) -> T) -> String {
  do {
    _ = try body()
    return "no fault"
  } catch {
    return told(error)
  }
}

func told(_ fault: Diagnostic) -> String {
  var place = fault.file?.line.map(String.init) ?? ""
  if let column = fault.file?.column { place += ":\(column)" }
  return (place.isEmpty ? "" : place + " ") + fault.message.ja + " / " + fault.message.en
}

/// A folder of its own for one test, removed with it.
final class Folder {
  let path: String

  init() throws {
    path = "/tmp/polsh-formats-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    try FilePlaces.createDirectories(path)
  }

  /// Writes a file and gives its path.
  @discardableResult
  func file(_ name: String, _ text: String) throws -> String { try file(name, Array(text.utf8)) }

  @discardableResult
  func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    let place = path + "/" + name
    try FilePlaces.createDirectories(FilePlaces.folder(of: place))
    try AtomicFile.write(bytes, to: place, overwrite: true)
    return place
  }

  deinit {
    for entry in (try? FilePlaces.entries(of: path)) ?? [] {
      if entry.isDirectory {
        for inner in (try? FilePlaces.entries(of: path + "/" + entry.name)) ?? [] {
          try? FilePlaces.removeFile(path + "/" + entry.name + "/" + inner.name)
        }
        rmdir(path + "/" + entry.name)
      } else {
        try? FilePlaces.removeFile(path + "/" + entry.name)
      }
    }
    rmdir(path)
  }
}

/// A cell as a short text: numbers plain and in base units, levels by name, missing with its reason in brackets.
func shown(_ column: Column, _ row: Int, _ type: ColumnType) -> String {
  shown(column.value(row, of: type), type)
}

private func shown(_ value: Value, _ type: ColumnType) -> String {
  switch value {
  case .missing(let reason): "(\(reason.word))"
  case .number(let number): number.plain
  case .year(let year): "FY\(year)"
  case .text(let text): text
  case .level(let place): "<" + (type.scale?.levels[place] ?? "?") + ">"
  case .bool(let flag): flag ? "yes" : "no"
  case .list(let values):
    "[" + values.map { shown($0, type.scale.map(ColumnType.level) ?? .text) }.joined(separator: " ") + "]"
  }
}

extension TableSource {
  /// All cells of one column, by either name.
  func cells(_ name: String) throws(Diagnostic) -> [String] {
    guard let place = entry.index(of: name) else { return ["no column \(name)"] }
    let (columns, rowCount) = try read(columns: [place])
    return (0..<rowCount).map { shown(columns[0], $0, entry.columns[place].type) }
  }

  /// The cells of a column as they were written.
  func originals(column: Int) throws(Diagnostic) -> Column {
    try read(columns: [entry.columns.count + column]).columns[0]
  }

  func column(_ name: String) -> ColumnEntry? { entry.index(of: name).map { entry.columns[$0] } }
}

/// A person's file from a text.
func loaded(_ text: String, _ options: LoadOptions = LoadOptions()) throws(Diagnostic) -> CSVTable {
  try CSVTable.parse(Array(text.utf8), path: "x.csv", options: options)
}

/// A figure as it is read straight from the bytes of a file, by either of the two ways.
func plainFigure(_ cell: [UInt8], grouped: Bool) -> PlainFigure.Short? {
  let padded = [UInt8](repeating: 0x39, count: 16) + cell + [UInt8](repeating: 0x39, count: 16)
  return padded.withUnsafeBufferPointer { bytes in
    guard let start = bytes.baseAddress.map({ $0 + 16 }) else { return nil }
    let short = PlainFigure.short(start, cell.count, grouped: grouped)
    let value = PlainFigure.read(start, cell.count, zerosAreCodes: grouped)
    if value == PlainFigure.none { return short }
    #expect(short?.mantissa == value && short?.scale == 0 && short?.isRounded == false, "\(cell)")
    return PlainFigure.Short(mantissa: value, scale: 0, isRounded: false)
  }
}
