public import Diagnostics

/// A word that a line of a recipe begins with, in both languages, and what the line says.
///
/// The reader, its messages and `help recipe` all go by these values.
public enum RecipeWord: CaseIterable, Sendable {
  case recipe, column, fixed, numbered, key
  case heading, repeats, ignore, begins, ends
  case cells, row, anchor, continues, rowEnds
  case correct, line
  case splitAt, blank, ditto, items, remark, missing, better

  /// What a line is about; help lists the words in these groups.
  public enum Part: CaseIterable, Sendable {
    case table, column, page, row, correction
  }

  public var part: Part {
    switch self {
    case .recipe, .column, .fixed, .numbered, .key: .table
    case .heading, .repeats, .ignore, .begins, .ends: .page
    case .cells, .row, .anchor, .continues, .rowEnds: .row
    case .splitAt, .blank, .ditto, .items, .remark, .missing, .better: .column
    case .correct, .line: .correction
    }
  }

  /// What the lines of a part are about.
  public static func title(_ part: Part) -> Message {
    switch part {
    case .table: Message(ja: "表と列", en: "The table and its columns")
    case .column: Message(ja: "列の下に字下げして書く行", en: "Indented below a column")
    case .page: Message(ja: "ページと見出し", en: "Pages and headings")
    case .row: Message(ja: "表の1行", en: "A row")
    case .correction: Message(ja: "訂正", en: "Corrections")
    }
  }

  /// As it is written in front of the colon.
  public var spelling: Message {
    switch self {
    case .recipe: Message(ja: "手順", en: "recipe")
    case .column: Message(ja: "列", en: "column")
    case .fixed: Message(ja: "固定", en: "fixed")
    case .numbered: Message(ja: "連番", en: "numbered")
    case .key: Message(ja: "主キー", en: "key")
    case .heading: Message(ja: "見出し", en: "heading")
    case .repeats: Message(ja: "毎ページ", en: "repeats")
    case .ignore: Message(ja: "読み飛ばす", en: "ignore")
    case .begins: Message(ja: "表の始まり", en: "table begins")
    case .ends: Message(ja: "表の終わり", en: "table ends")
    case .cells: Message(ja: "セルの区切り", en: "cells")
    case .row: Message(ja: "行", en: "row")
    case .anchor: Message(ja: "手がかり", en: "anchor")
    case .continues: Message(ja: "続き", en: "continues")
    case .rowEnds: Message(ja: "行の終わり", en: "row ends")
    case .correct: Message(ja: "訂正", en: "correct")
    case .line: Message(ja: "個別訂正", en: "line")
    case .splitAt: Message(ja: "区切り", en: "split at")
    case .blank: Message(ja: "空欄", en: "blank")
    case .ditto: Message(ja: "同上", en: "ditto")
    case .items: Message(ja: "始まりの語", en: "begins with")
    case .remark: Message(ja: "付記", en: "remark")
    case .missing: Message(ja: "欠測", en: "missing")
    case .better: Message(ja: "良い方向", en: "better")
    }
  }

  /// How the line is written.
  public var usage: Message {
    switch self {
    case .recipe: Message(ja: "手順: 題名", en: "recipe: TITLE")
    case .column: Message(ja: "列 英語名 日本語名: 型 [段階…]", en: "column NAME [JAPANESE]: TYPE [LEVELS…]")
    case .fixed: Message(ja: "固定 列: 値", en: "fixed COLUMN: VALUE")
    case .numbered: Message(ja: "連番 列: 列、列…", en: "numbered COLUMN: COLUMN, COLUMN…")
    case .key: Message(ja: "主キー: 列、列…", en: "key: COLUMN, COLUMN…")
    case .heading:
      Message(ja: "見出し 1: 第{番号列}章 {名前列} [| 列 = 値]", en: "heading 1: Chapter {NO} {NAME} [| COLUMN = VALUE]")
    case .repeats: Message(ja: "毎ページ: 型紙", en: "repeats: PATTERN")
    case .ignore: Message(ja: "読み飛ばす: 型紙", en: "ignore: PATTERN")
    case .begins: Message(ja: "表の始まり: 型紙", en: "table begins: PATTERN")
    case .ends: Message(ja: "表の終わり: 型紙", en: "table ends: PATTERN")
    case .cells: Message(ja: "セルの区切り: タブ / カンマ / 空白", en: "cells: tab / comma / blanks")
    case .row:
      Message(
        ja: "行: 列 | 列 | -　または　行: {列}{列}名{列}", en: "row: COLUMN | COLUMN | -   or   row: {COLUMN}{COLUMN} for {COLUMN}")
    case .anchor: Message(ja: "手がかり: 列、列…", en: "anchor: COLUMN, COLUMN…")
    case .continues: Message(ja: "続き: 列、列…", en: "continues: COLUMN, COLUMN…")
    case .rowEnds: Message(ja: "行の終わり: 型紙", en: "row ends: PATTERN")
    case .correct: Message(ja: "訂正 列: 原文 -> 正しい形 [| 注記]", en: "correct COLUMN: AS PRINTED -> RIGHT [| NOTE]")
    case .line:
      Message(
        ja: "個別訂正 35 行にある語: 推定 | 注記　または　列 = 値 | 注記",
        en: "line 35 WORDS OF IT: inferred | NOTE   or   COLUMN = VALUE | NOTE")
    case .splitAt: Message(ja: "区切り: 空白 、", en: "split at: blank 、")
    case .blank: Message(ja: "空欄: [列とともに]上と同じ [| 注記]", en: "blank: as above [with COLUMN] [| NOTE]")
    case .ditto: Message(ja: "同上: 〃 [| 注記]", en: "ditto: 〃 [| NOTE]")
    case .items: Message(ja: "始まりの語: 語 語 {数} [| 注記]", en: "begins with: WORD WORD {number} [| NOTE]")
    case .remark: Message(ja: "付記: （一部） （関係各課）", en: "remark: WORD WORD")
    case .missing: Message(ja: "欠測: 語 語", en: "missing: WORD WORD")
    case .better: Message(ja: "良い方向: 増 / 減 / なし", en: "better: up / down / none")
    }
  }

  public var summary: Message {
    switch self {
    case .recipe: Message(ja: "どんな文書の手順か", en: "what kind of document it reads")
    case .column:
      Message(
        ja: "表の列。型は 文字 数値 年度 評価 区分 一覧。評価は良い順に段階を、数値は単位を後に書く",
        en:
          "a column; TYPE is text, number, year, grade, category or list; a grade's levels follow, best first; a number's unit"
      )
    case .fixed: Message(ja: "どの行でも同じ値", en: "a value that all rows share")
    case .numbered:
      Message(ja: "同じ値の組の中で 1 から数える番号", en: "counts 1, 2 … within rows that are the same in those columns")
    case .key: Message(ja: "1行を決める列", en: "the columns that tell one row from another")
    case .heading:
      Message(
        ja: "見出しの行。その下の行に値が付く。同じ番号の見出しがまた来ても続きとみなす",
        en: "a heading, by level: its values go to the rows below; the same number again is a continuation")
    case .repeats: Message(ja: "ページごとに繰り返す行", en: "a line that every page repeats")
    case .ignore: Message(ja: "表ではない行（凡例など）", en: "a line that is no part of the table, as of a legend")
    case .begins: Message(ja: "この行の次から表になる", en: "the table begins behind such a line")
    case .ends: Message(ja: "この行の前で表が終わる", en: "the table ends before such a line")
    case .cells:
      Message(
        ja: "1行の中のセルを分けるもの（書かなければタブ。空白は2つ以上）",
        en: "what stands between the cells of a line: a tab if not said, two blanks or more")
    case .row:
      Message(
        ja: "1行に並ぶセル（- は読まないセル）。セルが行に分かれる文書では、つないだ文の型紙",
        en:
          "the cells of a row in their order (- is not read); where cells are broken into lines: the pattern of their joined text"
      )
    case .anchor:
      Message(
        ja: "この列のセルが段階の文字でそろう行を、表の行とみなす",
        en: "a line is a row where these cells hold levels, wherever they stand")
    case .continues:
      Message(
        ja: "この列の文は次の行に続くことがある（ページをまたぐ行など）",
        en: "the text of these cells may go on on the next line, as in rows across pages")
    case .rowEnds: Message(ja: "この形で終わる行で、表の1行が終わる", en: "a line that ends so ends a row of the table")
    case .correct: Message(ja: "列の決まった読み誤りを直し、注記する", en: "puts a cell that is misprinted right, and notes it")
    case .line:
      Message(
        ja: "文書の1行だけの訂正。その行に語がなければ使わない",
        en: "a correction of one line, made only if the words stand there")
    case .splitAt: Message(ja: "一覧のセルを分けるもの", en: "what parts the items of a list")
    case .blank:
      Message(
        ja: "空のセルは上の行の値を継ぐ。「列とともに」なら、その列も上を継いだ行だけ",
        en: "an empty cell is as the one above; with COLUMN: only where that one is too")
    case .ditto: Message(ja: "上のセルを指す記号", en: "the sign that means the cell above")
    case .items:
      Message(
        ja: "このセルが始まる語。行の頭に来れば次の項目とみなし、読点でつなぐ",
        en: "the words the cell begins with; where a line begins with one, another item begins")
    case .remark: Message(ja: "セルから外して注記に移す語", en: "words that go from the cell to the note")
    case .missing: Message(ja: "「―」などのほかに、値がないことを表す語", en: "words for no value, beside ― and the like")
    case .better: Message(ja: "多い方が良いか少ない方が良いか", en: "whether more is better")
    }
  }

  /// The one line without a word of its own: what a level means.
  public static let label = (
    usage: Message(ja: "段階 = 意味 [/ 英語]", en: "LEVEL = MEANING [/ ENGLISH]"),
    summary: Message(ja: "段階の意味", en: "what a level means, in one language or two")
  )

  /// What a column can hold.
  public enum ColumnKind: CaseIterable, Sendable {
    case text, number, year, grade, category, list

    public var spelling: Message {
      switch self {
      case .text: Message(ja: "文字", en: "text")
      case .number: Message(ja: "数値", en: "number")
      case .year: Message(ja: "年度", en: "year")
      case .grade: Message(ja: "評価", en: "grade")
      case .category: Message(ja: "区分", en: "category")
      case .list: Message(ja: "一覧", en: "list")
      }
    }
  }

  /// Words behind a colon.
  static let asAbove = Message(ja: "上と同じ", en: "as above")
  static let together = Message(ja: "とともに上と同じ", en: "as above with ")
  static let blankSign = Message(ja: "空白", en: "blank")
  static let tab = Message(ja: "タブ", en: "tab")
  static let comma = Message(ja: "カンマ", en: "comma")
  static let blanks = Message(ja: "空白", en: "blanks")
  static let number = Message(ja: "数", en: "number")
}

extension Message {
  /// Whether a word is this one, in either language.
  func isSpelled(_ word: String) -> Bool { ja.isSame(as: word) || en.isSame(as: word.lowercased()) }
}
