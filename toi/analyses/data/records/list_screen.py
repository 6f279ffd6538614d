"""Screen and table of a list of records."""

import shlex
from collections.abc import Sequence
from typing import Any

from toi.analyses.data.records.result import Listing
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table, joined
from toi.analyses.shared.format import count, cut, lines_text, probability
from toi.analyses.shared.provenance import data_option

SINGULAR = {"theories": "theory", "criteria": "criterion", "evidence": "piece of evidence"}
WIDE_COLUMNS = ("title", "question", "gist", "arguments", "tags", "authors", "speaker", "meaning")


def list_screen(result: Listing, page: Page) -> str:
    """Show records as a table that fits the page; columns that do not fit are left to csv."""
    if not result.items:
        return f"No {result.kind} to show.\n"
    names = list(result.columns)
    rows = [[_short(item[name], name) for name in names] for item in result.items]
    while len(names) > 2 and _least(rows, names) > page.width:
        names.pop()
        rows = [row[:-1] for row in rows]
    widths = _fitted(rows, names, page.width)
    rows = [[cut(cell, w) for cell, w in zip(row, widths, strict=True)] for row in rows]
    numeric = [isinstance(result.items[0][name], int | float) for name in names]
    align = "".join("r" if n else "l" for n in numeric)
    what = count(len(rows), SINGULAR.get(result.kind, result.kind.rstrip("s")), result.kind)
    screen = Screen(page).table(rows, [name.capitalize() for name in names], align)
    return screen.blank().next(_next(result), label=f"{what}. Next: ").end(result.provenance)


def _natural(rows: Sequence[Sequence[str]], names: Sequence[str]) -> list[int]:
    return [max(len(name), *(len(row[i]) for row in rows)) for i, name in enumerate(names)]


def _least(rows: Sequence[Sequence[str]], names: Sequence[str]) -> int:
    """Return the width at which every wordy column still says something."""
    natural = _natural(rows, names)
    least = [min(w, 30) if n in WIDE_COLUMNS else w for n, w in zip(names, natural, strict=True)]
    return sum(least) + len(names) - 1


def _next(result: Listing) -> str:
    first = shlex.quote(str(next(iter(result.items[0].values()))))
    same = data_option(result.provenance)
    if result.kind == "rubrics":
        return f"score --rubric {first}{same}"
    if result.kind == "tags":
        return f"list arguments --tag {first}{same}"
    return f"show {first}{same}"


def _short(value: Any, column: str) -> str:
    if column == "lines":
        return lines_text([(value[0], value[1])])
    if isinstance(value, list | tuple):
        return joined(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return probability(value)
    return "" if value is None else str(value)


def _fitted(rows: Sequence[Sequence[str]], names: Sequence[str], width: int) -> list[int]:
    """Return column widths that fit: the wordy columns share what the others leave."""
    natural = _natural(rows, names)
    wordy = [i for i, name in enumerate(names) if name in WIDE_COLUMNS]
    over = sum(natural) + len(names) - 1 - width
    if over <= 0 or not wordy:
        return natural
    room = sum(natural[i] for i in wordy) - over
    for done, i in enumerate(sorted(wordy, key=lambda i: natural[i])):
        natural[i] = min(natural[i], max(10, room // (len(wordy) - done)))
        room -= natural[i]
    return natural


def list_table(result: Listing) -> Table:
    """Return records with every value in full."""
    return Table.filled(result.columns, result.items)
