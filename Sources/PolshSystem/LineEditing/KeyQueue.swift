/// What happens to the line before the next key of the keyboard: a text put in for the person, or giving the line up.
struct KeyQueue {
  /// The key that carries out the waiting insertion: Ctrl-\, which the keyboard itself never sends to us.
  private static let carryOut: UInt32 = 0x1C
  private static let enter: UInt32 = 0x0A

  enum Next: Equatable {
    case key(UInt32)
    case breakOff
    /// Nothing waits: ask the keyboard.
    case keyboard
  }

  private var keys: [UInt32] = []
  private var insertion: String?
  /// The line was given up.
  private(set) var isBroken = false

  /// For a new line.
  mutating func begin() { self = KeyQueue() }

  /// Puts a text at the cursor and, when wanted, presses Enter.
  mutating func insert(_ text: String, accept: Bool) {
    insertion = text
    keys = accept ? [Self.carryOut, Self.enter] : [Self.carryOut]
  }

  /// The text that the key for it is to put in.
  mutating func takeInsertion() -> String? {
    defer { insertion = nil }
    return insertion
  }

  /// Gives the line up.
  mutating func breakOff() {
    keys = []
    isBroken = true
  }

  mutating func next() -> Next {
    if isBroken { return .breakOff }
    return keys.isEmpty ? .keyboard : .key(keys.removeFirst())
  }
}
