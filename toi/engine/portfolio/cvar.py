"""The worst tenth of cases: conditional value at risk of a discrete distribution."""

import numpy as np

from toi.engine.problem import Floats

TAIL = 0.1


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
    order = np.argsort(outcomes, kind="stable")
    sorted_ = chances[order]
    before = np.cumsum(sorted_) - sorted_
    found = np.empty_like(chances)
    found[order] = np.clip(tail - before, 0.0, sorted_)
    return np.asarray(found / found.sum())


def tail_mean(outcomes: Floats, chances: Floats, tail: float) -> float:
    """Return the mean of the worst `tail` of cases (CVaR, lower tail), in units of the outcomes.

    Parameters
    ----------
    outcomes, chances : (S,) float
    tail : float
        Share of the cases.
    """
    return float(tail_weights(outcomes, chances, tail) @ outcomes)
