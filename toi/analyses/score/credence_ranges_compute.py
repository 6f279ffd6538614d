"""Credences that a rubric gives as ranges: the ranking at both of their ends.

The middle of a range is what everything else is reckoned with.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from toi.analyses.score.result import AtEnd, CredenceEnds
from toi.analyses.shared.session import Model
from toi.engine.problem import Bools, Floats, Inputs
from toi.engine.scoring.ranking import order_key, ranks
from toi.engine.scoring.score import score
from toi.records.credences import Belief, ends_of, said_of

EVERY = "all"  # ranges together
Range = tuple[float, float]


def credence_ends(model: Model, inputs: Inputs, shown: Sequence[int]) -> tuple[CredenceEnds, ...]:
    """Yield an entry per range, in the order of keys, and one for all if they are several.

    A range of a tag, a speaker, a kind or the default moves all the arguments it decides.

    Parameters
    ----------
    inputs : Inputs
        The expected ones (S = 1), with every range at its middle.
    shown : sequence of int
        The theories that are ranked.
    """
    ranges = dict(_ranges(model))
    if not ranges:
        return ()
    problem = model.problem
    number = {name: a for a, name in enumerate(problem.arguments)}
    decided = _decided(model, ranges)
    believed = np.repeat(inputs.sound, 2 * len(ranges) + 2, axis=0)  # low, high, low, ...
    for k, (key, ends) in enumerate(ranges.items()):
        rows = [number[name] for name in decided[key]]
        for end in (0, 1):
            believed[2 * k + end, rows] = believed[-2 + end, rows] = ends[end]
    scores = score(problem, inputs.repeat(len(believed)).with_(sound=believed), shown)
    names = [problem.theories[t] for t in shown]
    found = [_at_end(names, *row) for row in zip(scores.totals, scores.gated, strict=True)]
    each = [
        CredenceEnds(key, *ends, len(decided[key]), found[2 * k], found[2 * k + 1])
        for k, (key, ends) in enumerate(ranges.items())
    ]
    together = sum(map(len, decided.values()))
    every = CredenceEnds(EVERY, None, None, together, found[-2], found[-1])
    return (*each, every) if len(each) > 1 else tuple(each)


def _ranges(model: Model) -> Iterator[tuple[str, Range]]:
    """Return the ranges of a rubric by key; those of its own arguments too."""
    credences = model.rubric.rubric.credences
    default = ends_of(credences.default)
    if default:
        yield "default", default
    for level in ("kinds", "speakers", "tags", "arguments"):
        said: dict[str, Belief] = dict(getattr(credences, level))
        if level == "arguments":
            own = {a.id: a for a in model.rubric.rubric.arguments}
            unsaid = [a for a in own.values() if said_of(a, credences) is None]
            said |= {a.id: a.credence.value for a in unsaid}
        for name, belief in sorted(said.items()):
            ends = ends_of(belief)
            if ends:
                yield f"{level}.{name}", ends


def _decided(model: Model, ranges: dict[str, Range]) -> dict[str, list[str]]:
    """Return for each range the arguments about which nothing more particular is said."""
    credences = model.rubric.rubric.credences
    found: dict[str, list[str]] = {key: [] for key in ranges}
    for name, argument in model.debate.arguments.items():
        said = said_of(argument, credences)
        key = ".".join(said[0] if said else ("arguments", name))
        if key in found:
            found[key].append(name)
    return found


def _at_end(names: Sequence[str], scores: Floats, gated: Bools) -> AtEnd:
    """Return the ranking by some scores."""
    places = ranks(order_key(scores, gated)).tolist()
    first = min(range(len(names)), key=lambda i: (places[i], names[i]), default=None)
    return AtEnd(
        first=None if first is None or gated[first] else names[first],
        ranks=dict(zip(names, places, strict=True)),
        scores=dict(zip(names, scores.tolist(), strict=True)),
    )
