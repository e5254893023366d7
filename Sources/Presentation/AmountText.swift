internal import Diagnostics
internal import PolicyModel

/// Amounts and speeds in as many digits as people read: `83 million rows/s`, `毎秒 8,300万行`, `78.8 MB`.
enum AmountText {
  static func whole(_ count: Int) -> String { ExactDecimal(count).text(decimals: 0, grouped: true) }

  /// So many rows in that time, as rows a second.
  static func rate(_ rows: Int, in nanoseconds: UInt64, _ language: Language) -> String {
    let rate = Double(rows) * 1e9 / Double(max(1, nanoseconds))
    if language == .ja {
      let (count, unit) =
        rate >= 1e8 ? (short(rate / 1e8), "億") : rate >= 1e4 ? (short(rate / 1e4), "万") : (short(rate), "")
      return "毎秒 \(count)\(unit)行"
    }
    let (count, unit) =
      rate >= 1e9 ? (short(rate / 1e9), " billion") : rate >= 1e6 ? (short(rate / 1e6), " million") : (short(rate), "")
    return count + unit + (count == "1" && unit.isEmpty ? " row/s" : " rows/s")
  }

  /// `312 bytes`, `1.6 kB`, `78.8 MB`, `2.36 GB`
  static func bytes(_ count: Double, _ language: Language) -> String {
    if count < 1000 { return "\(Int(count)) " + (language == .ja ? "バイト" : count == 1 ? "byte" : "bytes") }
    var (amount, units) = (count / 1000, ["kB", "MB", "GB", "TB"][...])
    while amount >= 999.5, units.count > 1 {
      amount /= 1000
      units.removeFirst()
    }
    return short(amount) + " " + (units.first ?? "")
  }

  /// Two to three digits that count: `1.2`, `83`, `660`, `8,300`.
  private static func short(_ amount: Double) -> String {
    guard amount.isFinite, amount < 9e15 else { return "?" }
    if amount < 9.95 {
      let tenths = Int((amount * 10).rounded())
      return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    }
    var step = 1.0
    while amount / step >= 1000 { step *= 10 }
    return whole(Int((amount / step).rounded() * step))
  }
}
