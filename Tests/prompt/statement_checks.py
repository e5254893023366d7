"""Statements over several lines, pasted, given up, interrupted, put right; and ways out."""

import os
import random
import re
import time

from desk import GRADES, MEASURES, check, equal, expect_line, holds
from prompt import CTRL_C, CTRL_D, ENTER, MORE, UP


@check
def unfinished_lines_go_on(desk):
    session = desk.open()
    session.write("取組 |")
    session.enter(MORE)
    session.write("絞込 進捗区分 が")
    session.clear()
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
    session.clear()
    holds("E0" not in session.screen.text(), "nothing was run")
    session.write("取組 |")
    session.enter(MORE)
    session.clear()
    session.run("取組 | 件数")
    holds(MEASURES in session.screen.text(), "the next line is answered")
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
    holds(MEASURES in session.screen.text(), "the session goes on")


@check
def a_paste_of_several_lines_is_run_line_by_line(desk):
    session = desk.open(rows=60)
    session.type("\x1b[200~取組 | 件数\n\n経費 |\n  絞込 予算決算 が 決算\n  | 件数 # 決算だけ\n指標 | 件\x1b[201~")
    expect_line(session, "指標 | 件")
    holds(MEASURES in session.screen.text(), "the first answer")
    holds("予算決算 が 決算 | 件数" not in session.screen.text() and f" {MEASURES}\n" in session.screen.text(), "in order")
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
