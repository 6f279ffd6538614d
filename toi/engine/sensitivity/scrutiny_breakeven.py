"""Scrutiny break-even: how much of what its peers bear a theory could take and still lead."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from toi.engine.problem import Floats, ScoringProblem, Whole
from toi.engine.remembered import replaced
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.ranking import order_key
from toi.engine.scoring.score import score
from toi.engine.scoring.subproblem import restricted

MOST = 60  # steps of the search; a straight line takes one
NEAR = 1e-9  # points at which two scores are level


def bearable_wear(
    problem: ScoringProblem, theories: Sequence[int], rivals: Sequence[int]
) -> Floats:
    """Find the share of its peers' mean wear at which each theory falls behind, (K,).

    Every other theory is taken as it was read. A theory that takes the share x of what its
    peers bear beyond it has ``A (1 - x + x sum_j e_j A_(j minus t) / sum_j e_j)`` on the
    side that worsens each of its cells, as one that was examined to the share 1 - x. So its
    score falls with x, and where it meets that of the best rival is found by false position,
    an end that stays counting half (the Illinois method: Dowell & Jarratt 1971).

    Parameters
    ----------
    problem : ScoringProblem
        With scrutiny.
    theories : sequence of int
        The K theories, each of which is compared with the rivals alone.
    rivals : sequence of int
        Those ahead of which each is to stay.

    Returns
    -------
    (K,) float
        1 where it stays ahead whatever it takes; NaN where it is behind as it was read, or
        no peer of it was examined.

    Raises
    ------
    ValueError
        If the method compares theories with one another, so that none has a score alone.
    """
    if problem.method.compares:
        raise ValueError(f"under {problem.method.name} no theory has a score of its own")
    read = score(replaced(problem, scrutiny=None), expected_inputs(problem), rivals)
    best = float(order_key(read.totals, read.gated).max(initial=-np.inf))
    return np.array([_bearable(problem, theory, best) for theory in theories])


def bearing(problem: ScoringProblem, theories: Sequence[int], share: float) -> ScoringProblem:
    """Return a problem in which some theories bear a share of what their peers bear beyond them.

    All others are taken as they were read.

    Parameters
    ----------
    problem : ScoringProblem
        With scrutiny.
    theories : sequence of int
        Wholes stand for their parts.
    share : float
        From 0, as read, to 1, as if nothing of them had been examined.
    """
    assert problem.scrutiny is not None
    examined = np.ones_like(problem.scrutiny.examined)
    examined[[leaf for theory in theories for leaf in _leaves(problem, theory)]] = 1.0 - share
    return replaced(problem, scrutiny=replace(problem.scrutiny, examined=examined))


def _bearable(problem: ScoringProblem, theory: int, best: float) -> float:
    """Find the share at which one theory falls to a score."""
    smaller, rows = restricted(problem, [theory])
    own, scrutiny = rows.tolist(), smaller.scrutiny
    if scrutiny is None or not any(len(scrutiny.peers[t]) for t in _leaves(smaller, own[0])):
        return np.nan
    inputs = expected_inputs(smaller)

    def lead(share: float) -> float:
        return float(score(bearing(smaller, own, share), inputs, own).key[0, 0]) - best

    low, high, ahead, behind = 0.0, 1.0, lead(0.0), lead(1.0)
    if ahead < 0:
        return np.nan
    if behind >= 0:
        return 1.0
    last = 0.0
    for _ in range(MOST):
        # A gate that is met on the way makes a jump to minus infinity: halve there.
        straight = np.isfinite(behind) and np.isfinite(ahead)
        middle = low + (high - low) * (ahead / (ahead - behind) if straight else 0.5)
        now = lead(middle)
        if abs(now) <= NEAR:
            return middle
        # An end that stays twice counts half, else it would stay where the score bends.
        if now > 0:
            low, ahead, behind = middle, now, behind / 2 if last > 0 else behind
        else:
            high, behind, ahead = middle, now, ahead / 2 if last < 0 else ahead
        last = now
    return low


def _leaves(problem: ScoringProblem, theory: int) -> list[int]:
    """Return the parts of a theory, itself where it has none."""
    for step in problem.derivations:
        if isinstance(step, Whole) and step.theory == theory:
            return list(step.parts)
    return [theory]
