"""Screen and table of a single record."""

import math
import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toi.analyses.data.records.result import Shown
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.shared.format import cut, lines_text, per_cent, probability
from toi.analyses.shared.provenance import data_option, options
from toi.distribution import MIXTURE, figure


def show_screen(result: Shown, page: Page) -> str:
    """Show one record: its fields as they are written, then what surrounds it."""
    record = dict(result.record)
    title = f"{record.pop('id')}  {record.pop('title', '')}".rstrip()
    screen = Screen(page).line(title, "bold").add(_fields(record, page, 0))
    related = {key: value for key, value in result.related.items() if value not in ([], (), None)}
    if related:
        screen.blank().line("In this debate and rubric", "bold")
        screen.add(_fields(_readable(result.kind, related), page, 0))
    screen.blank()
    commands = list(_commands(result))
    return (screen.next(*commands) if commands else screen).end(result.provenance)


def _readable(kind: str, related: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(related)
    if "lines" in found and kind != "claims":  # those of a claim are lines of attack that cite it
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
    """Yield a command that goes on from a record, with the same data and rubric.

    Where several rubrics may be meant the first stands for them: without one it is refused.
    """
    name, same = shlex.quote(str(result.record["id"])), options(result.provenance)
    if result.others:
        same += f" -r {shlex.quote(result.others[0])}"
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
            whole = math.fsum(share for share, _ in value[MIXTURE])
            each = (f"{_flat(law)} ({per_cent(share / whole)})" for share, law in value[MIXTURE])
            return f"mixture: {', '.join(each)}"
        if len(value) == 1 and isinstance(next(iter(value.values())), list):
            (family, numbers), *_ = value.items()
            return f"{family} {_flat(numbers)}"
        return None
    if isinstance(value, list | tuple):
        if any(isinstance(v, Mapping | list | tuple) for v in value):
            return None
        return " ".join(_flat(v) or "" for v in value)
    return figure(value, 4) if isinstance(value, float) else str(value)


def show_table(result: Shown) -> Table:
    """Return one record as key and value."""
    fields = {**result.record, **{f"related {k}": v for k, v in result.related.items()}}
    rows = [[key, v if isinstance(v, list | tuple) else str(v)] for key, v in fields.items()]
    return Table(["key", "value"], rows)
