public import Diagnostics
internal import PolshText

/// One line that shows how much of a file is read: `Reading  45% [#########-----------] 1.2 of 2.7 GB  Ctrl-C stops`.
public enum ProgressBar {
  /// - Parameter width: of the window; the line is shorter.
  public static func line(done: Int, total: Int, language: Language, width: Int) -> String {
    let share = total > 0 ? min(1, max(0, Double(done) / Double(total))) : 0
    let percent = String(Int(share * 100))
    let padded = String(repeating: " ", count: max(0, 3 - percent.count)) + percent
    let start = Message(ja: "読み込み中 \(padded)％", en: "Reading \(padded)%")[language]
    let size = "\(amount(done)) / \(amount(total))"
    let end = Message(ja: "Ctrl-C で中断", en: "Ctrl-C stops")[language]
    let room = width - 1 - DisplayWidth.of(start) - DisplayWidth.of(size) - DisplayWidth.of(end) - 8
    if room < 10 { return String(start) }
    let length = min(room, 30)
    let filled = Int(share * Double(length))
    let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: length - filled)
    return "\(start) [\(bar)] \(size)  \(end)"
  }

  /// `236 MB`, `2.4 GB`
  private static func amount(_ bytes: Int) -> String {
    if bytes < 1_000_000_000 { return "\(bytes / 1_000_000) MB" }
    let tenths = bytes / 100_000_000
    return "\(tenths / 10).\(tenths % 10) GB"
  }
}
