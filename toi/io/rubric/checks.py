"""Checks of a rubric against the debate it is used on."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toi.errors import Problem
from toi.io.debate.checks import argument_circles, argument_references, off_scale, unknown
from toi.io.debate.entry import Entry
from toi.io.debate.line_checks import line_references
from toi.io.rubric.renames import renames
from toi.io.rubric.weight_checks import infeasible, limited_criteria, without_weight
from toi.io.suggest import did_you_mean
from toi.records.argument import Argument, Effect
from toi.records.debate import Debate
from toi.records.method import DEFAULT, MethodOptions
from toi.records.rubric import GATE, Belief, Rubric, Settled
from toi.records.trust import Trust


def check_layer(entry: Entry[Rubric], debate: Debate) -> list[Problem]:
    """All that one rubric file says of criteria, arguments and theories that are not there."""
    whole = debate.with_arguments(entry.record.arguments)
    own = [
        Entry(argument, entry.document, ("arguments", index))
        for index, argument in enumerate(entry.record.arguments)
    ]
    renamed = list(_renamed(entry, debate))
    stale = {(problem.line, problem.column) for problem in renamed}
    found = [
        *_taken_ids(own, debate),
        *argument_references(own, whole),
        *line_references(own, whole),
        *argument_circles(own),
        *_criteria(entry, debate),
        *limited_criteria(entry, debate),
        *_credences(entry, whole),
        *_overlaps(entry, debate),
        *_gates(entry, debate),
        *_preferences(entry, debate),
        *_judgements(entry, debate),
        *_forces(entry, whole),
        *_portfolio(entry, debate),
    ]
    return [*renamed, *(p for p in found if (p.line, p.column) not in stale)]


def _renamed(entry: Entry[Rubric], debate: Debate) -> Iterator[Problem]:
    """Records that the file calls by former names; one problem to a place."""
    file = entry.document.name
    called = file.removeprefix("rubrics/").removesuffix(".yaml")
    mend = f"`toi rubric check {file if '/' in called else called} --fix` changes it"
    for rename in renames(entry.record, debate):
        message = f"{rename.old!r} was renamed {rename.new!r}"
        if rename.clashes:
            message += ", which is given too; remove one"
        else:
            message += "; write the new name" if file == "--set" else f"; {mend}"
        yield entry.problem("renamed-id", message, *rename.path, key=rename.is_key)


def _taken_ids(own: Sequence[Entry[Argument]], debate: Debate) -> Iterator[Problem]:
    """Own arguments whose id some record has, in the data, below in `extends` or beside it."""
    kinds: tuple[Mapping[str, Any], ...]
    kinds = (debate.criteria, debate.theories, debate.arguments, debate.lines)
    taken = {
        name.casefold()
        for records in kinds
        for record in records.values()
        for name in (record.id, *record.former)
    }
    for entry in own:
        name = entry.record.id
        if name.casefold() in taken:
            message = f"{name!r} is already the id of another record; use another id"
            yield entry.problem("duplicate-id", message, "id")
        taken.add(name.casefold())


def _criteria(entry: Entry[Rubric], debate: Debate) -> Iterator[Problem]:
    for section in ("weights", "value_functions"):
        for name in getattr(entry.record, section):
            if name not in debate.criteria:
                message = unknown("criterion", name, debate.criteria)
                yield entry.problem("unknown-criterion", message, section, name, key=True)


def _credences(entry: Entry[Rubric], debate: Debate) -> Iterator[Problem]:
    speakers = {argument.speaker for argument in debate.arguments.values()}
    levels = (
        ("arguments", "argument", debate.arguments),
        ("tags", "tag", debate.tags),
        ("speakers", "speaker", speakers),
    )
    for section, what, known in levels:
        for name in getattr(entry.record.credences, section):
            path = ("credences", section, name)
            if name not in known:
                yield entry.problem(f"unknown-{what}", unknown(what, name, known), *path, key=True)


def _overlaps(entry: Entry[Rubric], debate: Debate) -> Iterator[Problem]:
    for name in entry.record.overlap.lines:
        if name not in debate.lines:
            message = unknown("line", name, debate.lines)
            yield entry.problem("unknown-line", message, "overlap", "lines", name, key=True)


def _gates(entry: Entry[Rubric], debate: Debate) -> Iterator[Problem]:
    for index, gate in enumerate(entry.record.gates):
        for rule in gate:
            read = GATE.fullmatch(rule)
            if read is None:
                message = f"{rule!r} is not `criterion > number` (or <, >=, <=)"
                yield entry.problem("bad-gate", message, "gates", index, rule, key=True)
            elif not math.isfinite(float(read[3])):
                message = f"{rule!r} compares with a number that is too large"
                yield entry.problem("bad-gate", message, "gates", index, rule, key=True)
            elif read[1] not in debate.criteria:
                message = unknown("criterion", read[1], debate.criteria)
                yield entry.problem("unknown-criterion", message, "gates", index, rule, key=True)


def _preferences(entry: Entry[Rubric], debate: Debate) -> Iterator[Problem]:
    method = entry.record.method
    given = method.promethee2 if isinstance(method, MethodOptions) else None
    for name in given or {}:
        if name not in debate.criteria and name != DEFAULT:
            message = unknown("criterion", name, (*debate.criteria, DEFAULT))
            path = ("method", "promethee2", name)
            yield entry.problem("unknown-criterion", message, *path, key=True)


def _judgements(entry: Entry[Rubric], debate: Debate) -> Iterator[Problem]:
    for cell, override in entry.record.overrides.judgements.items():
        path = ("overrides", "judgements", cell)
        theory, dot, criterion = cell.partition(".")
        if not dot:
            message = f"{cell!r} is not THEORY.CRITERION"
            yield entry.problem("bad-override", message, *path, key=True)
            continue
        record = debate.theories.get(theory)
        if record is None:
            message = unknown("theory", theory, debate.theories)
            yield entry.problem("unknown-theory", message, *path, key=True)
        elif record.parts:
            parts = ", ".join(part.id for part in record.parts)
            message = f"{theory} is the mean of its parts; override {parts} instead"
            yield entry.problem("override-of-whole", message, *path, key=True)
        if criterion not in debate.criteria:
            message = unknown("criterion", criterion, debate.criteria)
            yield entry.problem("unknown-criterion", message, *path, key=True)
        elif debate.criteria[criterion].clip:
            message = off_scale(override.value, debate.criteria[criterion].scale) or ""
            if message:
                yield entry.problem("off-scale", message, *path, "value")


def _forces(entry: Entry[Rubric], debate: Debate) -> Iterator[Problem]:
    for name in entry.record.overrides.forces:
        path = ("overrides", "forces", name)
        if name.count(".") not in (1, 2):
            message = f"{name!r} is not ARGUMENT.EFFECT or ARGUMENT.EFFECT.THEORY"
            yield entry.problem("bad-override", message, *path, key=True)
            continue
        argument, effect, *theories = name.split(".")
        record = debate.arguments.get(argument)
        if record is None:
            message = unknown("argument", argument, debate.arguments)
            yield entry.problem("unknown-argument", message, *path, key=True)
            continue
        found = {e.name: e for e in record.effects}
        if effect not in found:
            message = f"{argument} has no effect {effect!r}{did_you_mean(effect, found)}"
            yield entry.problem("unknown-effect", message, *path, key=True)
        elif not theories:
            yield from _heir(entry, argument, found[effect], path)
        elif theories[0] not in debate.theories:
            message = unknown("theory", theories[0], debate.theories)
            yield entry.problem("unknown-theory", message, *path, key=True)
        elif theories[0] not in debate.reached(found[effect].on, found[effect].except_):
            message = f"{argument} does not reach {theories[0]!r} with {effect!r}"
            yield entry.problem("unknown-theory", message, *path, key=True)


def _heir(
    entry: Entry[Rubric], argument: str, effect: Effect, path: tuple[str, ...]
) -> Iterator[Problem]:
    """A force of its own for an effect that has that of another."""
    if effect.inherits is not None:
        message = (
            f"{effect.name!r} has the force of {effect.inherits!r}: override "
            f"{argument}.{effect.inherits}, or one theory, as in {argument}.{effect.name}.THEORY"
        )
        yield entry.problem("override-of-heir", message, *path, key=True)


def _portfolio(entry: Entry[Rubric], debate: Debate) -> Iterator[Problem]:
    """Lines, kinds and groups that are not there; limits on what is no cost; floors over caps."""
    wanted = entry.record.portfolio
    known = (*debate.theories, *debate.groups)
    named: list[tuple[tuple[Any, ...], str, bool]]
    named = []
    kinds = {kind for theory in debate.theories.values() for kind in theory.kinds}
    for name in wanted.half:
        if name not in (*debate.theories, *kinds):
            message = unknown("theory or kind", name, (*debate.theories, *sorted(kinds)))
            yield entry.problem("unknown-theory", message, "portfolio", "half", name, key=True)
    named += [(("bounds",), name, True) for name in wanted.bounds]
    for key, overlap in wanted.overlaps.items():
        named += [(("overlaps", key, "lines", i), n, False) for i, n in enumerate(overlap.lines)]
    for path, name, is_key in named:
        if name not in known:
            message = unknown("theory, kind or group", name, known)
            at = ("portfolio", *path, name) if is_key else ("portfolio", *path)
            yield entry.problem("unknown-theory", message, *at, key=is_key)
    for name in wanted.exposure:
        at = ("portfolio", "exposure", name)
        if name not in debate.criteria:
            message = unknown("criterion", name, debate.criteria)
            yield entry.problem("unknown-criterion", message, *at, key=True)
        elif debate.criteria[name].direction != "cost":
            message = f"{name!r} is a benefit; a limit is for a cost"
            yield entry.problem("exposure-of-benefit", message, *at, key=True)
    for name, bound in wanted.bounds.items():
        if bound.floor > bound.cap:
            message = f"the floor {bound.floor:g} of {name} is above its cap {bound.cap:g}"
            yield entry.problem("floor-above-cap", message, "portfolio", "bounds", name, "floor")


def check_whole(
    rubric: Rubric, debate: Debate, layers: Sequence[Entry[Rubric]]
) -> Iterator[Problem]:
    """What can only be said of a rubric together with all that it inherits."""
    if rubric.weights and not sum(rubric.weights.values()) > 0:
        yield _in_layers(layers, "weights-zero", "all weights are zero", "weights")
    else:
        yield from without_weight(rubric, debate, layers) or infeasible(rubric, debate, layers)
    whole = debate.with_arguments(rubric.arguments)
    for argument in whole.arguments.values():
        if argument.id in rubric.credences.arguments:
            continue
        said = {
            tag: rubric.credences.tags[tag] for tag in argument.tags if tag in rubric.credences.tags
        }
        if len(set(map(repr, said.values()))) > 1:
            (a, b), *_ = _pairs(said)
            message = (
                f"tags {a!r} ({_short(said[a])}) and {b!r} ({_short(said[b])}) both cover "
                f"{argument.id!r}; give it its own line under arguments"
            )
            yield _in_layers(layers, "tag-conflict", message, "credences", "tags", b)


def _pairs(said: Mapping[str, object]) -> list[tuple[str, str]]:
    names = list(said)
    return [(a, b) for i, a in enumerate(names) for b in names[i + 1 :] if said[a] != said[b]]


def _short(belief: Belief) -> str:
    """As a rubric writes it."""
    if isinstance(belief, Settled):
        return f"settled: {_short(belief.settled)}"
    if isinstance(belief, Trust):
        return f"trust: {belief.trust:g}"
    if isinstance(belief, tuple):
        return f"[{belief[0]:g}, {belief[1]:g}]"
    return f"{belief:g}"


def _in_layers(layers: Sequence[Entry[Rubric]], code: str, message: str, *path: str) -> Problem:
    """The problem at the nearest layer whose file holds `path`; else of the settings."""
    for entry in layers:
        if entry.holds(*path):
            return entry.problem(code, message, *path, key=True)
    return Problem("--set", None, None, message, code)
