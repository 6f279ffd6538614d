"""Arrows of an argument map against the effects that an argument's data has.

What the data says counts where its arrow is drawn; an arrow that is gone takes its effect along,
and one that is new gets a force to be thought over.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from typing import Any

from toi.light_dataclass import dataclass

Arrow = tuple[str, str, bool]  # criterion, theory or group, and whether it raises
Find = Callable[[str, Any], str]
Less = Callable[[str], bool]
_EFFECT = ("on", "except", "criterion", "worse", "better", "lowers", "raises")

FORCE = {"pert": [0.1, 0.25, 0.5]}  # a dent, and how far one may be wrong about it
CREDENCE = [0.25, 0.75]
UNSAID = "Drawn in the map; nobody has said how strong it is."


@dataclass(eq=False)
class DrawnArrows:
    """The arrows that the map draws from one argument."""

    arrows: list[Arrow] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)  # ids of arguments
    lines: list[str] = field(default_factory=list)


@dataclass(eq=False)
class Changes:
    """The changes that an edit of arrows made to an argument.

    Attributes
    ----------
    gone, new : list of str
        Names, for notes.
    moved : list of (path, path)
        Where a part of the argument stands in the map: its place now, and that in the data.
    """

    gone: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    moved: list[tuple[tuple[Any, ...], tuple[Any, ...]]] = field(default_factory=list)


def with_arrows(
    item: dict[str, Any], drawn: DrawnArrows, find: Find, less: Less, called: Find
) -> Changes:
    """Make the effects and answers of an argument those that are drawn; `item` is changed.

    Parameters
    ----------
    find : callable
        Returns the id of what a kind and a name mean.
    less : callable
        Tells of a criterion whether less is better there.
    called : callable
        Returns what a kind and an id are called where people read.
    """
    changes = Changes()
    _spell_out(item, find, less, changes)
    _effects(item, drawn.arrows, find, called, changes)
    _answers(item, drawn.answers, find, called, changes)
    return changes


def _spell_out(item: dict[str, Any], find: Find, less: Less, changes: Changes) -> None:
    """Put what an argument in short form says by itself into lists."""
    if "effects" not in item and any(key in item for key in _EFFECT):
        item["effects"] = [{key: item.pop(key) for key in _EFFECT if key in item}]
        changes.moved += [(("effects", 0, key), (key,)) for key in item["effects"][0]]
    if isinstance(item.get("against"), str):
        item["against"] = [{"argument": item["against"]}]
        changes.moved.append((("against", 0, "argument"), ("against",)))
        if "force" in item:
            item["against"][0]["force"] = item.pop("force")
            changes.moved.append((("against", 0, "force"), ("force",)))
    for effect in _mappings(item.get("effects")):
        down, up = (
            ("raises", "lowers")
            if less(find("criterion", effect.get("criterion")))
            else (
                "lowers",
                "raises",
            )
        )
        for word, key in (("worse", down), ("better", up)):
            if word in effect and key not in effect:
                effect[key] = effect.pop(word)


def _effects(
    item: dict[str, Any], arrows: Sequence[Arrow], find: Find, called: Find, changes: Changes
) -> None:
    given = item.get("effects", [])
    if not _all_mappings(given):
        return  # refused where records are validated
    kept: list[dict[str, Any]] = []
    declared: set[Arrow] = set()
    drawn = set(arrows)
    for place, effect in enumerate(given):
        criterion, raises = find("criterion", effect.get("criterion")), _raises(effect, given)
        names = _listed(effect.get("on", item.get("on")))
        each = [(criterion, find("theory", name), raises) for name in names]
        declared |= {(c, n, way) for c, n, r in each for way in (True, False) if r in (way, None)}
        left = [n for n, one in zip(names, each, strict=True) if raises is None or one in drawn]
        changes.gone += [
            f"{called('criterion', criterion)} of {called('theory', find('theory', name))}"
            for name in names
            if name not in left
        ]
        if left or not names:
            changes.moved.append((("effects", len(kept)), ("effects", place)))
            kept.append({**effect, "on": left} if len(left) < len(names) else effect)
    kept = _without_orphans(kept, given)
    for arrow in dict.fromkeys(arrows):
        if arrow not in declared:
            changes.moved.append((("effects", len(kept)), ()))
            kept.append(_new_effect(arrow, kept))
            changes.new.append(f"{called('criterion', arrow[0])} of {called('theory', arrow[1])}")
    if kept:
        item["effects"] = kept
    else:
        item.pop("effects", None)


def _listed(names: Any) -> list[Any]:
    return [names] if isinstance(names, str) else names if isinstance(names, list) else []


def _new_effect(arrow: Arrow, others: Iterable[dict[str, Any]]) -> dict[str, Any]:
    criterion, name, raises = arrow
    taken = {_name(one) for one in others}
    own, n = criterion, 1
    while own in taken:
        n += 1
        own = f"{criterion}-{n}"
    way = "raises" if raises else "lowers"
    said = {"on": [name], "criterion": criterion, way: FORCE, "basis": "assumed", "why": UNSAID}
    return said if own == criterion else {"id": own, **said}


def _without_orphans(
    kept: list[dict[str, Any]], given: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Give an heir the force itself where the effect that it inherits from is gone."""
    left = {_name(one) for one in kept}
    before = {_name(one): one for one in given}
    found = []
    for effect in kept:
        source = before.get(effect.get("inherits"))
        if source is None or _name(source) in left:
            found.append(effect)
            continue
        way = "raises" if "raises" in source else "lowers"
        own = {key: value for key, value in effect.items() if key not in ("inherits", "share")}
        found.append({**own, way: source.get(way)})
    return found


def _answers(
    item: dict[str, Any], answers: Sequence[str], find: Find, called: Find, changes: Changes
) -> None:
    given = item.get("against", [])
    if not _all_mappings(given):
        return
    kept: list[dict[str, Any]] = []
    known: set[str] = set()
    for place, attack in enumerate(given):
        name = find("argument", attack.get("argument"))
        known.add(name)
        if name in answers:
            changes.moved.append((("against", len(kept)), ("against", place)))
            kept.append(attack)
        else:
            changes.gone.append(called("argument", name))
    for name in dict.fromkeys(answers):
        if name not in known:
            changes.moved.append((("against", len(kept)), ()))
            kept.append({"argument": name, "force": FORCE, "basis": "assumed", "why": UNSAID})
            changes.new.append(called("argument", name))
    if kept:
        item["against"] = kept
    else:
        item.pop("against", None)


def _name(effect: dict[str, Any]) -> Any:
    return effect.get("id") or effect.get("criterion")


def _raises(effect: dict[str, Any], others: Sequence[dict[str, Any]]) -> bool | None:
    """Tell whether an effect raises its criterion; None where it does not say so in these words."""
    if "inherits" in effect:
        source = next((one for one in others if _name(one) == effect["inherits"]), {})
        return None if "inherits" in source else _raises(source, ())
    if ("raises" in effect) == ("lowers" in effect):
        return None
    return "raises" in effect


def _mappings(values: Any) -> list[dict[str, Any]]:
    return values if _all_mappings(values) else []


def _all_mappings(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(one, dict) for one in values)
