internal import Diagnostics

/// Parts of statements put together in both languages, for what fixes put in.
extension Message {
  /// 費目、予算決算; `item, kind`.
  static func list(_ parts: [Message]) -> Message {
    Message(ja: parts.map(\.ja).joined(separator: "、"), en: parts.map(\.en).joined(separator: ", "))
  }

  /// 合計(支出額); `sum(spend)`.
  static func call(_ ja: String, _ en: String, _ argument: Message) -> Message {
    Message(ja: "\(ja)(\(argument.ja))", en: "\(en)(\(argument.en))")
  }

  /// With more in front and behind, the same in both languages: `| …`.
  func with(_ before: String = "", _ after: String = "") -> Message {
    Message(ja: before + ja + after, en: before + en + after)
  }

  static func + (a: Message, b: Message) -> Message { Message(ja: a.ja + b.ja, en: a.en + b.en) }
}
