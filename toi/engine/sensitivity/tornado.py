"""One number at a time to the ends of its range: what becomes of the leader's lead."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from toi.engine.problem import Bools, Floats, Quantity
from toi.engine.sampling.quantiles import quantile
from toi.engine.sampling.sampler import weights_block
from toi.engine.sensitivity.one_at_a_time import (
    BaseCase,
    Parameter,
    credence_knobs,
    judgement_knobs,
)

ENDS = (0.05, 0.95)


@dataclass(frozen=True)
class Bar:
    """The lead with one number at either end of its range, in points.

    `low` and `high` are values of the knob; a lead is minus infinity where the leader is
    gated there, and infinity where all others are.
    """

    knob: Parameter
    low: float
    high: float
    lead_low: float
    lead_high: float

    @property
    def swing(self) -> float:
        """How far apart the two leads are."""
        same = self.lead_low == self.lead_high  # also where both are infinite
        return 0.0 if same else abs(self.lead_high - self.lead_low)


def tornado(board: BaseCase, leader: int, seed: int) -> list[Bar]:
    """The leader's lead over whoever is best of the others then, the widest swing first.

    Judgements, forces and the forces of answers go to the 5th and 95th percentile of their
    distributions, clipped; credences to 0 and 1; each weight to the 5th and 95th percentile of
    a block of draws, the others in proportion. What is certain is left out.

    Parameters
    ----------
    leader : int
        A column of the board.
    """
    return bars(board, leader, [*_weight_ends(board, seed), *_certain_ends(board)])


def bars(board: BaseCase, leader: int, ends: list[tuple[Parameter, float, float]]) -> list[Bar]:
    """The lead with each knob at two values, the widest swing first."""
    if not ends or len(board.rows) < 2:
        return []
    knobs = [knob for knob, _, _ in ends]
    leads = [
        _leads(board, knobs, values, leader)
        for values in ([low for _, low, _ in ends], [high for _, _, high in ends])
    ]
    found = [
        Bar(knob, low, high, float(at_low), float(at_high))
        for (knob, low, high), at_low, at_high in zip(ends, *leads, strict=True)
    ]
    return sorted(found, key=lambda bar: (-bar.swing, bar.knob.kind, bar.knob.index))


def leads_of(totals: Floats, gated: Bools, leader: int) -> Floats:
    """Points by which `leader` is ahead of the best other, (S,), negative where behind.

    Minus infinity where it is gated, infinity where all others are, 0 where all are.
    """
    key = np.where(gated, -np.inf, totals)
    others = np.delete(key, leader, axis=1).max(axis=1)
    own = key[:, leader]
    level = np.isneginf(own) & np.isneginf(others)
    return np.asarray(np.subtract(own, others, where=~level, out=np.zeros(len(own))))


def _leads(board: BaseCase, knobs: list[Parameter], values: list[float], leader: int) -> Floats:
    return leads_of(*board.turned(knobs, np.array(values)), leader)


def _weight_ends(board: BaseCase, seed: int) -> Iterator[tuple[Parameter, float, float]]:
    """Each weight's 5th and 95th percentile, by a block of draws of all of them."""
    drawn = weights_block(board.problem, seed, 0)
    for c, now in enumerate(board.inputs.weights[0].tolist()):
        low, high = np.quantile(drawn[:, c], ENDS).tolist()
        if low < high and now < 1 and board.problem.method.name != "minimum":
            yield Parameter("weight", c, now), low, high


def _certain_ends(board: BaseCase) -> Iterator[tuple[Parameter, float, float]]:
    """Credences to 0 and 1; judgements and forces to their own percentiles."""
    problem = board.problem
    for knob in credence_knobs(board):
        yield knob, 0.0, 1.0
    for knob in judgement_knobs(board):
        c = problem.judgement_criterion[knob.index]
        start, span = problem.low[c], problem.high[c] - problem.low[c]
        low, high = (_percentiles(problem.judgements[knob.index]) - start) / span
        if low < high:
            yield knob, float(low), float(high)
    for f, quantity in enumerate(problem.forces):
        low, high = _percentiles(quantity)
        if low < high:
            yield Parameter("force", f, float(board.inputs.force[0, f])), float(low), float(high)
    for e, quantity in enumerate(problem.answers):
        low, high = _percentiles(quantity)
        if low < high:
            now = float(board.inputs.answer_force[0, e])
            yield Parameter("answer", e, now), float(low), float(high)


def _percentiles(quantity: Quantity) -> Floats:
    """5th and 95th percentile after clipping, (2,)."""
    ends = quantile(quantity.law, np.array(ENDS))
    return np.clip(ends, quantity.low, quantity.high)
