"""Entries of a map as arguments in full, with the effects and answers that are drawn."""

from collections.abc import Mapping, Sequence
from typing import Any

from toi.errors import Problem
from toi.io.argdown import notes
from toi.io.argdown.argument_map import MapEntry
from toi.io.argdown.arrows import CREDENCE, Changes, DrawnArrows, Find, with_arrows
from toi.io.argdown.documents import MapDocument, place_in_entry
from toi.io.argdown.notes import MapNotes
from toi.io.debate.short_form import Known, arguments_in_full, is_short
from toi.io.debate.titles import NameBook

UNREASONED = "From the map, without a reason."

Made = tuple[MapEntry, dict[str, Any], Changes]


def put_arguments(
    items: Sequence[tuple[MapEntry, dict[str, Any], DrawnArrows]],
    document: MapDocument,
    names: Known,
    said: MapNotes,
    problems: list[Problem],
) -> None:
    """Put arguments into a document, written out in full.

    Parameters
    ----------
    items : sequence
        Entries, what the map and its data say of each, and what is drawn from it.
    names : Known
        The criteria and theories that they may name.
    said : MapNotes
        Gets what is left out, gone or taken for granted.
    """
    book = NameBook(names.criteria, names.theories)
    for _, item, _ in items:
        book.add("argument", item["id"], item["title"])

    def find(kind: str, name: Any) -> str:
        found = book.find(kind, name) if isinstance(name, str) else []
        return found[0] if len(found) == 1 else str(name)

    def less(name: str) -> bool:
        return name in names.criteria and names.criteria[name].direction == "cost"

    titles = {
        "criterion": {name: one.title for name, one in names.criteria.items()},
        "theory": {name: one.title for name, one in names.theories.items()},
        "argument": {str(item["id"]): str(item["title"]) for _, item, _ in items},
    }

    def called(kind: str, name: Any) -> str:
        return titles[kind].get(str(name), str(name))

    made: list[Made] = []
    for entry, item, drawn in items:
        item["tags"] = list(entry.tags) or item.get("tags", [])
        item.pop("line", None)
        if drawn.lines:
            item["line"] = drawn.lines[0]
        changes = with_arrows(item, drawn, find, less, called)
        if changes.gone:
            said.of(entry, notes.GONE, *changes.gone)
        if changes.new:
            said.of(entry, notes.NEW, *changes.new)
        made.append((entry, item, changes))
    for entry, item, changes in _bearing(made, find, said):
        if _is_unreasoned(item):
            said.of(entry, notes.UNREASONED)
        if "credence" not in item:
            item["credence"] = list(CREDENCE)
            said.of(entry, notes.CREDENCE)
        at = ("arguments", len(document.items))
        document.moved |= {(*at, *now): (*at, *then) for now, then in changes.moved}
        document.put(item, place_in_entry(entry))
    full, _ = arguments_in_full(document.items, document, ("arguments",), names, problems)
    document.data["arguments"] = [
        _without_reason(given, made) if is_short(given) and isinstance(made, dict) else made
        for given, made in zip(document.items, full, strict=True)
    ]


def _is_unreasoned(item: Mapping[str, Any]) -> bool:
    """Tell whether an argument gives a number and no reason for it."""
    several = [some for key in ("effects", "against") if isinstance(some := item.get(key), list)]
    numbers = [one for some in several for one in some if isinstance(one, dict)]
    bare = not isinstance(item.get("credence", {}), dict)
    return bare or any("why" not in one for one in numbers)


def _without_reason(given: dict[str, Any], full: dict[str, Any]) -> dict[str, Any]:
    """Say of the numbers of an argument that the map gives no reason for that it gives none.

    The title, which stands there for arguments in short form, says nothing of a number.
    """
    found = dict(full)
    if "credence" in given and not isinstance(given["credence"], dict):
        found["credence"] = {**full["credence"], "why": UNREASONED}
    for key in ("effects", "against"):
        if isinstance(given.get(key), list) and isinstance(full.get(key), list):
            found[key] = [
                {**number, "why": UNREASONED}
                if isinstance(said, dict) and "why" not in said
                else number
                for said, number in zip(given[key], full[key], strict=True)
            ]
    return found


def _bearing(made: list[Made], find: Find, said: MapNotes) -> list[Made]:
    """Leave out arguments that bear on nothing, and answers to these alone."""
    while True:
        idle = [one for one in made if not any(key in one[1] for key in ("effects", "against"))]
        if not idle:
            return made
        for entry, _, _ in idle:
            said.of(entry, notes.IDLE)
        gone = {item["id"] for _, item, _ in idle}
        made = [one for one in made if one[1]["id"] not in gone]
        for _, item, _ in made:
            _leave_out_answers(item, gone, find)


def _leave_out_answers(item: dict[str, Any], gone: set[str], find: Find) -> None:
    given = item.get("against")
    if not isinstance(given, list):
        return
    left = [one for one in given if find("argument", _answered(one)) not in gone]
    if left:
        item["against"] = left
    else:
        del item["against"]


def _answered(attack: Mapping[str, Any] | Any) -> Any:
    return attack.get("argument") if isinstance(attack, dict) else None
