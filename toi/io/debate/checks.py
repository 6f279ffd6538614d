"""Checks across records and files: references, scales, circles. Each returns problems."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any

from toi.distribution import Distribution
from toi.errors import Problem
from toi.io.debate.entry import Entry
from toi.io.suggest import did_you_mean
from toi.records.debate import Debate

Entries = Mapping[str, list[Entry[Any]]]


def check_records(entries: Entries, debate: Debate) -> list[Problem]:
    """All problems between the records of one data folder."""
    found = [*_duplicate_ids(entries)]
    found += _scales(entries.get("theories", ()), debate)
    found += _circles(entries.get("theories", ()), debate)
    found += argument_circles(entries.get("arguments", ()))
    found += _theory_references(entries.get("theories", ()), debate)
    found += argument_references(entries.get("arguments", ()), debate)
    found += _evidence_references(entries.get("evidence", ()), debate)
    found += _allocated(entries.get("allocations", ()), debate)
    found += _citations(entries, debate)
    return found


def _duplicate_ids(entries: Entries) -> Iterator[Problem]:
    """Ids that two records share, in whatever case they are written."""
    first: dict[str, tuple[str, Entry[Any]]] = {}
    for kind, found in entries.items():
        for entry in found:
            former = getattr(entry.record, "former", ())
            paths: list[tuple[Any, ...]] = [("former", index) for index in range(len(former))]
            for name, path in zip((entry.record.id, *former), [("id",), *paths], strict=True):
                holder = first.setdefault(name.casefold(), (kind, entry))
                if holder[1] is not entry:
                    line = holder[1].problem("", "", "id").line
                    message = f"{name!r} is already the id of a record of {holder[0]}, line {line}"
                    yield entry.problem("duplicate-id", message, *path)


def _scales(theories: Iterable[Entry[Any]], debate: Debate) -> Iterator[Problem]:
    for entry in theories:
        for name, judgement in entry.record.judgements.items():
            criterion = debate.criteria.get(name)
            if criterion is not None and criterion.clip:
                message = off_scale(judgement.value, criterion.scale)
                if message:
                    yield entry.problem("off-scale", message, "judgements", name, "value")


def off_scale(value: Distribution, scale: tuple[float, float]) -> str | None:
    """What to say of a judgement that leaves its criterion's scale; tails without end may."""
    for law in value.parts:
        low, high = law.support
        if law.family in ("normal", "lognormal"):
            low = high = law.mean
        if low < scale[0] or high > scale[1]:
            out = low if low < scale[0] else high
            return f"{out:g} is off the scale {scale[0]:g} to {scale[1]:g}"
    return None


def _theory_references(theories: Iterable[Entry[Any]], debate: Debate) -> Iterator[Problem]:
    for entry in theories:
        theory = entry.record
        for name in theory.judgements:
            if debate.lacks("criteria", name):
                message = unknown("criterion", name, debate.criteria)
                yield entry.problem("unknown-criterion", message, "judgements", name, key=True)
        if not theory.parts:
            for name in debate.criteria:
                if name not in theory.judgements:
                    message = f"{theory.id} has no judgement on {name!r}"
                    yield entry.problem("missing-judgement", message, "judgements", key=True)
        for index, part in enumerate(theory.parts):
            if debate.lacks("theories", part.id):
                message = unknown("theory", part.id, debate.theories)
                yield entry.problem("unknown-theory", message, "parts", index, "id")
            elif part.id in debate.theories and debate.theories[part.id].parts:
                message = f"{part.id!r} has parts itself; a part may not"
                yield entry.problem("nested-parts", message, "parts", index, "id")
        if theory.conditional_on is not None:
            message = f"{theory.id} is conditional on no other theory"
            on = theory.conditional_on.on
            path = ("conditional_on", "on")
            yield from _others(entry, on, debate, "condition-empty", message, *path)
        message = f"{theory.id} has no other theory among its peers"
        yield from _others(entry, theory.peers, debate, "peers-empty", message, "peers")


def _others(
    entry: Entry[Any], names: Sequence[str], debate: Debate, code: str, message: str, *path: Any
) -> Iterator[Problem]:
    """Names that are not there, or that all stand for the theory itself."""
    wrong = list(_theory_names(entry, names, debate, *path))
    yield from wrong
    alone = set(debate.members(names)) <= {entry.record.id}
    if names and alone and not wrong and not debate.unread:
        yield entry.problem(code, message, *path)


def argument_references(arguments: Iterable[Entry[Any]], debate: Debate) -> Iterator[Problem]:
    """Problems in what arguments bear on, answer and spare."""
    for entry in arguments:
        argument = entry.record
        for index, effect in enumerate(argument.effects):
            path = ("effects", index)
            yield from _theory_names(entry, effect.on, debate, *path, "on")
            yield from _theory_names(entry, effect.except_, debate, *path, "except")
            criterion = debate.criteria.get(effect.criterion)
            if debate.lacks("criteria", effect.criterion):
                message = unknown("criterion", effect.criterion, debate.criteria)
                yield entry.problem("unknown-criterion", message, *path, "criterion")
            elif criterion is not None and not criterion.clip:
                message = (
                    f"{criterion.id!r} has `clip: false`, so no argument may act on it: "
                    "a force needs an end of the scale"
                )
                yield entry.problem("force-on-unclipped", message, *path, "criterion")
        for index, attack in enumerate(argument.against):
            if debate.lacks("arguments", attack.argument):
                message = unknown("argument", attack.argument, debate.arguments)
                yield entry.problem("unknown-argument", message, "against", index, "argument")
        for name in argument.spares:
            yield from _theory_names(entry, (name,), debate, "spares", is_key=True)


def _evidence_references(evidence: Iterable[Entry[Any]], debate: Debate) -> Iterator[Problem]:
    for entry in evidence:
        yield from _theory_names(entry, entry.record.end_stories, debate, "end_stories")
        for index, name in enumerate(entry.record.arguments):
            if debate.lacks("arguments", name):
                message = unknown("argument", name, debate.arguments)
                yield entry.problem("unknown-argument", message, "arguments", index)


def _allocated(allocations: Iterable[Entry[Any]], debate: Debate) -> Iterator[Problem]:
    for entry in allocations:
        for name in entry.record.shares:
            yield from _theory_names(entry, (name,), debate, "shares", is_key=True)


def _theory_names(
    entry: Entry[Any], names: Iterable[str], debate: Debate, *path: Any, is_key: bool = False
) -> Iterator[Problem]:
    for index, name in enumerate(names):
        if debate.lacks("theories", name) and name not in debate.groups:
            message = unknown("theory or group", name, (*debate.theories, *debate.groups))
            step = name if is_key else index
            yield entry.problem("unknown-theory", message, *path, step, key=is_key)


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """Such as: no theory 'T99'; did you mean 'T09'?."""
    return f"no {what} {name!r}{did_you_mean(name, known)}"


def _circles(theories: Iterable[Entry[Any]], debate: Debate) -> Iterator[Problem]:
    """A theory that in the end depends on itself, through parts or conditions."""
    by_id = {entry.record.id: entry for entry in theories}
    for circle in find_circles({name: debate.depends_on(name) for name in by_id}):
        names = _named(by_id, circle, "conditional_on")
        message = f"a circle of parts or conditions: {names}; remove one"
        yield by_id[circle[0]].problem("theory-cycle", message, "conditional_on", key=True)


def argument_circles(arguments: Iterable[Entry[Any]]) -> Iterator[Problem]:
    """Circles of `against` and of `instance_of`, named."""
    by_id = {entry.record.id: entry for entry in arguments}
    answered = {i: [a.argument for a in e.record.against] for i, e in by_id.items()}
    general = {i: [e.record.instance_of] for i, e in by_id.items()}
    kinds: tuple[tuple[str, str, Mapping[str, list[str | None]]], ...]
    kinds = (
        ("argument-cycle", "against", answered),
        ("instance-cycle", "instance_of", general),
    )
    for code, key, others in kinds:
        graph = {i: [other for other in found if other in by_id] for i, found in others.items()}
        for circle in find_circles(graph):
            message = f"a circle of `{key}`: {_named(by_id, circle, key)}; remove one"
            yield by_id[circle[0]].problem(code, message, key, key=True)


def find_circles(graph: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """Circles without a common member, each from its first member in the order of the graph."""
    left = dict(graph)
    while circle := _find_circle(left):
        yield circle
        for name in circle:
            del left[name]


def _find_circle(graph: Mapping[str, Iterable[str]]) -> list[str]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        members: list[str] = list(reversed(error.args[1]))[:-1]
        order = list(graph)
        start = min(range(len(members)), key=lambda i: order.index(members[i]))
        return members[start:] + members[:start]
    return []


def _named(by_id: Mapping[str, Entry[Any]], circle: list[str], key: str) -> str:
    places = ((name, by_id[name].problem("", "", key, key=True).line) for name in circle)
    return ", ".join(f"{name} ({line})" for name, line in places)


def _citations(entries: Entries, debate: Debate) -> Iterator[Problem]:
    """Claims (where they were read) and sources that are cited but do not exist."""
    for found in entries.values():
        for entry in found:
            for path, claims in _cited(entry.record):
                for index, name in enumerate(claims):
                    if debate.lacks("claims", name):
                        message = unknown("claim", name, debate.claims or ())
                        yield entry.problem("unknown-claim", message, *path, index)
            for index, name in enumerate(getattr(entry.record, "sources", ())):
                if debate.lacks("sources", name):
                    message = unknown("source", name, debate.sources or ())
                    yield entry.problem("unknown-source", message, "sources", index)


def _cited(record: Any) -> Iterator[tuple[tuple[Any, ...], tuple[str, ...]]]:
    yield ("claims",), getattr(record, "claims", ())
    for name, judgement in getattr(record, "judgements", {}).items():
        yield ("judgements", name, "claims"), judgement.claims
    for part in ("figures", "levels"):
        for index, item in enumerate(getattr(record, part, ())):
            yield (part, index, "claims"), item.claims
    for part in ("conditional_on", "scrutiny"):
        found = getattr(record, part, None)
        if found is not None:
            yield (part, "claims"), found.claims
