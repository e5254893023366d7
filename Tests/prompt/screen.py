"""A terminal's screen, as far as a line editor uses one: what is written to it, and what a person then sees."""

import unicodedata


def width(character):
    """Columns of a character; ambiguous ones take one, as terminals have it unless told otherwise."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


class Screen:
    """Rows of cells; a wide character holds two, the second of them empty."""

    def __init__(self, rows=24, columns=80):
        self.rows, self.columns = rows, columns
        self.cells = [[" "] * columns for _ in range(rows)]
        self.row = self.column = 0
        # The row is full: the next character goes to the next one.
        self.waits = False
        self.line_feeds = 0
        self.raw = ""
        self.modes = []
        self.unknown = []
        self._pending = ""

    def resize(self, rows, columns):
        """Without folding lines anew: a shell is expected to draw its own line again."""
        for cells in self.cells:
            del cells[columns:]
            cells.extend([" "] * (columns - len(cells)))
        while len(self.cells) < rows:
            self.cells.append([" "] * columns)
        while len(self.cells) > rows:
            del self.cells[0]
            self.row -= 1
        self.rows, self.columns = rows, columns
        self.row, self.column = max(0, min(self.row, rows - 1)), min(self.column, columns - 1)

    def feed(self, text):
        self.raw += text
        text = self._pending + text
        self._pending = ""
        at = 0
        while at < len(text):
            character = text[at]
            if character == "\x1b":
                end = self._escape(text, at)
                if end is None:
                    self._pending = text[at:]
                    return
                at = end
                continue
            at += 1
            if character == "\r":
                self.column, self.waits = 0, False
            elif character == "\n":
                self._line_feed()
            elif character == "\b":
                self.column, self.waits = max(0, self.column - 1), False
            elif character == "\t":
                self.column = min(self.columns - 1, (self.column // 8 + 1) * 8)
            elif character == "\a":
                pass
            elif unicodedata.category(character) == "Cc":
                self.unknown.append(repr(character))
            else:
                self._put(character)

    def _line_feed(self):
        self.waits = False
        self.line_feeds += 1
        if self.row == self.rows - 1:
            del self.cells[0]
            self.cells.append([" "] * self.columns)
        else:
            self.row += 1

    def _put(self, character):
        size = width(character)
        if size == 0:
            place = self.column if self.waits else self.column - 1
            while place > 0 and self.cells[self.row][place] == "":
                place -= 1
            self.cells[self.row][place] += character
            return
        if self.waits or self.column + size > self.columns:
            self.column = 0
            self._line_feed()
        row = self.cells[self.row]
        # Half a wide character is none.
        if row[self.column] == "" and self.column > 0:
            row[self.column - 1] = " "
        after = self.column + size
        if after < self.columns and row[after] == "":
            row[after] = " "
        row[self.column] = character
        if size == 2:
            row[self.column + 1] = ""
        self.waits = after >= self.columns
        self.column = min(after, self.columns - 1)

    def _escape(self, text, at):
        """Carries out the sequence at `at` and returns where it ends; None when it is not whole yet."""
        if at + 1 >= len(text):
            return None
        if text[at + 1] != "[":
            self.unknown.append(repr(text[at : at + 2]))
            return at + 2
        end = at + 2
        while end < len(text) and not "@" <= text[end] <= "~":
            end += 1
        if end >= len(text):
            return None
        self._control(text[at + 2 : end], text[end])
        return end + 1

    def _control(self, parameters, final):
        if final in "hl" and parameters.startswith("?"):
            self.modes.append(parameters + final)
            return
        if final == "m":
            return
        numbers = [int(part) if part.isdigit() else 0 for part in parameters.split(";")]
        many = max(1, numbers[0])
        if final in "ABCDGHJKf":
            self.waits = False
        if final == "A":
            self.row = max(0, self.row - many)
        elif final == "B":
            self.row = min(self.rows - 1, self.row + many)
        elif final == "C":
            self.column = min(self.columns - 1, self.column + many)
        elif final == "D":
            self.column = max(0, self.column - many)
        elif final == "G":
            self.column = min(self.columns, many) - 1
        elif final in "Hf":
            self.row = min(self.rows, many) - 1
            self.column = min(self.columns, max(1, numbers[1] if len(numbers) > 1 else 1)) - 1
        elif final == "K":
            start, end = {0: (self.column, self.columns), 1: (0, self.column + 1)}.get(numbers[0], (0, self.columns))
            self.cells[self.row][start:end] = [" "] * (end - start)
        elif final == "J":
            if numbers[0] == 0:
                self.cells[self.row][self.column :] = [" "] * (self.columns - self.column)
            first = self.row + 1 if numbers[0] == 0 else 0
            for row in range(first, self.rows):
                self.cells[row] = [" "] * self.columns
        else:
            self.unknown.append(f"ESC[{parameters}{final}")

    def lines(self):
        """The rows as text, without blanks at their ends."""
        return ["".join(row).rstrip() for row in self.cells]

    def line(self):
        """The row with the cursor."""
        return self.lines()[self.row]

    def text(self):
        return "\n".join(self.lines()).rstrip()
