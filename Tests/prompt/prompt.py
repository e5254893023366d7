"""A session of polsh at a terminal of its own, and what its screen shows."""

import os
import time

import pexpect

from screen import Screen, width

ENTER, TAB, BACKSPACE, CTRL_C, CTRL_D = "\r", "\t", "\x7f", "\x03", "\x04"
LEFT, RIGHT, UP, DOWN = "\x1b[D", "\x1b[C", "\x1b[A", "\x1b[B"
PROMPT, MORE = "polsh> ", "   ...> "


class Slow(Exception):
    """The screen did not become what was waited for."""


class Prompt:
    def __init__(self, program, home, folder, arguments=(), data=None, rows=24, columns=80, **variables):
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("POLSH_", "XDG_", "LC_", "LANG"))}
        environment.update(HOME=str(home), TERM="xterm-256color", LANG="ja_JP.UTF-8", PAGER="")
        environment.update(variables)
        if data:
            environment["POLSH_DATA"] = str(data)
        self.screen = Screen(rows, columns)
        self.process = pexpect.spawn(
            program, list(arguments), env=environment, cwd=str(folder), dimensions=(rows, columns), encoding="utf-8",
            codec_errors="replace", timeout=10)
        self.process.delaybeforesend = None

    # Reading

    def read(self, seconds=0.02):
        try:
            self.screen.feed(self.process.read_nonblocking(65536, timeout=seconds))
            return True
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False

    def until(self, holds, what, seconds=20):
        end = time.monotonic() + seconds
        while not holds():
            if not self.read() and not holds():
                raise Slow(f"{what}: the session has ended\n{self.screen.text()}")
            if time.monotonic() > end:
                raise Slow(f"{what}: not within {seconds} s\n{self.screen.text()}")

    def ready(self, prompt=PROMPT, seconds=20):
        """Waits for an empty line at the prompt."""
        self.until(lambda: self.at(prompt, ""), f"prompt {prompt!r}", seconds)

    def at(self, prompt, text):
        """Whether the cursor stands behind that text at that prompt, on a line that ends there."""
        shown = prompt + text
        return self.screen.line() == shown.rstrip() and self.screen.column == sum(map(width, shown))

    def shows(self, text, seconds=20):
        self.until(lambda: text in self.screen.text(), f"text {text!r}", seconds)

    def ends(self, seconds=10):
        """Waits until the program has ended and returns its exit status."""
        end = time.monotonic() + seconds
        while self.read():
            if time.monotonic() > end:
                raise Slow(f"end of the session: not within {seconds} s\n{self.screen.text()}")
        self.process.wait()
        return self.process.exitstatus if self.process.signalstatus is None else -self.process.signalstatus

    # Typing

    def type(self, keys):
        self.process.send(keys)

    def write(self, text):
        """Types a text and waits until it stands there."""
        self.type(text)
        self.until(lambda: self.screen.line().endswith(text.rstrip()), f"typed {text!r}")

    def enter(self, prompt=PROMPT, seconds=20):
        """Presses Enter and waits for the next prompt."""
        self.ready_after(ENTER, prompt, seconds)

    def ready_after(self, key, prompt, seconds):
        """Presses a key that ends the line, and waits for a prompt on a new one."""
        before = self.screen.line_feeds
        self.type(key)
        self.until(
            lambda: self.screen.line_feeds > before and self.at(prompt, ""), f"prompt {prompt!r} after {key!r}", seconds)

    def run(self, text, seconds=20):
        """Runs a line and returns what was printed behind it."""
        self.ready()
        start = len(self.screen.raw)
        self.write(text)
        self.enter(seconds=seconds)
        return self.screen.raw[start:]

    def tab(self):
        """Presses Tab and waits until the screen is still."""
        self.type(TAB)
        self.settle()

    def tab_alone(self):
        """Presses Tab and wipes the screen, which shows that Tab has been dealt with; the line alone is left."""
        wipe = "\x1b[2J"
        before = self.screen.raw.count(wipe)
        self.type(TAB + "\x0c")
        self.until(lambda: self.screen.raw.count(wipe) > before and self.screen.lines()[0], "the line after Tab", 10)
        self.settle(0.03)

    def settle(self, seconds=0.25):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            size = len(self.screen.raw)
            self.read(0.05)
            if len(self.screen.raw) > size:
                end = time.monotonic() + seconds

    def typed(self, prompt=PROMPT):
        """What stands in the line with the cursor, behind the prompt."""
        line = self.screen.line()
        return line[len(prompt) :] if line.startswith(prompt.rstrip()) else line

    def clear(self):
        """Gives the line up."""
        self.ready_after(CTRL_C, PROMPT, 20)

    def close(self):
        self.process.close(force=True)
