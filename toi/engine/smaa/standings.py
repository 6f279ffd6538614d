"""Standings of theories whose scores in many draws are all at hand."""

from collections import Counter

import numpy as np

from toi.engine.problem import Bools, Floats
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.ranking import order_key
from toi.engine.scoring.score import parts
from toi.engine.smaa.gate_counts import gate_counts
from toi.engine.smaa.indices import SmaaIndices, smaa_indices
from toi.engine.smaa.rank_counts import (
    FEW,
    RankPlaces,
    all_places,
    few_rows,
    rank_rows,
    true_per_row,
)
from toi.light_dataclass import dataclass
from toi.threads import Crew


@dataclass(frozen=True, eq=False)
class Standings:
    """Ranks of T theories in S draws; pairs are counted where they are asked for.

    Attributes
    ----------
    acceptability : (T, T) float
    gated : (T,) float
        As in `SmaaIndices`.
    places : RankPlaces
        Where each stands in each draw.
    """

    acceptability: Floats
    gated: Floats
    places: RankPlaces

    @property
    def first(self) -> Floats:
        """Return the share of draws in which each leads, (T,)."""
        return self.acceptability[:, 0]

    def margins(self, one: int) -> Floats:
        """Return how often `one` beats each theory, ties counted half, (T,)."""
        better, level = self.places.better, self.places.level
        mine, draws = better[one], better.shape[1]
        wins, ties = np.zeros((2, len(better)))
        for some in few_rows(*better.shape):
            wins[some] = true_per_row(mine < better[some])
        if level is not None:
            among = better[:, level.draws]
            ties[:] = true_per_row(among[one] == among)
        ties[one] = draws  # with itself each is level
        return np.asarray(wins / draws + ties / draws / 2.0)


def standings(totals: Floats, gated: Bools, crew: Crew | None = None) -> SmaaIndices | Standings:
    """Find who stands where, (S, T); where theories are many, pairs only when they are needed.

    Parameters
    ----------
    totals, gated : (S, T)
    crew : Crew, optional
        Those who share the work.
    """
    scores, out = totals.T, gated.T
    if len(scores) <= FEW:
        return smaa_indices(totals, gated)
    places = all_places(scores, out, crew or Crew())
    ranks = np.zeros((len(scores), len(scores)))
    for draws in parts(len(totals), BLOCK):
        for row, found in zip(ranks, rank_rows(places.at(draws)), strict=True):
            row += found
    gates, n = gate_counts(gated), len(totals)
    ranks = gates.held(ranks)
    ranks /= n
    return Standings(ranks, gates.gated / n, places)


def acceptability_of(one: int, totals: Floats, gated: Bools) -> Floats:
    """Find how often one theory holds each rank, (T,): its row in `SmaaIndices.acceptability`.

    Parameters
    ----------
    one : int
    totals, gated : (S, T)
    """
    found = np.zeros(totals.shape[1])
    for part in parts(len(totals), BLOCK):
        mine = order_key(totals[part, one], gated[part, one])
        better, level = np.zeros((2, len(mine)), dtype=np.int64)
        for other in range(totals.shape[1]):
            key = order_key(totals[part, other], gated[part, other])
            better += key > mine
            level += key == mine
        counts = np.zeros(len(found))
        held = ~gated[part].all(axis=1)  # where gates exclude all, none holds a rank
        cases = Counter(zip(better[held].tolist(), level[held].tolist(), strict=True))
        for (place, tied), count in sorted(cases.items()):
            counts[place : place + tied] += count / tied  # itself is among those that tie
        found += counts
    return found / len(totals)
