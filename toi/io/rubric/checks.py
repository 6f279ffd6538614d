"""Checks of a rubric against the debate it is used on."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toi.errors import Problem
from toi.io.debate.checks import argument_circles, forces_on_unclipped, off_scale
from toi.io.debate.entry import Entry
from toi.io.debate.line_checks import check_lines
from toi.io.debate.references import unknown_names
from toi.io.rubric.gates import mended
from toi.io.rubric.references import EFFECT, keys_as_written, renames, rubric_references
from toi.io.rubric.weight_checks import infeasible, without_weight
from toi.io.suggest import did_you_mean
from toi.records.argument import Argument
from toi.records.credences import Belief, Settled
from toi.records.debate import Debate
from toi.records.rubric import GATE, Rubric
from toi.records.trust import Trust

LEAST = 1e-100  # share of all weight; what is less is lost beside the others


def check_layer(entry: Entry[Rubric], debate: Debate) -> list[Problem]:
    """Check one rubric file against the debate.

    Parameters
    ----------
    entry : Entry of Rubric
        The file.
    debate : Debate
        With the own arguments of the rubrics that this one extends.

    Returns
    -------
    list of Problem
        Every mistake; where a name is a former one, only that is told of its place.
    """
    whole = debate.with_arguments(entry.record.arguments)
    own = [
        Entry(argument, entry.document, ("arguments", index))
        for index, argument in enumerate(entry.record.arguments)
    ]
    named = [found for found in rubric_references(entry.record) if found.kind is not EFFECT]
    paths = {found.path for found in named}
    named += [key for key in keys_as_written(entry.document.data) if key.path not in paths]
    renamed = list(_renamed(entry, debate))
    stale = {(problem.line, problem.column) for problem in renamed}
    found = [
        *_taken_ids(own, debate),
        *unknown_names(entry, named, whole),
        *forces_on_unclipped(own, whole),
        *check_lines(own, whole),
        *argument_circles(own),
        *_gates(entry, debate),
        *_judgements(entry, debate),
        *_forces(entry, whole),
        *_portfolio(entry, debate),
    ]
    return [*renamed, *(p for p in found if (p.line, p.column) not in stale)]


def _renamed(entry: Entry[Rubric], debate: Debate) -> Iterator[Problem]:
    """Find records that the file calls by former names; one problem to a place."""
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
    """Find own arguments whose id some record has, in the data, below in `extends` or beside it."""
    if not own:
        return
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


def _gates(entry: Entry[Rubric], debate: Debate) -> Iterator[Problem]:
    for index, gate in enumerate(entry.record.gates):
        for rule in gate:
            read = GATE.fullmatch(rule)
            if read is None:
                message = f"{rule!r} is not `criterion > number` (or <, >=, <=)"
                told = mended(rule, debate.criteria)
                if told:
                    message += f"; a gate {told.wrong}: `{told.rule}: exclude`"
                yield entry.problem("bad-gate", message, "gates", index, rule, key=True)
            elif not math.isfinite(float(read[3])):
                message = f"{rule!r} compares with a number that is too large"
                yield entry.problem("bad-gate", message, "gates", index, rule, key=True)


def _judgements(entry: Entry[Rubric], debate: Debate) -> Iterator[Problem]:
    for cell, override in entry.record.overrides.judgements.items():
        path = ("overrides", "judgements", cell)
        theory, dot, criterion = cell.partition(".")
        if not dot:
            message = f"{cell!r} is not THEORY.CRITERION"
            yield entry.problem("bad-override", message, *path, key=True)
            continue
        record = debate.theories.get(theory)
        if record is not None and record.parts:
            parts = ", ".join(part.id for part in record.parts)
            message = f"{theory} is the mean of its parts; override {parts} instead"
            yield entry.problem("override-of-whole", message, *path, key=True)
        scored = debate.criteria.get(criterion)
        wrong = scored and scored.clip and off_scale(override.value, scored.scale)
        if wrong:
            yield entry.problem("off-scale", wrong, *path, "value")


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
            continue
        found = {e.name: e for e in record.effects}
        if effect not in found:
            has = f"; it has {', '.join(found)}" if found else ""
            hint = did_you_mean(effect, found) or has
            message = f"{argument} has no effect {effect!r}{hint}"
            yield entry.problem("unknown-effect", message, *path, key=True)
            continue
        for theory in theories:  # none where it is for all that the effect reaches
            known = theory in debate.theories
            if known and theory not in debate.reached(found[effect].on, found[effect].except_):
                message = f"{argument} does not reach {theory!r} with {effect!r}"
                yield entry.problem("unknown-theory", message, *path, key=True)


def _portfolio(entry: Entry[Rubric], debate: Debate) -> Iterator[Problem]:
    """Find limits on what is no cost, and floors over caps."""
    wanted = entry.record.portfolio
    for name in wanted.exposure:
        if name in debate.criteria and debate.criteria[name].direction != "cost":
            message = f"{name!r} is a benefit; a limit is for a cost"
            path = ("portfolio", "exposure", name)
            yield entry.problem("exposure-of-benefit", message, *path, key=True)
    for name, bound in wanted.bounds.items():
        if bound.floor > bound.cap:
            message = f"the floor {bound.floor:g} of {name} is above its cap {bound.cap:g}"
            yield entry.problem("floor-above-cap", message, "portfolio", "bounds", name, "floor")
    for name, grant in wanted.min_grants.items():
        cap = wanted.bounds[name].cap if name in wanted.bounds else 1.0
        if name in debate.theories and 0 < cap < grant:
            message = f"the smallest grant {grant:g} of {name} is above its cap {cap:g}"
            yield entry.problem("grant-above-cap", message, "portfolio", "min_grants", name)


def check_whole(
    rubric: Rubric, debate: Debate, layers: Sequence[Entry[Rubric]]
) -> Iterator[Problem]:
    """Check what can only be told of a rubric together with all that it inherits.

    Parameters
    ----------
    rubric : Rubric
        All layers and settings laid over each other.
    debate : Debate
        Without the rubric's own arguments.
    layers : sequence of Entry
        The files, the nearest first; problems are placed in them.

    Yields
    ------
    Problem
        Weights that are all zero, limits that no weights meet, tags that disagree.
    """
    if rubric.weights and not sum(rubric.weights.values()) > 0:
        yield _in_layers(layers, "weights-zero", "all weights are zero", "weights")
    elif rubric.weights and _vanishing(rubric):
        message = f"{_vanishing(rubric)} counts for nothing beside the others; write 0, or more"
        yield _in_layers(layers, "weight-vanishes", message, "weights")
    else:
        yield from without_weight(rubric, debate, layers) or infeasible(rubric, debate, layers)
    whole = debate.with_arguments(rubric.arguments)
    for argument in whole.arguments.values() if rubric.credences.tags else ():
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
    """Write a belief as a rubric does."""
    if isinstance(belief, Settled):
        return f"settled: {_short(belief.settled)}"
    if isinstance(belief, Trust):
        return f"trust: {belief.trust:g}"
    if isinstance(belief, tuple):
        return f"[{belief[0]:g}, {belief[1]:g}]"
    return f"{belief:g}"


def _vanishing(rubric: Rubric) -> str | None:
    """Name a weight above 0 that is none once all weights are made to add up to 1."""
    total = sum(rubric.weights.values())
    shares = {name: weight / total for name, weight in rubric.weights.items() if weight > 0}
    return next(
        (f"the weight of {name!r}" for name, share in shares.items() if share < LEAST), None
    )


def _in_layers(layers: Sequence[Entry[Rubric]], code: str, message: str, *path: str) -> Problem:
    """Make a problem at the nearest layer whose file holds `path`; else of the settings."""
    for entry in layers:
        if entry.holds(*path):
            return entry.problem(code, message, *path, key=True)
    return Problem("--set", None, None, message, code)
