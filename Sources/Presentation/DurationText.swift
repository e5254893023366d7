public import Diagnostics

/// How long something took, in as many digits as people read: `0.4 ms`, `12 ms`, `1.2 秒`, `2 分 5 秒`.
public enum DurationText {
  public static func text(_ duration: Duration, language: Language) -> String {
    let (seconds, attoseconds) = duration.components
    if seconds < 0 || attoseconds < 0 { return "0 ms" }
    if seconds >= 60 {
      let unit = language == .ja ? ("分", "秒") : ("min", "s")
      return "\(seconds / 60) \(unit.0) \(seconds % 60) \(unit.1)"
    }
    let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    if microseconds < 9_950 { return microseconds < 50 ? "<0.1 ms" : tenths((microseconds + 50) / 100) + " ms" }
    if microseconds < 999_500 { return "\((microseconds + 500) / 1000) ms" }
    return tenths((microseconds + 50_000) / 100_000) + (language == .ja ? " 秒" : " s")
  }

  private static func tenths(_ count: Int64) -> String { "\(count / 10).\(count % 10)" }
}
