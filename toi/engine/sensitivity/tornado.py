"""Tornado: the leader's lead with one parameter at a time at the ends of its range."""

from collections.abc import Iterator

import numpy as np

from toi.engine.memory import MOST_NUMBERS
from toi.engine.problem import Floats, Quantity
from toi.engine.sampling.quantiles import quantile
from toi.engine.sampling.sampler import weights_block
from toi.engine.scoring.ranking import lead
from toi.engine.scoring.score import Scores, parts
from toi.engine.sensitivity.one_at_a_time import (
    BaseCase,
    Parameter,
    credence_parameters,
    judgement_parameters,
)
from toi.engine.sensitivity.side_by_side import each_alone
from toi.light_dataclass import dataclass

ENDS = (0.05, 0.95)


@dataclass(frozen=True)
class Bar:
    """The lead with one parameter at either end of its range.

    Attributes
    ----------
    low, high : float
        Values of the parameter.
    lead_low, lead_high : float
        In points; minus infinity where the leader is gated there, infinity where all others
        are.
    """

    parameter: Parameter
    low: float
    high: float
    lead_low: float
    lead_high: float

    @property
    def swing(self) -> float:
        """Return how far apart the two leads are, in points."""
        same = self.lead_low == self.lead_high  # also where both are infinite
        return 0.0 if same else abs(self.lead_high - self.lead_low)


def tornado(base: BaseCase, leader: int, seed: int) -> list[Bar]:
    """Find the leader's lead over the best of the others then, the widest swing first.

    Judgements, forces and the forces of answers go to the 5th and 95th percentile of their
    distributions, clipped; credences to 0 and 1; each weight to the 5th and 95th percentile of
    a block of draws, the others in proportion. What is certain is left out.

    Parameters
    ----------
    leader : int
        A column of the base case.
    seed : int
        Of the draws of the weights.
    """
    return bars(base, leader, [*_weight_ends(base, seed), *_own_ends(base)])


def bars(base: BaseCase, leader: int, ends: list[tuple[Parameter, float, float]]) -> list[Bar]:
    """Find the lead with each parameter at two values, the widest swing first.

    Parameters
    ----------
    ends : list of (Parameter, float, float)
        Each with its two values.
    """
    if not ends or len(base.rows) < 2:
        return []
    found = [
        Bar(parameter, low, high, float(at_low), float(at_high))
        for part in parts(len(ends), max(1, MOST_NUMBERS // (2 * len(base.rows))))
        for (parameter, low, high), (at_low, at_high) in zip(
            ends[part], _leads_at(base, leader, ends[part]), strict=True
        )
    ]
    return sorted(found, key=lambda bar: (-bar.swing, bar.parameter.kind, bar.parameter.index))


def _leads_at(base: BaseCase, leader: int, ends: list[tuple[Parameter, float, float]]) -> Floats:
    """Return points by which `leader` is ahead with each parameter at its two values, (K, 2)."""
    values = np.array([values for _, *values in ends])
    found = each_alone(base, [parameter for parameter, _, _ in ends], values)
    return leads(found, leader).reshape(values.shape)


def leads(found: Scores, leader: int) -> Floats:
    """Return points by which `leader` is ahead of the best other, (S,), gates counted."""
    return lead(np.where(found.gated, -np.inf, found.totals), leader)


def _weight_ends(base: BaseCase, seed: int) -> Iterator[tuple[Parameter, float, float]]:
    """Yield each weight's 5th and 95th percentile, by a block of draws of all of them."""
    if not base.problem.method.uses_weight_sizes:
        return
    drawn = weights_block(base.problem, seed, 0)
    for c, now in enumerate(base.inputs.weights[0].tolist()):
        low, high = np.quantile(drawn[:, c], ENDS).tolist()
        if low < high and now < 1:
            yield Parameter("weight", c, now), low, high


def _own_ends(base: BaseCase) -> Iterator[tuple[Parameter, float, float]]:
    """Yield credences at 0 and 1, judgements and forces at their own percentiles."""
    problem = base.problem
    for parameter in credence_parameters(base):
        yield parameter, 0.0, 1.0
    for parameter in judgement_parameters(base):
        c = problem.judgement_criterion[parameter.index]
        start, span = problem.low[c], problem.high[c] - problem.low[c]
        low, high = (_percentiles(problem.judgements[parameter.index]) - start) / span
        if low < high:
            yield parameter, float(low), float(high)
    for f, quantity in enumerate(problem.forces):
        low, high = _percentiles(quantity)
        if low < high:
            yield Parameter("force", f, float(base.inputs.force[0, f])), float(low), float(high)
    for e, quantity in enumerate(problem.answers):
        low, high = _percentiles(quantity)
        if low < high:
            now = float(base.inputs.answer_force[0, e])
            yield Parameter("answer", e, now), float(low), float(high)


def _percentiles(quantity: Quantity) -> Floats:
    """Return the 5th and 95th percentile after clipping, (2,)."""
    ends = quantile(quantity.law, np.array(ENDS))
    return np.clip(ends, quantity.low, quantity.high)
