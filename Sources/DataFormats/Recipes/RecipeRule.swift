internal import Diagnostics
internal import PolicyModel

/// Something that a recipe did to a row beyond taking its cells as they are printed.
struct RecipeRule: Hashable {
  enum Kind: Int, Hashable, CaseIterable {
    case above, ditto, joined, corrected, remark, figure, continued, cutOff, unreadable, byLine
  }

  var kind: Kind
  /// Nil for a correction of a line.
  var column: Int?

  func label(_ recipe: Recipe) -> Message {
    let name = column.map { recipe.columns[$0].name } ?? BilingualName("")
    return switch kind {
    case .above: Message(ja: "\(name.ja)の空欄を上の行から", en: "\(name.en) blank, from above")
    case .ditto: Message(ja: "\(name.ja)の同上の記号を展開", en: "\(name.en) ditto, written out")
    case .joined: Message(ja: "\(name.ja)の項目を連結", en: "\(name.en) joined of several items")
    case .corrected: Message(ja: "\(name.ja)の読み誤りを訂正", en: "\(name.en) corrected")
    case .remark: Message(ja: "\(name.ja)の付記を注記へ", en: "\(name.en) remark, moved to the note")
    case .figure: Message(ja: "\(name.ja)の数を書き直し", en: "\(name.en) figure written out")
    case .continued: Message(ja: "\(name.ja)に次の行の続きをつなげた", en: "\(name.en) goes on on the next line")
    case .cutOff: Message(ja: "行の初めのセルがない", en: "first cells of the row missing")
    case .unreadable: Message(ja: "\(name.ja)が読めず欠測", en: "\(name.en) not readable, missing")
    case .byLine: Message(ja: "個別訂正", en: "corrected by line")
    }
  }
}

/// A cell as it was understood.
struct RecipeCell {
  enum State { case value, missing, unreadable }

  var state = State.value
  var value: Value
  /// The value as a text, for counting and keys.
  var text: String
  /// As the document has it.
  var original: String
  /// What is noted of where the cell was taken from.
  var originNotes: [String] = []
  /// What is noted of the value itself.
  var notes: [String] = []
  var rules: [RecipeRule.Kind] = []

  static func missing(_ reason: MissingReason, original: String = "") -> RecipeCell {
    RecipeCell(
      state: reason == .unreadable ? .unreadable : .missing, value: .missing(reason), text: "", original: original)
  }
}
