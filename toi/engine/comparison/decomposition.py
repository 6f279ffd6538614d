"""Shapley decomposition: two rubrics' difference in scores and rankings, by its causes."""

import numpy as np

from toi.engine.comparison.rank_distance import kendall_distance, pair_signs
from toi.engine.comparison.rubric_pair import RubricPair
from toi.engine.comparison.shapley import group_values, member_values
from toi.engine.problem import Bools, Floats
from toi.engine.scoring.score import parts
from toi.light_dataclass import dataclass

MOST_PAIRS = 2**22  # pairs of theories at a time, over all hybrids: 32 MiB an array


@dataclass(frozen=True, eq=False)
class ShapleyPart:
    """The part of one group, or of one difference.

    Attributes
    ----------
    points : (T,) float
        Of each theory's score under b less that under a.
    pairs : float
        Of the pairs of theories that stand otherwise.
    error : float
        Standard error of `pairs`, from the orders that were averaged; 0 where exact.
    """

    points: Floats
    pairs: float
    error: float = 0.0


@dataclass(frozen=True, eq=False)
class ShapleySplit:
    """The parts by group, and by difference; each group's differences add up to it.

    `distance` is the Kendall distance of the two rankings.
    """

    groups: dict[str, ShapleyPart]
    members: tuple[ShapleyPart, ...]
    distance: float


def split(pair: RubricPair, seed: int) -> ShapleySplit:
    """Split the score differences and the Kendall distance by Shapley values.

    A game is worth its hybrid's score less a's, for each theory; and, for the rankings, how
    far the hybrid has come from a's order to b's, ``(d(., a) - d(., b) + d(a, b)) / 2``.
    Both are 0 for a itself and the whole difference for b. With either side first, the
    second game is the dual of the first, so its parts are the same; those of the scores
    change their sign.

    Parameters
    ----------
    seed : int
        Of the orders that are averaged where a group is too large for all its subsets.
    """
    everything = len(pair.differences)
    ends = np.repeat([[False], [True]], everything, axis=1)
    both = pair.scores(ends)
    signs = pair_signs(both.key)
    whole = float(kendall_distance(signs[:1], signs[1:])[0, 0])

    def worth(chosen: Bools) -> Floats:
        found, come = pair.scores(chosen), np.empty(len(chosen))
        for part in parts(len(chosen), max(1, MOST_PAIRS // max(signs.shape[1], 1))):
            distance = kendall_distance(pair_signs(found.key[part]), signs)
            come[part] = (distance[:, 0] - distance[:, 1] + whole) / 2.0
        return np.column_stack([found.totals - both.totals[0], come])

    groups = pair.groups
    members: list[ShapleyPart | None] = [None] * everything
    whole_groups = group_values(worth, list(groups.values()), everything)
    for g, (name, places) in enumerate(groups.items()):
        values, errors = member_values(
            worth, list(groups.values()), g, everything, seed, f"orders/{name}"
        )
        for place, value, error in zip(places, values, errors, strict=True):
            members[place] = ShapleyPart(value[:-1], float(value[-1]), float(error[-1]))
    return ShapleySplit(
        {
            name: ShapleyPart(v[:-1], float(v[-1]))
            for name, v in zip(groups, whole_groups, strict=True)
        },
        tuple(part for part in members if part is not None),
        whole,
    )
