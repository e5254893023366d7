"""What the checks share: their list, a desk to work at, and ways to say what should be."""

from pathlib import Path

from prompt import PROMPT, Prompt

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "datasets" / "municipal"
# How often the bundled data have each grade, and how many rows its table has.
GRADES = {"A": 52, "B": 120, "C": 103, "D": 58, "E": 5}
MEASURES = str(sum(GRADES.values()))
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
