"""The columns of a table of asks: which of them says what, by their headings."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toi.errors import Problem
from toi.io.amounts.amount import TIMES, Amount, read_amount, thousands_mark
from toi.io.amounts.heading import heading_factor, heading_unit
from toi.io.matrix.csv_sheet import CsvRow
from toi.records.fields.refusals import shown

HEADINGS = {
    "floor": ("floor",),
    "cap": ("cap", "ask", "asks", "asked", "asking", "requested", "most", "max", "maximum"),
    "grant": ("smallest", "smallest grant", "min grant", "minimum grant"),
}
IN_WORDS = {"floor": "floor", "cap": "cap", "grant": "smallest grant"}
_UNSURE = ("min", "minimum", "least")  # always so much, or so much if anything
_BESIDE = ("amount", "amounts", "grant", "grants", "funding", "money", "sum", "total", "in")
WORD = re.compile(r"[^\W\d_]+")


class AskColumn(NamedTuple):
    """A column of amounts: its cell in each row, from 0, and what its heading says of them."""

    kind: str
    place: int
    heading: str
    factor: float
    unit: str | None
    mark: str | None


def ask_columns(
    file: str,
    heads: Sequence[str],
    rows: Sequence[CsvRow],
    budget: Amount | None,
    problems: list[Problem],
) -> Iterator[AskColumn]:
    """Find the columns of amounts by their headings."""
    found: dict[str, str] = {}
    first = len(problems)
    plain = {_kind(heading) for heading in heads[1:] if _is_plain(heading)}
    for place, heading in enumerate(heads[1:], 1):
        kind = _kind(heading)
        texts = [row.cells[place] for row in rows if place < len(row.cells)]
        if not _is_plain(heading) and (kind in plain or not any(map(_is_amount, texts))):
            continue  # such as `Requested by`
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
            unit = heading_unit(heading)
            of_all = (budget and budget.unit) or ""
            mark = thousands_mark(texts, f"{heading} {of_all}" if factor == 1 else "")
            yield AskColumn(kind, place, heading, factor, unit, mark)
    if not found and len(problems) == first:
        message = "no column is headed 'floor', 'cap' (or 'ask') or 'smallest grant'"
        problems.append(Problem(file, 1, 1, message, "unknown-column"))


def _kind(heading: str) -> str | None:
    """Return what a column asks for, by the words with which its heading begins."""
    words = " ".join(WORD.findall(heading.casefold())[:2])
    for kind, names in HEADINGS.items():
        if words in names or words.split(" ")[0] in names:
            return kind
    return "unsure" if words.split(" ")[0] in _UNSURE else None


def _is_plain(heading: str) -> bool:
    """Tell whether a heading says nothing but what is asked for, and in what unit."""
    beside = WORD.findall(heading.casefold())[1:]
    return all(w in _BESIDE or w in TIMES or heading_unit(w) for w in beside)


def _is_amount(text: str) -> bool:
    return isinstance(read_amount(text, "."), Amount)
