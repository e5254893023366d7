/// What Tab offers at the cursor.
public struct Completion: Sendable {
  /// One thing that could stand there.
  public struct Candidate: Hashable, Sendable {
    /// What is put into the line.
    public var text: String
    /// What follows when this is the only candidate: a blank, or `(`.
    public var trailing: String
    /// What the list shows.
    public var label: String
    /// A few words beside it in the list; may be empty.
    public var note: String

    public init(text: String, trailing: String = "", label: String? = nil, note: String = "") {
      self.text = text
      self.trailing = trailing
      self.label = label ?? text
      self.note = note
    }
  }

  /// From this UTF-8 offset of the line up to the cursor, the candidates replace what was typed.
  public var replaceFrom: Int
  public var candidates: [Candidate]

  public init(replaceFrom: Int, candidates: [Candidate]) {
    self.replaceFrom = replaceFrom
    self.candidates = candidates
  }
}
