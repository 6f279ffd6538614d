"""Confidence factors: how often each theory leads if weights stay at its central weights."""

from collections.abc import Iterable, Sequence
from contextlib import closing

import numpy as np

from toi.engine.problem import Floats, Inputs, Ints, ScoringProblem
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.evaluate import ScoredOnly
from toi.engine.scoring.methods.base import ValueMethod, some
from toi.engine.scoring.ranking import are_best, order_key
from toi.engine.scoring.score import MOST_CELLS, parts
from toi.engine.scoring.values import theory_weights
from toi.engine.smaa.part_by_part import in_turn
from toi.engine.smaa.stretched_blocks import StretchedBlock
from toi.engine.smaa.wide_blocks import WideBlock
from toi.engine.smaa.wide_leads import leads_in_wide_block
from toi.threads import Crew


def confidence_factors(
    problem: ScoringProblem,
    rows: Sequence[int],
    central: Floats,
    blocks: Iterable[Inputs | WideBlock | StretchedBlock],
) -> Floats:
    """Return how often each theory leads if weights stay at its central weights, (T,).

    Lahdelma & Salminen (2001); all but the weights is drawn. Those that tie for the lead
    share it. NaN where a theory has no central weights.

    Parameters
    ----------
    central : (T, C) float
    """
    leads, draws, crew = np.zeros(len(rows)), 0, Crew()
    leaders = np.flatnonzero(~np.isnan(central[:, 0]))
    cells = max(len(problem.theories) * len(problem.criteria), 1)
    size = max(min(BLOCK, MOST_CELLS // cells), 1)  # whatever is worked out of them fits

    def shares(inputs: Inputs | WideBlock | StretchedBlock) -> tuple[int, list[list[float]]]:
        if isinstance(inputs, WideBlock):
            return inputs.draws, [leads_in_wide_block(inputs, list(rows), central, leaders)]
        if isinstance(inputs, StretchedBlock):
            cut = inputs.some_at_a_time()
        else:
            cut = (inputs.at(part) for part in parts(inputs.draws, size))
        found = [_in_block(problem, one, list(rows), central, leaders, crew) for one in cut]
        return inputs.draws, found

    with closing(in_turn(blocks, shares)) as found:
        for n, of_each in found:
            for one in of_each:
                leads[leaders] += one
            draws += n
    return np.where(np.isnan(central[:, 0]), np.nan, leads / max(draws, 1))


def _in_block(
    problem: ScoringProblem,
    inputs: Inputs,
    rows: list[int],
    central: Floats,
    leaders: Ints,
    crew: Crew,
) -> list[float]:
    """Add up the shares of the lead of each of some theories over a block of draws.

    Cells do not depend on the weights, so that only the last step is taken again.
    """
    found = ScoredOnly(problem, inputs)
    gated = found.gated.T[rows] if found.gated.any() else None
    method, values = problem.method, None
    if isinstance(method, ValueMethod):
        values = some(found.values, rows)

    def leads(i: int) -> float:
        if values is not None and isinstance(method, ValueMethod):
            own = theory_weights(problem, central[i][None], rows)
            totals = method.of_values(own, values).T
        else:
            weights = np.broadcast_to(central[i], inputs.weights.shape)
            totals = method.scores(problem, weights, found, rows).T
        if gated is not None:
            totals = np.where(gated, -np.inf, totals)
        best = order_key(totals.max(axis=0))
        mine = are_best(order_key(totals[i]), best)  # only there count who leads with it
        return float((1.0 / (order_key(totals[:, mine]) == best[mine]).sum(axis=0)).sum())

    return crew.each(leads, leaders.tolist())
