"""Leaders by two rubrics: what one would have to concede, and what counting alike leaves."""

from collections.abc import Iterator, Sequence

import numpy as np

from toi.analyses.compare.rubrics.cruxes_compute import Differences, share_of_pairs
from toi.analyses.compare.rubrics.result import CountedAlike, HybridStep, Lead
from toi.engine.comparison import rubric_pair
from toi.engine.comparison.concession import best_of, best_under, concession, led_by
from toi.engine.comparison.decomposition import ShapleySplit
from toi.engine.comparison.rank_distance import kendall_distance, pair_signs
from toi.engine.comparison.rubric_pair import RubricPair
from toi.engine.problem import Bools


def counted_alike(
    pair: RubricPair, found: ShapleySplit, names: Sequence[str], differences: Differences
) -> Iterator[CountedAlike]:
    """Yield for each way of counting in which they differ what is left without it."""
    theirs = pair_signs(pair.scores(np.full((1, len(pair.differences)), True)).key)
    members = zip(pair.differences, found.members, strict=True)
    for k, (one, part) in sorted(enumerate(members), key=lambda item: -item[1][1].pairs):
        if one.group not in rubric_pair.CONVENTIONS:
            continue
        hybrid = pair.scores(np.arange(len(pair.differences))[None] == k)
        left = float(kendall_distance(pair_signs(hybrid.key), theirs)[0, 0])
        first = best_of(hybrid)[0]
        yield CountedAlike(
            group=one.group,
            a=str(differences.held(one, 0).value),
            b=str(differences.held(one, 1).value),
            share=share_of_pairs(part.pairs, found.distance),
            pairs=left,
            leaders=tuple(name for name, is_ in zip(names, first, strict=True) if is_),
        )


def lead(
    pair: RubricPair, found: ShapleySplit, names: Sequence[str], differences: Differences
) -> Lead:
    """Return who leads, and the least that a would have to concede."""
    sides = [best_under(pair, side) for side in (False, True)]
    a, b = (tuple(name for name, is_ in zip(names, s, strict=True) if is_) for s in sides)
    if a == b:
        return Lead(a, b, (), True)
    gates = tuple(_deciding_gates(pair, sides[1], differences))
    least = concession(pair, np.array([part.pairs for part in found.members]))
    if least is None:
        return Lead(a, b, None, False, gates)
    moved = least.made(pair)
    steps = []
    for path in least.paths:
        one = pair.differences[path.member]
        is_weight = one.group == rubric_pair.WEIGHTS
        before, after = (
            (pair.a.inputs.weights, moved.weights) if is_weight else (path.start, moved.sound)
        )
        now = before[0, one.at[0]] if is_weight else before[0]
        at = float(after[0, one.at[0]])
        steps.append(
            HybridStep(one.group, differences.called(one)[0], float(now), at, path.settled)
        )
    return Lead(a, b, tuple(steps), bool(led_by(pair, moved, sides[1])[0]), gates)


def _deciding_gates(pair: RubricPair, target: Bools, differences: Differences) -> Iterator[str]:
    """Yield the gates that alone, held as b holds them, give a the leaders of b."""
    for k, one in enumerate(pair.differences):
        if one.group == rubric_pair.GATES:
            hybrid = pair.scores(np.arange(len(pair.differences))[None] == k)
            if (best_of(hybrid)[0] == target).all():
                yield differences.called(one)[0]
