"""Checks on the figures that stand in the narratives of document 003; validate_package.py runs them with its own."""

import re
import unicodedata

DOCUMENT = "003"
FIGURES, EVALUATIONS = 60, 45
# How the document writes a unit, where not as the data do. Counters without a word of their own (つ) are 件 in the data.
SPELLINGS = {"人": "人|名", "箇所": "箇所|か所|地区センター", "件": "件|つ", "か国語": "か国語|ヶ国語", "％": "%"}


def narrative_checks(package, text=None):
    """(label, problems) pairs; `text` is the document's lines, or None where it is not at hand."""
    rows = [(n, r) for n, r in enumerate(package.rows["indicator"], 2) if r["document"] == DOCUMENT]
    # What the text says of each year alike is one figure, with a row for each year.
    figures = {(r["line"], r["name"], f) for _, r in rows for f in printed(package, r)}
    evaluations = {r["line"] for _, r in rows}
    titles = {r["line"]: r["title"] for r in package.rows["measure"] if r["document"] == DOCUMENT}
    yield f"indicator: at least {FIGURES} figures of {DOCUMENT}'s narratives", [len(figures)] if len(figures) < FIGURES else []
    yield (f"indicator: from at least {EVALUATIONS} evaluations", [len(evaluations)] if len(evaluations) < EVALUATIONS else [])
    yield (f"indicator: each row of {DOCUMENT} belongs to the evaluation on its line",
           [f"row {n}" for n, r in rows if (r["type"], r["title"]) != ("本文", titles.get(r["line"]))])
    yield f"indicator: each row of {DOCUMENT} holds a figure", [f"row {n}" for n, r in rows if not printed(package, r)]
    if text is not None:
        yield (f"indicator: each figure of {DOCUMENT} stands on its line with its unit",
               [f"row {n}: {f}{r['unit']}" for n, r in rows for f in printed(package, r) if not stands(f, r["unit"], text[int(r["line"]) - 1])])


def printed(package, row):
    """The row's figures: target and actual, as far as it has them."""
    missing = package.schema("indicator")["missingValues"]
    return [row[c] for c in ("target", "actual") if row[c] not in missing]


def stands(figure, unit, line):
    line = re.sub(r"(?<=\d),(?=\d{3})", "", unicodedata.normalize("NFKC", line))
    if re.search(rf"(?<![\d.]){re.escape(figure)}({SPELLINGS.get(unit, re.escape(unit))})", line):
        return True
    # Tenths in words: 6割, 半減.
    return unit == "％" and (f"{figure.removesuffix('0')}割" in line if figure != "50" else "半減" in line)
