"""Checks on policy, program, task, reference, factor, review and challenge; validate_package.py runs them with its own.

Each check must also object to the fault that is planted for it below.
"""

import copy
import re
import unicodedata

TASKS = {"計画": 23, "実績": 27, "目標": 20}
LONGEST_CHALLENGE = 20
HEADING = re.compile(r"【令和([0-9]+)年度(計画|実績|目標)】")


def further_checks(package, texts):
    """(label, problems) pairs; `texts` are the documents' lines by id, empty where they are not at hand."""
    yield "program: every program that cost and indicator name", unknown(package, ("cost", "indicator"), "program")
    yield "policy: every policy that the other tables name", unknown(
        package, ("program", "cost", "indicator", "factor", "review", "challenge"), "policy")
    yield "program: total_cost is the newest settled total in cost", other_totals(package)
    counts = {k: sum(r["kind"] == k for r in package.rows["task"]) for k in TASKS}
    yield f"task: {', '.join(f'{k} {n}' for k, n in TASKS.items())}", [] if counts == TASKS else [counts]
    yield "task: items are numbered from 1, sub-items within their item", misnumbered(package)
    yield "task: one name for each project", two_names(package)
    yield "task: the schedule's lost months are 読取不能, its rows inferred", schedule(package)
    yield "review: 001's items have both evaluators and no grade", one_sided(package)
    yield f"challenge: labels of at most {LONGEST_CHALLENGE} characters", [
        f"row {n}" for n, r in numbered(package, "challenge") if len(r["label"]) > LONGEST_CHALLENGE]
    yield "challenge: an evaluator's item is one that was evaluated", strange_items(package)
    yield "indicator: claims are numbered from 1", misnumbered_claims(package)
    if texts:
        yield "task: the bullets of 004 are its items, the arrows its sub-items", other_bullets(package, texts["004"])
        yield "task: kind and year are the heading's", other_headings(package, texts["004"])
        yield "task: labels have their words from their lines", other_words(package, texts, "task", 2)
        yield "challenge: labels have their words from their lines", other_words(package, texts, "challenge", 6)
        yield "reference: all figures of a row stand on its line", other_figures(package, texts)
        yield "factor: names and ratings are the printed ones", other_factors(package, texts["002"])
        yield "policy, review: a grade stands on its line", other_grades(package, texts)
        yield "review: the labels of 001 are the numbered headings of its evaluation sheet", other_labels(package, texts["001"])


def numbered(package, table):
    return enumerate(package.rows[table], 2)


def absent(package, table, cell):
    return cell in package.schema(table)["missingValues"]


def folded(text):
    return unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "")


def unknown(package, tables, column):
    known = {(r["city"], r[column]) for r in package.rows[column]}
    for table in tables:
        for number, row in numbered(package, table):
            if not absent(package, table, row[column]) and (row["city"], row[column]) not in known:
                yield f"{table} row {number}: {row[column]}"


def other_totals(package):
    settled = {}
    for row in package.rows["cost"]:
        if row["item"] == "総事業費" and row["kind"] == "決算":
            settled.setdefault((row["city"], row["program"]), []).append((row["year"], row["amount"]))
    for number, row in numbered(package, "program"):
        pair = max(settled.get((row["city"], row["program"]), [("該当なし", "該当なし")]))
        if (row["cost_year"], row["total_cost"]) != pair:
            yield f"row {number}: {row['cost_year']} {row['total_cost']}, not {' '.join(pair)}"
        elif row["total_cost"].isdigit() and row["reading"] == "stated":
            yield f"row {number}: not printed as such"


def misnumbered(package):
    numbers = {}
    for row in package.rows["task"]:
        key = row["project_no"], row["year"], row["kind"]
        if absent(package, "task", row["sub_no"]):
            numbers.setdefault(key, []).append(int(row["no"]))
        else:
            numbers.setdefault((*key, row["no"]), []).append(int(row["sub_no"]))
    for key, found in numbers.items():
        if sorted(found) != list(range(1, len(found) + 1)):
            yield f"{key}: {found}"
        elif len(key) == 4 and int(key[3]) not in numbers.get(key[:3], []):
            yield f"{key}: no such item"


def misnumbered_claims(package):
    claims = {}
    for row in package.rows["indicator"]:
        key = tuple(row[k] for k in package.schema("indicator")["primaryKey"] if k != "claim_no")
        claims.setdefault(key, []).append(int(row["claim_no"]))
    return [f"{key[5]} {key[6]}: {found}" for key, found in claims.items() if sorted(found) != list(range(1, len(found) + 1))]


def two_names(package):
    names = {(r["project_no"], r["project"]) for r in package.rows["task"]}
    return sorted(names) if len(names) != len({no for no, _ in names}) or len(names) != len({name for _, name in names}) else []


def schedule(package):
    for number, row in numbered(package, "task"):
        if row["kind"] == "工程" and (row["reading"] != "inferred" or row["held"] not in ("読取不能", "2月")):
            yield f"row {number}"
        elif row["kind"] != "工程" and row["held"] == "読取不能":
            yield f"row {number}: only the schedule lost its months"


def one_sided(package):
    evaluators = {}
    for row in package.rows["review"]:
        if row["document"] == "001":
            evaluators.setdefault((row["no"], row["label"]), []).append(row["evaluator"] if row["grade"] == "該当なし" else row["grade"])
    return [f"{key}: {found}" for key, found in evaluators.items() if found != ["自己", "第三者"]] or (
        [] if len(evaluators) == 6 else [len(evaluators)])


def strange_items(package):
    known = {(r["city"], r["year"], r["label"], r["evaluator"]) for r in package.rows["review"]}
    for number, row in numbered(package, "challenge"):
        evaluated = not absent(package, "challenge", row["evaluator"]) and not absent(package, "challenge", row["item"])
        if evaluated and (row["city"], row["year"], row["item"], row["evaluator"]) not in known:
            yield f"row {number}: {row['item']}"


def other_bullets(package, text):
    printed = {sign: {str(n) for n, line in enumerate(text, 1) if re.match(f"[{sign}]", line)} for sign in ("・", "➡→")}
    rows = [r for r in package.rows["task"] if r["kind"] != "工程"]
    for sign, lines in printed.items():
        found = [r["line"] for r in rows if absent(package, "task", r["sub_no"]) == (sign == "・")]
        if set(found) != lines or len(found) != len(lines):
            yield f"{sign}: {sorted(lines ^ set(found), key=int) or 'a line twice'}"


def other_headings(package, text):
    for number, row in numbered(package, "task"):
        if row["kind"] == "工程" or row["reading"] != "stated":
            continue
        above = [HEADING.search(folded(line)) for line in text[: int(row["line"]) - 1]]
        year, kind = [m.groups() for m in above if m][-1]
        if (row["year"], row["kind"]) != (str(2018 + int(year)), kind):
            yield f"row {number}: {row['year']} {row['kind']}, the heading R{year} {kind}"


def other_words(package, texts, table, lines):
    """Labels may be in own words, but two characters in a row should be the document's."""
    for number, row in numbered(package, table):
        start = int(row["line"]) - 1
        text = folded("".join(texts[row["document"]][start : start + lines]))
        label = folded(row["label"] + row.get("held", ""))
        if not any(label[i : i + 2] in text for i in range(len(label) - 1)):
            yield f"row {number}: {row['label']}"


def other_figures(package, texts):
    for number, row in numbered(package, "reference"):
        printed = re.findall(r"\d+", folded(texts[row["document"]][int(row["line"]) - 1]))
        for column in ("amount", "staff", "regular", "part_time"):
            if not absent(package, "reference", row[column]) and row[column] not in printed:
                yield f"row {number} {column}: {row[column]}"


def other_factors(package, text):
    printed = sorted(folded(line[2:]) for line in text if re.match(r"[0-9]\.施策", line))  # ７． of a heading is full-width
    stored = sorted(folded(r["rating"]) for r in package.rows["factor"] if not absent(package, "factor", r["rating"]))
    if printed != stored:
        yield f"printed {printed}, stored {stored}"
    for number, row in numbered(package, "factor"):
        if not absent(package, "factor", row["factor"]):
            start = int(row["line"]) - 1
            if not folded("".join(text[start : start + 2])).startswith(folded(row["factor"])):
                yield f"row {number}: {row['factor']}"


def other_grades(package, texts):
    for table, columns in (("policy", ["overall"]), ("review", ["grade", "rating"])):
        for number, row in numbered(package, table):
            line = texts[row["document"]][int(row["line"]) - 1]
            for column in columns:
                if not absent(package, table, row[column]) and row[column] not in line:
                    yield f"{table} row {number}: {row[column]}"


def other_labels(package, text):
    """The sheet prints 「3.団体交流と」 and, on the next line, 「コーディネート」."""
    sheet = text[next(n for n, line in enumerate(text) if "評価シート" in line and "別紙" in line) :]
    for number, row in numbered(package, "review"):
        if row["document"] == "001":
            heads = [folded("".join(sheet[n : n + 2])) for n, line in enumerate(sheet) if folded(line).startswith(row["no"] + ".")]
            if not any(head.startswith(folded(f"{row['no']}.{row['label']}")) for head in heads):
                yield f"row {number}: {row['no']}.{row['label']}"


# Planted faults: (what, table, which row, the changed cells, the start of the check that must object)

FAULTS = [
    ("a program dropped", "program", {"program": "市民まつり事業"}, None, "program: every program"),
    ("a policy renamed", "policy", {"code": "121"}, {"policy": "市民活動支援"}, "policy: every policy"),
    ("a total of an older year", "program", {"code": "0102010806"}, {"total_cost": "2500"}, "program: total_cost"),
    ("an item dropped", "task", {"line": "43"}, None, "task: 計画"),
    ("an item that takes another's number", "task", {"line": "13"}, {"no": "1"}, "task: items are numbered"),
    ("a sub-item of no item", "task", {"line": "53"}, {"no": "9"}, "task: items are numbered"),
    ("a project with two names", "task", {"line": "5"}, {"project": "公共施設"}, "task: one name"),
    ("a month made up", "task", {"line": "415"}, {"held": "7月"}, "task: the schedule"),
    ("a third party's view dropped", "review", {"line": "820"}, None, "review: 001's items"),
    ("a long challenge", "challenge", {"line": "966"}, {"label": "市民活動センター利用者協議会の設立に向けた努力"}, "challenge: labels of at most"),
    ("a challenge of another item", "challenge", {"line": "984"}, {"item": "事業の計画"}, "challenge: an evaluator's item"),
    ("a claim without the other", "indicator", {"line": "132"}, {"claim_no": "3"}, "indicator: claims"),
    ("a bullet without a row", "task", {"line": "299"}, {"line": "303"}, "task: the bullets"),
    ("a plan taken for a result", "task", {"line": "128"}, {"kind": "実績"}, "task: kind and year"),
    ("a result of another year", "task", {"line": "151"}, {"year": "2021"}, "task: kind and year"),
    ("a schedule label on another's line", "task", {"line": "421"}, {"line": "438"}, "task: labels"),
    ("a challenge on another's line", "challenge", {"line": "841"}, {"line": "31"}, "challenge: labels have"),
    ("a figure exchanged", "reference", {"city": "深谷市"}, {"amount": "4652"}, "reference: all figures"),
    ("a rating too many", "factor", {"line": "246"}, {"rating": "施策の必要性を高める"}, "factor: names"),
    ("a factor on another's line", "factor", {"line": "266"}, {"line": "249"}, "factor: names"),
    ("a grade changed", "policy", {"code": "121"}, {"overall": "順調"}, "policy, review"),
    ("an item's number changed", "review", {"line": "845"}, {"no": "4"}, "review: the labels"),
]


def planted(package, texts):
    """(what, whether it was found) for each fault."""
    for label, table, where, change, expected in FAULTS:
        broken = copy.copy(package)
        broken.rows = {t: [dict(r) for r in rows] for t, rows in package.rows.items()}
        hit = [r for r in broken.rows[table] if all(r[k] == v for k, v in where.items())]
        if not hit:
            yield f"{table}, {label}", ["no row to spoil"]
            continue
        if change is None:
            broken.rows[table].remove(hit[0])
        else:
            hit[0].update(change)
        checks = [(name, list(problems)) for name, problems in further_checks(broken, texts) if name.startswith(expected)]
        if checks:  # none when the check needs the documents and they are not at hand
            yield f"{table}, {label}", [] if any(problems for _, problems in checks) else [f"{expected} … found nothing"]
