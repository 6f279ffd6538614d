"""Shrinkage of the score of the leader: the winner's curse, and whether it is one."""

import numpy as np

from toi.engine.problem import Floats
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.exact_ranking import ExactRanking
from toi.engine.sensitivity.one_at_a_time import BaseCase, base_case
from toi.engine.voi.one_number import weights_share
from toi.engine.voi.regret import shrinkage
from toi.light_dataclass import dataclass

# Share of a variance from which it is of the weights: errors are then less than half of the rest.
MOSTLY = 2 / 3
FEWEST = 3  # theories; of two, the spread says nothing


@dataclass(frozen=True)
class LeaderShrinkage:
    """The leader's score, shrunk to the mean of all as if the ranges were errors.

    Attributes
    ----------
    score, mean, shrunk : float
        Its deterministic score, the mean of all, and what is to be expected, in points.
    factor, factor_error : float
        Share of its distance from the mean that is left, with its Monte Carlo error; NaN where
        nothing varies.
    tau, sigma : float
        As in `Shrinkage`, of the leader.
    by_weights : float
        Share of the variance of its score that the weights alone make.
    chosen : bool
        Whether that is most of it: weights are chosen and no errors.
    theories : int
        How many there are.
    """

    score: float
    mean: float
    shrunk: float
    factor: float
    factor_error: float
    tau: float
    sigma: float
    by_weights: float
    chosen: bool
    theories: int

    @property
    def expected(self) -> float | None:
        """What to expect of the leader; None where there are no errors to speak of."""
        none = self.theories < FEWEST or self.chosen or not np.isfinite(self.factor)
        return None if none else self.shrunk


def expected_of_leader(ranking: ExactRanking, totals: Floats, seed: int) -> float | None:
    """Return what to expect of the leader if ranges are errors: its score, shrunk to the mean.

    None where nobody leads, or where its score varies mostly with the weights, which are chosen
    and no errors.

    Parameters
    ----------
    totals : (S, N) float
        Scores with everything drawn.
    """
    if ranking.leader is None:
        return None
    base = base_case(ranking.problem, ranking.rows)
    return shrunk_leader(base, ranking.leader, ranking.totals, totals, seed).expected


def shrunk_leader(
    base: BaseCase, leader: int, scores: Floats, totals: Floats, seed: int
) -> LeaderShrinkage:
    """Shrink the leader's score over the first block of draws.

    Of no more than that, so that all that is asked of one seed gets one answer.

    Parameters
    ----------
    leader : int
        Its place among the N theories of the base case.
    scores : (N,) float
        Deterministic ones.
    totals : (S, N) float
        Scores with everything drawn.
    """
    drawn = totals[:BLOCK]
    found, by_weights = shrinkage(drawn), weights_share(base, leader, drawn, seed)
    score, mean, factor = float(scores[leader]), float(scores.mean()), float(found.factor[leader])
    return LeaderShrinkage(
        score=score,
        mean=mean,
        shrunk=mean + factor * (score - mean),
        factor=factor,
        factor_error=float(found.standard_error[leader]),
        tau=found.tau,
        sigma=float(found.sigma[leader]),
        by_weights=by_weights,
        chosen=by_weights > MOSTLY,
        theories=totals.shape[1],
    )
