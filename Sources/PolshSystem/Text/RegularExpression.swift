internal import CRegex

/// A search pattern in RE2's language; its time grows with the text alone, whatever the pattern.
@safe public final class RegularExpression: Sendable {
  public struct Failure: Error, Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
      case badEscape, badCharacterClass, badCharacterRange, missingBracket, missingParenthesis
      case unexpectedParenthesis, trailingBackslash, nothingToRepeat, badRepeatCount, badRepeatOperator
      case badGroup, badUTF8, badCaptureName, tooLarge, other
    }
    public let reason: Reason
    /// Where in the pattern, in UTF-8 bytes; nil when RE2 does not say.
    public let range: Range<Int>?
    /// RE2's own words, in English.
    public let text: String
  }

  public let pattern: String
  // SAFETY: RE2 matches one pattern from several threads at once, and nothing else is done with it.
  private nonisolated(unsafe) let compiled: OpaquePointer

  /// `try RegularExpression("(?i)^健康.*事業$")`
  public init(_ pattern: String) throws(Failure) {
    self.pattern = pattern
    var error = polsh_regex_error()
    let bytes = Array(pattern.utf8)
    // SAFETY: the bytes are counted and read during the call only; the answer is ours until polsh_regex_free.
    let made = unsafe bytes.withUnsafeBytes { space in
      unsafe polsh_regex_compile(space.baseAddress?.assumingMemoryBound(to: CChar.self), space.count, &error)
    }
    guard let made = unsafe made else { throw Failure(error) }
    unsafe compiled = made
  }

  // SAFETY: made by polsh_regex_compile, and nobody else has it.
  deinit { unsafe polsh_regex_free(compiled) }

  /// Whether the pattern is found anywhere in the text.
  public func matches(_ text: String) -> Bool {
    var text = text
    // SAFETY: the text is read during the call only; RE2 matches from several threads at once.
    return text.withUTF8 { space in unsafe matches(space) }
  }

  /// As `matches(_: String)`, for a value still in its column or file.
  public func matches(_ text: Span<UInt8>) -> Bool {
    // SAFETY: the text is read during the call only.
    unsafe text.withUnsafeBufferPointer { space in unsafe matches(space) }
  }

  private func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    // SAFETY: RE2 reads exactly `count` bytes; an empty text may have no address, which RE2 takes as empty.
    unsafe polsh_regex_matches(
      compiled, UnsafeRawPointer(text.baseAddress)?.assumingMemoryBound(to: CChar.self), text.count) != 0
  }
}

extension RegularExpression.Failure {
  fileprivate init(_ error: polsh_regex_error) {
    reason =
      switch error.code {
      case 2: .badEscape
      case 3: .badCharacterClass
      case 4: .badCharacterRange
      case 5: .missingBracket
      case 6: .missingParenthesis
      case 7: .unexpectedParenthesis
      case 8: .trailingBackslash
      case 9: .nothingToRepeat
      case 10: .badRepeatCount
      case 11: .badRepeatOperator
      case 12: .badGroup
      case 13: .badUTF8
      case 14: .badCaptureName
      case 15, -1: .tooLarge
      default: .other
      }
    range = error.offset < 0 ? nil : error.offset..<error.offset + error.length
    var text = error.text
    // SAFETY: the C side ends the text with a NUL inside its 160 bytes.
    self.text = unsafe withUnsafeBytes(of: &text) { space in
      unsafe String(decoding: space.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
