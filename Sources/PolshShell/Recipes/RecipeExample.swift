internal import Diagnostics

/// The small document and its recipe that `help recipe` shows; a test reads the one by the other.
enum RecipeExample {
  static let document = Message(
    ja: """
      第1章 安心なまち（防災、防犯）
      取組                進捗  所管課
      第1節 災害への備え
      避難所の点検        A     防災課
      備蓄品の更新        C     防災課 福社課
      第1章 安心なまち（防災、防犯）
      取組                進捗  所管課
      訓練の実施          B     防災課
      第2節 地域の見守り
      子どもの見守り      B     教育課 福祉課
      """,
    en: """
      Chapter 1 A safe town (disasters, crime)
      measure                progress  offices
      Section 1 Ready for disasters
      Checking the shelters  A         safety
      Renewing the stocks    C         safety welfar
      Chapter 1 A safe town (disasters, crime)
      measure                progress  offices
      Holding drills         B         safety
      Section 2 Looking after each other
      Eyes on the children   B         schools welfare
      """)

  static let recipe = Message(
    ja: """
      # まちづくり計画の点検表
      列 chapter_no 章番号: 数値
      列 chapter 章: 文字
      列 section_no 節番号: 数値
      列 section 節: 文字
      列 title 取組: 文字
      列 progress 進捗: 評価 A B C
        A = 達成 / reached
      列 dept 所管課: 一覧
        区切り: 空白

      見出し 1: 第{章番号}章 {章}（{}）
      見出し 2: 第{節番号}節 {節}
      毎ページ: 取組 進捗 所管課

      セルの区切り: 空白
      行: 取組 | 進捗 | 所管課
      手がかり: 進捗

      訂正 所管課: 福社課 -> 福祉課
      個別訂正 8 訓練の実施: 推定 | 前のページの節の続きとみた
      """,
    en: """
      # The yearly check of the town plan
      column chapter_no: number
      column chapter: text
      column section_no: number
      column section: text
      column title: text
      column progress: grade A B C
        A = reached
      column dept: list
        split at: blank

      heading 1: Chapter {chapter_no} {chapter} ({})
      heading 2: Section {section_no} {section}
      repeats: measure progress offices

      cells: blanks
      row: title | progress | dept
      anchor: progress

      correct dept: welfar -> welfare
      line 8 Holding drills: inferred | taken for the section of the page before
      """)
}
