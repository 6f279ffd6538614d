"""The names that a rubric holds, each with its place: for what is unknown and what was renamed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from toi.io.debate.references import (
    ARGUMENT,
    CRITERION,
    LINE,
    SPEAKER,
    THEORY,
    NameKind,
    Path,
    Reference,
    in_keys,
    in_list,
    references,
)
from toi.light_dataclass import dataclass
from toi.records.debate import Debate
from toi.records.fields.json_forms import SLUG
from toi.records.method import DEFAULT, MethodOptions
from toi.records.portfolio import Portfolio
from toi.records.rubric import GATE, Overrides, Rubric
from toi.records.weight_uncertainty import Sure, SureOptions

PREFERENCE = NameKind("criterion", lambda debate: (*debate.criteria, DEFAULT), "criteria")
THEORY_OR_KIND = NameKind(
    "theory or kind",
    lambda debate: {*debate.theories, *(k for t in debate.theories.values() for k in t.kinds)},
    "theories",
)
THEORY_KIND = NameKind(
    "kind", lambda debate: {k for t in debate.theories.values() for k in t.kinds}
)
ANY_THEORIES = NameKind(
    "theory, kind or group", lambda debate: (*debate.theories, *debate.groups), "theories"
)
TAG = NameKind("tag", lambda debate: debate.tags)
# An effect is called by its criterion unless it has an id, so it is renamed as a criterion is.
EFFECT = NameKind("effect", lambda debate: (), "criteria")

KEYS: Mapping[Path, NameKind] = {  # mappings whose keys are names
    ("weights",): CRITERION,
    ("value_functions",): CRITERION,
    ("credences", "arguments"): ARGUMENT,
    ("credences", "tags"): TAG,
    ("credences", "speakers"): SPEAKER,
    ("overlap", "lines"): LINE,
}

# A name in a constraint; the e of 1e3 is none.
_NAME = re.compile(rf"(?<![0-9.]){SLUG}")


def keys_as_written(content: Any) -> Iterator[Reference]:
    """Yield the names that stand as keys in the data of a file, each with its place.

    Whether or not their values can be read.
    """
    for path, kind in KEYS.items():
        section = content
        for step in path:
            section = section.get(step) if isinstance(section, dict) else None
        if isinstance(section, dict):
            yield from in_keys(kind, [key for key in section if isinstance(key, str)], *path)


def rubric_references(rubric: Rubric) -> Iterator[Reference]:
    """Yield every name of a record, a tag or a speaker in one rubric file.

    A new section that holds names is added here, and nowhere else: what is unknown, what
    was renamed and ``--fix`` all follow.

    Parameters
    ----------
    rubric : Rubric
        One file, without what it extends.

    Yields
    ------
    Reference
        The names of one key or value come one after another.
    """
    for path, kind in KEYS.items():
        section: Any = rubric
        for step in path:
            section = getattr(section, step)
        yield from in_keys(kind, section, *path)
    yield from _in_limits(rubric.weights_sure)
    yield from _in_gates(rubric)
    if isinstance(rubric.method, MethodOptions):
        yield from in_keys(PREFERENCE, rubric.method.promethee2 or (), "method", "promethee2")
    yield from _in_overrides(rubric.overrides)
    yield from _in_portfolio(rubric.portfolio)
    if rubric.unanswered is not None:
        yield from in_list(CRITERION, rubric.unanswered.criteria, "unanswered", "criteria")
        yield from in_list(ARGUMENT, rubric.unanswered.arguments, "unanswered", "arguments")
    for index, argument in enumerate(rubric.arguments):
        for found in references(argument):
            yield found._replace(path=("arguments", index, *found.path))


def _in_limits(sure: Sure) -> Iterator[Reference]:
    if not isinstance(sure, SureOptions):
        return
    yield from in_keys(CRITERION, sure.ranges, "weights_sure", "ranges")
    for index, text in enumerate(sure.constraints):
        path = ("weights_sure", "constraints", index)
        for name in _NAME.finditer(text):
            yield Reference(CRITERION, name[0], path, False, text, name.start())


def _in_gates(rubric: Rubric) -> Iterator[Reference]:
    for index, gate in enumerate(rubric.gates):
        for rule in gate:
            read = GATE.fullmatch(rule)
            if read is not None:
                yield Reference(
                    CRITERION, read[1], ("gates", index, rule), True, rule, read.start(1)
                )


def _in_overrides(overrides: Overrides) -> Iterator[Reference]:
    for cell in overrides.judgements:
        if "." in cell:
            yield from _in_steps(cell, (THEORY, CRITERION), "overrides", "judgements")
    for name in overrides.forces:
        if name.count(".") in (1, 2):
            yield from _in_steps(name, (ARGUMENT, EFFECT, THEORY), "overrides", "forces")


def _in_steps(key: str, kinds: tuple[NameKind, ...], *path: Any) -> Iterator[Reference]:
    """Yield the steps of a dotted key; the last may be left out."""
    start = 0
    for kind, step in zip(kinds, key.split(".", len(kinds) - 1), strict=False):
        yield Reference(kind, step, (*path, key), True, key, start)
        start += len(step) + 1


def _in_portfolio(wanted: Portfolio) -> Iterator[Reference]:
    yield from in_list(THEORY_KIND, wanted.kinds, "portfolio", "kinds")
    yield from in_keys(THEORY_OR_KIND, wanted.half, "portfolio", "half")
    yield from in_keys(ANY_THEORIES, wanted.bounds, "portfolio", "bounds")
    for key, overlap in wanted.overlaps.items():
        yield from in_list(ANY_THEORIES, overlap.lines, "portfolio", "overlaps", key, "lines")
    yield from in_keys(CRITERION, wanted.exposure, "portfolio", "exposure")
    yield from in_keys(ANY_THEORIES, wanted.min_grants, "portfolio", "min_grants")
    for key, pair in wanted.synergies.items():
        yield from in_list(THEORY, pair.lines, "portfolio", "synergies", key, "lines")


@dataclass(frozen=True)
class Rename:
    """A key or a value that holds a former name.

    Attributes
    ----------
    path : tuple
        Where it stands in the file.
    is_key : bool
        Whether it is the key at `path`, not the value.
    old, new : str
        The names.
    text : str
        What the whole key or value should be.
    clashes : bool
        Whether the new name stands beside it already.
    """

    path: Path
    is_key: bool
    old: str
    new: str
    text: str
    clashes: bool = False  # the new name stands beside it already


def renames(rubric: Rubric, debate: Debate) -> Iterator[Rename]:
    """Yield every key or value in one rubric file that calls a record by a former name.

    The file stands without what it extends; each comes once, however many of its names are old.
    """
    former = debate.former_names
    found = list(rubric_references(rubric))
    keys = {reference.path for reference in found if reference.is_key}
    # The names of one key or value come one after another.
    for (path, is_key), named in groupby(found, lambda one: (one.path, one.is_key)):
        stale = [
            (one, new)
            for one in named
            if (new := former.get(one.kind.records or "", {}).get(one.name))
        ]
        if stale:
            (first, new), text = stale[0], _renamed(stale)
            clashes = is_key and (*path[:-1], text) in keys
            yield Rename(path, is_key, first.name, new, text, clashes)


def _renamed(stale: Sequence[tuple[Reference, str]]) -> str:
    """Return the key or value in which some names stand, with the new names in it."""
    text = stale[0][0].text
    for one, new in reversed(stale):
        text = text[: one.start] + new + text[one.start + len(one.name) :]
    return text
