"""Checks across records and files: references, scales, circles. Each yields problems."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any

from toi.distribution import Distribution, figure, figures
from toi.errors import Problem
from toi.io.debate.entry import Entry
from toi.io.debate.line_checks import check_lines
from toi.io.debate.references import citations, references, unknown_names
from toi.records.debate import EVERYTHING, Debate

Entries = Mapping[str, list[Entry[Any]]]


def check_records(entries: Entries, debate: Debate) -> list[Problem]:
    """Check the records of one data folder against one another; return every mistake.

    `debate` has, beside `entries`, the names in records that could not be read.
    """
    theories, arguments = entries.get("theories", ()), entries.get("arguments", ())
    return [
        *_duplicate_ids(entries),
        *_unknown(entries, debate),
        *_scales(theories, debate),
        *_circles(theories, debate),
        *argument_circles(arguments),
        *check_lines(arguments, debate),
        *_theories(theories, debate),
        *forces_on_unclipped(arguments, debate),
    ]


def _duplicate_ids(entries: Entries) -> Iterator[Problem]:
    """Find ids that two records share, in whatever case they are written."""
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


def _unknown(entries: Entries, debate: Debate) -> Iterator[Problem]:
    """Find names that no record has, and claims and sources that are not there."""
    reads_cited = debate.claims is not None or debate.sources is not None
    for found in entries.values():
        for entry in found:
            yield from unknown_names(entry, references(entry.record), debate)
            if reads_cited:  # else neither was asked for, or there is none
                yield from unknown_names(entry, citations(entry.record), debate)


def _scales(theories: Iterable[Entry[Any]], debate: Debate) -> Iterator[Problem]:
    for entry in theories:
        for name, judgement in entry.record.judgements.items():
            criterion = debate.criteria.get(name)
            if criterion is not None and criterion.clip:
                message = off_scale(judgement.value, criterion.scale)
                if message:
                    yield entry.problem("off-scale", message, "judgements", name, "value")


def off_scale(value: Distribution, scale: tuple[float, float]) -> str | None:
    """Word what is wrong with a judgement that leaves its criterion's scale.

    The tails of a normal or lognormal law may leave it, since draws are clipped.

    Parameters
    ----------
    value : Distribution
        The judgement, in raw points.
    scale : (float, float)
        Lowest and highest raw value.

    Returns
    -------
    str or None
        The message; None where nothing is wrong.
    """
    for law in value.parts:
        low, high = law.support
        if law.family in ("normal", "lognormal"):
            low = high = law.mean
        if low < scale[0] or high > scale[1]:
            out = low if low < scale[0] else high
            return f"{figure(out)} is off the scale {figures(*scale)}"
    return None


def _theories(theories: Iterable[Entry[Any]], debate: Debate) -> Iterator[Problem]:
    """Find names taken twice, missing judgements, parts of parts, conditions on nothing else."""
    for entry in theories:
        theory = entry.record
        yield from _names(entry, debate)
        if not theory.parts:
            for name in debate.criteria:
                if name not in theory.judgements:
                    message = f"{theory.id} has no judgement on {name!r}"
                    yield entry.problem("missing-judgement", message, "judgements", key=True)
        for index, part in enumerate(theory.parts):
            if part.id in debate.theories and debate.theories[part.id].parts:
                message = f"{part.id!r} has parts itself; a part may not"
                yield entry.problem("nested-parts", message, "parts", index, "id")
        conditions = theory.conditional_on.on if theory.conditional_on else ()
        message = f"{theory.id} is conditional on no other theory"
        path = ("conditional_on", "on")
        yield from _alone(entry, conditions, debate, "condition-empty", message, *path)
        message = f"{theory.id} has no other theory among its peers"
        yield from _alone(entry, theory.peers, debate, "peers-empty", message, "peers")


def _names(entry: Entry[Any], debate: Debate) -> Iterator[Problem]:
    """Find names by which a theory, or a kind or group, would hide others."""
    theory = entry.record
    for key, names in (("kinds", theory.kinds), ("groups", theory.groups)):
        if EVERYTHING in names:
            message = f"{EVERYTHING!r} stands for every theory; name this otherwise"
            yield entry.problem("reserved-name", message, key)
    if theory.id in debate.groups:
        message = f"{theory.id!r} stands for theories of a kind or group; give this one another id"
        yield entry.problem("reserved-name", message, "id")


def _alone(
    entry: Entry[Any], names: Sequence[str], debate: Debate, code: str, message: str, *path: Any
) -> Iterator[Problem]:
    """Find lists of names that all stand for the theory itself."""
    known = all(name in debate.theories or name in debate.groups for name in names)
    alone = set(debate.members(names)) <= {entry.record.id}
    if names and known and alone and not debate.unread:
        yield entry.problem(code, message, *path)


def forces_on_unclipped(arguments: Iterable[Entry[Any]], debate: Debate) -> Iterator[Problem]:
    """Find effects on criteria with `clip: false`: their scale has no end to move to."""
    for entry in arguments:
        for index, effect in enumerate(entry.record.effects):
            criterion = debate.criteria.get(effect.criterion)
            if criterion is not None and not criterion.clip:
                message = (
                    f"{criterion.id!r} has `clip: false`, so no argument may act on it: "
                    "a force needs an end of the scale"
                )
                yield entry.problem("force-on-unclipped", message, "effects", index, "criterion")


def _circles(theories: Iterable[Entry[Any]], debate: Debate) -> Iterator[Problem]:
    """Find theories that in the end depend on themselves, through parts or conditions."""
    by_id = {entry.record.id: entry for entry in theories}
    for circle in find_circles({name: debate.depends_on(name) for name in by_id}):
        names = _named(by_id, circle, "conditional_on")
        message = f"a circle of parts or conditions: {names}; remove one"
        yield by_id[circle[0]].problem("theory-cycle", message, "conditional_on", key=True)


def argument_circles(arguments: Iterable[Entry[Any]]) -> Iterator[Problem]:
    """Find circles of `against` and of `instance_of`."""
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
    """Find circles without a common member.

    Parameters
    ----------
    graph : mapping from str to iterable of str
        The nodes to which each node leads.

    Yields
    ------
    list of str
        The members of a circle, from the first of them in the order of the graph.
    """
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
