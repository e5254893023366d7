internal import Glibc

/// Between UTF-8 and the encodings that offices save in, strictly: a byte that means nothing is reported, not replaced.
public enum TextConversion {
  public enum Failure: Error, Hashable, Sendable {
    /// This system does not know the name.
    case unknownEncoding(String)
    /// From this byte of the input on, the bytes are no character, or one that the other encoding lacks.
    case invalidBytes(offset: Int)
    /// The input ends in the middle of the character that begins here.
    case cutOff(offset: Int)
    case other(errorNumber: Int32)
  }

  /// `convert(bytes, from: "CP932", to: "UTF-8")`; "CP932" and not "SHIFT_JIS", which lacks ① ㈱ 髙.
  public static func convert(
    _ bytes: [UInt8], from source: String, to target: String = "UTF-8"
  ) throws(Failure) -> [UInt8] {
    // A text before the name's NUL would be taken for the whole name, and "" for whatever the locale says.
    guard !source.isEmpty, !source.utf8.contains(0) else { throw .unknownEncoding(source) }
    guard !target.isEmpty, !target.utf8.contains(0) else { throw .unknownEncoding(target) }
    // SAFETY: the names are copied for the call; iconv_open answers a handle or -1, never a pointer to read.
    let conversion = unsafe iconv_open(target, source)
    guard Int(bitPattern: conversion) != -1 else { throw .unknownEncoding(source) }
    // SAFETY: opened above, closed once.
    defer { unsafe iconv_close(conversion) }

    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 2)
    var room = [UInt8](repeating: 0, count: 1 << 16)
    var consumed = 0
    var isLast = bytes.isEmpty
    while true {
      // SAFETY: the handle is open until the end of this function.
      let step = unsafe convertSome(conversion, bytes, from: consumed, into: &room, isLast: isLast)
      consumed += step.consumed
      result.append(contentsOf: room[..<step.produced])
      switch step.errorNumber {
      case 0 where isLast: return result
      case 0: isLast = consumed == bytes.count
      case E2BIG: continue
      case EILSEQ: throw .invalidBytes(offset: consumed)
      case EINVAL: throw .cutOff(offset: consumed)
      default: throw .other(errorNumber: step.errorNumber)
      }
    }
  }

  /// Whether this system knows the encoding.
  public static func isKnown(_ encoding: String) -> Bool { (try? convert([], from: encoding)) != nil }

  /// One call of iconv; the last one only writes what ends the text in encodings that shift (ISO-2022-JP).
  private static func convertSome(
    _ conversion: iconv_t?, _ bytes: [UInt8], from start: Int, into room: inout [UInt8], isLast: Bool
  ) -> (consumed: Int, produced: Int, errorNumber: Int32) {
    // SAFETY: iconv stays inside the two counted buffers and moves only the local pointers and counts; nothing escapes.
    unsafe bytes.withUnsafeBytes { input in
      unsafe room.withUnsafeMutableBytes { output in
        var from = unsafe UnsafeMutableRawPointer(mutating: input.baseAddress)?
          .assumingMemoryBound(to: CChar.self).advanced(by: start)
        var left = input.count - start
        var to = unsafe output.baseAddress?.assumingMemoryBound(to: CChar.self)
        var space = output.count
        // SAFETY: as above.
        let outcome =
          isLast
          ? unsafe iconv(conversion, nil, nil, &to, &space)
          : unsafe iconv(conversion, &from, &left, &to, &space)
        let errorNumber = outcome == -1 ? errno : 0
        return (input.count - start - left, output.count - space, errorNumber)
      }
    }
  }
}
