"""History between sessions, and terminals of all kinds."""

from completion_checks import completed
from desk import DATA, MEASURES, check, equal, expect_line, holds
from prompt import CTRL_C, CTRL_D, DOWN, MORE, PROMPT, UP, Prompt
from screen import width


# History


@check
def history_is_kept_for_the_next_session(desk):
    session = desk.open()
    session.run("取組 | 件数")
    session.run("経費 | 件数")
    session.type(CTRL_D)
    session.ends()
    session = desk.open()
    session.type(UP)
    expect_line(session, "経費 | 件数")
    session.type(UP)
    expect_line(session, "取組 | 件数")
    session.type(DOWN)
    expect_line(session, "経費 | 件数")
    session.enter()
    equal(desk.history(), ["取組 | 件数", "経費 | 件数", "経費 | 件数"])


@check
def two_sessions_at_once_lose_nothing(desk):
    one, two = desk.open(), desk.open()
    typed = []
    for number in range(1, 6):
        for name, session in (("取組", one), ("経費", two)):
            typed.append(f"{name} | 先頭 {number} | 件数")
            session.run(typed[-1])
    for session in (two, one):
        session.type(CTRL_D)
        session.ends()
    equal(desk.history(), typed)
    three = desk.open()
    three.type(UP)
    expect_line(three, typed[-1])


@check
def a_history_that_cannot_be_written_is_said_once(desk):
    blocked = desk.home / "state"
    blocked.write_text("not a folder", encoding="utf-8")
    session = desk.open(XDG_STATE_HOME=str(blocked))
    equal(session.screen.text().count("履歴は残りません"), 1)
    session.run("取組 | 件数")
    equal(session.screen.text().count("履歴は残りません"), 1)
    session.type(UP)
    expect_line(session, "取組 | 件数")


@check
def no_config_and_safe_leave_no_history(desk):
    for option in ("--no-config", "--safe"):
        session = desk.open(option)
        session.run("取組 | 件数")
        session.type(CTRL_D)
        equal(session.ends(), 0)
        equal(desk.history(), [])


# The terminal


@check
def a_resized_window_is_used(desk):
    session = desk.open(columns=120)
    session.write("経費 | 先頭 3")
    session.screen.resize(24, 60)
    session.process.setwinsize(24, 60)
    session.settle()
    equal(session.typed(), "経費 | 先頭 3")
    session.enter()
    rows = [row for row in session.screen.lines()[session.screen.row - 8 :] if row]
    holds(all(sum(map(width, row)) <= 60 for row in rows) and any("…" in row for row in rows), "the table fits the window")


@check
def escape_sequences_in_data_stay_text(desk):
    (desk.folder / "evil.csv").write_text("名前,値\n\x1b[2J\x1b[31m赤\x1b]0;t\x07,1\n", encoding="utf-8")
    session = desk.open()
    session.run("読込 'evil.csv'")
    shown = session.run("evil")
    holds("赤" in shown and "\x1b[2J" not in shown and "\x1b[31m" not in shown and "\x1b]" not in shown, repr(shown))
    completed(session, "evil | 絞込 名前 が ")
    session.tab()
    equal(session.screen.unknown, [])
    holds("\x1b]" not in session.screen.raw and "\x07" not in session.screen.raw.replace("\x07\x07", ""), "nor in candidates")


@check
def a_dumb_terminal_gets_plain_lines(desk):
    session = desk.open(TERM="dumb")
    session.shows(PROMPT.rstrip())
    session.type("取組 |\n")
    session.shows(MORE.rstrip())
    session.type("件数\n")
    session.shows(MEASURES)
    session.type("取組 | 絞込 進捗 = A | 件数\n")
    session.shows("E01")
    session.type("\n")
    session.shows("polsh> 取組 | 絞込 進捗区分 = A | 件数")
    session.type("取組 | 絞")
    session.settle()
    session.type(CTRL_C)
    session.settle()
    session.type("経費 | 件数\n")
    session.shows("53")
    holds("\x1b" not in session.screen.raw, "no escape sequences")
    session.settle()
    session.type(CTRL_D)
    equal(session.ends(), 0)


@check
def results_go_to_a_file_and_the_prompt_to_the_screen(desk):
    command = f"{desk.program} --lang ja > out.txt"
    session = Prompt("/bin/sh", desk.home, desk.folder, ["-c", command], data=DATA)
    desk.sessions.append(session)
    session.shows(PROMPT.rstrip())
    session.type("取組 | 件数\n")
    session.settle()
    session.type(CTRL_D)
    equal(session.ends(), 0)
    text = (desk.folder / "out.txt").read_text(encoding="utf-8")
    holds(MEASURES in text and "polsh>" not in text and "\x1b" not in text, repr(text))
    holds(MEASURES not in session.screen.text(), "no result on the screen")
