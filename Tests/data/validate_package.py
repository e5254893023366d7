#!/usr/bin/env python3
"""Checks the bundled data package with the public validator, and that the validator really objects to broken copies.

    pip install frictionless
    python3 Tests/data/validate_package.py datasets/municipal

One line per check, then "N passed, N failed"; exit 1 on any failure. The documents are looked for in POLSH_DOCUMENTS,
otherwise in ../shared/seeds beside the repository; without them the checks against the text are skipped, and say so.
"""

import csv
import json
import os
import shutil
import sys
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path

from further_tables import further_checks, planted
from narrative_figures import DOCUMENT, narrative_checks

PROVENANCE = ["document", "line", "reading", "note"]
REASONS = ["", "―", "未記入", "該当なし", "読取不能", "計算不能", "対応なし"]
PROGRESS = {"A": 52, "B": 120, "C": 103, "D": 58, "E": 5}
LONGEST_CELL = 45

passed = failed = 0


def check(label, problems):
    """One line for one check; `problems` is what is wrong, empty when all is well."""
    global passed, failed
    problems = list(problems)
    if problems:
        failed += 1
        more = f" (and {len(problems) - 5} more)" if len(problems) > 5 else ""
        print(f"FAIL {label}: " + "; ".join(str(p) for p in problems[:5]) + more)
    else:
        passed += 1
        print(f"ok   {label}")


class Package:
    """The descriptor and the cells of every table, as text."""

    def __init__(self, directory):
        self.directory = Path(directory)
        self.descriptor = json.loads((self.directory / "datapackage.json").read_text(encoding="utf-8"))
        self.resources = {r["name"]: r for r in self.descriptor["resources"]}
        self.header, self.rows = {}, {}
        for name, resource in self.resources.items():
            with open(self.directory / resource["path"], encoding="utf-8", newline="") as file:
                self.header[name], *cells = list(csv.reader(file))
            self.rows[name] = [dict(zip(self.header[name], row)) for row in cells]

    def schema(self, table):
        return self.resources[table]["schema"]

    def fields(self, table):
        return self.schema(table)["fields"]

    def write(self, table):
        with open(self.directory / self.resources[table]["path"], "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(self.header[table])
            writer.writerows(row.values() for row in self.rows[table])


def validator_errors(directory):
    """What the public validator objects to: (table, error type) pairs."""
    from frictionless import validate

    report = validate(str(Path(directory) / "datapackage.json"))
    if report.errors:
        return [("package", error.type) for error in report.errors]
    return [(task.name, error.type) for task in report.tasks for error in task.errors]


# The package as it stands

def check_descriptor(package):
    version = package.descriptor.get("$schema")
    check("descriptor: Data Package version 2",
          [version] if version != "https://datapackage.org/profiles/2.0/datapackage.json" else [])
    check("descriptor: both names on every table and field", unnamed(package))
    check("descriptor: every reason word is a missing value",
          [t for t in package.resources if package.schema(t).get("missingValues") != REASONS])
    check("descriptor: every scale is also an enum (lists excepted: the standard has none for items)",
          [f"{t}.{f['name']}" for t in package.resources for f in package.fields(t)
           if f["type"] != "list" and f.get("categories") != f.get("constraints", {}).get("enum")])
    check("descriptor: polsh keys name columns and levels that exist", dangling(package))
    check("descriptor: rows are keyed and point to their document",
          [t for t in package.resources if not package.schema(t).get("primaryKey")
           or t != "document" and not any(k["reference"] == {"resource": "document", "fields": ["id"]}
                                          for k in package.schema(t).get("foreignKeys", []))])


def unnamed(package):
    things = [(t, r) for t, r in package.resources.items()]
    things += [(f"{t}.{f['name']}", f) for t in package.resources for f in package.fields(t)]
    things += [(f"{t}.{v.get('name')}", {"polsh": v}) for t, r in package.resources.items() for v in r["polsh"].get("virtual", [])]
    return [place for place, thing in things if not all(thing.get("polsh", {}).get("names", {}).get(k) for k in ("ja", "en"))]


def dangling(package):
    for table in package.resources:
        names = [f["name"] for f in package.fields(table)]
        for field in package.fields(table):
            polsh, levels, place = field["polsh"], field.get("categories", []), f"{table}.{field['name']}"
            columns = [polsh[k] for k in ("of", "unitFrom", "betterFrom", "scale") if k in polsh] + polsh.get("guards", [])
            yield from (f"{place}: no column {c}" for c in columns if c not in names)
            totals = polsh.get("totals", {})
            words = [*polsh.get("labels", {}), *totals, *(part for parts in totals.values() for part in parts)]
            yield from (f"{place}: no level {w}" for w in words if w not in levels)
            if "labels" in polsh:
                yield from (f"{place}: no label for {level}" for level in levels if level not in polsh["labels"])


def check_cells(package):
    for table, resource in package.resources.items():
        raw = (package.directory / resource["path"]).read_bytes()
        check(f"{table}: UTF-8 without BOM, LF, final newline",
              [] if not raw.startswith(b"\xef\xbb\xbf") and b"\r" not in raw and raw.endswith(b"\n") else [resource["path"]])
        check(f"{table}: facts, not sentences", sentences(package, table))
        check(f"{table}: list items are levels of their scale", strange_items(package, table))
        if table != "document":
            check(f"{table}: provenance on each row", unproven(package, table))


def sentences(package, table):
    for number, row in enumerate(package.rows[table], 2):
        for column, cell in row.items():
            if len(cell) > LONGEST_CELL or "ました" in cell or "ます。" in cell:
                yield f"row {number} {column}"


def strange_items(package, table):
    for field in package.fields(table):
        if field["type"] != "list":
            continue
        for number, row in enumerate(package.rows[table], 2):
            cell = row[field["name"]]
            items = [] if cell in REASONS else cell.split(field["delimiter"])
            known = field.get("categories", items)
            if any(not i or i != i.strip() or i not in known for i in items) or len(set(items)) != len(items):
                yield f"row {number} {field['name']}: {cell}"


def unproven(package, table):
    if package.header[table][-4:] != PROVENANCE:
        yield "the header does not end with " + ",".join(PROVENANCE)
    for number, row in enumerate(package.rows[table], 2):
        if not row.get("document") or not row.get("line", "").isdigit() or not row.get("reading"):
            yield f"row {number}"
        elif row["reading"] != "stated" and not row["note"]:
            yield f"row {number}: {row['reading']} without a note"


def check_sums(package):
    counts = Counter(row["progress"] for row in package.rows["measure"])
    check("measure: progress A 52, B 120, C 103, D 58, E 5", [dict(counts)] if dict(counts) != PROGRESS else [])
    cost = package.rows["cost"]
    totals = {(r["year"], r["kind"]): int(r["amount"]) for r in cost if r["document"] == "002" and r["item"] == "施策合計"}
    parts = Counter()
    for row in cost:
        if row["document"] == "002" and row["item"] == "総事業費":
            parts[row["year"], row["kind"]] += int(row["amount"])
    check("cost: components of 002 = printed totals 99818, 99409, 115111",
          [dict(parts)] if dict(parts) != totals or sorted(totals.values()) != [99409, 99818, 115111] else [])
    check("cost: totals = their parts wherever both stand", unbalanced(package))


def unbalanced(package):
    """A total whose parts are all present or blank in print must equal them."""
    item = next(f for f in package.fields("cost") if f["name"] == "item")
    cells = {}
    for row in package.rows["cost"]:
        if row["program"] not in REASONS:
            cells.setdefault((row["city"], row["program"], row["year"], row["kind"]), {})[row["item"]] = row["amount"]
    for key, amounts in cells.items():
        for total, parts in item["polsh"]["totals"].items():
            figures = [int(amounts[p]) for p in parts if amounts.get(p, "") not in REASONS]
            if figures and amounts.get(total, "") not in REASONS and sum(figures) != int(amounts[total]):
                yield f"{key}: {total} {amounts[total]}, parts {sum(figures)}"


def check_documents(package):
    place = Path(os.environ.get("POLSH_DOCUMENTS") or Path(__file__).resolve().parents[3] / "shared" / "seeds")
    if not place.is_dir():
        print(f"skip documents: no {place}")
        check_narrative(package)
        check_further(package, {})
        return
    paths = {row["id"]: place / row["file"] for row in package.rows["document"]}
    check("document: every file is there", [p.name for p in paths.values() if not p.is_file()])
    # Only "\n" ends a line, as for sed and grep; splitlines() would also cut at form feeds.
    texts = {i: p.read_text(encoding="utf-8").split("\n") for i, p in paths.items() if p.is_file()}
    for table in package.resources:
        if table == "document":
            continue
        rows = [(n, r, texts[r["document"]]) for n, r in enumerate(package.rows[table], 2) if r["document"] in texts]
        lines = [(n, r, t[int(r["line"]) - 1] if 0 < int(r["line"]) <= len(t) else "") for n, r, t in rows]
        check(f"{table}: every line exists and is not blank", [f"row {n}: {r['document']}:{r['line']}" for n, r, t in lines if not t.strip()])
        if table in ("cost", "indicator", "reference"):
            check(f"{table}: every figure stands on its line", [f"row {n}" for n, r, t in lines if not figure_in(r, t)])
    check_narrative(package, texts.get(DOCUMENT))
    check_further(package, texts if len(texts) == len(paths) else {})


def check_narrative(package, text=None):
    for label, problems in narrative_checks(package, text):
        check(label, problems)


def check_further(package, texts):
    for label, problems in further_checks(package, texts):
        check(label, problems)
    for label, problems in planted(package, texts):
        check(f"found: {label}", problems)


def figure_in(row, line):
    """Whether the row's figure (for an indicator the actual, or else the target) is printed on the line; derived rows may compute it."""
    figures = [f for f in (row.get("amount", ""), row.get("actual", ""), row.get("target", "")) if f not in REASONS]
    text = unicodedata.normalize("NFKC", line).replace(",", "")
    return not figures or row["reading"] == "derived" or figures[0] in text


# Broken copies: each must be refused, for the right reason

def cell(table, column, value, row=0):
    def edit(package):
        package.rows[table][row][column] = value
    return table, edit


def repeat(table, which):
    def edit(package):
        package.rows[table].append(dict(next(r for r in package.rows[table] if which(r))))
    return table, edit


def header(table, change):
    def edit(package):
        package.header[table] = change(package.header[table])
    return table, edit


BROKEN = [
    ("a grade that is not on its scale", cell("measure", "progress", "F"), "constraint-error"),
    ("an effort in the wrong script", cell("measure", "effort", "イ"), "constraint-error"),
    ("an unknown category", cell("cost", "kind", "見込"), "constraint-error"),
    ("an unknown reading", cell("activity", "reading", "guessed"), "constraint-error"),
    ("an empty city", cell("indicator", "city", ""), "constraint-error"),
    ("a row twice", repeat("measure", lambda r: True), "primary-key"),
    ("a row twice whose key has a missing part", repeat("cost", lambda r: r["item"] == "施策合計"), "primary-key"),
    ("an unknown document", cell("activity", "document", "999"), "foreign-key"),
    ("a document's id changed", cell("document", "id", "900", row=2), "foreign-key"),
    ("a number with a comma", cell("cost", "amount", "3,239"), "type-error"),
    ("a number with its unit", cell("indicator", "actual", "99団体"), "type-error"),
    ("an unknown reason word", cell("cost", "amount", "不明"), "type-error"),
    ("an era year", cell("activity", "year", "H23"), "type-error"),
    ("line 0", cell("cost", "line", "0"), "constraint-error"),
    ("a renamed header", header("cost", lambda h: ["金額" if c == "amount" else c for c in h]), "incorrect-label"),
    ("two headers exchanged", header("indicator", lambda h: [*h[:9], h[10], h[9], *h[11:]]), "incorrect-label"),
    ("a plan's kind that is not on its scale", cell("task", "kind", "予定"), "constraint-error"),
    ("a grade of another city's scale", cell("policy", "overall", "B", row=1), "constraint-error"),
    ("a city that is not on the scale", cell("reference", "city", "志木"), "constraint-error"),
    ("an unknown evaluator", cell("review", "evaluator", "市民"), "constraint-error"),
    ("item 0", cell("task", "no", "0"), "constraint-error"),
    ("an item twice", repeat("task", lambda r: r["sub_no"] in REASONS), "primary-key"),
    ("a challenge without a label", cell("challenge", "label", ""), "constraint-error"),
    ("a factor of an unknown document", cell("factor", "document", "005"), "foreign-key"),
    ("a cost with a comma", cell("program", "total_cost", "3,183"), "type-error"),
    ("a header missing", header("activity", lambda h: h[:-1]), "missing-label"),
]


def check_broken(directory):
    for label, ((table, edit), expected) in [(l, (b, e)) for l, b, e in BROKEN]:
        with tempfile.TemporaryDirectory() as scratch:
            copy = Path(scratch) / "package"
            shutil.copytree(directory, copy)
            package = Package(copy)
            edit(package)
            package.write(table)
            errors = validator_errors(copy)
        # Changing document.id breaks the tables that point to it, so the table of the error is free; its type is not.
        check(f"refused: {table}, {label}", [] if any(t == expected for _, t in errors) else [f"no {expected}, but {errors[:3]}"])


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: validate_package.py DIRECTORY")
    directory = sys.argv[1]
    try:
        import frictionless  # noqa: F401
    except ImportError:
        sys.exit("the public validator is missing: pip install frictionless")
    check("the public validator accepts the package", [f"{t}: {e}" for t, e in validator_errors(directory)])
    package = Package(directory)
    check_descriptor(package)
    check_cells(package)
    check_sums(package)
    check_documents(package)
    check_broken(directory)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
