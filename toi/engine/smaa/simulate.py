"""Scores in many draws: kept, or counted block by block."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from toi.engine.problem import Evaluation, Floats, Inputs, Method, ScoringProblem
from toi.engine.sampling.sampler import Sampler, empty_inputs, numbers, sampled_inputs
from toi.engine.sampling.streams import BLOCK
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.methods.base import ValueMethod, some
from toi.engine.scoring.ranking import order_key
from toi.engine.scoring.score import Scores, score
from toi.engine.scoring.subproblem import in_groups, restricted
from toi.engine.scoring.values import theory_weights
from toi.engine.smaa.indices import RankAccumulator, SmaaIndices
from toi.threads import Crew

AT_ONCE = 4 * BLOCK  # draws made together, so that a table of quantiles is fetched once for all
MEMORY = 2**25  # bytes of draws made together, of which there may be fewer therefore


def sampled_scores(
    problem: ScoringProblem,
    theories: Sequence[int],
    seed: int,
    n: int,
    methods: Sequence[Method] | None = None,
) -> Scores:
    """Score some theories in `n` draws of everything uncertain.

    Where no method compares theories with one another, they are taken group by group, so
    that a debate of thousands fits into memory.

    Parameters
    ----------
    methods : sequence of Method, optional
        All on the same draws; by default the problem's.
    """
    methods = [problem.method] if methods is None else methods
    compared = any(method.compares for method in methods)
    groups = [list(theories)] if compared else in_groups(problem, theories)
    if len(groups) == 1:
        return _group_scores(problem, groups[0], seed, n, methods)
    place = {theory: i for i, theory in enumerate(theories)}
    totals = np.empty((len(methods), len(theories), n))
    gated = np.empty((len(theories), n), dtype=bool)
    for group in groups:
        at = [place[theory] for theory in group]
        found = _group_scores(problem, group, seed, n, methods)
        for out, one in zip(totals, found.by_method, strict=True):
            out[at] = one.T
        gated[at] = found.gated.T
    return Scores(tuple(one.T for one in totals), gated.T)


def _group_scores(
    problem: ScoringProblem, theories: list[int], seed: int, n: int, methods: Sequence[Method]
) -> Scores:
    smaller, rows = restricted(problem, theories)
    return score(smaller, sampled_inputs(smaller, seed, n), rows.tolist(), methods)


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
        part = slice(start, start + inputs.draws)
        for ours, theirs in ((inputs.judgements, self.judgements), (inputs.weights, self.weights)):
            if theirs is not None:
                ours[:] = theirs[part]


def drawn_blocks(
    problem: ScoringProblem,
    seed: int,
    n: int,
    given: Presampled | None = None,
    at_once: int | None = None,
) -> Iterator[Inputs]:
    """Yield the first `n` draws, a block at a time, each in the memory of one before.

    Parameters
    ----------
    given : Presampled, optional
        Draws that replace our own.
    at_once : int, optional
        Draws that are made together, whole blocks; it changes no bit.
    """
    size = at_once or _draws_at_once(problem)
    memory, sampler = empty_inputs(problem, min(n, size)), Sampler(problem, seed, n)
    crew = Crew()
    for start in range(0, n, size):
        inputs = memory.at(slice(0, n - start))
        sampler.fill(start, inputs, crew)
        if given is not None:
            given.lay_over(inputs, start)
        for first in range(0, inputs.draws, BLOCK):
            yield inputs.at(slice(first, first + BLOCK))


def _draws_at_once(problem: ScoringProblem) -> int:
    """Return how many draws are made together: whole blocks that fit into `MEMORY`, or one."""
    fit = MEMORY // (BLOCK * 8 * numbers(problem))
    return min(max(fit, 1) * BLOCK, AT_ONCE)


def simulate(
    problem: ScoringProblem,
    rows: Sequence[int],
    blocks: Iterable[Inputs],
    goes_on: GoesOn = always,
    scored: Scores | None = None,
) -> SmaaIndices:
    """Count ranks, scores and weights of the theories in `rows`, block by block.

    Parameters
    ----------
    blocks : iterable of Inputs
        In the order of their draws; not empty.
    goes_on : callable
        Told after each block how many draws are done; counting ends when it says no.
    scored : Scores, optional
        Of the first draws, where they are known already.
    """
    counts = RankAccumulator(len(rows), len(problem.criteria))
    for inputs in blocks:
        done, after = counts.draws, counts.draws + inputs.draws
        if scored is not None and after <= len(scored.gated):
            found = scored.at(slice(done, after))
        else:
            found = score(problem, inputs, rows)
        nothing = problem.method.of_nothing(problem, inputs.weights)
        counts.add(found.totals, found.gated, inputs.weights, nothing)
        if not goes_on(counts.draws):
            break
    return counts.result()


def confidence_factors(
    problem: ScoringProblem, rows: Sequence[int], central: Floats, blocks: Iterable[Inputs]
) -> Floats:
    """Return how often each theory leads if weights stay at its central weights, (T,).

    Lahdelma & Salminen (2001); all but the weights is drawn. Those that tie for the lead
    share it. NaN where a theory has no central weights.

    Parameters
    ----------
    central : (T, C) float
    """
    leads, draws = np.zeros(len(rows)), 0
    for inputs in blocks:
        found = evaluate(problem, inputs)
        draws += inputs.draws
        gated = found.gated.T[list(rows)].T
        for i in np.flatnonzero(~np.isnan(central[:, 0])):
            weights = np.broadcast_to(central[i], inputs.weights.shape)
            key = order_key(_reweighed(problem, found, weights, rows), gated).T
            best = key.max(axis=0)
            mine = key[i] == best  # only where it leads is it worth counting who leads with it
            leads[i] += (1.0 / (key[:, mine] == best[mine]).sum(axis=0)).sum()
    return np.where(np.isnan(central[:, 0]), np.nan, leads / max(draws, 1))


def _reweighed(
    problem: ScoringProblem, found: Evaluation, weights: Floats, rows: Sequence[int]
) -> Floats:
    """Score what was evaluated by other weights, (S, len(rows)).

    Cells do not depend on the weights, so that only the last step is taken again.
    """
    if isinstance(problem.method, ValueMethod):
        own = theory_weights(problem, weights, list(rows))
        return problem.method.of_values(own, some(found.values, rows))
    return problem.method.scores(problem, weights, found, rows)
