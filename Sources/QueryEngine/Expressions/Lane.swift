/// The cells of one operand as a loop reads them: an array, or one value for every row.
///
/// Generic over it, a loop is compiled once for each kind, so that constants need no column of their own.
protocol Lane<Element> {
  associatedtype Element: Sendable
  subscript(row: Int) -> Element { get }
}

struct Cells<Element: Sendable>: Lane {
  let values: [Element]
  init(_ values: [Element]) { self.values = values }
  @inline(__always) subscript(row: Int) -> Element { values[row] }
}

struct Same<Element: Sendable>: Lane {
  let value: Element
  init(_ value: Element) { self.value = value }
  @inline(__always) subscript(row: Int) -> Element { value }
}
