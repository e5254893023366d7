internal import Diagnostics

/// The text of `--help`.
enum Usage {
  static let text = Message(
    ja: """
      polsh — 政策データの問い合わせシェル

        polsh                          対話を始める
        polsh -c '問い合わせ'          実行して終わる（文は改行か ; で区切る）
        polsh 台本.polsh [名前=値 …]   台本を実行する
        polsh ファイル.csv             ファイルを表として読み込んで始める
        … | polsh                      標準入力の文を実行する

        --format table|csv|tsv|json|jsonl|md   結果の形（初めは table）
        --lang ja|en                   表示の言葉（初めは LANG に従う）
        --data フォルダー              開くデータパッケージ
        --safe                         ファイルに書かない
        --no-config                    設定と履歴を使わない
        --version  --help  --manual

      終了状態: 0 終わり、1 問い合わせかデータの誤り、2 指定の誤り、3 確認に失敗、130 中断

      """,
    en: """
      polsh — a shell for policy data

        polsh                          a session
        polsh -c 'STATEMENTS'          run them and leave (statements end at a newline or ;)
        polsh FILE.polsh [name=value …]  run a script with arguments
        polsh FILE.csv                 begin with that file loaded as a table
        … | polsh                      run the statements of standard input

        --format table|csv|tsv|json|jsonl|md   how results are written (table)
        --lang ja|en                   the language of answers (follows LANG)
        --data DIR                     the data package to open
        --safe                         write no files
        --no-config                    use no settings and no history
        --version  --help  --manual

      Exit status: 0 done, 1 query or data error, 2 usage, 3 an expect failed, 130 interrupted

      """)
}
