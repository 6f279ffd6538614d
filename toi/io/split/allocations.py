"""A split of effort in a file: `id: amount` in YAML, or rows `id,amount` in CSV."""

import math
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from toi.errors import InputErrors, Problem
from toi.io.amounts.amount import Amount, read_amount, thousands_mark, unit_key
from toi.io.amounts.heading import NAMES, heading_factor, heading_unit, says_per_cent
from toi.io.debate.titles import NameBook
from toi.io.matrix.csv_sheet import read_sheet
from toi.io.paths import read_plain
from toi.io.split.sum_rows import SumRow, is_reckoned
from toi.io.yaml.parse import MAX_BYTES, parse
from toi.records.fields.numbers import LARGEST
from toi.records.fields.refusals import shown

UNSPENT = "unspent"
ROUNDED = 0.5  # a percentage without decimals may be off by as much


class Allocated(NamedTuple):
    """A split as it was read.

    Attributes
    ----------
    amounts : dict from str to float
        By name, 0 or more.
    whole : float or None
        What all is, where the file tells: 100 with percent signs; else only proportions count.
    notes : tuple of str
        What was taken for granted: thousands by the heading, columns that are not read.
    unit : str or None
        Of the amounts, where a cell or the heading names it.
    """

    amounts: dict[str, float]
    whole: float | None
    notes: tuple[str, ...] = ()
    unit: str | None = None


def read_allocation(file: Path, book: NameBook, unit: str | None = None) -> Allocated:
    """Read a split of effort.

    Parameters
    ----------
    file : Path
        YAML, or CSV by its ending.
    book : NameBook
        What the theories, kinds and groups are called that may stand in it, besides `unspent`.
    unit : str, optional
        Of the budget: where it is a currency, no amount has three decimals.

    Raises
    ------
    InputErrors
        With every name that is not there and every amount that is none.
    """
    try:
        raw = read_plain(file, MAX_BYTES)
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise InputErrors([Problem(str(file), None, None, message, "unreadable")]) from None
    problems: list[Problem] = []
    is_csv = file.suffix.lower() == ".csv"
    rows, heads = (
        _from_csv(str(file), raw, book, problems)
        if is_csv
        else (list(_from_yaml(str(file), raw, problems)), [])
    )
    heading = heads[1] if heads else ""
    factor = heading_factor(heading)
    if isinstance(factor, str):
        problems.append(Problem(str(file), 1, 2, f"the heading {heading!r} {factor}", "bad-unit"))
        factor = 1.0
    texts = [row.amount for row in rows if isinstance(row.amount, str)]
    # Thousands of a currency may have three decimals, so its name tells nothing then.
    mark = thousands_mark(texts, f"{heading} {unit or ''}" if factor == 1 else "")
    in_per_cent = heading_unit(heading) == "%" and says_per_cent(heading)  # not EUR with 19 % VAT
    found: dict[str, Amount] = {}
    sums: list[tuple[SumRow, Amount | str]] = []
    loosely: list[str] = []
    for row in rows:
        called, amount = _called(book, row.name), _amount(row.amount, mark)
        if isinstance(amount, Amount) and factor != 1:
            amount = _times(amount, row.amount, factor, heading)
        elif isinstance(amount, Amount) and amount.unit is None and in_per_cent:
            amount = amount._replace(unit="%")
        if is_reckoned(row.name) and not book.find("theory", row.name):
            sums.append((SumRow(row.name, row.line), amount))
            continue
        wrong = _wrong_name(row.name, called, book, found) or _wrong_amount(row, amount)
        if wrong:
            column = row.columns[0] if wrong[0] in _OF_NAMES else row.columns[1]
            problems.append(Problem(str(file), row.line, column, wrong[1], wrong[0]))
        elif isinstance(amount, Amount):
            found[called[0]] = amount
            loosely += [book.read_as(row.name, called[0])] if called != [UNSPENT] else []
    problems += () if problems else _together(str(file), found)
    if problems:
        raise InputErrors(problems)
    percent = any(amount.unit == "%" for amount in found.values())
    amounts = {name: amount.number for name, amount in found.items()}
    notes = (*_notes(file, heads, factor), *_sum_notes(file, sums, amounts))
    notes = (*notes, *(f"{file.name}: {said}" for said in loosely if said))
    return Allocated(amounts, 100.0 if percent else None, notes, _unit(found, heading))


def _unit(found: Mapping[str, Amount], heading: str) -> str | None:
    """Return the unit of amounts: their own, or the currency that their heading names."""
    named = (*(amount.unit for amount in found.values()), heading_unit(heading))
    return next((unit for unit in named if unit not in (None, "%")), None)


def _notes(file: Path, heads: Sequence[str], factor: float) -> Iterator[str]:
    """Say what of a table was taken for granted."""
    if factor != 1:
        yield f"{file.name} is in {NAMES[factor]}, as its heading {heads[1]!r} says"
    if len(heads) > 2:
        several = "columns are" if len(heads) > 3 else "column is"
        yield f"{file.name}: {several} not read: {', '.join(heads[2:])}"


def _sum_notes(
    file: Path, sums: Sequence[tuple[SumRow, Amount | str]], amounts: Mapping[str, float]
) -> Iterator[str]:
    """Say which rows are left out, and where a sum is another than that of the others."""
    others = math.fsum(amounts.values())
    for row, given in sums:
        yield row.note(file.name)
        if isinstance(given, Amount) and row.is_other(given.number, others):
            yield f"{file.name}: {row.name} has {given.number:,.12g}, the rows {others:,.12g}"


def _times(amount: Amount, written: str, factor: float, heading: str) -> Amount | str:
    """Return an amount under a heading that says thousands; one with its own unit is in doubt."""
    if amount.unit is not None or re.search(r"[^\W\d_]", written):
        return f"has a unit of its own under the heading {heading!r}; write one of them"
    return Amount(amount.number * factor, None)


def _together(file: str, found: dict[str, Amount]) -> Iterator[Problem]:
    """Find what is wrong with all amounts together."""
    total = math.fsum(amount.number for amount in found.values())
    several = {unit_key(one.unit): one.unit for one in found.values() if one.number}
    units = set(several.values())
    if total <= 0:
        yield Problem(file, 1, 1, "no amount is above 0", "shares-zero")
    elif units == {"%", None} and abs(total - 100) <= ROUNDED * len(found):
        return  # that the others are percentages too is plain from the sum
    elif len(units) > 1:
        said = ", ".join(sorted(unit or "none" for unit in units))
        message = f"amounts of several units ({said}) cannot be added up; use one"
        yield Problem(file, 1, 1, message, "units-differ")
    elif units == {"%"} and total > 100 + ROUNDED * len(found):
        message = f"the shares add up to {total:.6g} %, more than 100 %"
        yield Problem(file, 1, 1, message, "share-range")


def _called(book: NameBook, name: str) -> list[str]:
    """Return the ids of what is called so."""
    return [UNSPENT] if name.strip().casefold() == UNSPENT else book.find_line(name)


def _wrong_name(
    name: str, called: Sequence[str], book: NameBook, found: Container[str]
) -> tuple[str, str] | None:
    if not called:
        return "unknown-theory", book.no_line(name)
    if len(called) > 1:
        return "ambiguous-id", f"{name!r} may be {' or '.join(called)}; write one of them"
    return ("duplicate-key", f"{name!r} stands here twice") if called[0] in found else None


def _wrong_amount(row: "AllocationRow", amount: Amount | str) -> tuple[str, str] | None:
    if isinstance(amount, str):
        return "not-a-number", f"the amount of {row.name}, {shown(row.amount)}, {amount}"
    if not 0 <= amount.number <= LARGEST:
        return "share-negative", f"the amount of {row.name}, {amount.number:g}, is not 0 or more"
    return None


def _amount(value: Any, thousands: str | None = None) -> Amount | str:
    """Read an amount from YAML or CSV; as `read_amount`."""
    if isinstance(value, str):
        negative = value.lstrip()[:1] in ("-", "\u2212")
        text = value.lstrip().lstrip("-\u2212") if negative else value
        found = read_amount(text, thousands)
        return (
            found._replace(number=-found.number)
            if negative and isinstance(found, Amount)
            else found
        )
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "is not a number"
    if isinstance(value, int):
        return Amount(float(value), None) if abs(value) <= LARGEST else "is too large"
    return Amount(value, None)


class AllocationRow(NamedTuple):
    """Name and amount as they are written, their line, and the columns of both."""

    name: str
    amount: Any
    line: int | None
    columns: tuple[int | None, int | None]


_OF_NAMES = ("unknown-theory", "ambiguous-id", "duplicate-key")


def _from_yaml(name: str, raw: bytes, problems: list[Problem]) -> Iterable[AllocationRow]:
    document = parse(name, raw)
    problems += document.problems
    if not isinstance(document.data, dict):
        if not document.problems:
            message = "write one `id: amount` to a line"
            problems.append(Problem(name, 1, 1, message, "not-a-mapping"))
        return
    for key, amount in document.data.items():
        at, place = document.place((key,), key=True), document.place((key,))
        yield AllocationRow(str(key), amount, at.line, (at.column, place.column))


def _from_csv(
    name: str, raw: bytes, book: NameBook, problems: list[Problem]
) -> tuple[list[AllocationRow], list[str]]:
    """Return the rows, and what the headings of all columns say."""
    sheet = read_sheet(name, raw)
    problems += sheet.problems
    rows = sheet.rows
    first = rows[0].cells if rows else []
    is_head = len(first) > 1 and not _called(book, first[0]) and isinstance(_amount(first[1]), str)
    heads = first if is_head else []
    found: list[AllocationRow] = []
    odd: list[Problem] = []
    for row in rows[1 if is_head else 0 :]:
        wrong = _wrong_cells(row.cells, heads)
        if wrong:
            odd.append(Problem(name, row.line, 1, wrong, "csv-cells"))
        else:
            found.append(AllocationRow(row.cells[0], row.cells[1], row.line, (1, 2)))
    if odd:  # one reason, however many rows it holds for
        more = f" (and {len(odd) - 1} more such)" if len(odd) > 1 else ""
        problems.append(replace(odd[0], message=odd[0].message + more))
    return found, heads


def _wrong_cells(cells: Sequence[str], heads: Sequence[str]) -> str | None:
    """Say why a row is no name and amount; further columns of words, with a head, are let be."""
    if len(cells) < 2:
        return "a row is an id and an amount"
    if len(cells) > max(len(heads), 2):
        remarks = "" if heads else ", and a column of remarks needs a heading"
        return f"a row is an id and an amount; an amount with a comma needs quotes{remarks}"
    for head, cell in zip(heads[2:], cells[2:], strict=False):
        if isinstance(_amount(cell), Amount):
            return (
                f"{shown(cell)} under {head!r} may be the amount too: keep one column of amounts, "
                "and quote an amount with a comma"
            )
    return None
