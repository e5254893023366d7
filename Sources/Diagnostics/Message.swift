/// The languages a person can be answered in.
public enum Language: String, Sendable, Hashable, CaseIterable {
  case ja, en
}

/// One text in both languages; a missing translation does not compile.
public struct Message: Sendable, Hashable {
  public var ja: String
  public var en: String

  public init(ja: String, en: String) {
    self.ja = ja
    self.en = en
  }

  /// The same text in both languages: for names, code and figures.
  public init(same text: String) { self.init(ja: text, en: text) }

  public subscript(language: Language) -> String { language == .ja ? ja : en }
}
