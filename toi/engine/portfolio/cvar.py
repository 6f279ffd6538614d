"""The worst tenth of cases: conditional value at risk of a discrete distribution."""

import numpy as np

from toi.engine.problem import Floats, Ints

TAIL = 0.1
LEVEL = 1e-9  # points: outcomes nearer than this tie
FEW = 2**8  # scenarios that are soon sorted


def tail_weights(outcomes: Floats, chances: Floats, tail: float) -> Floats:
    """Return the weight of each scenario in the mean of the worst `tail` of cases, (S,).

    Going up from the worst outcome, scenarios count with their probability until `tail`
    is reached, the last one in part; then all is divided by `tail`. These are the weights
    that attain ``min_p p . outcomes`` over ``0 <= p <= chances / tail``, ``sum p = 1``,
    the dual form of CVaR (Rockafellar & Uryasev 2000, 2002).

    Parameters
    ----------
    outcomes : (S,) float
    chances : (S,) float
        Probabilities of the scenarios, adding up to 1.
    tail : float
        Share of the cases, above 0 and at most 1.
    """
    order = _worst(outcomes, chances, tail)
    sorted_ = chances[order]
    before = np.cumsum(sorted_) - sorted_
    found = np.zeros_like(chances)
    found[order] = np.clip(tail - before, 0.0, sorted_)
    return np.asarray(found / found.sum())


def _worst(outcomes: Floats, chances: Floats, tail: float) -> Ints:
    """Return scenarios from the worst on, by number where outcomes are equal, (n,).

    As many as it takes for their probabilities to reach `tail`, and more: only these are sorted.
    """
    most = len(outcomes) - 1
    some = int(1.25 * tail * most) if most > FEW else most
    while some < most:
        worst = np.flatnonzero(outcomes <= np.partition(outcomes, some)[some])
        if chances[worst].sum() > tail + LEVEL:
            return worst[np.argsort(outcomes[worst], kind="stable")]
        some *= 2
    return np.argsort(outcomes, kind="stable")


def tail_slopes(outcomes: Floats, chances: Floats, tail: float, added: Floats) -> Floats:
    """Return the rise of `tail_mean` per unit of something that is added, (T,).

    The directional derivative ``min_p p . added_t`` over the weights p that attain the mean of
    the tail (Danskin). Where outcomes tie at its edge there are many such weights, and those
    scenarios count first in which the addition itself is worst. So where all outcomes tie, as
    where nothing is spent, it is the mean of the addition's own worst `tail`.

    Parameters
    ----------
    outcomes, chances : (S,) float
    tail : float
        Share of the cases.
    added : (S, T) float
        What each of T things adds to every outcome, per unit.
    """
    weights = tail_weights(outcomes, chances, tail)
    edge = outcomes[weights > 0].max()
    tied = np.abs(outcomes - edge) <= LEVEL
    found = weights @ added
    if tied.sum() == 1:
        return np.asarray(found)
    left = tail - chances[outcomes < edge - LEVEL].sum()
    own = np.argsort(added[tied], axis=0, kind="stable")
    likely = chances[tied][own]
    before = np.cumsum(likely, axis=0) - likely
    inside = np.clip(left - before, 0.0, likely) / tail
    worst = (inside * np.take_along_axis(added[tied], own, axis=0)).sum(axis=0)
    return np.asarray(found - weights[tied] @ added[tied] + worst)


def tail_mean(outcomes: Floats, chances: Floats, tail: float) -> float:
    """Return the mean of the worst `tail` of cases (CVaR, lower tail), in units of the outcomes.

    Parameters
    ----------
    outcomes, chances : (S,) float
    tail : float
        Share of the cases.
    """
    return float(tail_weights(outcomes, chances, tail) @ outcomes)
