internal import Diagnostics
internal import QuerySyntax

extension Command {
  static let timer = Command(
    Spelling("timer", "計時"), [.choice("state", [.started, .off])],
    summary: Message(
      ja: "読んだ行の数、かかった時間と内訳の表示を始める（入）・やめる（切）",
      en: "show rows read, the time taken and where it went: on, or off"),
    details: Message(
      ja: """
        入にすると、答えの後に、読んだ行の数、全部でかかった時間、1秒に読んだ行の数を示し、続けて手順ごとに、かかった時間、全体に占める割合、\
        入った行の数、出た行の数を示します。手順の言葉と番号は「説明」と同じです。前後の 2 行は、文を読みとって答え方を決める時間と、答えを表示する時間です。\
        大きな表は複数のスレッドで分担します。時間は待った時間で、分担した間は、各スレッドが使った時間の比で手順に割り振るので、足すと全体になります。\
        「読込」は、行の数、大きさ、時間、1秒に読んだ行の数とバイト数を示します。数えるのは読んだ行で、並べる必要のない並べ替えなど、\
        しないで済んだ手順は出ません。設定しないとき、画面での会話では答えの下に時間だけを示し、台本では示しません。
        """,
      en: """
        When on, an answer is followed by how many rows were read, how long it took in all, and rows per second; then by a line \
        for each step: its time, its share of the whole, how many rows went in and how many came out. Steps have the words and \
        numbers of explain. The first line is the time to understand the question and plan the answer, the last that to \
        show it. Several threads share the work on large tables: times are those that you waited, and while work is \
        shared they are divided among the steps as the threads' own times are, so that the lines add up to the whole. load tells \
        rows, size, time, rows and bytes per second. Steps that were not needed, as a sort below a sum, do not appear. \
        As long as timer is not set, a session at the screen shows the time alone, below the answer, and a script none.
        """),
    examples: [
      HelpExample("timer on", "計時 入", outcome: .isOnlyShown), HelpExample("timer off", "計時 切", outcome: .isOnlyShown),
    ],
    changesSession: true
  ) { call, session throws(Diagnostic) in
    session.showsTime = call.keyword("state") == .started
    session.say(
      session.showsTime == true
        ? Message(
          ja: "答えの後に、読んだ行の数、かかった時間とその内訳を示します。",
          en: "Answers now say how many rows they read, how long they took and where the time went.")
        : Message(ja: "時間の表示をやめました。", en: "Answers no longer say how long they took."))
  }
}
