internal import Diagnostics
internal import PolicyModel

extension BilingualName {
  /// The name as a person types it in a query: `支出額`, but `【支出額(千円)】`.
  var typed: Message {
    Message(ja: ja.isWord ? ja : "【\(ja)】", en: en.isWord ? en : "`\(en)`")
  }
}

extension String {
  /// Letters and digits only, so that it needs no quotes as a name.
  fileprivate var isWord: Bool {
    guard let first = unicodeScalars.first, first.properties.numericType == nil else { return false }
    return unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil || "_・ー々".unicodeScalars.contains($0)
    }
  }
}
