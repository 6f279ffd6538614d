"""Blocks that a screen is made of, before they are laid out as text, Markdown or HTML."""

from collections.abc import Iterable, Sequence
from itertools import chain

from toi.light_dataclass import dataclass


@dataclass(frozen=True)
class Paragraph:
    """Prose; lines after the first are indented."""

    text: str
    indent: str = ""
    styles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heading:
    """A line above what follows."""

    text: str


@dataclass(frozen=True)
class LaidLines:
    """LaidLines that are laid out already."""

    lines: tuple[str, ...]
    styles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Commands:
    """Commands to type next; only a terminal has a use for it."""

    text: str
    indent: str = ""


@dataclass(frozen=True)
class TableRow:
    """A row of a table in some styles."""

    cells: Sequence[str]
    styles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Across:
    """A line across a table, between its rows; with `rule`, drawn on as dashes."""

    text: str
    styles: tuple[str, ...] = ("dim",)
    indent: str = ""
    rule: bool = False


@dataclass(frozen=True)
class Grid:
    """A table: its heads, its rows, and a letter per column, ``l`` left, ``r`` right.

    Attributes
    ----------
    shrink : int or None
        The column whose texts are cut where lines would be longer than the page.
    least : int
        The width below which that column is not cut.
    trim : bool
        Whether lines that are still too long are cut.
    wrap : bool
        Whether the texts of `shrink` go on in further lines in place of being cut.
    over : (str, int) or None
        Words over the heads, and the column at whose end they end.
    """

    heads: Sequence[str]
    rows: tuple[TableRow | Across, ...]
    align: str
    shrink: int | None = None
    least: int = 10
    trim: bool = False
    wrap: bool = False
    over: tuple[str, int] | None = None


Block = Paragraph | Heading | LaidLines | Commands | Grid
Rows = Sequence[Sequence[str] | TableRow | Across]


def rows_of(rows: Rows) -> tuple[TableRow | Across, ...]:
    """Return rows as rows, those of plain texts too."""
    return tuple(row if isinstance(row, TableRow | Across) else TableRow(row) for row in rows)


def texts_of(block: Block) -> Iterable[str]:
    """Return what a block says, but for the heads of a table."""
    match block:
        case LaidLines(lines):
            return lines
        case Grid():
            cells = (row.cells if isinstance(row, TableRow) else [row.text] for row in block.rows)
            return chain.from_iterable(cells)
        case _:
            return [block.text]
