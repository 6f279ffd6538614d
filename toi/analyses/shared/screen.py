"""Screens: text and tables laid out for a page, from the verdict to the provenance."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence

from toi.analyses.shared.format import cut, glued
from toi.analyses.shared.page import Page
from toi.analyses.shared.provenance import origin
from toi.analyses.shared.result import Provenance, RubricLabel

Rows = Sequence[Sequence[str]]


class Screen:
    """Lines of a screen, added in the order in which they are read."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._lines: list[str] = []

    def say(self, *texts: str, indent: str = "") -> "Screen":
        """Add each text as a paragraph of its own; its later lines are indented."""
        return self.add(self.page.fill(text, indent) for text in texts)

    def line(self, text: str, *styles: str) -> "Screen":
        """Add one line as it is, in some styles."""
        return self.add([self.page.paint(text, *styles)])

    def add(self, lines: Iterable[str]) -> "Screen":
        """Add lines that are laid out already."""
        self._lines += lines
        return self

    def blank(self) -> "Screen":
        """Add an empty line."""
        return self.add([""])

    def table(
        self,
        rows: Rows,
        heads: Sequence[str],
        align: str,
        *,
        shrink: int | None = None,
        least: int = 10,
        trim: bool = False,
        wrap: bool = False,
    ) -> "Screen":
        """Add a table, laid out by `columns`; with `trim`, lines are cut to the page."""
        head, *lines = columns(rows, heads, align, self.page.width, shrink, least, wrap)
        if trim:
            head, *lines = (cut(line, self.page.width) for line in (head, *lines))
        return self.line(head, "bold").add(lines)

    def next(self, *commands: str, label: str = "Next: ", indent: str = "      ") -> "Screen":
        """Add commands to type next; no line breaks within one."""
        return self.say(label + " | ".join(glued(f"toi {c}") for c in commands), indent=indent)

    def end(
        self, made: Provenance, rubrics: Sequence[RubricLabel] = (), again: str | None = None
    ) -> str:
        """Add where the result comes from, and return the screen.

        Parameters
        ----------
        again : str, optional
            The verdict, said once more where the screen is taller than the terminal, so that
            its first lines are gone when its last ones are read.
        """
        self.line(self.page.fill(origin(made, rubrics)), "dim")
        height = self.page.height
        if again and height is not None and self.text().count("\n") >= height:
            self.add([self.page.paint(line, "bold") for line in self.page.fill(again).split("\n")])
        return self.text()

    def text(self) -> str:
        """Return all lines as text."""
        return "".join(f"{line}\n" for line in self._lines)


def columns(
    rows: Rows,
    heads: Sequence[str],
    align: str,
    width: int = 0,
    shrink: int | None = None,
    least: int = 10,
    wrap: bool = False,
) -> list[str]:
    """Align rows of text, one space apart; the first line is the header.

    Parameters
    ----------
    align : str
        A letter per column: ``l`` left, ``r`` right.
    width, shrink : int, optional
        The column whose texts are cut so that lines are no longer than `width`.
    least : int
        The width below which that column is not cut.
    wrap : bool
        Whether its texts go on in further lines in place of being cut.
    """
    from tabulate import DataRow, TableFormat, tabulate

    # The headers go in as a row: tabulate pads a header line of its own.
    table = [list(heads), *map(list, rows)]
    if shrink is not None:
        most = max(room(table, shrink, width), least)
        if wrap:
            table = [line for row in table for line in _wrapped(row, shrink, most)]
        else:
            for row in table:
                row[shrink] = cut(row[shrink], most)
    layout = TableFormat(
        None, None, None, None, DataRow("", " ", ""), DataRow("", " ", ""), 0, None
    )
    text = tabulate(
        table,
        tablefmt=layout,
        colalign=[{"l": "left", "r": "right"}[letter] for letter in align],
        disable_numparse=True,
        preserve_whitespace=True,
    )
    return [line.rstrip() for line in text.split("\n")]


def _wrapped(row: list[str], column: int, width: int) -> Iterator[list[str]]:
    """Break the text of one cell into lines, the later ones below where its words begin."""
    hang = re.match(r" *(?:\(?[+-]?[\d.]+ )?", row[column])
    indent = " " * (hang.end() if hang else 0)
    first, *rest = textwrap.wrap(
        row[column], width, subsequent_indent=indent, break_on_hyphens=False
    ) or [""]
    yield [*row[:column], first, *row[column + 1 :]]
    for line in rest:
        yield [line if i == column else "" for i in range(len(row))]


def room(table: Rows, column: int, width: int) -> int:
    """Return the width left for one column of a table, headers included, beside all others."""
    widths = [max(map(len, cells)) for cells in zip(*table, strict=True)]
    return width - sum(widths) + widths[column] - (len(widths) - 1)
