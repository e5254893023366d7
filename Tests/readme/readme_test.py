"""Runs every example of README.md and compares what the program prints with what the page says.

Usage: readme_test.py PROGRAM [--accept]

An example is a fenced `console` block: a line `$ scripts/dev/run …` and, below it, standard output and standard error in
the order in which a terminal shows them when the results are written first. The block is run with the program given in
place of `scripts/dev/run`. With --accept the page is rewritten with what was printed, to be read as a diff.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile


def run(program, line, folder):
    words = shlex.split(line)
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("POLSH_", "XDG_", "LC_"))}
    environment.update(LANG="C.UTF-8", HOME=folder)
    result = subprocess.run([program] + words[1:], capture_output=True, cwd=folder, env=environment, timeout=120)
    return (result.stdout + result.stderr).decode("utf-8")


def main():
    program = os.path.realpath(sys.argv[1])
    accept = "--accept" in sys.argv[2:]
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
    path = os.path.join(root, "README.md")
    text = open(path, encoding="utf-8").read()
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:

        def check(match):
            nonlocal passed, failed
            parts = re.split(r"^\$ (.*)\n", match.group(2), flags=re.M)[1:]
            made = ""
            for command, expected in zip(parts[::2], parts[1::2]):
                if not command.startswith("scripts/dev/run "):
                    made += f"$ {command}\n{expected}"
                    continue
                got = run(program, command, folder)
                made += f"$ {command}\n{got}"
                if got.rstrip("\n") == expected.rstrip("\n"):
                    passed += 1
                    print(f"ok   {command}")
                else:
                    failed += 1
                    print(f"FAIL {command}\n--- README\n{expected}\n--- program\n{got}")
            return match.group(1) + made.rstrip("\n") + "\n" + match.group(3)

        rewritten = re.sub(r"(```console\n)(.*?)(```)", check, text, flags=re.S)
    if accept and rewritten != text:
        open(path, "w", encoding="utf-8").write(rewritten)
        print("README.md rewritten")
    if passed + failed == 0:
        print("FAIL the page has no examples")
        failed = 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
