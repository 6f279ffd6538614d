"""Records that a rubric calls by a name they no longer have."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from toi.records.argument import Argument
from toi.records.debate import Debate
from toi.records.json_forms import SLUG
from toi.records.rubric import GATE, Rubric
from toi.records.weight_uncertainty import Sure, SureOptions

Path = tuple[Any, ...]


@dataclass(frozen=True)
class Rename:
    """A key or a value (at `path`) that holds a former name, and the text it should hold."""

    path: Path
    is_key: bool
    old: str
    new: str
    text: str
    clashes: bool = False  # the new name stands beside it already


class Names:
    """Former names of a debate's records, by kind."""

    def __init__(self, debate: Debate) -> None:
        self.criteria = _former(debate.criteria)
        self.theories = _former(debate.theories)
        self.arguments = _former(debate.arguments)
        self.lines = _former(debate.lines)


def _former(records: Mapping[str, Any]) -> dict[str, str]:
    return {
        old: record.id for record in records.values() for old in record.former if old not in records
    }


def renames(rubric: Rubric, debate: Debate) -> Iterator[Rename]:
    """Every place in one rubric file that names a record as it was once called."""
    names = Names(debate)
    for section in ("weights", "value_functions"):
        yield from _keys(getattr(rubric, section), names.criteria, section)
    yield from _limits(rubric.weights_sure, names.criteria)
    said = rubric.credences.arguments
    yield from _keys(said, names.arguments, "credences", "arguments")
    yield from _keys(rubric.overlap.lines, names.lines, "overlap", "lines")
    for index, gate in enumerate(rubric.gates):
        yield from _gate(gate, names, ("gates", index))
    over = rubric.overrides
    cells = {cell: _cell(cell, (names.theories, names.criteria)) for cell in over.judgements}
    yield from _cells(cells, ("overrides", "judgements"))
    # An effect is called by its criterion unless it has an id.
    kinds = (names.arguments, names.criteria, names.theories)
    cells = {cell: _cell(cell, kinds) for cell in over.forces}
    yield from _cells(cells, ("overrides", "forces"))
    yield from _portfolio(rubric, names)
    for index, argument in enumerate(rubric.arguments):
        yield from _argument(argument, names, ("arguments", index))


def _portfolio(rubric: Rubric, names: Names) -> Iterator[Rename]:
    wanted = rubric.portfolio
    for section in ("half", "bounds"):
        yield from _keys(getattr(wanted, section), names.theories, "portfolio", section)
    yield from _keys(wanted.exposure, names.criteria, "portfolio", "exposure")
    for key, overlap in wanted.overlaps.items():
        for index, name in enumerate(overlap.lines):
            yield from _value(name, names.theories, ("portfolio", "overlaps", key, "lines", index))


def _keys(section: Mapping[str, Any], former: Mapping[str, str], *path: Any) -> Iterator[Rename]:
    for name in section:
        if name in former:
            new = former[name]
            yield Rename((*path, name), True, name, new, new, new in section)


def _gate(gate: Mapping[str, Any], names: Names, path: Path) -> Iterator[Rename]:
    for rule in gate:
        read = GATE.fullmatch(rule)
        if read is not None and read[1] in names.criteria:
            new = names.criteria[read[1]]
            text = rule[: read.start(1)] + new + rule[read.end(1) :]
            yield Rename((*path, rule), True, read[1], new, text, text in gate)


def _limits(sure: Sure, former: Mapping[str, str]) -> Iterator[Rename]:
    if not isinstance(sure, SureOptions):
        return
    yield from _keys(sure.ranges, former, "weights_sure", "ranges")
    for index, text in enumerate(sure.constraints):
        stale = [word for word in re.findall(SLUG, text) if word in former]
        if stale:
            new = re.sub(SLUG, lambda found: former.get(found[0], found[0]), text)
            path = ("weights_sure", "constraints", index)
            yield Rename(path, False, stale[0], former[stale[0]], new)


def _cell(cell: str, kinds: tuple[Mapping[str, str], ...]) -> list[tuple[str, str]]:
    """Each step of a dotted key, with what it is called now."""
    steps = cell.split(".")
    if len(steps) not in (2, len(kinds)):  # a force may name no theory
        return []
    return [(step, former.get(step, step)) for step, former in zip(steps, kinds, strict=False)]


def _cells(cells: Mapping[str, list[tuple[str, str]]], path: Path) -> Iterator[Rename]:
    for cell, steps in cells.items():
        changed = [(old, new) for old, new in steps if old != new]
        if changed:
            text = ".".join(new for _, new in steps)
            yield Rename((*path, cell), True, *changed[0], text, text in cells)


def _argument(argument: Argument, names: Names, path: Path) -> Iterator[Rename]:
    for index, effect in enumerate(argument.effects):
        at = (*path, "effects", index)
        yield from _value(effect.criterion, names.criteria, (*at, "criterion"))
        for step, reached in (("on", effect.on), ("except", effect.except_)):
            for place, name in enumerate(reached):
                yield from _value(name, names.theories, (*at, step, place))
    for index, attack in enumerate(argument.against):
        yield from _value(attack.argument, names.arguments, (*path, "against", index, "argument"))
    yield from _keys(argument.spares, names.theories, *path, "spares")
    yield from _value(argument.line, names.lines, (*path, "line"))
    yield from _value(argument.instance_of, names.arguments, (*path, "instance_of"))


def _value(name: str | None, former: Mapping[str, str], path: Path) -> Iterator[Rename]:
    if name is not None and name in former:
        yield Rename(path, False, name, former[name], former[name])
