"""A table of what is asked for single lines of a split: floors, caps, smallest grants."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from toi.errors import InputErrors, Problem
from toi.io.amount_heading import NAMES, heading_factor, heading_unit
from toi.io.amounts import Amount, in_unit, part_of, read_amount, thousands_mark
from toi.io.debate.titles import NameBook
from toi.io.matrix.csv_sheet import CsvRow, read_sheet
from toi.io.paths import read_plain
from toi.light_dataclass import dataclass
from toi.records.base import shown

MAX_BYTES = 5 * 2**20
HEADINGS = {
    "floor": ("floor",),
    "cap": ("cap", "ask", "asks", "asked", "asking", "requested", "most", "max", "maximum"),
    "grant": ("smallest", "smallest grant", "min grant", "minimum grant"),
}
NEXT_TO_NOTHING = 0.01  # of the budget: all caps together, if their unit is another
IN_WORDS = {"floor": "floor", "cap": "cap", "grant": "smallest grant"}
_UNSURE = ("min", "minimum", "least")  # always so much, or so much if anything
_WORD = re.compile(r"[^\W\d_]+")


class Ask(NamedTuple):
    """What one cell asks for: `kind` is ``floor``, ``cap`` or ``grant``.

    `share` is of the budget, `said` the same in the unit in which it was written.
    """

    kind: str
    line: str
    share: float
    said: str


@dataclass(frozen=True)
class AsksTable:
    """What a table asks for.

    Attributes
    ----------
    file : str
        As it was named.
    asks : tuple of Ask
        In the order of rows.
    notes : tuple of str
        What was taken for granted: thousands by a heading, columns that are not read, the unit;
        and that a unit may be wrong.
    """

    file: str
    asks: tuple[Ask, ...] = ()
    notes: tuple[str, ...] = ()


class _Column(NamedTuple):
    """A column of amounts: its cell in each row, from 0, and what its heading says of them."""

    kind: str
    place: int
    heading: str
    factor: float
    unit: str | None
    mark: str | None


def read_asks(file: str, book: NameBook, budget: Amount | None = None) -> AsksTable:
    """Read what is asked for lines of a split.

    Parameters
    ----------
    file : str
        CSV: a name to a row, under headings the columns `floor`, `cap` (or `ask`) and `smallest
        grant`, as many of them as are needed. An empty cell asks for nothing.
    book : NameBook
        What the theories, kinds and groups are called.
    budget : Amount, optional
        What amounts are a part of; without it there are only per cents.

    Raises
    ------
    InputErrors
        With every name that is not there, and every amount that is none or cannot be met.
    """
    try:
        sheet = read_sheet(file, read_plain(Path(file), MAX_BYTES))
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise InputErrors([Problem(file, None, None, message, "unreadable")]) from None
    problems = list(sheet.problems)
    heads, rows = (sheet.rows[0].cells, sheet.rows[1:]) if sheet.rows else ([], [])
    columns = list(_columns(file, heads, rows, budget, problems)) if heads else []
    asks: list[Ask] = []
    seen: set[str] = set()
    for row in rows if columns else ():
        asks += _row(file, row, heads, columns, (book, budget, seen), problems)
    if problems:
        raise InputErrors(problems)
    notes = (*_notes(file, heads, rows, columns, budget), *_too_small(file, asks))
    return AsksTable(file, tuple(asks), notes)


def _columns(
    file: str,
    heads: Sequence[str],
    rows: Sequence[CsvRow],
    budget: Amount | None,
    problems: list[Problem],
) -> Iterator[_Column]:
    """Find the columns of amounts by their headings."""
    found: dict[str, str] = {}
    first = len(problems)
    for place, heading in enumerate(heads[1:], 1):
        kind = _kind(heading)
        factor = heading_factor(heading)
        wrong = None
        if kind == "unsure":
            message = "may be a floor (always so much) or a smallest grant (so much or nothing)"
            wrong = ("unknown-column", f"{shown(heading)} {message}; call it one of them")
        elif kind in found:
            both = f"{shown(found[kind])} and {shown(heading)}"
            wrong = ("duplicate-key", f"{both} both say the {IN_WORDS[kind]}; keep one")
        elif kind and isinstance(factor, str):
            wrong = ("bad-unit", f"the heading {shown(heading)} {factor}")
        if wrong:
            problems.append(Problem(file, 1, place + 1, wrong[1], wrong[0]))
        elif kind and not isinstance(factor, str):
            found[kind] = heading
            texts = [row.cells[place] for row in rows if place < len(row.cells)]
            unit = heading_unit(heading)
            of_all = (budget and budget.unit) or ""
            mark = thousands_mark(texts, f"{heading} {of_all}" if factor == 1 else "")
            yield _Column(kind, place, heading, factor, unit, mark)
    if not found and len(problems) == first:
        message = "no column is headed 'floor', 'cap' (or 'ask') or 'smallest grant'"
        problems.append(Problem(file, 1, 1, message, "unknown-column"))


def _kind(heading: str) -> str | None:
    """Return what a column asks for, by the words with which its heading begins."""
    words = " ".join(_WORD.findall(heading.casefold())[:2])
    for kind, names in HEADINGS.items():
        if words in names or words.split(" ")[0] in names:
            return kind
    return "unsure" if words.split(" ")[0] in _UNSURE else None


def _row(
    file: str,
    row: CsvRow,
    heads: Sequence[str],
    columns: Sequence[_Column],
    known: tuple[NameBook, Amount | None, set[str]],
    problems: list[Problem],
) -> list[Ask]:
    """Read what one row asks for; what is wrong with it goes to the problems."""
    book, budget, seen = known

    def refuse(place: int, code: str, message: str) -> None:
        problems.append(Problem(file, row.line, place + 1, message, code))

    name = row.cells[0]
    called = book.find("theory", name)
    if not called:
        hint = book.hint("theory", name)
        refuse(0, "unknown-theory", f"no theory, kind or group {shown(name)}{hint}")
    elif len(called) > 1:
        may_be = " or ".join(called)
        refuse(0, "ambiguous-id", f"{shown(name)} may be {may_be}; write one of them")
    elif called[0] in seen:
        refuse(0, "duplicate-key", f"{shown(name)} stands here twice")
    if len(row.cells) > len(heads):
        message = f"{len(row.cells)} cells under {len(heads)} headings; an amount with a comma"
        refuse(len(heads), "csv-cells", f"{message} needs quotes")
        return []
    seen.update(called)
    found: dict[str, Ask] = {}
    for column in columns:
        text = row.cells[column.place] if column.place < len(row.cells) else ""
        share = _share(text, column, budget) if text else None
        if isinstance(share, str):
            what = f"the {IN_WORDS[column.kind]} of {shown(name)}, {shown(text)},"
            refuse(column.place, "bad-bound", f"{what} {share}")
        elif share is not None:
            found[column.kind] = Ask(column.kind, (called or [name])[0], *share)
    cap = found.get("cap")
    for kind, place in ((column.kind, column.place) for column in columns if cap):
        ask = found.get(kind)
        nothing_given = kind == "grant" and cap and cap.share == 0
        if cap and ask and ask.share > cap.share and not nothing_given:
            above = f"{ask.said} for {shown(name)} is above its cap of {cap.said}"
            refuse(place, f"{kind}-above-cap", f"the {IN_WORDS[kind]} of {above}")
    return list(found.values())


def _share(text: str, column: _Column, budget: Amount | None) -> tuple[float, str] | str:
    """Return the share of the budget that a cell asks for, and its words; or what is wrong."""
    amount = read_amount(text, column.mark)
    if isinstance(amount, str):
        return amount
    if column.factor != 1 and (amount.unit is not None or _WORD.search(text)):
        return f"has a unit of its own under the heading {shown(column.heading)}; write one of them"
    amount = Amount(amount.number * column.factor, amount.unit or column.unit)
    share = part_of(amount, budget)
    return share if isinstance(share, str) else (share, in_unit(amount, budget))


def _notes(
    file: str,
    heads: Sequence[str],
    rows: Sequence[CsvRow],
    columns: Sequence[_Column],
    budget: Amount | None,
) -> Iterator[str]:
    """Say what was taken for granted."""
    name = Path(file).name
    for column in columns:
        if column.factor != 1:
            yield f"{name}: {column.heading!r} is in {NAMES[column.factor]}, as its heading says"
    read = {0, *(column.place for column in columns)}
    others = [head for place, head in enumerate(heads) if place not in read and head]
    if others:
        are = "columns are" if len(others) > 1 else "column is"
        yield f"{name}: {are} not read: {', '.join(others)}"
    if budget and budget.unit and any(_is_bare(rows, column) for column in columns):
        yield f"{name}: numbers without a unit are taken as {budget.unit}, as the budget is"


def _too_small(file: str, asks: Sequence[Ask]) -> Iterator[str]:
    """Ask about the unit where all that is asked for is next to nothing."""
    caps = [ask.share for ask in asks if ask.kind == "cap"]
    if caps and 0 < sum(caps) < NEXT_TO_NOTHING:
        per_cent = f"{100 * sum(caps):.1g} % of the budget"
        yield f"{Path(file).name}: all caps together are {per_cent}: is their unit the budget's?"


def _is_bare(rows: Sequence[CsvRow], column: _Column) -> bool:
    """Tell whether some amount has no unit, of its own or by its heading."""
    texts = (row.cells[column.place] for row in rows if column.place < len(row.cells))
    amounts = (read_amount(text, column.mark) for text in texts)
    units = [amount.unit for amount in amounts if isinstance(amount, Amount) and amount.number]
    return column.unit is None and None in units
