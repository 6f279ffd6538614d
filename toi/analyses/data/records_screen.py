"""Screens and tables of lists of records, of single records and of checks."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toi.analyses.data.records_result import Checked, Listing, Shown
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table, joined
from toi.analyses.shared.format import count, cut, lines_text, probability
from toi.analyses.shared.provenance import data_option, options
from toi.distribution import MIXTURE

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


def show_screen(result: Shown, page: Page) -> str:
    """Show one record: its fields as they are written, then what surrounds it."""
    record = dict(result.record)
    title = f"{record.pop('id')}  {record.pop('title', '')}".rstrip()
    screen = Screen(page).line(title, "bold").add(_fields(record, page, 0))
    related = {key: value for key, value in result.related.items() if value not in ([], (), None)}
    if related:
        screen.blank().line("In this debate and rubric", "bold")
        screen.add(_fields(_readable(related), page, 0))
    screen.blank()
    commands = list(_commands(result))
    return (screen.next(*commands) if commands else screen).end(result.provenance)


def _readable(related: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(related)
    if "lines" in found:
        found["lines"] = lines_text(found["lines"], 99)
    if "peers" in found:
        found["peers"] = ", ".join(f"{name} {probability(e)}" for name, e in found["peers"].items())
    if "members" in found:
        found["members"] = [{**one, "effects": _hits(one["effects"])} for one in found["members"]]
    return found


def _hits(effects: Sequence[Mapping[str, Any]]) -> str:
    """Put effects in words, such as: lowers speed by .22 on T1, T2."""
    return "; ".join(
        f"{one['direction']} {one['criterion']} by {probability(one['force'])} on "
        f"{', '.join(one['theories']) or 'nothing'}"
        for one in effects
    )


def _commands(result: Shown) -> Iterator[str]:
    """Yield a command that goes on from a record, with the same data and rubric."""
    name, same = shlex.quote(str(result.record["id"])), options(result.provenance)
    if result.kind == "theories":
        yield f"explain {name}{same}"
    elif result.kind == "arguments":
        yield f"score{same} --set {name}=0.2"
    elif result.kind == "lines":
        yield f"score{same} --set overlap.{name}=0.2"
    elif result.kind == "words" and result.related.get("theories"):
        yield f"show {shlex.quote(str(result.related['theories'][0]['id']))}{same}"
    elif result.kind == "tags":
        yield f"list arguments --tag {name}{data_option(result.provenance)}"


def _fields(record: Mapping[str, Any], page: Page, depth: int) -> Iterator[str]:
    """Lay out a mapping as indented, wrapped text."""
    pad = "  " * depth
    for key, value in record.items():
        name = f"{pad}{str(key).replace('_', ' ')}:"
        flat = _flat(value)
        if flat is not None:
            yield page.fill(f"{name} {flat}", pad + "  ")
        elif isinstance(value, Mapping):
            yield name
            yield from _fields(value, page, depth + 1)
        else:
            yield name
            for item in value:
                if isinstance(item, Mapping):
                    yield from _item(item, page, depth + 1)
                else:
                    yield page.fill(f"{pad}  {item}", pad + "    ")


def _item(item: Mapping[str, Any], page: Page, depth: int) -> Iterator[str]:
    """Lay out one mapping of a list, its first line marked."""
    flat = [_flat(value) for value in item.values()]
    pad = "  " * depth
    if item.keys() == {"id", "kind", "title"}:
        yield cut(f"{pad}{item['kind']:8} {item['id']}: {item['title']}", page.width)
        return
    if all(f is not None for f in flat) and sum(len(str(f)) for f in flat) < 2 * page.width:
        yield page.fill(f"{pad}- " + ", ".join(_pair(k, v) for k, v in item.items()), pad + "  ")
        return
    first, *rest = _fields(item, page, depth + 1)
    yield pad + "- " + first.lstrip()
    yield from rest


def _pair(key: str, value: Any) -> str:
    return str(_flat(value)) if key in ("id", "title") else f"{key} {_flat(value)}"


def _flat(value: Any) -> str | None:
    """Write a value on one line, or return None where it needs several."""
    if isinstance(value, Mapping):
        if value.keys() == {MIXTURE}:
            each = (f"{share:.4g} x {_flat(law)}" for share, law in value[MIXTURE])
            return f"mixture of {', '.join(each)}"
        if len(value) == 1 and isinstance(next(iter(value.values())), list):
            (family, numbers), *_ = value.items()
            return f"{family} {_flat(numbers)}"
        return None
    if isinstance(value, list | tuple):
        if any(isinstance(v, Mapping | list | tuple) for v in value):
            return None
        return " ".join(_flat(v) or "" for v in value)
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def show_table(result: Shown) -> Table:
    """Return one record as key and value."""
    fields = {**result.record, **{f"related {k}": v for k, v in result.related.items()}}
    rows = [[key, v if isinstance(v, list | tuple) else str(v)] for key, v in fields.items()]
    return Table(["key", "value"], rows)


def check_screen(result: Checked, page: Page) -> str:
    """Show what a clean check read, and what arguments in short form do."""
    parts = [count(n, SINGULAR.get(k, k.rstrip("s")), k) for k, n in result.counts.items()]
    screen = Screen(page).say("No problems: " + ", ".join(parts) + ".")
    if result.short:
        screen.line("Arguments in short form:")
    for said in result.short:
        screen.say(f"  {said}", indent="    ")
    if result.without_room:
        screen.line("These can do nothing there, however sound they are:")
    for said in result.without_room:
        screen.say(f"  {said}", indent="    ")
    return screen.text()


def check_table(result: Checked) -> Table:
    """Return problems, one to a row."""
    return Table.of(result.problems, "file line column code message")
