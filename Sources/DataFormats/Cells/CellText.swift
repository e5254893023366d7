extension CSVCell {
  /// The cell's text as it stands in the file, without the quotes around it.
  func text(in bytes: [UInt8]) -> String {
    if !hasDoubledQuotes { return String(decoding: bytes[start..<end], as: UTF8.self) }
    var letters: [UInt8] = []
    letters.reserveCapacity(end - start)
    var skipsNext = false
    for byte in bytes[start..<end] {
      let isQuote = byte == UInt8(ascii: "\"")
      if isQuote && skipsNext {
        skipsNext = false
        continue
      }
      skipsNext = isQuote
      letters.append(byte)
    }
    return String(decoding: letters, as: UTF8.self)
  }
}
