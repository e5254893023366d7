import Diagnostics
import Testing

@testable import DataFormats

@Suite("Cutting CSV files into cells")
struct CSVScannerTests {
  /// Rows as `a|b|c`.
  func rows(_ text: String, separator: Character = ",") -> [String] {
    let bytes = Array(text.utf8)
    var scanner = CSVScanner(separator: separator.asciiValue ?? 0)
    var rows: [String] = []
    do {
      while true {
        var cells: [CSVCell] = []
        if try !scanner.scanRow(bytes, into: &cells) { return rows }
        rows.append(cells.map { $0.text(in: bytes) }.joined(separator: "|"))
      }
    } catch {
      return rows + [told(error.diagnostic(DataBytes(bytes, path: "x.csv")))]
    }
  }

  @Test func plainRows() {
    #expect(rows("a,b\n1,2\n") == ["a|b", "1|2"])
    #expect(rows("a,b\n1,2") == ["a|b", "1|2"])
    #expect(rows("a,b\n1,") == ["a|b", "1|"])
    #expect(rows(",\n") == ["|"])
    #expect(rows("") == [])
  }

  @Test func lineEnds() {
    #expect(rows("a,b\r\n1,2\r\n") == ["a|b", "1|2"])
    #expect(rows("a,b\r1,2\r") == ["a|b", "1|2"])
    #expect(rows("a\n\nb") == ["a", "", "b"])
    #expect(rows("a\r\n\r\nb\r\n") == ["a", "", "b"])
    #expect(rows("\"a\"\r\n\"b\"\r\n") == ["a", "b"])
    #expect(rows("\"a\"\r\"b\"") == ["a", "b"])
  }

  @Test func quotes() {
    #expect(rows("\"a,b\",c\n") == ["a,b|c"])
    #expect(rows("\"a\nb\",c\n") == ["a\nb|c"])
    #expect(rows("\"a\r\nb\",c\n") == ["a\r\nb|c"])
    #expect(rows("\"say \"\"yes\"\"\",c") == ["say \"yes\"|c"])
    #expect(rows("\"\"\"\"") == ["\""])
    #expect(rows("\"\"\"\"\"\",x") == ["\"\"|x"])
    #expect(rows("\"\",\"\"") == ["|"])
    #expect(rows("5\" pipe,x\"\"y") == ["5\" pipe|x\"\"y"])
  }

  @Test func otherSeparators() {
    #expect(rows("a\tb,c\n", separator: "\t") == ["a|b,c"])
    #expect(rows("a;b,c\n", separator: ";") == ["a|b,c"])
  }

  @Test func cellsLongerThanAWord() {
    let long = String(repeating: "市民活動", count: 50)
    #expect(rows("\(long),\"\(long),\"\n\(long),x") == ["\(long)|\(long),", "\(long)|x"])
  }

  @Test func unclosedQuoteIsToldWhereItOpened() {
    #expect(
      rows("a,b\n1,\"2\n3,4\n5,6\n") == [
        "a|b", "2:3 引用符「\"」が閉じられていません / A quotation mark opened here is never closed",
      ])
  }

  @Test func textBehindAQuote() {
    #expect(
      rows("a,b\n\"x\"y,2\n") == [
        "a|b", "2:4 閉じた引用符の後に文字が続いています / There is text behind a closing quotation mark",
      ])
  }

  /// Every text, cut by the scanner, equals what a plain loop over characters gives.
  @Test func agreesWithAPlainLoop() {
    var random = SystemRandomNumberGenerator()
    let letters: [Character] = ["a", "市", ",", "\"", "\n", "\r", "1"]
    for _ in 0..<3000 {
      let count = Int.random(in: 0...24, using: &random)
      let text = String((0..<count).map { _ in letters.randomElement(using: &random) ?? "a" })
      let found = rows(text)
      #expect(found == Self.oracle(text), "\(text.debugDescription)")
    }
  }

  /// RFC 4180 one character at a time.
  static func oracle(_ text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    var rows: [String] = []
    var row: [String] = []
    var at = 0
    while at < scalars.count {
      row = []
      while true {
        var cell = String.UnicodeScalarView()
        if at < scalars.count, scalars[at] == "\"" {
          let opening = at
          at += 1
          while true {
            if at >= scalars.count {
              return rows + [
                place(scalars, opening) + " 引用符「\"」が閉じられていません / A quotation mark opened here is never closed"
              ]
            }
            if scalars[at] == "\"" {
              if at + 1 < scalars.count, scalars[at + 1] == "\"" {
                cell.append("\"")
                at += 2
                continue
              }
              at += 1
              break
            }
            cell.append(scalars[at])
            at += 1
          }
          if at < scalars.count, ![",", "\n", "\r"].contains(scalars[at]) {
            return rows + [place(scalars, at) + " 閉じた引用符の後に文字が続いています / There is text behind a closing quotation mark"]
          }
        } else {
          while at < scalars.count, ![",", "\n", "\r"].contains(scalars[at]) {
            cell.append(scalars[at])
            at += 1
          }
        }
        row.append(String(cell))
        if at < scalars.count, scalars[at] == "," {
          at += 1
          continue
        }
        break
      }
      if at < scalars.count {
        at += scalars[at] == "\r" && at + 1 < scalars.count && scalars[at + 1] == "\n" ? 2 : 1
      }
      rows.append(row.joined(separator: "|"))
    }
    return rows
  }

  private static func place(_ scalars: [Unicode.Scalar], _ offset: Int) -> String {
    var line = 1
    var column = 1
    for (index, scalar) in scalars[..<offset].enumerated() {
      let isEnd = scalar == "\n" || (scalar == "\r" && scalars[index + 1] != "\n")
      line += isEnd ? 1 : 0
      column = isEnd ? 1 : column + String(scalar).utf8.count
    }
    return "\(line):\(column)"
  }
}
