"""Runs every ready-made script, and checks that its checks would notice a wrong row.

Usage: scripts_test.py PROGRAM [NAME …]

Of each scripts/*.polsh: the form (purpose and every param described in both languages, a bilingual message on every
expect, the canonical spelling), the run in both languages, as a table and as CSV, the runs with other arguments that
arguments.py lists, and that one wrong cell or missing row of the data (faults.py) stops it with status 3. Every single
check must have stopped some such run. Together they show every verb. With names only these scripts are run.
"""

import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile

from arguments import OTHER_ARGUMENTS
from faults import FAULTS

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
SCRIPTS = os.path.join(ROOT, "scripts")
PACKAGE = os.path.join(ROOT, "datasets", "municipal")
JAPANESE = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")
LATIN = re.compile("[A-Za-z]{2}")
# What may stand below a script's results: missing values left out, no better direction, not stated, side by side.
NOTICES = {"N2", "N7", "N9", "N10"}
# Scripts of other words than most: both vocabularies are shown.
LEAST_IN_JAPANESE = 8

passed = failed = 0


def check(holds, what, detail=""):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print(f"FAIL {what}" + (f"\n{detail}" if detail else ""))
    return holds


def bilingual(text):
    ja, slash, en = text.partition(" / ")
    return bool(slash and JAPANESE.search(ja) and LATIN.search(en))


class Shell:
    """The program in a folder of its own, with nothing of the person who runs the test."""

    def __init__(self, program):
        self.program = program

    def run(self, *words, typed=""):
        with tempfile.TemporaryDirectory() as folder:
            environment = {k: v for k, v in os.environ.items() if not k.startswith(("POLSH_", "XDG_", "LC_"))}
            environment.update(LANG="C.UTF-8", HOME=folder)
            result = subprocess.run(
                [self.program, "--no-config", *words],
                input=typed, capture_output=True, cwd=folder, env=environment, timeout=60, encoding="utf-8")
        return result.returncode, result.stdout, result.stderr


def path(name):
    return os.path.join(SCRIPTS, name + ".polsh")


def read(name):
    with open(path(name), encoding="utf-8") as file:
        return file.read()


def messages(text):
    """What each `expect` says when it does not hold."""
    checks = re.findall(r"\| (?:expect|確認) (.*)$", text, flags=re.M)
    return [(re.search("['「]([^'「」]*)['」]$", line) or [line, ""])[1] for line in checks]


def in_japanese(text):
    return re.search(r"^引数 ", text, flags=re.M) is not None


def form(name, text):
    """The header, and a message of both languages on every check."""
    head = []
    for line in text.split("\n"):
        if not line.startswith("## "):
            break
        head.append(line[3:])
    check(head and bilingual(head[0]), f"{name}: the first line says in both languages what it is for")
    described = dict(line.split(": ", 1) for line in head[1:] if ": " in line)
    parameters = re.findall(r"^(?:param|引数) (\S+) = (.+?)$", text, flags=re.M)
    check(parameters, f"{name}: has a parameter")
    check(
        [n for n, _ in parameters] == list(described), f"{name}: describes its parameters",
        f"{[n for n, _ in parameters]} and {list(described)}")
    for parameter, rest in parameters:
        check(bilingual(described.get(parameter, "")), f"{name}: describes {parameter} in both languages")
        label = re.search("['「](.*?)['」]$", rest)
        check(label and bilingual(label.group(1)), f"{name}: labels {parameter} in both languages")
    check(messages(text), f"{name}: checks something")
    for message in messages(text):
        check(bilingual(message), f"{name}: a check has a message in both languages", message)
    for comment in re.findall(r"^# (.*)$", text, flags=re.M):
        check(bilingual(comment), f"{name}: comments are in both languages", comment)
    name_of_file = re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name)
    check(name_of_file, f"{name}: the file's name is plain")


def canonical(shell, name, text):
    """What `format` prints of the script's statements is the script."""
    language = "ja" if in_japanese(text) else "en"
    status, out, err = shell.run("--data", PACKAGE, "--lang", language, typed=text + "\nformat\n")
    listing = out[out.rfind("\n" + text.split("\n", 1)[0] + "\n") + 1 :]
    if check(status == 0, f"{name}: its statements can be typed", err):
        check(listing == text, f"{name}: stands in its canonical form", listing)


def runs(shell, name):
    outputs = {}
    for language in ("ja", "en"):
        for style in ("table", "csv"):
            status, out, err = shell.run("--data", PACKAGE, "--lang", language, "--format", style, path(name))
            what = f"{name} --lang {language} --format {style}"
            outputs[language, style] = out
            check(status == 0, f"{what}: ends with 0", err)
            check(len(out.strip().split("\n")) > 1, f"{what}: prints rows", out)
            notices = set(re.findall(r"^([EN]\d+) ", err, flags=re.M))
            check(notices <= NOTICES, f"{what}: no errors, and only notices that belong there", err)
    check(outputs["ja", "table"] != outputs["en", "table"], f"{name}: answers in the language asked for")
    for (language, style), out in outputs.items():
        if style == "csv":
            blocks = [list(csv.reader(block.split("\n"))) for block in out.strip().split("\n\n")]
            even = all(len({len(row) for row in block}) == 1 for block in blocks)
            check(even, f"{name} --lang {language}: the CSV has rows of one length", out)


def refusal(err):
    found = re.search(r"^E27  Check failed: (.*?)(?: \(\d+ rows?\))?$", err, flags=re.M)
    return found and found.group(1)


def other_arguments(shell, name):
    stopped = set()
    for words, expected in OTHER_ARGUMENTS.get(name, []):
        status, out, err = shell.run("--data", PACKAGE, "--lang", "en", path(name), *words)
        what = f"{name} {' '.join(words)}"
        if expected == "refused":
            check(status == 3 and refusal(err), f"{what}: stops with its own message", out + err)
            stopped.add(refusal(err))
        elif expected == "empty":
            check(status == 0 and "\n0 rows" in "\n" + out, f"{what}: prints an empty table", out + err)
        else:
            check(status == 0 and expected in out, f"{what}: prints {expected}", out + err)
    check(len(OTHER_ARGUMENTS.get(name, [])) >= 2, f"{name}: is tried with other arguments")
    return stopped


def planted(shell, name):
    """Each fault is put into a copy of the data; the script must stop because of a check."""
    stopped = set()
    faults = FAULTS.get(name, [])
    check(faults, f"{name}: has a planted fault")
    for table, where, change in faults:
        with tempfile.TemporaryDirectory() as folder:
            copy = os.path.join(folder, "municipal")
            shutil.copytree(PACKAGE, copy)
            file = os.path.join(copy, table + ".csv")
            with open(file, encoding="utf-8", newline="") as source:
                header, *rows = list(csv.reader(source))
            hit = [row for row in rows if all(row[header.index(k)] == v for k, v in where.items())]
            what = f"{name}: {table} {where} {change or 'left out'}"
            if not check(len(hit) == 1, f"{what}: the fault is in one row", f"{len(hit)} rows"):
                continue
            if change:
                for column, value in change.items():
                    hit[0][header.index(column)] = value
            else:
                rows.remove(hit[0])
            with open(file, "w", encoding="utf-8", newline="") as target:
                csv.writer(target, lineterminator="\n").writerows([header, *rows])
            status, out, err = shell.run("--data", copy, "--lang", "en", path(name))
            check(status == 3 and refusal(err), f"{what}: is noticed", f"status {status}\n{out}{err}")
            stopped.add(refusal(err))
    return stopped


def together(shell, texts):
    """All verbs, both vocabularies, and the list that people see."""
    _, manual, _ = shell.run("--lang", "en", "--manual")
    verbs = re.search(r"^## Verbs$(.*?)^## ", manual, flags=re.M | re.S)
    names = re.findall(r"^#### (\S+) / (\S+)$", verbs.group(1) if verbs else "", flags=re.M)
    check(len(names) > 20, "the manual lists the verbs", str(names))
    everything = "\n".join(texts.values())
    for english, japanese in names:
        spellings = "|".join(map(re.escape, [english, *japanese.split("・")]))
        check(re.search(rf"\| (?:{spellings})(?![\w])", everything), f"a script shows {english}")
    japanese = [name for name, text in texts.items() if in_japanese(text)]
    check(len(japanese) >= LEAST_IN_JAPANESE, "Japanese vocabulary is shown", str(japanese))
    check(len(texts) - len(japanese) >= LEAST_IN_JAPANESE, "English vocabulary is shown")
    _, out, err = shell.run("--lang", "en", "--format", "csv", "-c", "show scripts")
    listed = {row[0]: row[1] for row in list(csv.reader(out.split("\n")))[1:] if row}
    for name, text in texts.items():
        purpose = text.split("\n", 1)[0][3:].split(" / ", 1)[1]
        check(listed.get(name) == purpose, f"show scripts lists {name}", out + err)


def main():
    shell = Shell(os.path.realpath(sys.argv[1]))
    every = sorted(file[: -len(".polsh")] for file in os.listdir(SCRIPTS) if file.endswith(".polsh"))
    chosen = sys.argv[2:] or every
    texts = {name: read(name) for name in every}
    for name in chosen:
        before = failed
        form(name, texts[name])
        canonical(shell, name, texts[name])
        runs(shell, name)
        stopped = other_arguments(shell, name) | planted(shell, name)
        for message in messages(texts[name]):
            check(message in stopped, f"{name}: a check that stops nothing", message)
        print(f"{'ok  ' if failed == before else 'FAIL'} {name}")
    for table in (OTHER_ARGUMENTS, FAULTS):
        check(set(table) <= set(every), "no arguments or faults of scripts that are gone", str(set(table) - set(every)))
    if chosen == every:
        together(shell, texts)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
