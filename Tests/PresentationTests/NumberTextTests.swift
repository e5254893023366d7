import Diagnostics
import PolicyModel
import Presentation
import Testing

@Suite("Figures against the plain way of writing them")
struct NumberTextTests {
  /// A small repeatable generator (the constants are Knuth's MMIX).
  struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 33)
    }
  }

  @Test("20,000 random figures in six units")
  func random() {
    let seed: UInt64 = 20_240_401
    var generator = Generator(state: seed)
    let units: [(unit: Unit?, shift: Int, suffix: String)] = [
      (nil, 0, ""), (.yen, 0, ""), (Unit.declared("千円"), 3, ""), (Unit.declared("億円"), 8, ""), (.percent, -2, "％"),
      (Unit.quotient(.yen, .people), 0, ""),
    ]
    for _ in 0..<20_000 {
      // All lengths of numbers alike.
      let length = Int.random(in: 0...34, using: &generator)
      let bound = ExactDecimal.power(length)
      let mantissa = Int128.random(in: -bound...bound, using: &generator)
      let scale = Int.random(in: 0...6, using: &generator)
      guard let (unit, shift, suffix) = units.randomElement(using: &generator) else { continue }
      var field = Field(id: 1, name: BilingualName("x"), type: .number, unit: unit)
      field.isPlainInteger = Bool.random(using: &generator)
      let shown = CellFormat.text(ExactDecimal(mantissa: mantissa, scale: scale), of: field)
      let moved =
        shift < 0
        ? ExactDecimal(mantissa: mantissa * ExactDecimal.power(-shift), scale: scale)
        : ExactDecimal(mantissa: mantissa, scale: scale + shift)
      let decimals = unit?.decimalsOnScreen ?? moved.trimmed.scale
      let expected = moved.text(decimals: decimals, grouped: !field.isPlainInteger) + suffix
      if shown != expected {
        Issue.record("seed \(seed): \(mantissa) scale \(scale) in \(unit?.symbol ?? "-"): \(shown), not \(expected)")
        return
      }
    }
  }
}
