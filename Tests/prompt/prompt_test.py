"""Types at the prompt as a person does, at a terminal of its own, and looks at the screen.

    prompt_test.py PROGRAM [WORDS …]

One line per check, then "N passed, N failed"; exit 1 on any failure. With WORDS only the checks whose name contains one.
POLSH_TEST_ROWS is the size of the table that a question has to be interrupted on (2000000).
"""

import os
import random
import re
import sys
import tempfile
import time
from pathlib import Path

from prompt import BACKSPACE, CTRL_C, CTRL_D, DOWN, ENTER, LEFT, MORE, PROMPT, RIGHT, TAB, UP, Prompt, Slow
from screen import width

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "datasets" / "municipal"
GRADES = {"A": 52, "B": 120, "C": 103, "D": 58, "E": 5}
CHECKS = []


def check(function):
    CHECKS.append(function)
    return function


class Desk:
    """One check's own home, working folder and sessions."""

    def __init__(self, program, base):
        self.program, self.home, self.folder = program, base / "home", base / "work"
        self.home.mkdir()
        self.folder.mkdir()
        self.sessions = []

    def open(self, *arguments, **options):
        options.setdefault("data", DATA)
        session = Prompt(self.program, self.home, self.folder, arguments, **options)
        self.sessions.append(session)
        if options.get("TERM") != "dumb":
            session.ready()
        return session

    def history(self):
        path = self.home / ".local/state/polsh/history"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def equal(found, wanted):
    if found != wanted:
        raise AssertionError(f"{found!r} instead of {wanted!r}")


def holds(truth, what):
    if not truth:
        raise AssertionError(what)


def expect_line(session, text, prompt=PROMPT):
    """The text stands in the line, and the cursor behind it."""
    session.until(lambda: session.at(prompt, text), f"line {text!r}", 5)


# Typing


@check
def a_newcomer_is_told_what_to_do_in_four_lines(desk):
    session = desk.open()
    above = session.screen.lines()[: session.screen.row]
    holds(1 <= len(above) <= 4, f"{len(above)} lines")
    question = next(line for line in above if " | " in line).split(":", 1)[1].strip()
    holds("行" in session.run(question), "the question that is offered has an answer")
    holds(any("ヘルプ" in line for line in above), "help is named")


@check
def japanese_is_typed_and_answered(desk):
    session = desk.open()
    session.run("取組 | 件数 進捗区分ごと")
    for grade, count in GRADES.items():
        holds(re.search(rf"^{grade} +{count}$", session.screen.text(), re.M), f"{grade} {count}")


@check
def japanese_without_blanks(desk):
    session = desk.open()
    session.run("取組｜絞込進捗区分がB以上｜件数")
    holds("解釈" in session.screen.text(), "says how it was read")
    holds(re.search(rf"^ *{GRADES['A'] + GRADES['B']}$", session.screen.text(), re.M), "the count")


@check
def backspace_removes_a_wide_character_whole(desk):
    session = desk.open()
    session.write("取組")
    equal(session.screen.column, width("x") * len(PROMPT) + 4)
    session.type(BACKSPACE)
    expect_line(session, "取")
    session.type("組組" + BACKSPACE)
    expect_line(session, "取組")
    session.write(" | 件数")
    session.enter()
    holds("338" in session.screen.text(), "the answer")


@check
def the_cursor_moves_over_wide_characters(desk):
    session = desk.open()
    session.write("取 | 件数")
    session.type(LEFT * 5)
    session.until(lambda: session.screen.column == len(PROMPT) + 2, "the cursor behind 取", 5)
    session.type("組")
    session.until(lambda: session.typed() == "取組 | 件数", "組 put in", 5)
    equal(session.screen.column, len(PROMPT) + 4)
    session.type(LEFT * 2 + RIGHT + BACKSPACE + "取")
    session.until(lambda: session.screen.column == len(PROMPT) + 2, "the cursor behind 取", 5)
    equal(session.typed(), "取組 | 件数")
    session.enter()
    holds("338" in session.screen.text(), "the answer")


@check
def a_long_line_goes_on_in_the_next_row(desk):
    session = desk.open(columns=40)
    text = "取組 | 絞込 進捗区分 が 「A」 と同じ かつ 市 が 入間市 と同じ | 件数"
    session.type(text)
    session.until(lambda: "".join(session.screen.lines()).endswith("件数"), "the line in rows", 5)
    rows = session.screen.lines()[4:]
    holds(len([row for row in rows if row]) == 2 and rows[0].startswith(PROMPT), "two rows")
    session.enter()
    holds(str(GRADES["A"]) in session.screen.text(), "the answer")


@check
def the_c_locale_takes_japanese(desk):
    session = desk.open(LANG="C", LC_ALL="C")
    session.write("取組組")
    session.type(BACKSPACE)
    expect_line(session, "取組")
    session.write(" | 件数")
    session.enter()
    holds("338" in session.screen.text() and "count" in session.screen.text(), "an English answer")


# Completion


def completed(session, typed, prompt=PROMPT):
    """What stands in the line after a text and Tab."""
    session.clear() if session.typed() else session.ready()
    session.type(typed)
    session.settle(0.1)
    session.tab()
    return session.typed(prompt)


def offered(session, typed):
    """The rows that a second Tab lists below the line."""
    completed(session, typed)
    session.type("\x0c")
    session.settle(0.1)
    session.tab()
    rows = session.screen.lines()
    return [row for row in rows[1 : session.screen.row] if row]


@check
def tab_completes_by_place_in_japanese(desk):
    session = desk.open(rows=50, columns=100)
    for typed, wanted in [
        ("取", "取組"), ("取組 ", "取組 |"), ("取組 | 絞", "取組 | 絞込"), ("取組 | 絞込 進", "取組 | 絞込 進捗区分"),
        ("取組 | 絞込 進捗区分 ", "取組 | 絞込 進捗区分 が"), ("取組 | 絞込 進捗区分 が B 以", "取組 | 絞込 進捗区分 が B 以"),
        ("取組 | 展開 所", "取組 | 展開 所管課"), ("取組 | 件数 進", "取組 | 件数 進捗区分ごと"),
        ("取組 | 集計 章: n = 合", "取組 | 集計 章: n = 合計("), ("経費 | 並替 −金", "経費 | 並替 −金額"),
        ("概要 尺", "概要 尺度"), ("概要 尺度 進", "概要 尺度 進捗区分"), ("一覧 通", "一覧 通知"), ("ヘルプ 重", "ヘルプ 重複除去"),
        ("変数 x = 取", "変数 x = 取組"), ("変数 x = 取組 | 絞込 進", "変数 x = 取組 | 絞込 進捗区分"),
        ("経費 | 追記 （取", "経費 | 追記 （取組"), ("経費 | 追記 （取組 | 絞込 進", "経費 | 追記 （取組 | 絞込 進捗区分"),
        ("経費 | 選択 金額 | 絞込 事", "経費 | 選択 金額 | 絞込 事"),
    ]:
        equal((typed, completed(session, typed)), (typed, wanted))
    holds("A  " in "\n".join(offered(session, "取組 | 絞込 進捗区分 が ")), "levels with their meaning")
    equal(offered(session, "取組 | 絞込 進捗区分 が B ")[0].split()[:2], ["以上", "以下"])


@check
def tab_completes_by_place_in_english(desk):
    session = desk.open("--lang", "en", rows=50, columns=100)
    for typed, wanted in [
        ("me", "measure"), ("MEA", "measure"), ("measure | WHE", "measure | where"), ("measure | where pro", "measure | where progress"),
        ("measure | unnest d", "measure | unnest dept"), ("measure | count b", "measure | count by"),
        ("measure | count by prog", "measure | count by progress"), ("measure | where progress i", "measure | where progress i"),
        ("measure | where progress is pre", "measure | where progress is present"), ("cost | sort amount d", "cost | sort amount desc"),
        ("cost | compare sum(amount) o", "cost | compare sum(amount) over"), ("cost | compare sum(amount) over ye", "cost | compare sum(amount) over year"),
        ("cost | compare sum(amount) over year: H29 ", "cost | compare sum(amount) over year: H29 ->"),
        ("lang j", "lang ja"), ("measure | group every prog", "measure | group every progress"),
        ("cost | where amount / 1 as %", "cost | where amount / 1 as %"), ("# me", "# me"),
    ]:
        equal((typed, completed(session, typed)), (typed, wanted))
    rows = offered(session, "measure | ")
    holds(any(row.startswith("where ") for row in rows) and any(row.startswith("group ") for row in rows), "verbs")
    equal([row.split()[0] for row in offered(session, "measure | where progress >= ")], list(GRADES))
    holds(any("2019" in row for row in offered(session, "cost | where year in 20")), "years")
    # Lists are no keys.
    holds(not any(row.startswith("dept") for row in offered(session, "measure | count by ")), "no list as a key")


@check
def the_other_language_is_completed_when_it_is_typed(desk):
    session = desk.open(rows=50)
    equal(completed(session, "mea"), "measure")
    equal(completed(session, "取組 | whe"), "取組 | where")
    equal(completed(session, "取組 | where prog"), "取組 | where progress")
    holds(not any(row.startswith("where") for row in offered(session, "取組 | ")), "nothing typed: Japanese only")


@check
def tab_completes_words_without_blanks(desk):
    session = desk.open(rows=50)
    equal(completed(session, "取組｜絞込進"), "取組｜絞込進捗区分")
    equal(completed(session, "取組｜絞込進捗区分がB未"), "取組｜絞込進捗区分がB未満")
    equal(completed(session, "取組｜絞込所管課に「社会教"), "取組｜絞込所管課に「社会教育課」")


@check
def tab_completes_departments_in_quotes(desk):
    session = desk.open(rows=50)
    equal(completed(session, "取組 | 絞込 所管課 に "), "取組 | 絞込 所管課 に 「")
    equal(completed(session, "取組 | 絞込 所管課 に 「社会教"), "取組 | 絞込 所管課 に 「社会教育課」")
    equal(completed(session, "measure | where dept has '社会教"), "measure | where dept has '社会教育課'")
    session.type(BACKSPACE)
    session.settle(0.1)
    session.enter()
    holds("社会教育課" in session.screen.text(), "the answer")


@check
def half_width_katakana_begin_full_width_names(desk):
    (desk.folder / "t.csv").write_text("センター,数\nあ,1\n", encoding="utf-8")
    session = desk.open()
    session.run("読込 't.csv'")
    equal(completed(session, "t | 絞込 ｾﾝ"), "t | 絞込 センター")


@check
def tab_completes_file_names(desk):
    (desk.folder / "支出表.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (desk.folder / "data").mkdir()
    (desk.folder / "data/odd name.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (desk.folder / "bad\x1b[2Jname.csv").write_text("a\n1\n", encoding="utf-8")
    (desk.folder / ".hidden.csv").write_text("a\n1\n", encoding="utf-8")
    session = desk.open("--lang", "en")
    equal(completed(session, "load '支"), "load '支出表.csv'")
    session.enter()
    equal(completed(session, "load 'da"), "load 'data/")
    session.tab()
    equal(session.typed(), "load 'data/odd name.csv'")
    session.enter()
    equal(completed(session, "use "), "use 'data/")
    equal(completed(session, "cost | export '支"), "cost | export '支出表.csv'")
    equal(completed(session, "cost | export '!支"), "cost | export '!支出表.csv'")
    equal(completed(session, "load '.h"), "load '.hidden.csv'")
    equal(completed(session, "支"), "支出表")
    holds("hidden" not in "\n".join(offered(session, "load '")), "hidden files stay hidden")


@check
def tab_completes_scripts_and_their_arguments(desk):
    scripts = desk.home / ".local/share/polsh/scripts"
    scripts.mkdir(parents=True)
    (scripts / "yearly.polsh").write_text("## Yearly\nparam floor = R5\nmeasure | count\n", encoding="utf-8")
    session = desk.open("--lang", "en")
    equal(completed(session, "run yea"), "run yearly")
    equal(completed(session, "run yearly fl"), "run yearly floor=")


@check
def tab_in_the_second_line_knows_the_first(desk):
    session = desk.open()
    session.write("取組 |")
    session.enter(MORE)
    session.type("絞込 進" + TAB)
    expect_line(session, "絞込 進捗区分 ", MORE)


# Statements


@check
def unfinished_lines_go_on(desk):
    session = desk.open()
    session.write("取組 |")
    session.enter(MORE)
    session.write("絞込 進捗区分 が")
    session.type(CTRL_C)
    session.ready()
    session.write("取組 |")
    session.enter(MORE)
    session.write("絞込 (進捗区分 が A と同じ")
    session.enter(MORE)
    session.write(") | 件数")
    session.enter()
    holds(re.search(rf"^ *{GRADES['A']}$", session.screen.text(), re.M), "the answer")
    session.type(UP)
    expect_line(session, "取組 | 絞込 (進捗区分 が A と同じ ) | 件数")
    session.clear()
    # An empty line ends what cannot be ended otherwise.
    session.write("取組 | 絞込 (")
    session.enter(MORE)
    session.enter()
    holds("E32" in session.screen.text(), "says what is missing")


@check
def ctrl_c_gives_the_line_up(desk):
    session = desk.open()
    session.write("取組 | 件")
    session.type(CTRL_C)
    session.ready()
    holds("E0" not in session.screen.text(), "nothing was run")
    session.write("取組 |")
    session.enter(MORE)
    session.type(CTRL_C)
    session.ready()
    session.run("取組 | 件数")
    holds("338" in session.screen.text(), "the next line is answered")
    equal(desk.history(), ["取組 | 件数"])


@check
def ctrl_c_ends_a_running_question(desk):
    rows = int(os.environ.get("POLSH_TEST_ROWS", "2000000"))
    numbers = random.Random(5)
    with open(desk.folder / "big.csv", "w", encoding="utf-8") as file:
        file.write("number,word\n")
        for start in range(0, rows, 100000):
            file.writelines(f"{numbers.random():.6f},w{numbers.randrange(10**9)}\n" for _ in range(start, min(rows, start + 100000)))
    session = desk.open(columns=160)
    session.run("読込 'big.csv'", seconds=120)
    slow = "big | 追加 z = 余白除去(word) | 並替 z, −number | 並替 number, z | 並替 −number | 並替 z | 並替 number | 先頭 1"
    session.write(slow)
    feeds = session.screen.line_feeds
    session.type(ENTER)
    session.until(lambda: session.screen.line_feeds > feeds, "the question has begun", 5)
    time.sleep(0.15)
    begin = time.monotonic()
    session.type(CTRL_C)
    session.ready(seconds=60)
    holds("中断しました" in session.screen.text(), "it ended before it could be interrupted, or without a word")
    holds(time.monotonic() - begin < 3, f"after {time.monotonic() - begin:.1f} s")
    session.run("取組 | 件数")
    holds("338" in session.screen.text(), "the session goes on")


@check
def a_paste_of_several_lines_is_run_line_by_line(desk):
    session = desk.open(rows=60)
    session.type("\x1b[200~取組 | 件数\n\n経費 |\n  絞込 予算決算 が 決算\n  | 件数 # 決算だけ\n指標 | 件\x1b[201~")
    expect_line(session, "指標 | 件")
    holds("338" in session.screen.text(), "the first answer")
    holds("予算決算 が 決算 | 件数" not in session.screen.text() and " 338\n" in session.screen.text(), "in order")
    equal(desk.history(), ["取組 | 件数", "経費 | 絞込 予算決算 が 決算 | 件数"])
    session.type("数")
    session.enter()


@check
def an_error_stops_the_rest_of_a_paste(desk):
    session = desk.open(rows=60)
    session.type("\x1b[200~取組 | 件数\n取組 | 絞込 進捗 = A\n\n経費 | 件数\n指標 | 件\x1b[201~")
    session.ready()
    session.settle(0.3)
    session.ready()
    equal(desk.history(), ["取組 | 件数", "取組 | 絞込 進捗 = A"])
    holds("残りの行" in session.screen.text(), "says so")


@check
def enter_takes_the_fix(desk):
    session = desk.open(rows=60)
    session.run("取組 | 絞込 進捗 = A | 件数")
    holds("E01" in session.screen.text() and "Enter で採用" in session.screen.text(), "the fix is offered")
    session.enter()
    holds("polsh> 取組 | 絞込 進捗区分 = A | 件数" in session.screen.text(), "what runs is shown")
    holds(re.search(rf"^ *{GRADES['A']}$", session.screen.text(), re.M), "the answer")
    equal(desk.history()[-1], "取組 | 絞込 進捗区分 = A | 件数")
    # Taken once; another Enter is an empty line.
    size = len(desk.history())
    session.enter()
    equal(len(desk.history()), size)
    # Whoever types something else does not get it.
    session.run("取組 | 絞込 進捗 = A | 件数")
    session.run("経費 | 件数")
    session.enter()
    equal(desk.history()[-1], "経費 | 件数")


@check
def an_empty_line_begins_new_work(desk):
    session = desk.open()
    session.run("取組 | 件数")
    session.run("保存 一")
    holds("保存しました" in session.screen.text(), "saved")
    session.enter()
    session.run("保存 二")
    holds(not (desk.home / ".local/share/polsh/scripts/二.polsh").exists(), "nothing left to save")


@check
def ctrl_d_and_quit_leave(desk):
    session = desk.open()
    session.type(CTRL_D)
    equal(session.ends(), 0)
    holds(session.screen.raw.endswith("\n") or session.screen.column == 0, "the shell's prompt stands on a row of its own")
    session = desk.open()
    session.write("取組 |")
    session.enter(MORE)
    session.type(CTRL_D)
    session.ready()
    session.type("終了" + ENTER)
    equal(session.ends(), 0)
    equal(session.screen.modes[-1], "?2004l")


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
    session.shows("338")
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


def main():
    if len(sys.argv) < 2:
        print(__doc__.strip())
        return 2
    program, words = os.path.realpath(sys.argv[1]), sys.argv[2:]
    passed = failed = 0
    for function in CHECKS:
        name = function.__name__.replace("_", " ")
        if words and not any(word in name for word in words):
            continue
        with tempfile.TemporaryDirectory() as base:
            desk = Desk(program, Path(base))
            try:
                function(desk)
                passed += 1
                print(f"ok   {name}", flush=True)
            except (AssertionError, Slow, StopIteration) as problem:
                failed += 1
                print(f"FAIL {name}: {problem}", flush=True)
                for number, session in enumerate(desk.sessions, 1):
                    print(f"     screen of session {number}:")
                    print("\n".join("     | " + line for line in session.screen.text().split("\n")), flush=True)
            finally:
                for session in desk.sessions:
                    session.close()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
