"""Types at the prompt as a person does, at a terminal of its own, and looks at the screen.

    prompt_test.py PROGRAM [WORDS …]

One line per check, then "N passed, N failed"; exit 1 on any failure. With WORDS only the checks whose name contains one.
POLSH_TEST_ROWS is the size of the table that a question has to be interrupted on (2000000). Needs pexpect.
"""

import os
import sys
import tempfile
from pathlib import Path

# Each of them adds to the list of checks.
import typing_checks  # noqa: F401
import completion_checks  # noqa: F401
import statement_checks  # noqa: F401
import terminal_checks  # noqa: F401
from desk import CHECKS, Desk
from prompt import Slow


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
