"""Regret of a choice against hindsight, and shrinkage of the best score."""

from collections.abc import Sequence

import numpy as np

from toi.engine.memory import stretches
from toi.engine.problem import Bools, Floats, Inputs, ScoringProblem
from toi.engine.sampling.input_labels import Labels, labels_by_kind, mixed
from toi.engine.sampling.sampler import SomeDraws, expected_inputs, numbers
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.ranking import lead
from toi.engine.scoring.score import score
from toi.engine.voi.batches import BATCHES, PIECES, chunks, counts, jackknife, ratio
from toi.engine.voi.best import best_in_draw, worth
from toi.light_dataclass import dataclass

LEAST = 128  # draws at a time: of fewer, to look them up takes longer than to evaluate them
FEW = 128  # theories of which all pieces of a chunk stay in the processor's cache


@dataclass(frozen=True, eq=False)
class Regret:
    """The loss of choosing each of R theories against the best of each draw, in points.

    Attributes
    ----------
    mean, standard_error : (R,) float
    percentiles : (3, R) float
        5th, 50th and 95th.
    p_best : (R,) float
        How often it is the best; those that tie share.
    """

    mean: Floats
    standard_error: Floats
    percentiles: Floats
    p_best: Floats


def regrets(totals: Floats, gated: Bools) -> Regret:
    """Find the regret ``max_t V_ts - V_is`` of each choice i over the draws s.

    Parameters
    ----------
    totals, gated : (S, R)
        A gated choice is worth the lowest score of its draw.
    """
    scores, out = np.ascontiguousarray(totals.T), gated.T if gated.any() else None
    r, n = scores.shape
    sums, best = np.zeros((r, BATCHES)), np.zeros(r)
    most, least = np.empty(n), scores.min(axis=0)
    for chunk in chunks(n, _pieces(r)):
        own, cut = scores[:, chunk.draws], None if out is None else out[:, chunk.draws]
        value = worth(own, cut)
        most[chunk.draws] = value.max(axis=0)
        chunk.add(sums, most[chunk.draws] - value)
        found = best_in_draw(own, cut)
        best += np.bincount(found.theory, found.share, minlength=r)
    mean, error = ratio(sums, counts(n))
    spread = np.empty((3, r))
    for some in stretches(r, 32 * n):
        lost = most - (scores[some] if out is None else np.where(out[some], least, scores[some]))
        spread[:, some] = np.percentile(lost, [5, 50, 95], axis=1, overwrite_input=True)
    return Regret(mean, error, spread, best / n)


@dataclass(frozen=True, eq=False)
class Shrinkage:
    """Shrinkage of scores to their mean if the ranges are errors of our reading.

    Attributes
    ----------
    factor, standard_error : (R,) float
        Share of each theory's distance from the mean that is left, and its Monte Carlo error.
    tau : float
        Standard deviation of the true scores of the theories, in points.
    sigma : (R,) float
        Standard deviation of the error of each one's score less its draw's mean.
    """

    factor: Floats
    standard_error: Floats
    tau: float
    sigma: Floats


def shrinkage(totals: Floats) -> Shrinkage:
    """Estimate empirical Bayes shrinkage ``tau^2 / (tau^2 + sigma_t^2)`` of each theory's score.

    With scores less each draw's mean, of mean m_t and variance sigma_t^2 over the draws:
    if those variances are of errors and the true scores spread by tau, then
    ``E[sum_t m_t^2] = (R - 1) tau^2 + sum_t sigma_t^2``, whatever the correlation of the errors.
    Solved for tau^2, and 0 where that is negative: the moment estimate of the variance
    between units (Cochran 1954; Hedges & Olkin 1985, ch. 9), which needs no weights. NaN
    where nothing differs or varies at all.

    Parameters
    ----------
    totals : (S, R) float
    """
    draws, centre = len(totals), totals.mean(axis=1)
    sums, squares = np.zeros((2, totals.shape[1], BATCHES))
    for chunk in chunks(draws, _pieces(totals.shape[1])):
        scores = totals.T[:, chunk.draws] - centre[chunk.draws]
        chunk.add(sums, scores)
        chunk.add(squares, scores**2)

    def factor(mean: Floats, square: Floats) -> Floats:
        tau2, sigma2 = _moments(mean, square)
        whole = tau2 + sigma2
        out = np.full_like(whole, np.nan)
        return np.asarray(np.divide(tau2, whole, out=out, where=whole > 1e-12))

    size = counts(draws)
    found, error = jackknife(factor, size, sums, squares)
    tau2, sigma2 = _moments(*(s.sum(axis=1) / size.sum() for s in (sums, squares)))
    return Shrinkage(found, error, float(np.sqrt(tau2)), np.sqrt(sigma2))


def _pieces(theories: int) -> int:
    """Return how many pieces of a block to work on at a time."""
    return max(FEW * PIECES // max(theories, FEW), 1)


def _moments(mean: Floats, square: Floats) -> tuple[Floats, Floats]:
    sigma2 = np.maximum(square - mean**2, 0.0)
    free = max(len(mean) - 1, 1)
    return np.maximum(((mean**2).sum(axis=0) - sigma2.sum(axis=0)) / free, 0.0), sigma2


def lead_variances(
    problem: ScoringProblem,
    inputs: SomeDraws,
    rows: Sequence[int],
    leader: int,
    groups: Sequence[Labels],
) -> tuple[Floats, Floats]:
    """Return the share of each group of inputs in the variance of the lead, (K,), and its error.

    The lead is the leader's score less the best other's, draw by draw; its variance is
    taken with one group varying and all else at its expectation, on the first block of
    draws, and divided by the sum over the groups. NaN where nothing varies.

    Parameters
    ----------
    leader : int
        Its place among `rows`.
    """
    expected, n = expected_inputs(problem), min(inputs.draws, BLOCK)
    known = frozenset().union(*labels_by_kind(problem).values())
    leads = np.zeros((len(groups), n))
    for part in stretches(n, 16 * numbers(problem), LEAST):
        some = inputs.at(part)
        for out, labels in zip(leads, groups, strict=True):
            if len(rows) > 1 and known & labels:
                held = mixed(problem, expected.repeat(some.draws), some, labels)
                out[part] = _lead(problem, held, rows, leader)
                del held
        del some  # before others are drawn
    sums, squares = np.zeros((2, len(groups), BATCHES))
    leads -= leads.mean(axis=1, keepdims=True)
    for chunk in chunks(n):
        chunk.add(sums, leads[:, chunk.draws])
        chunk.add(squares, leads[:, chunk.draws] ** 2)

    def shares(mean: Floats, square: Floats) -> Floats:
        spread = np.maximum(square - mean**2, 0.0)
        whole = np.broadcast_to(spread.sum(axis=0), spread.shape)
        out = np.full_like(spread, np.nan)
        return np.asarray(np.divide(spread, whole, out=out, where=whole > 1e-12))

    return jackknife(shares, counts(n), sums, squares)


def _lead(problem: ScoringProblem, inputs: Inputs, rows: Sequence[int], leader: int) -> Floats:
    """Return by how many points one of the theories in `rows` leads in each draw, (S,)."""
    found = score(problem, inputs, rows)
    value = worth(found.totals.T, found.gated.T if found.gated.any() else None)
    return lead(value.T, leader)
