"""Characters wide and narrow: typed, deleted, moved over."""

import re

from desk import GRADES, MEASURES, check, equal, expect_line, holds
from prompt import BACKSPACE, LEFT, PROMPT, RIGHT


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
    equal(session.screen.column, len(PROMPT) + 4)
    session.type(BACKSPACE)
    expect_line(session, "取")
    session.type("組組" + BACKSPACE)
    expect_line(session, "取組")
    session.write(" | 件数")
    session.enter()
    holds(MEASURES in session.screen.text(), "the answer")


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
    holds(MEASURES in session.screen.text(), "the answer")


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
    holds(MEASURES in session.screen.text() and "count" in session.screen.text(), "an English answer")
