"""Scores in many draws: kept, or counted block by block."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from toi.engine.problem import Bools, Evaluation, Floats, Inputs, Method, ScoringProblem
from toi.engine.sampling.sampler import Sampler, empty_inputs, sampled_inputs
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.methods import method_scores, score_of_nothing
from toi.engine.scoring.subproblem import in_groups, restricted
from toi.engine.scoring.values import weighted_sum
from toi.engine.smaa.indices import RankAccumulator, SmaaIndices

ROOM = 2  # blocks that are drawn at a time
CHUNK = 2048  # draws at a time, so that what is worked on stays in the processor's cache


def sampled_totals(
    problem: ScoringProblem, theories: list[int], seed: int, n: int
) -> tuple[Floats, Bools]:
    """Scores of some theories in `n` draws of everything uncertain.

    Returns
    -------
    totals, gated : (n, len(theories))
        With draws side by side in memory.
    """
    (totals,), gated = sampled_by_method(problem, [problem.method], theories, seed, n)
    return totals, gated


def sampled_by_method(
    problem: ScoringProblem, methods: Sequence[Method], theories: list[int], seed: int, n: int
) -> tuple[list[Floats], Bools]:
    """As `sampled_totals`, by several methods on the same draws.

    Where no method compares theories with one another, they are taken group by group.
    """
    compared = any(method.compares for method in methods)
    groups = [theories] if compared else in_groups(problem, theories)
    if len(groups) == 1:
        return _group_totals(problem, methods, theories, seed, n)
    place = {theory: i for i, theory in enumerate(theories)}
    totals = np.empty((len(methods), len(theories), n))
    gated = np.empty((len(theories), n), dtype=bool)
    for group in groups:
        at = [place[theory] for theory in group]
        found, out = _group_totals(problem, methods, group, seed, n)
        for scores, one in zip(totals, found, strict=True):
            scores[at] = one.T
        gated[at] = out.T
    return [scores.T for scores in totals], gated.T


def _group_totals(
    problem: ScoringProblem, methods: Sequence[Method], theories: list[int], seed: int, n: int
) -> tuple[list[Floats], Bools]:
    smaller, rows = restricted(problem, theories)
    return totals_of(smaller, sampled_inputs(smaller, seed, n), rows.tolist(), methods)


def totals_of(
    problem: ScoringProblem, inputs: Inputs, rows: list[int], methods: Sequence[Method]
) -> tuple[list[Floats], Bools]:
    """Scores of the theories in `rows` by each method for given draws, chunk by chunk.

    A chunk holds some draws of all the theories, since methods may compare them.
    """
    n = len(inputs.weights)
    problems = [replace(problem, method=method) for method in methods]
    totals = np.empty((len(methods), len(rows), n))
    gated = np.empty((len(rows), n), dtype=bool)
    for start in range(0, n, CHUNK):
        part = slice(start, start + CHUNK)
        here = inputs.at(part)
        found = evaluate(problem, here)
        for scores, one in zip(totals, problems, strict=True):
            scores[:, part] = method_scores(one, here.weights, found, rows).T
        gated[:, part] = found.gated.T[rows]
    return [scores.T for scores in totals], gated.T


GoesOn = Callable[[int], bool]


def always(done: int) -> bool:
    """Go on whatever is done."""
    return True


@dataclass(frozen=True, eq=False)
class Presampled:
    """Draws that somebody made elsewhere, in place of our own; None where ours are used.

    Attributes
    ----------
    judgements : (S, T, C) float or None
        Of all theories of the problem, rescaled to 0-1.
    weights : (S, C) float or None
        Add up to 1 in every draw.
    """

    judgements: Floats | None = None
    weights: Floats | None = None

    def lay_over(self, inputs: Inputs, start: int) -> None:
        """Overwrite a block of draws that begins at draw `start`."""
        part = slice(start, start + len(inputs.weights))
        for ours, theirs in ((inputs.judgements, self.judgements), (inputs.weights, self.weights)):
            if theirs is not None:
                ours[:] = theirs[part]


def drawn_blocks(
    problem: ScoringProblem, seed: int, n: int, given: Presampled | None = None
) -> Iterator[Inputs]:
    """The first `n` draws, a block at a time, each in the room of one before."""
    room, sampler = empty_inputs(problem, min(n, ROOM * BLOCK)), Sampler(problem, seed, n)
    for start in range(0, n, ROOM * BLOCK):
        inputs = room.at(slice(0, n - start))
        sampler.fill(start // BLOCK, inputs)
        if given is not None:
            given.lay_over(inputs, start)
        for first in range(0, len(inputs.weights), BLOCK):
            yield inputs.at(slice(first, first + BLOCK))


def tallied(
    problem: ScoringProblem,
    rows: list[int],
    blocks: Iterable[Inputs],
    goes_on: GoesOn = always,
) -> SmaaIndices:
    """Ranks, scores and weights of the theories in `rows`, counted block by block.

    Parameters
    ----------
    blocks : iterable of Inputs
        In the order of their draws; not empty.
    goes_on : callable
        Told after each block how many draws are done; counting ends when it says no.
    """
    tally = RankAccumulator(len(rows), len(problem.criteria))
    for inputs in blocks:
        (totals,), gated = totals_of(problem, inputs, rows, [problem.method])
        tally.add(totals, gated, inputs.weights, score_of_nothing(problem, inputs.weights))
        if not goes_on(tally.draws):
            break
    return tally.result()


def confidence_factors(
    problem: ScoringProblem, rows: list[int], central: Floats, blocks: Iterable[Inputs]
) -> Floats:
    """How often each theory leads if weights stay at its central weights, (T,).

    Lahdelma & Salminen (2001); all but the weights is drawn. Those that tie for the lead
    share it. NaN where a theory has no central weights.

    Parameters
    ----------
    central : (T, C) float
    """
    leads, draws = np.zeros(len(rows)), 0
    for inputs in blocks:
        found = evaluate(problem, inputs)
        draws += len(inputs.weights)
        gated = found.gated.T[rows]
        for i in np.flatnonzero(~np.isnan(central[:, 0])):
            weights = np.broadcast_to(central[i], inputs.weights.shape)
            key = np.where(gated, -np.inf, _reweighed(problem, found, weights, rows).T)
            best = key.max(axis=0)
            mine = key[i] == best
            leads[i] += (1.0 / (key[:, mine] == best[mine]).sum(axis=0)).sum()
    return np.where(np.isnan(central[:, 0]), np.nan, leads / max(draws, 1))


def _reweighed(
    problem: ScoringProblem, found: Evaluation, weights: Floats, rows: list[int]
) -> Floats:
    """Scores (S, len(rows)) of what was evaluated, by other weights."""
    if problem.method.name != "additive":
        return method_scores(problem, weights, found, rows)
    return weighted_sum(weights, found.values.transpose(1, 2, 0)[rows].transpose(2, 0, 1))
