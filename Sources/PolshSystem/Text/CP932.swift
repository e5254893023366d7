/// The encoding that Japanese offices save in, read from tables made once by iconv: Shift_JIS with ① ㈱ 髙.
///
/// No byte below 0x40 is ever part of a longer character: separators, quotation marks and line ends can be looked for in
/// the bytes as they are.
public struct CP932: Sendable {
  /// Made when the first such text is read, in some milliseconds.
  public static let shared = CP932()

  private static let none: UInt16 = 0xFFFF
  private static let lead: UInt16 = 0xFFFE
  /// For each byte its character, or that it begins a longer one.
  private let single: [UInt16]
  /// For each pair of bytes its character.
  private let double: [UInt16]

  private init() {
    var single = (0..<256).map { UInt16($0 < 0x80 ? $0 : 0xFFFF) }
    var double = [UInt16](repeating: Self.none, count: 1 << 16)
    for byte in UInt8(0x80)...0xFF {
      do {
        single[Int(byte)] = Self.character(try TextConversion.convert([byte], from: "CP932"))
      } catch .cutOff {
        single[Int(byte)] = Self.lead
        Self.addPairs(of: byte, to: &double)
      } catch {
        single[Int(byte)] = Self.none
      }
    }
    self.single = single
    self.double = double
  }

  /// All characters that begin with the byte, from as few calls as there are bytes that cannot follow it.
  private static func addPairs(of lead: UInt8, to double: inout [UInt16]) {
    var next = 0x40
    while next < 0x100 {
      var pairs: [UInt8] = []
      for trail in next..<0x100 { pairs += [lead, UInt8(trail), 0x0A] }
      var valid = pairs[...]
      do { _ = try TextConversion.convert(pairs, from: "CP932") } catch {
        switch error {
        case .invalidBytes(let offset), .cutOff(let offset): valid = pairs[..<(offset - offset % 3)]
        case .unknownEncoding, .other: return
        }
      }
      let text = (try? TextConversion.convert(Array(valid), from: "CP932")) ?? []
      for (offset, line) in text.split(separator: 0x0A).enumerated() {
        double[Int(lead) << 8 | (next + offset)] = character(Array(line))
      }
      next += valid.count / 3 + 1
    }
  }

  private static func character(_ utf8: [UInt8]) -> UInt16 {
    let scalars = Array(String(decoding: utf8, as: UTF8.self).unicodeScalars)
    guard scalars.count == 1, let value = UInt16(exactly: scalars[0].value), value < lead else { return none }
    return value
  }

  /// The offset of the first byte that begins no character; nil when all is well.
  public func firstInvalid(in bytes: Span<UInt8>) -> Int? {
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte < 0x80 {
        at += 1
        continue
      }
      switch single[Int(byte)] {
      case Self.none: return at
      case Self.lead:
        if at + 1 >= bytes.count || double[Int(byte) << 8 | Int(bytes[at + 1])] == Self.none { return at }
        at += 2
      default: at += 1
      }
    }
    return nil
  }

  /// Appends the text as UTF-8; bytes that mean nothing become U+FFFD.
  public func decode(_ bytes: Span<UInt8>, into text: inout [UInt8]) {
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte < 0x80 {
        text.append(byte)
        continue
      }
      var character = single[Int(byte)]
      if character == Self.lead {
        character = at < bytes.count ? double[Int(byte) << 8 | Int(bytes[at])] : Self.none
        if character != Self.none { at += 1 }
      }
      let value = character >= Self.lead ? 0xFFFD : character
      if value < 0x800 {
        text.append(0xC0 | UInt8(truncatingIfNeeded: value >> 6))
      } else {
        text.append(0xE0 | UInt8(truncatingIfNeeded: value >> 12))
        text.append(0x80 | UInt8(truncatingIfNeeded: value >> 6) & 0x3F)
      }
      text.append(0x80 | UInt8(truncatingIfNeeded: value) & 0x3F)
    }
  }
}
