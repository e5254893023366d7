import Foundation

/// Puts `…` where a line says how long something took, how quickly it went or what share of the time it was, as no two runs
/// take the same.
enum TimeMask {
  static func masked(_ line: String) -> String {
    var line = line
    for (pattern, mask) in patterns {
      line = line.replacingOccurrences(of: pattern, with: mask, options: .regularExpression)
    }
    return line
  }

  private static let patterns = [
    // The columns of times are as wide as the times.
    (#"^(! )? +(time|時間) +(share|割合)"#, "$1  $2  $3"),
    (#" +<?[0-9.,]+ (min|分) [0-9]+ (s|秒)\b"#, " … ms"),
    (#" +<?[0-9.,]+ (ms|s|秒)(?![a-z])"#, " … ms"),
    (#" +<?[0-9]+ %"#, " … %"),
    (#"[0-9.,]+( million| billion)? rows?/s"#, "… rows/s"),
    (#"[0-9.,]+ (bytes?|kB|MB|GB)/s"#, "… /s"),
    (#"毎秒 [0-9.,]+[万億]?行(、[0-9.,]+ (バイト|kB|MB|GB))?"#, "毎秒 …行"),
  ]
}
