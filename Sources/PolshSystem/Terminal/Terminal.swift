internal import CSystem
internal import Glibc

/// What kind of screen and keyboard the program has, and how large.
public enum Terminal {
  public enum Stream: Int32, Sendable {
    case input = 0
    case output = 1
    case error = 2
  }

  public static func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

  /// Colours, cursor movement and line editing cannot be used: `TERM` is `dumb`, empty or missing.
  public static var isDumb: Bool {
    guard let kind = Environment.nonEmpty("TERM") else { return true }
    return kind == "dumb"
  }

  /// Whether the locale says that texts are UTF-8; blocks and braille may be unreadable where it does not.
  public static var saysUTF8: Bool {
    let locale =
      Environment.nonEmpty("LC_ALL") ?? Environment.nonEmpty("LC_CTYPE") ?? Environment.nonEmpty("LANG") ?? ""
    // By bytes: the search for one text in another sets up tables by character, which every start would pay for.
    let name = Array(locale.lowercased().utf8)
    return ["utf-8", "utf8"].contains { word in name.indices.contains { name[$0...].starts(with: word.utf8) } }
  }

  public struct Size: Hashable, Sendable {
    public var columns: Int
    public var rows: Int

    public init(columns: Int, rows: Int) {
      self.columns = columns
      self.rows = rows
    }
  }

  /// The window's size now; where there is no window, `COLUMNS` and `LINES`, or 80 by 24.
  public static var size: Size {
    var columns: Int32 = 0
    var rows: Int32 = 0
    for stream in [Stream.output, .error, .input] {
      // SAFETY: both numbers are local.
      if unsafe polsh_window_size(stream.rawValue, &columns, &rows) == 0 {
        return Size(columns: Int(columns), rows: Int(rows))
      }
    }
    return Size(columns: stated("COLUMNS") ?? 80, rows: stated("LINES") ?? 24)
  }

  /// Makes C's character functions work in UTF-8 even under `LANG=C`; false where the system has no such locale.
  @discardableResult
  public static func useUTF8() -> Bool { polsh_use_utf8_locale() == 0 }

  private static func stated(_ variable: String) -> Int? {
    guard let number = Environment[variable].flatMap({ Int($0) }), (1...10_000).contains(number) else { return nil }
    return number
  }
}
