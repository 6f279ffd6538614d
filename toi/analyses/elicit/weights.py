"""From answers to weights, as a rubric writes them, and what to say of how they came about."""

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from toi.engine.elicitation.weights import (
    LIMIT,
    consistency,
    from_points,
    principal_weights,
    rank_order_centroid,
    triples,
)
from toi.engine.problem import Floats
from toi.light_dataclass import dataclass
from toi.records.answers import Answers

DIGITS = 2  # after the point, of a weight that is worked out
MORE = 8  # digits of weights that are alike, lest rounding tell them apart or lose a part


@dataclass(frozen=True)
class Disagreement:
    """Three comparisons that do not agree: each (first, times, second), the last is implied."""

    comparisons: tuple[tuple[str, float, str], ...]
    implied: float  # what the first two make of the third


def as_weights(answers: Answers, names: Sequence[str]) -> dict[str, float] | None:
    """Return weights of the criteria in `names`, of 100 or as points; None if none were given.

    Points stay as they were given, since only their proportions count.
    """
    if len(names) < 2:
        return None
    match answers.weigh:
        case "rank" if answers.rank:
            place = {name: i for i, tied in enumerate(answers.rank, 1) for name in tied}
            places = np.array([place[name] for name in names], dtype=np.int64)
            return _written(names, rank_order_centroid(places))
        case "swing" if len(answers.swing) == len(names):
            return {name: answers.swing[name] for name in names}
        case "pairwise" if all_compared(answers, names):
            return _written(names, principal_weights(matrix_of(answers, names)))
        case "points" if answers.points:
            return {name: answers.points[name] for name in names}
    return None


def _written(names: Sequence[str], weights: Floats) -> dict[str, float]:
    """Write weights of 100: with few digits that add up to it, where that can be."""
    exact = [100 * weight for weight in weights.tolist()]
    parts = [weight * 10**DIGITS for weight in exact]
    whole = [int(part) for part in parts]
    left = round(sum(parts)) - sum(whole)
    by_rest = sorted(range(len(parts)), key=lambda i: whole[i] - parts[i])
    for i in by_rest[:left]:
        whole[i] += 1
    alike = len({f"{weight:.{MORE}g}" for weight in exact}) < len(exact)
    if alike or 0 in whole:
        return {n: float(f"{w:.{MORE}g}") for n, w in zip(names, exact, strict=True)}
    return {n: w / 10**DIGITS for n, w in zip(names, whole, strict=True)}


def comparison_words(first: str, times: float, second: str) -> str:
    """Write `Speed counts 3 times as much as Harm`, the larger one first."""
    if times < 1:
        first, times, second = second, 1 / times, first
    much = "as much" if times < 1 + 1e-9 else f"{times:.3g} times as much"
    return f"{first} counts {much} as {second}"


def shares(weights: Mapping[str, float]) -> dict[str, float]:
    """Scale weights to add up to 1."""
    found = from_points(np.array(list(weights.values())))
    return dict(zip(weights, found.tolist(), strict=True))


def compared(answers: Answers) -> dict[frozenset[str], tuple[str, float, str]]:
    """Return the latest comparison of each pair."""
    return {frozenset((first, second)): (first, k, second) for first, k, second in answers.pairwise}


def all_compared(answers: Answers, names: Sequence[str]) -> bool:
    """Tell whether each two criteria were compared."""
    known = compared(answers)
    return all(frozenset(pair) in known for pair in combinations(names, 2))


def matrix_of(answers: Answers, names: Sequence[str]) -> Floats:
    """Return the reciprocal matrix of all comparisons, in the order of `names`."""
    number = {name: i for i, name in enumerate(names)}
    found = np.ones((len(names), len(names)))
    for first, times, second in compared(answers).values():
        i, j = number[first], number[second]
        found[i, j], found[j, i] = times, 1.0 / times
    return found


def ratio_of(answers: Answers, names: Sequence[str]) -> tuple[float, float] | None:
    """Return consistency index and ratio; None where pairs were not compared."""
    if answers.weigh != "pairwise" or len(names) < 2 or not all_compared(answers, names):
        return None
    return consistency(matrix_of(answers, names))


def disagreement(answers: Answers, names: Sequence[str]) -> Disagreement | None:
    """Return the three comparisons that disagree most, if the ratio is above Saaty's limit."""
    found = ratio_of(answers, names)
    if found is None or found[1] <= LIMIT:
        return None
    matrix = matrix_of(answers, names)
    i, j, k = triples(matrix)[0][1]
    sides = tuple((names[a], float(matrix[a, b]), names[b]) for a, b in ((i, j), (j, k), (i, k)))
    return Disagreement(sides, float(matrix[i, j] * matrix[j, k]))
