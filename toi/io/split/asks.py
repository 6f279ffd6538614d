"""A table of what is asked for single lines of a split: floors, caps, smallest grants."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from toi.errors import InputErrors, Problem, usage
from toi.io.amounts.amount import NO_WHOLE, Amount, in_unit, part_of, read_amount
from toi.io.amounts.heading import NAMES, says_per_cent
from toi.io.amounts.rough import meanings, range_ends, without_doubt
from toi.io.debate.titles import NameBook
from toi.io.matrix.cells.shifted import joined
from toi.io.matrix.csv_sheet import CsvRow, read_sheet
from toi.io.paths import read_plain
from toi.io.split.ask_columns import IN_WORDS, WORD, AskColumn, ask_columns
from toi.io.split.sum_rows import SumRow, is_reckoned
from toi.light_dataclass import dataclass
from toi.records.fields.refusals import shown

MAX_BYTES = 5 * 2**20
NEXT_TO_NOTHING = 0.01  # of the budget: all caps together, if their unit is another
LEAST_TOLD = 0.01  # per cent


class Ask(NamedTuple):
    """What one cell asks for: `kind` is ``floor``, ``cap`` or ``grant``.

    `share` is of the budget, which a cap and a smallest grant may exceed; `said` is the same in the
    unit in which it was written.
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
        What was taken for granted: thousands by a heading, columns and rows that are not read, the
        unit; and that a unit may be wrong.
    """

    file: str
    asks: tuple[Ask, ...] = ()
    notes: tuple[str, ...] = ()


def read_asks(file: str, book: NameBook, budget: Amount | None = None) -> AsksTable:
    """Read what is asked for lines of a split.

    Parameters
    ----------
    file : str
        CSV: a name to a row, under headings the columns `floor`, `cap` (or `ask`) and `smallest
        grant`, as many of them as are needed. An empty cell asks for nothing. A row that is called
        a sum or the like is left out.
    book : NameBook
        What the theories, kinds and groups are called.
    budget : Amount, optional
        What amounts are a part of; without it there are only per cents.

    Raises
    ------
    InputErrors
        With every name that is not there, and every amount that is none or cannot be met.
    """
    if not file.strip():
        raise usage("--asks needs the name of a CSV file", "unreadable")
    try:
        sheet = read_sheet(file, read_plain(Path(file), MAX_BYTES))
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise InputErrors([Problem(file, None, None, message, "unreadable")]) from None
    problems = list(sheet.problems)
    heads, rows = (sheet.rows[0].cells, sheet.rows[1:]) if sheet.rows else ([], [])
    columns = list(ask_columns(file, heads, rows, budget, problems)) if heads else []
    reader = _RowReader(file, book, budget, columns, problems)
    asks = [ask for row in rows if columns for ask in reader.read(row, len(heads))]
    problems += reader.of_no_budget()
    if problems:
        raise InputErrors(problems)
    notes = [*_notes(file, heads, rows, columns, budget), *_too_small(file, asks)]
    notes += [note for row in reader.sums for note in _sum_notes(file, *row, asks, budget)]
    notes += [f"{Path(file).name}: {said}" for said in reader.loosely if said]
    notes += [] if asks else [f"{Path(file).name} asks for nothing: its columns are empty"]
    return AsksTable(file, tuple(asks), tuple(notes))


class _RowReader:
    """Reads what rows ask for; what is wrong with them goes to the problems.

    Attributes
    ----------
    sums : list of (SumRow, mapping)
        Rows that hold what the others come to, with the shares in it by kind.
    loosely : list of str
        As what names were read that are parts of one.
    """

    def __init__(
        self,
        file: str,
        book: NameBook,
        budget: Amount | None,
        columns: Sequence[AskColumn],
        problems: list[Problem],
    ) -> None:
        self._file, self._book, self._budget, self._columns = file, book, budget, columns
        self._problems, self._seen = problems, set[str]()
        self._of_no_budget: list[Problem] = []
        self.loosely: list[str] = []
        self.sums: list[tuple[SumRow, Mapping[str, float]]] = []

    def read(self, row: CsvRow, heads: int) -> list[Ask]:
        """Read what one row asks for."""
        name = row.cells[0]
        called = self._book.find_line(name)
        if is_reckoned(name) and not self._book.find("theory", name):
            found = {column.kind: self._share(row, column) for column in self._columns}
            shares = {k: x[0] for k, x in found.items() if isinstance(x, tuple)}
            self.sums.append((SumRow(name, row.line), shares))
            return []
        self._check_name(row, called)
        if len(row.cells) > heads:
            message = f"{len(row.cells)} cells under {heads} headings"
            self._refuse(row, heads, "csv-cells", f"{message}; {_without_comma(row.cells, heads)}")
            return []
        self._seen.update(called)
        self.loosely += [self._book.read_as(name, called[0])] if len(called) == 1 else []
        return list(self._asks(row, (called or [name])[0]))

    def _refuse(self, row: CsvRow, place: int, code: str, message: str) -> None:
        self._problems.append(Problem(self._file, row.line, place + 1, message, code))

    def _check_name(self, row: CsvRow, called: Sequence[str]) -> None:
        name = row.cells[0]
        if not called:
            self._refuse(row, 0, "unknown-theory", self._book.no_line(name))
        elif len(called) > 1:
            message = f"{shown(name)} may be {' or '.join(called)}; write one of them"
            self._refuse(row, 0, "ambiguous-id", message)
        elif called[0] in self._seen:
            self._refuse(row, 0, "duplicate-key", f"{shown(name)} stands here twice")

    def _asks(self, row: CsvRow, line: str) -> Iterator[Ask]:
        found: dict[str, Ask] = {}
        for column in self._columns:
            share = self._share(row, column)
            if isinstance(share, str):
                text = shown(row.cells[column.place])
                what = f"the {IN_WORDS[column.kind]} of {shown(row.cells[0])}, {text},"
                message, place = f"{what} {share}", column.place + 1
                told = Problem(self._file, row.line, place, message, "bad-bound")
                (self._of_no_budget if share == NO_WHOLE else self._problems).append(told)
            elif share is not None:
                found[column.kind] = Ask(column.kind, line, *share)
        cap = found.get("cap")
        for column in self._columns if cap else ():
            kind, ask = column.kind, found.get(column.kind)
            nothing_given = kind == "grant" and cap and cap.share == 0
            if cap and ask and ask.share > cap.share and not nothing_given:
                above = f"{ask.said} for {shown(row.cells[0])} is above its cap of {cap.said}"
                message = f"the {IN_WORDS[kind]} of {above}"
                self._refuse(row, column.place, f"{kind}-above-cap", message)
        yield from found.values()

    def of_no_budget(self) -> list[Problem]:
        """Return one problem for all amounts that are parts of a budget that was not named."""
        if not self._of_no_budget:
            return []
        first, *others = self._of_no_budget
        as_well = f" (as for {len(others)} more here)" if others else ""
        return [replace(first, message=f"{first.message}{as_well}")]

    def _share(self, row: CsvRow, column: AskColumn) -> tuple[float, str] | str | None:
        text = row.cells[column.place] if column.place < len(row.cells) else ""
        return _share(text, column, self._budget) if text else None


def _without_comma(cells: Sequence[str], heads: int) -> str:
    """Say how to write amounts that their commas part into several cells."""
    found = [cell.replace(",", "") for cell in joined(cells, heads) or () if cell not in cells]
    if not found:  # which belong together?
        return "an amount with a comma needs quotes, or write it without, as 35500"
    return f"write {' and '.join(found)}, without a comma"


def _share(text: str, column: AskColumn, budget: Amount | None) -> tuple[float, str] | str:
    """Return the share of the budget that a cell asks for, and its words; or what is wrong.

    A cap and a smallest grant may be more than the budget.
    """
    amount = read_amount(text, column.mark)
    rough = _in_place_of(text, column.mark)
    if rough or isinstance(amount, str):
        return rough or str(amount)
    if column.factor != 1 and (amount.unit is not None or WORD.search(text)):
        return f"has a unit of its own under the heading {shown(column.heading)}; write one of them"
    unsure = column.unit == "%" and not says_per_cent(column.heading)
    if unsure and amount.unit is None and 0 < amount.number <= 1:
        return f"may be {100 * amount.number:g} % or {amount.number:g} %; write one of them"
    amount = Amount(amount.number * column.factor, amount.unit or column.unit)
    share = part_of(amount, budget, more=column.kind != "floor")
    return share if isinstance(share, str) else (share, in_unit(amount, budget))


def _in_place_of(text: str, mark: str | None) -> str:
    """Say what to write in the place of a range or of a rough amount; nothing of another."""
    ends, told = range_ends(text, mark), without_doubt(text)
    if not ends and told == text:
        return ""
    ways = [" ".join(filter(None, [f"{n:.15g}", unit])) for n, unit in ends or meanings(told, mark)]
    what = "is a range; write one amount" if ends else "is a rough amount; write a sure one"
    return f"{what}, {' or '.join(ways)}" if ways else what


def _sum_notes(
    file: str,
    row: SumRow,
    given: Mapping[str, float],
    asks: Sequence[Ask],
    budget: Amount | None,
) -> Iterator[str]:
    """Say that a row of sums is left out, and where a sum is another than that of the others."""
    name = Path(file).name
    yield row.note(name)
    for kind, share in given.items():
        others = math.fsum(ask.share for ask in asks if ask.kind == kind)
        if row.is_other(share, others):
            as_given, added = (_of(budget, part) for part in (share, others))
            yield f"{name}: {row.name} has {as_given} as the {IN_WORDS[kind]}, the rows {added}"


def _of(budget: Amount | None, share: float) -> str:
    """Write a part of the budget as the amount that it is, else in per cents."""
    number = round(share * (budget.number if budget else 1.0), 9)
    return in_unit(Amount(number, budget.unit if budget else None), budget)


def _notes(
    file: str,
    heads: Sequence[str],
    rows: Sequence[CsvRow],
    columns: Sequence[AskColumn],
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
        part = 100 * sum(caps)
        per_cent = (
            f"{f'{part:.1g}' if part >= LEAST_TOLD else f'under {LEAST_TOLD}'} % of the budget"
        )
        yield f"{Path(file).name}: all caps together are {per_cent}: is their unit the budget's?"


def _is_bare(rows: Sequence[CsvRow], column: AskColumn) -> bool:
    """Tell whether some amount has no unit, of its own or by its heading."""
    texts = (row.cells[column.place] for row in rows if column.place < len(row.cells))
    amounts = (read_amount(text, column.mark) for text in texts)
    units = [amount.unit for amount in amounts if isinstance(amount, Amount) and amount.number]
    return column.unit is None and None in units
