"""What Tab puts into the line and lists below it, by the place of the cursor."""

from desk import GRADES, check, equal, expect_line, holds
from prompt import BACKSPACE, LEFT, MORE, PROMPT, TAB


def completed(session, typed, prompt=PROMPT):
    """What stands in the line after a text and Tab."""
    session.clear() if session.typed() else session.ready()
    session.type(typed)
    session.tab_alone()
    return session.typed(prompt)


def offered(session, typed):
    """The rows that a second Tab lists below the line."""
    completed(session, typed)
    session.tab()
    rows = session.screen.lines()
    return [row for row in rows[1 : session.screen.row] if row]


@check
def tab_completes_by_place_in_japanese(desk):
    session = desk.open(rows=50, columns=100)
    for typed, wanted in [
        ("取組", "取組"), ("経", "経費"), ("取組 ", "取組 |"), ("取組 | 絞", "取組 | 絞込"), ("取組 | 絞込 進", "取組 | 絞込 進捗区分"),
        ("取組 | 絞込 進捗区分 ", "取組 | 絞込 進捗区分 が"), ("取組 | 絞込 進捗区分 が B 以", "取組 | 絞込 進捗区分 が B 以"),
        ("取組 | 展開 所", "取組 | 展開 所管課"), ("取組 | 件数 進", "取組 | 件数 進捗区分ごと"),
        ("取組 | 集計 章: n = 合", "取組 | 集計 章: n = 合計("), ("経費 | 並替 −金", "経費 | 並替 −金額"),
        ("概要 尺", "概要 尺度"), ("点検 デ", "点検 データ"), ("点検 データ 取", "点検 データ 取組"), ("概要 尺度 進", "概要 尺度 進捗区分"), ("一覧 通", "一覧 通知"), ("ヘルプ 重", "ヘルプ 重複除去"),
        ("変数 x = 経", "変数 x = 経費"), ("変数 x = 取組 | 絞込 進", "変数 x = 取組 | 絞込 進捗区分"),
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
def tab_completes_recipes(desk):
    recipes = desk.home / ".local/share/polsh/recipes"
    recipes.mkdir(parents=True)
    (recipes / "our-plan.recipe").write_text("# nothing\n", encoding="utf-8")
    session = desk.open("--lang", "en", rows=50, columns=100)
    equal(completed(session, "load 'x.txt' recipe 'our"), "load 'x.txt' recipe 'our-plan'")
    equal(completed(session, "load 'x.txt' re"), "load 'x.txt' recipe")
    holds("our-plan" in "\n".join(offered(session, "load 'x.txt' recipe ")), "known recipes are offered")


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


@check
def tab_in_the_middle_of_a_line_leaves_the_rest(desk):
    session = desk.open()
    session.write("取組 | 絞込 進 >= B")
    session.type(LEFT * 5 + TAB)
    session.until(lambda: session.typed() == "取組 | 絞込 進捗区分 >= B", "the column put in", 5)
    equal(session.screen.column, len(PROMPT) + len("取組 | 絞込 進捗区分") + 8)


@check
def tab_continues_the_previous_result(desk):
    session = desk.open()
    session.run("取組 | 件数 進捗区分ごと")
    equal(completed(session, "| 並替 進"), "| 並替 進捗区分")
    equal(completed(session, "| 並替 所"), "| 並替 所")


@check
def tab_completes_what_join_takes(desk):
    session = desk.open("--lang", "en", rows=50, columns=120)
    for typed, wanted in [
        ("cost | join ma", "cost | join many"), ("cost | join many indi", "cost | join many indicator"),
        ("cost | join indicator o", "cost | join indicator on"), ("cost | join indicator on prog", "cost | join indicator on program"),
        # The left's names before the sign, the right's behind it.
        ("cost | join indicator on kind = na", "cost | join indicator on kind = name"),
        ("cost | join (indicator | rename label = name) on kind = la", "cost | join (indicator | rename label = name) on kind = label"),
        ("cost | join (indicator | where nam", "cost | join (indicator | where name"),
        ("cost | union indi", "cost | union indicator"),
        ("cost | join many indicator on year | where indicator.na", "cost | join many indicator on year | where indicator.name"),
        ("cost | join many indicator on year | where cost.na", "cost | join many indicator on year | where cost.na"),
        ("cost | join many indicator on year | count by indicator.ci", "cost | join many indicator on year | count by indicator.city"),
        ("cost | join many indicator as goal on year | select goa", "cost | join many indicator as goal on year | select goal."),
    ]:
        equal((typed, completed(session, typed)), (typed, wanted))
    shared = "\n".join(offered(session, "cost | join indicator on "))
    holds("program" in shared and "operator" not in shared, "keys that both have")
    session = desk.open(rows=50, columns=120)
    for typed, wanted in [
        ("経費 | 結合 指", "経費 | 結合 指標"), ("経費 | 結合 指標 キ", "経費 | 結合 指標 キー"), ("経費 | 結合 指標 キー 事", "経費 | 結合 指標 キー 事業名"),
        ("経費 | 結合 複数 指標 キー 年度 | 絞込 指標.指", "経費 | 結合 複数 指標 キー 年度 | 絞込 指標.指標名"),
    ]:
        equal((typed, completed(session, typed)), (typed, wanted))
