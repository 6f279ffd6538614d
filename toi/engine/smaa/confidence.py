"""Confidence factors: how often each theory leads if weights stay at its central weights."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial

import numpy as np

from toi.engine.problem import Bools, Floats, Inputs, Ints, ScoringProblem
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.methods.base import ValueMethod, some
from toi.engine.scoring.ranking import order_key
from toi.engine.scoring.score import parts
from toi.engine.scoring.values import theory_weights
from toi.engine.smaa.simulate import in_turn
from toi.engine.smaa.wide_blocks import CellValues, WideBlock
from toi.threads import Crew

RIVALS = 32  # theories against which one has to hold first, where there are many
VALUES = 2**27  # bytes of the values of all theories that are in memory at once
LEAST = 256  # draws of which they are
FEW_DRAWS = 32  # in which a theory is held against all others at a time


def confidence_factors(
    problem: ScoringProblem,
    rows: Sequence[int],
    central: Floats,
    blocks: Iterable[Inputs | WideBlock],
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

    def shares(inputs: Inputs | WideBlock) -> tuple[int, list[list[float]]]:
        if isinstance(inputs, WideBlock):
            return inputs.draws, [_in_wide_block(inputs, list(rows), central, leaders, crew)]
        cut = (inputs.at(part) for part in parts(inputs.draws, BLOCK))
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
    found = evaluate(problem, inputs)
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
        mine = order_key(totals[i]) == best  # only there is it worth counting who leads with it
        return float((1.0 / (order_key(totals[:, mine]) == best[mine]).sum(axis=0)).sum())

    return crew.each(leads, leaders.tolist())


def _in_wide_block(
    block: WideBlock, rows: list[int], central: Floats, leaders: Ints, crew: Crew
) -> list[float]:
    """Do the same where the values of all theories are not in memory at once."""
    level: list[list[Ints]] = [[] for _ in leaders]
    for values, gated in _parts_of(block, rows):
        rivals = _rivals(values, central, leaders)
        one = partial(_levels, block.sampler.problem, rows, values, gated, central, rivals)
        for of_each, found in zip(level, crew.each(one, leaders.tolist()), strict=True):
            of_each.append(found)
    return [float((1.0 / np.concatenate(of_each)).sum()) for of_each in level]


def _parts_of(block: WideBlock, rows: list[int]) -> Iterator[tuple[Floats, Bools]]:
    """Yield values, (C, T, S), and gates, (T, S), of the theories in `rows`, part by part."""
    sampler, place = block.sampler, {theory: i for i, theory in enumerate(rows)}
    columns = len(sampler.problem.criteria)
    for draws in sampler.cut(block.draws, max(VALUES // (8 * columns * len(rows)), LEAST)):
        n = draws.stop - draws.start
        values, gated = np.empty((columns, len(rows), n)), np.zeros((len(rows), n), dtype=bool)
        sampler.work_out(block.first, draws, partial(_keep, place, values, gated))
        yield values, gated


def _keep(place: dict[int, int], values: Floats, gated: Bools, found: CellValues) -> None:
    i = place.get(found.theory)
    if i is not None:
        values[found.criterion, i] = found.values
        if found.gated is not None:
            gated[i] |= found.gated


def _rivals(values: Floats, central: Floats, leaders: Ints) -> Ints:
    """Find the theories that score most at the mean of the central weights, and of the draws."""
    mean = np.einsum("c,ct->t", central[leaders].mean(axis=0), values.mean(axis=2))
    return np.argsort(-mean, kind="stable")[:RIVALS]


def _levels(
    problem: ScoringProblem,
    rows: list[int],
    values: Floats,
    gated: Bools,
    central: Floats,
    rivals: Ints,
    i: int,
) -> Ints:
    """Find how many are level with a theory, itself too, in each of the draws that it leads.

    A few strong rivals first, so that all others have to be scored in few draws alone.

    Parameters
    ----------
    values : (C, T, S) float
    gated : (T, S) bool
    """
    method = problem.method
    assert isinstance(method, ValueMethod)  # or the problem would not be wide

    def key(draws: Ints | slice, theories: Ints | slice) -> Floats:
        named = np.arange(len(rows))[theories]
        own = theory_weights(problem, central[i][None], [rows[t] for t in named.tolist()])
        wanted = values[:, theories][:, :, draws].transpose(2, 1, 0)
        return order_key(method.of_values(own, wanted), gated[theories][:, draws].T)

    mine = key(slice(None), slice(i, i + 1))
    left = np.flatnonzero((key(slice(None), rivals) <= mine).all(axis=1))
    found = [np.zeros(0, dtype=np.int64)]
    for part in parts(len(left), FEW_DRAWS):
        draws = left[part]
        others = key(draws, slice(None))
        leads = (others <= mine[draws]).all(axis=1)
        found.append((others[leads] == mine[draws][leads]).sum(axis=1))
    return np.concatenate(found)
