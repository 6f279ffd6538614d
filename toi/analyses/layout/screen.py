"""Screens: what a command shows to people, from the verdict to the provenance."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from toi.analyses.layout.blocks import (
    Across,
    Block,
    Commands,
    Grid,
    Heading,
    LaidLines,
    Paragraph,
    Rows,
    TableRow,
    rows_of,
    texts_of,
)
from toi.analyses.layout.page import Page
from toi.analyses.shared.format import cut, cut_apart, glued
from toi.analyses.shared.letters import columns_of, padded, visible, widest_line
from toi.analyses.shared.provenance import origin
from toi.analyses.shared.result import Provenance, RubricLabel

STANDARD_ERROR = "+-: one standard error"
_SET = re.compile(r" --set ('[^']*'|\S+)")
WITH_ERROR = re.compile(r"\+-[\d.]")


class Screen:
    """Blocks of a screen, added in the order in which they are read."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._blocks: list[Block] = []

    def say(self, *texts: str, indent: str = "") -> "Screen":
        """Add each text as a paragraph of its own; its later lines are indented."""
        self._blocks += [Paragraph(text, indent) for text in texts]
        return self

    def line(self, text: str, *styles: str) -> "Screen":
        """Add one line as it is, in some styles; one in bold is a heading."""
        self._blocks.append(Heading(text) if styles == ("bold",) else LaidLines((text,), styles))
        return self

    def add(self, lines: Iterable[str]) -> "Screen":
        """Add lines that are laid out already."""
        self._blocks.append(LaidLines(tuple(lines)))
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
        over: tuple[str, int] | None = None,
    ) -> "Screen":
        """Add a table; its rows are texts, a `TableRow` in some styles, or a line `Across` it.

        A head may be of several lines.

        Parameters
        ----------
        align : str
            A letter per column: ``l`` left, ``r`` right.
        shrink, least : int, optional
            The column whose texts are cut so that lines fit the page, and its least width.
        trim : bool
            Whether lines that are still too long are cut.
        wrap : bool
            Whether the texts of `shrink` go on in further lines in place of being cut.
        over : (str, int), optional
            Words over the heads, and the column at whose end they end.
        """
        self._blocks.append(Grid(heads, rows_of(rows), align, shrink, least, trim, wrap, over))
        return self

    def next(self, *commands: str, label: str = "Next: ", indent: str = "      ") -> "Screen":
        """Add commands to type next; no line breaks within one.

        What a command sets takes the place of what is set now.
        """
        text = label + " | ".join(glued(f"toi {_last_set(c)}") for c in commands)
        self._blocks.append(Commands(text, indent))
        return self

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
        errors = any(WITH_ERROR.search(text) for block in self._blocks for text in texts_of(block))
        made_of = origin(made, rubrics) + f" | {STANDARD_ERROR}" * errors
        self._blocks.append(Paragraph(made_of, styles=("dim",)))
        height = self.page.height
        if again and height is not None and self.text().count("\n") >= height:
            self._blocks.append(Paragraph(again, styles=("bold",)))
        return self.text()

    def text(self) -> str:
        """Return the screen in the form that its page asks for."""
        if self.page.form == "text":
            return visible(
                "".join(f"{line}\n" for block in self._blocks for line in self._laid(block))
            )
        from toi.analyses.layout.documents import html_body, markdown_body

        return (html_body if self.page.form == "html" else markdown_body)(self._blocks)

    def _laid(self, block: Block) -> Iterable[str]:
        """Lay one block out as lines of text."""
        page = self.page
        match block:
            case Paragraph(text, indent, styles):
                return (page.paint(line, *styles) for line in page.fill(text, indent).split("\n"))
            case Commands(text, indent):
                return page.fill(text, indent).split("\n")
            case Heading(text):
                return [page.paint(text, "bold")]
            case LaidLines(lines, styles):
                return (page.paint(line, *styles) for line in lines)
            case Grid():
                return _table(block, page)


def _table(grid: Grid, page: Page) -> list[str]:
    """Lay a table out, with the lines across it between its rows."""
    cells = [row.cells for row in grid.rows if isinstance(row, TableRow)]
    first, *others = _aligned(
        cells, grid.heads, grid.align, page.width, grid.shrink, grid.least, grid.wrap
    )
    full = max(columns_of(line) for lines in (first, *others) for line in lines)
    most = page.width if grid.trim else full
    found, left = [page.paint(cut(line, most), "bold") for line in first], iter(others)
    if grid.over is not None:
        text, column = grid.over
        head = grid.heads[column].split("\n")[-1]
        end = first[-1].index(head) + columns_of(head)
        found.insert(0, page.paint(padded(text, end, "r"), "bold"))
    for row in grid.rows:
        if isinstance(row, TableRow):
            lines = [cut(line, most) for line in next(left)]
        else:  # broken into lines already, which may be wider than the table
            lines = _across(row, page, full)
        found += [page.paint(line, *row.styles) for line in lines]
    return found


def _across(row: Across, page: Page, full: int) -> list[str]:
    if row.rule:
        text = f"-- {row.text} " if row.text else ""
        return [(text + "-" * (full - columns_of(text))).rstrip()]
    return page.fill(row.indent + row.text, row.indent).split("\n")


def columns(
    rows: Sequence[Sequence[str]],
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
    return list(chain.from_iterable(_aligned(rows, heads, align, width, shrink, least, wrap)))


def _aligned(
    rows: Sequence[Sequence[str]],
    heads: Sequence[str],
    align: str,
    width: int,
    shrink: int | None,
    least: int,
    wrap: bool,
) -> list[list[str]]:
    """Return the lines of the header and of each row, as `columns` does."""
    table = [_lines_of_heads(heads), *([[*map(_one_line, row)]] for row in rows)]
    if shrink is not None:
        most = max(room([row for lines in table for row in lines], shrink, width), least)
        if wrap:
            table = [[*chain(*(_wrapped(row, shrink, most) for row in lines))] for lines in table]
        else:
            every = [row for lines in table for row in lines]
            for row, text in zip(every, cut_apart([r[shrink] for r in every], most), strict=True):
                row[shrink] = text
    widths = _widths([cells for rows_ in table for cells in rows_])
    return [[_spaced(cells, widths, align) for cells in lines] for lines in table]


def _lines_of_heads(heads: Sequence[str]) -> list[list[str]]:
    """Return the rows of the header; heads of fewer lines than others stand in the last ones."""
    broken = [head.split("\n") for head in heads]
    most = max(map(len, broken))
    return [list(row) for row in zip(*([""] * (most - len(b)) + b for b in broken), strict=True)]


def _spaced(cells: Sequence[str], widths: Sequence[int], align: str) -> str:
    parts = zip(cells, widths, align, strict=True)
    return " ".join(padded(*part) for part in parts).rstrip()


def _one_line(text: str) -> str:
    return " ".join(text.split()) if "\n" in text else text


def _wrapped(row: list[str], column: int, width: int) -> Iterator[list[str]]:
    """Break the text of one cell into lines, the later ones below where its words begin."""
    hang = re.match(r" *(?:\(?[+-]?[\d.]+ )?", row[column])
    indent = " " * (hang.end() if hang else 0)
    first, *rest = Page(width).fill(row[column], indent).split("\n")
    yield [*row[:column], first, *row[column + 1 :]]
    for line in rest:
        yield [line if i == column else "" for i in range(len(row))]


def _widths(table: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(widest_line, cells)) for cells in zip(*table, strict=True)]


def room(table: Sequence[Sequence[str]], column: int, width: int) -> int:
    """Return the width left for one column of a table, headers included, beside all others."""
    widths = _widths(table)
    return width - sum(widths) + widths[column] - (len(widths) - 1)


def _key(setting: re.Match[str]) -> str:
    """Return what an option `--set` sets."""
    return setting[1].strip("'").partition("=")[0]


def _last_set(command: str) -> str:
    """Return a command in which every key is set once, as it is set last."""
    parts = [*_SET.finditer(command)]
    last = {_key(part): part for part in parts}
    for part in reversed(parts):
        if last[_key(part)] is not part:
            command = command[: part.start()] + command[part.end() :]
    return command
