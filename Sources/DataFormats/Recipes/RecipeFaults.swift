internal import Diagnostics
internal import PolicyModel

/// What can be wrong in the lines that name columns and patterns.
extension Message {
  static let noRow = Message(
    ja: "「行」の行がありません。表の1行に並ぶセルを書きます", en: "There is no line \"row\" to say what a row looks like")
  static let noRowEnd = Message(
    ja: "セルが行に分かれる文書では「行の終わり」も要ります", en: "A row of joined text also needs the line \"row ends\"")
  static let anchorOfText = Message(
    ja: "「手がかり」は、セルを | で並べた行に使います", en: "anchor goes with a row whose cells are parted by |")
  static let endOfCells = Message(
    ja: "「行の終わり」は、{ } で書いた行に使います", en: "row ends goes with a row that is written with { }")
  static let noAnchor = Message(
    ja: "「手がかり」の行がありません。行を見分ける列（段階のある列）を書きます",
    en: "There is no line \"anchor\": it names the columns, of those with levels, that tell a row")
  static let howToFill = Message(
    ja: "行、見出し、固定、連番のどれかで値が決まります。", en: "row, heading, fixed or numbered gives a column its values.")
  static let readsNothing = Message(
    ja: "見出しから読む列がありません。{列} か | 列 = 値 を書きます", en: "The heading reads nothing; write {COLUMN} or | COLUMN = VALUE")
  static let noArrow = Message(
    ja: "訂正は「原文 -> 正しい形」と書きます", en: "A correction is written AS PRINTED -> RIGHT")
  static let noWords = Message(
    ja: "行番号の後に、その行にある語を書きます。違う文書に使わないためです",
    en: "Behind the number stand words of that line, so that no other document is corrected")
  static let noNote = Message(
    ja: "推定や計算には、理由を | の後に注記します", en: "What is inferred or derived has a note behind |")
  static let looseBrace = Message(ja: "} の前に { がありません", en: "There is a } without a {")
  static let openBrace = Message(ja: "{ が閉じていません", en: "There is a { without a }")
  static let emptyPattern = Message(ja: "型紙に何も書かれていません", en: "The pattern is empty")
  static let longPattern = Message(ja: "型紙が長すぎます（上限 500 字）", en: "The pattern is too long (500 signs at most)")

  static func unknownColumn(_ word: String) -> Message {
    Message(ja: "「\(word)」という列は手順にありません", en: "The recipe has no column \(word)")
  }
  static func badValue(_ name: BilingualName, _ value: String) -> Message {
    Message(ja: "「\(value)」は列「\(name.ja)」の値として読めません", en: "\"\(value)\" is no value of column \(name.en)")
  }
  static func notNumbers(_ name: BilingualName) -> Message {
    Message(ja: "連番の列「\(name.ja)」は数値でなければなりません", en: "Column \(name.en) counts rows and must be of numbers")
  }
  static func badSeparator(_ word: String) -> Message {
    Message(ja: "セルの区切りは タブ、カンマ、空白 のどれかです（「\(word)」）", en: "cells is tab, comma or blanks, not \"\(word)\"")
  }
  static func continuesNoText(_ name: BilingualName) -> Message {
    Message(ja: "続きがあり得るのは文字の列だけです（「\(name.ja)」）", en: "Only a column of text can go on; \(name.en) is none")
  }
  static func twice(_ word: RecipeWord, _ line: Int) -> Message {
    Message(
      ja: "「\(word.spelling.ja)」は \(line) 行目にもあります。1つだけ書きます",
      en: "Line \(line) has \(word.spelling.en) already; a recipe has one")
  }
  static func twiceInRow(_ name: BilingualName) -> Message {
    Message(ja: "列「\(name.ja)」が2度書かれています", en: "Column \(name.en) stands there twice")
  }
  static func anchorElsewhere(_ name: BilingualName) -> Message {
    Message(ja: "手がかりの列「\(name.ja)」が「行」にありません", en: "The anchor \(name.en) is no cell of the row")
  }
  static func anchorWithoutLevels(_ name: BilingualName) -> Message {
    Message(
      ja: "手がかりの列「\(name.ja)」に段階がありません。評価か区分か、段階のある一覧にします",
      en: "The anchor \(name.en) has no levels; it is a grade, a category or a list with levels")
  }
  static func neverFilled(_ name: BilingualName) -> Message {
    Message(ja: "列「\(name.ja)」の値がどこからも来ません", en: "Nothing gives column \(name.en) a value")
  }
  static func noLevel(_ word: String) -> Message {
    Message(
      ja: "「見出し」の後に段の番号を書きます（見出し 1: 章、見出し 2: 節 …）",
      en: "A heading has its level behind the word, as in heading 1")
  }
  static func noAssignment(_ word: String) -> Message {
    Message(ja: "| の後は「列 = 値」と書きます（「\(word)」）", en: "Behind | stands COLUMN = VALUE, not \"\(word)\"")
  }
  static func noLineNumber(_ word: String) -> Message {
    Message(
      ja: "「個別訂正」の後に行番号を書きます（35 や 202..205）", en: "A number of a line follows the word line, as in 35 or 202..205")
  }
  static func badJudgement(_ word: String) -> Message {
    Message(
      ja: "「\(word)」は、記載、計算、推定、列 = 値 のどれでもありません",
      en: "\"\(word)\" is neither stated, derived, inferred nor COLUMN = VALUE")
  }
  static func readsHere(_ word: RecipeWord) -> Message {
    Message(
      ja: "「\(word.spelling.ja)」の型紙では列を読めません。何でもよい所は {} と書きます",
      en: "No column is read by \(word.spelling.en); anything at all is written {}")
  }
}
