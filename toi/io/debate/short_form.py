"""Arguments in short form: plain data, written out in full before it is validated.

```yaml
- title: The office is loud
  credence: 60%
  on: Remote AG
  criterion: Calm
  worse: 0.3
```

An argument whose credence is bare, or which says `on`, `criterion`, `worse`, `better`, `lowers`,
`raises` or `force` by itself, is in short form: what it leaves out is filled in. `worse` and
`better` speak of the theory, so that on a criterion where less is better `worse` raises the value.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from toi.errors import Problem
from toi.io.debate.titles import NameBook, ids_for_titles
from toi.io.ids import Ids
from toi.io.yaml.parse import Document
from toi.records.argument import Argument
from toi.records.base import Basis
from toi.records.theory import Criterion, Theory

Path = tuple[Any, ...]
IsCost = Callable[[Any], bool]  # whether less is better on the criterion of that name

SPEAKER = "me"
OWN: Basis = "judged"  # whoever writes in short has no text to infer from
_WHERE = ("on", "except")
_MOVES = ("worse", "better", "lowers", "raises")
_EFFECT = (*_WHERE, "criterion", *_MOVES)
_ATTACK = ("against", "force")
BARE = ("on", "criterion", *_MOVES, "force")  # a full argument has none of these


class Known(NamedTuple):
    """The records that an argument may name, by id.

    Attributes
    ----------
    unsure : frozenset of str
        Kinds of which not every record could be read, such as ``criterion``.
    """

    criteria: Mapping[str, Criterion]
    theories: Mapping[str, Theory]
    arguments: Mapping[str, Argument]
    unsure: frozenset[str] = frozenset()


def arguments_in_full(
    items: Sequence[Any],
    document: Document,
    path: Path,
    names: Known,
    problems: list[Problem],
) -> tuple[list[Any], set[int]]:
    """Write out arguments in short form, and put ids in the place of titles in all.

    Parameters
    ----------
    items : sequence
        Arguments as plain data, not yet validated.
    document : Document
        Where they were read; learns where what is filled in belongs.
    path : tuple
        Where the list stands in it.
    names : Known
        The records that arguments may name.
    problems : list of Problem
        Gets titles that cannot be told.

    Returns
    -------
    items : list
        The same arguments, as a full file would have them.
    broken : set of int
        The places in the list of those with a name that was complained of.
    """
    book = NameBook(names.criteria, names.theories, names.unsure)
    for argument in names.arguments.values():
        book.add("argument", argument.id, argument.title)

    def is_cost(name: Any) -> bool:
        found = book.find("criterion", name) if isinstance(name, str) else []
        return len(found) == 1 and names.criteria[found[0]].direction == "cost"

    full = spell_out(items, document, path, is_cost)
    return ids_for_titles(full, book, document, path, problems)


def spell_out(items: Sequence[Any], document: Document, path: Path, is_cost: IsCost) -> list[Any]:
    """Write out in full the arguments of a list that are in short form.

    Parameters
    ----------
    items : sequence
        Arguments as plain data, not yet validated.
    document : Document
        Where they were read; learns where what is filled in belongs.
    path : tuple
        Where the list stands in it.
    is_cost : callable
        Tells of the name of a criterion whether less is better: who raises it criticises.

    Returns
    -------
    list
        The same arguments, as a full file would have them.
    """
    ids = Ids(str(item["id"]) for item in items if isinstance(item, dict) and "id" in item)
    return [
        _written_out(item, document, (*path, n), is_cost, ids) if is_short(item) else item
        for n, item in enumerate(items)
    ]


def is_short(item: Any) -> bool:
    """Tell whether an argument is in short form."""
    if not isinstance(item, dict):
        return False
    bare = item.get("credence") is not None and not isinstance(item["credence"], dict)
    return bare or any(key in item for key in BARE)


def _written_out(
    item: dict[str, Any], document: Document, path: Path, is_cost: IsCost, ids: Ids
) -> dict[str, Any]:
    """Fill in what an argument in short form leaves out."""
    title = item.get("title")
    said = title if isinstance(title, str) else "Said in short."
    found = {key: value for key, value in item.items() if key not in (*_EFFECT, *_ATTACK)}
    if "id" not in item:
        found["id"] = ids.give(said, f"a{path[-1] + 1}")
    found.setdefault("gist", said)
    found.setdefault("speaker", SPEAKER)
    if "credence" in item and not isinstance(item["credence"], dict):
        found["credence"] = _reasoned({"value": item["credence"]}, said)
        document.moved[(*path, "credence", "value")] = (*path, "credence")
    effects = _effects(item, found, document, path)
    if isinstance(effects, list) and effects:
        found["effects"] = [
            _effect(_directed(effect, document, (*path, "effects", n), is_cost), said)
            for n, effect in enumerate(effects)
        ]
    against = _attacks(item, said, document, path)
    found |= {"against": against} if "against" in item else {}
    found.setdefault("kind", _kind(found, is_cost))
    return found


def _effects(item: Mapping[str, Any], found: dict[str, Any], document: Document, path: Path) -> Any:
    """Return the effects of an argument: the one that it says by itself, or those in a list.

    What `on` says beside a list holds for all effects that do not say it themselves.
    """
    if "effects" not in item:
        if not any(key in item for key in _EFFECT):
            return []
        for key in _EFFECT:
            document.moved[(*path, "effects", 0, key)] = (*path, key)
        return [{key: item[key] for key in _EFFECT if key in item}]
    effects = item["effects"]
    inherit = [
        n
        for n, effect in enumerate(effects if isinstance(effects, list) else ())
        if isinstance(effect, dict) and "on" in item and "on" not in effect
    ]
    used = _WHERE if inherit else ()
    found |= {key: item[key] for key in _EFFECT if key in item and key not in used}  # unknown keys
    if not inherit:
        return effects
    for n in inherit:
        for key in _WHERE:
            document.moved[(*path, "effects", n, key)] = (*path, key)
    shared = {key: item[key] for key in _WHERE if key in item}
    return [{**shared, **one} if n in inherit else one for n, one in enumerate(effects)]


def _directed(effect: Any, document: Document, path: Path, is_cost: IsCost) -> Any:
    """Put `lowers` or `raises` in the place of `worse` and `better`."""
    if not isinstance(effect, dict):
        return effect
    down, up = "lowers", "raises"
    if is_cost(effect.get("criterion")):
        down, up = up, down
    found = dict(effect)
    for word, key in (("worse", down), ("better", up)):
        if word in found and key not in found:  # else it is refused as an unknown key
            found[key] = found.pop(word)
            written = (*path, word)
            document.moved[(*path, key)] = document.moved.get(written, written)
    return found


def _effect(effect: Any, said: str) -> Any:
    """Fill in an effect; two numbers are the ends of its force."""
    if not isinstance(effect, dict):
        return effect
    found = _reasoned(effect, said)
    for key in ("lowers", "raises", "force"):
        force = found.get(key)
        if isinstance(force, list) and len(force) == 2:
            found[key] = {"uniform": force}
    return found


def _attacks(item: dict[str, Any], said: str, document: Document, path: Path) -> Any:
    """Fill in what an argument answers: one argument by name, or several in a list."""
    against = item.get("against")
    if isinstance(against, str):
        document.moved[(*path, "against", 0, "argument")] = (*path, "against")
        document.moved[(*path, "against", 0, "force")] = (*path, "force")
        against = [{"argument": against, **{k: item[k] for k in ("force",) if k in item}}]
    if not isinstance(against, list):
        return against
    return [_effect(attack, said) for attack in against]


def _reasoned(number: dict[str, Any], said: str) -> dict[str, Any]:
    """Fill in basis and reason of a number: one's own judgement, as its title says."""
    return {**number, "basis": number.get("basis", OWN), "why": number.get("why", said)}


def _kind(item: Mapping[str, Any], is_cost: IsCost) -> str:
    """Return the kind of an argument by what it does first: for good or for bad."""
    effects = item.get("effects")
    first = effects[0] if isinstance(effects, list) and effects else None
    if not isinstance(first, dict):
        return "rebuttal" if item.get("against") else "critique"
    return "support" if ("raises" in first) != is_cost(first.get("criterion")) else "critique"
