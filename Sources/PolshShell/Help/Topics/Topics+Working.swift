internal import Diagnostics

extension Topic {
  /// Files, scripts, the session.
  static let working: [Topic] = [
    Topic(
      en: ["files", "csv", "excel", "loading"], ja: ["ファイル", "エクセル", "CSV", "取り込み"],
      Message(ja: "自分の表を読み込む、結果をファイルに書く", en: "load a table of your own, write results to a file"),
      [
        .examples(
          nil,
          [
            HelpExample(
              "load 'budget.csv' as budget", "読込 'budget.csv' 名前 budget",
              Message(ja: "CSV や TSV を表として読む", en: "a CSV or TSV file as a table"), outcome: .isOnlyShown),
            HelpExample(
              "t | export 'result.csv'", "t | 出力 'result.csv'",
              Message(ja: "結果を Excel で開ける CSV に書く", en: "a CSV file that Excel opens"), outcome: .isOnlyShown),
            HelpExample(
              "t | export '!result.csv'", "t | 出力 '!result.csv'",
              Message(ja: "! を付けると上書きする", en: "with ! it overwrites"),
              outcome: .isOnlyShown),
          ]),
        .text(
          Message(
            ja:
              "文字コード（UTF-8、シフトJIS）、区切り、見出しは自動で見分け、どう読んだかを示します。違うときは「見出し 2..3」「文字コード cp932」を付けます。Excel のブックは、CSV で保存すると読めます。書く形式は名前の終わりで決まります: .csv .tsv .json .jsonl .md。",
            en:
              "Encoding (UTF-8, Shift JIS), separator and heading are found out, and how it was read is said; header 2..3 and encoding cp932 overrule it. A workbook can be loaded once saved as CSV. The ending decides what is written: .csv .tsv .json .jsonl .md."
          )),
        .seeAlso([Message(ja: "読込", en: "load"), Message(ja: "出力", en: "export"), Message(ja: "開く", en: "use")]),
      ]),
    Topic(
      en: ["scripts", "saving queries", "parameters"], ja: ["台本の作り方", "台本の書き方", "手順の保存"],
      Message(ja: "問い合わせに名前を付けて保存し、年度などを変えて実行する", en: "keep queries under a name and run them again, with other years"),
      [
        .examples(
          nil,
          [
            HelpExample(
              "t | count by g; save monthly", "t | 件数 gごと; 保存 monthly",
              Message(ja: "いまの問い合わせを台本にする", en: "make a script of the query just asked"), outcome: .isOnlyShown),
            HelpExample(
              "run monthly year=R4", "実行 monthly year=R4", Message(ja: "引数を変えて実行する", en: "run it with another year"),
              outcome: .isOnlyShown),
            HelpExample(
              "check monthly", "点検 monthly", Message(ja: "実行せずに確かめる", en: "go through it without running it"),
              outcome: .isOnlyShown),
          ]),
        .text(
          Message(
            ja:
              "台本は文を並べたテキストファイル（.polsh）です。## の行は説明、「引数 year = R5 「対象年度」」の行は実行のときに変えられる値で、$year と書いて使います。「確認」は条件が成り立たなければ台本を止めます。台本の中で付けた名前は外に残りません。",
            en:
              "A script is a text file of statements (.polsh). Lines with ## describe it; param year = R5 'the year' declares a value that run can change and $year stands for. expect stops the script where a condition does not hold. Names made in a script do not stay."
          )),
        .examples(
          nil,
          [
            HelpExample(
              "param year = R3 'the year'; t | where y = $year | select k",
              "引数 year = R3 「対象年度」; t | 絞込 y が $year と同じ | 選択 k")
          ]),
        .seeAlso([Message(ja: "保存", en: "save"), Message(ja: "実行", en: "run"), Message(ja: "確認", en: "expect")]),
      ]),
    Topic(
      en: ["keys", "editing", "completion"], ja: ["キー操作", "補完", "入力のしかた"],
      Message(ja: "入力を助けるキー", en: "keys that help typing"),
      [
        .list(
          nil,
          [
            .init(
              Message(same: "Tab"),
              Message(ja: "続きの候補（命令、列、段階、ファイル）", en: "what can follow: verbs, columns, levels, files")),
            .init(Message(same: "↑ ↓"), Message(ja: "前に入力した行", en: "lines typed before")),
            .init(Message(same: "Ctrl-R"), Message(ja: "前に入力した行を探す", en: "search them")),
            .init(
              Message(same: "Enter"),
              Message(ja: "エラーの直後なら、直し方の最初の案を採用する", en: "right after an error: take the first fix")),
            .init(Message(same: "Ctrl-C"), Message(ja: "入力をやめる、問い合わせを止める", en: "give up the line, stop a question")),
            .init(Message(same: "Ctrl-D"), Message(ja: "終わる", en: "leave")),
          ])
      ]),
  ]
}
