"""Inputs of the model: their expectation, or draws in fixed blocks."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Protocol

import numpy as np

from toi.engine.memory import give_back, keep_freed
from toi.engine.problem import Floats, Inputs, Quantity, ScoringProblem
from toi.engine.remembered import remembered
from toi.engine.sampling import weight_draws
from toi.engine.sampling.event_draws import EventDraws
from toi.engine.sampling.peer_draws import peer_draws
from toi.engine.sampling.quantile_tables import LEVELS, forget_tables
from toi.engine.sampling.quantiles import beta_table, clipped_mean
from toi.engine.sampling.scaled_draws import (
    SHORT,
    ScaledDraws,
    fill_together,
    fixed_value,
    is_short,
    scaled_draws,
    tabulate,
)
from toi.engine.sampling.streams import BLOCK, PER_WORD, one_stream, parts
from toi.threads import Crew

keep_freed()

QUANTITIES = frozenset(
    ("theories", "criteria", "low", "high", "judgements", "judgement_theory")
    + ("judgement_criterion", "arguments", "answers", "forces")
)
SHARES = 8  # into which the quantities are cut, for threads to take one by one


def expected_value(quantity: Quantity) -> float:
    """Return the mean of an uncertain number after clipping."""
    return clipped_mean(quantity.law, quantity.low, quantity.high)


def expected_inputs(problem: ScoringProblem) -> Inputs:
    """Put every number at its expectation, as a single draw (S = 1)."""
    inputs = empty_inputs(problem, 1).with_(peer=None)
    inputs.weights[:] = weight_draws.expected_weights(
        problem.criteria, problem.weights, problem.weight_law
    )
    inputs.sound[:] = problem.credence
    means = _means(problem)
    inputs.judgements[:] = means.judgements
    inputs.answer_force[:], inputs.force[:] = means.answer_force, means.force
    return inputs


@remembered(QUANTITIES)
def _means(problem: ScoringProblem) -> Inputs:
    """Put judgements and forces at their expectation; weights and credences are left empty."""
    found = empty_inputs(problem, 1)
    for quantity, row, low, span in _places(problem, found):
        row[:] = (expected_value(quantity) - low) / span
    return found


def empty_inputs(problem: ScoringProblem, n: int) -> Inputs:
    """Allocate `n` draws, each quantity's draws side by side in memory; cells are 0."""
    t, c = len(problem.theories), len(problem.criteria)
    return Inputs(
        weights=np.empty((c, n)).T,
        judgements=np.zeros((t, c, n)).transpose(2, 0, 1),
        sound=np.empty((len(problem.arguments), n)).T,
        answer_force=np.empty((len(problem.answers), n)).T,
        force=np.empty((len(problem.forces), n)).T,
        peer=None if problem.scrutiny is None else np.full((len(problem.theories), n), -1).T,
    )


def numbers(problem: ScoringProblem) -> int:
    """Return how many numbers there are in a draw."""
    t, c = len(problem.theories), len(problem.criteria)
    peers = 0 if problem.scrutiny is None else t
    named = len(problem.arguments) + len(problem.answers) + len(problem.forces)
    return t * c + c + peers + named


def _places(
    problem: ScoringProblem, inputs: Inputs
) -> Iterator[tuple[Quantity, Floats, float, float]]:
    """Yield every quantity, where its draws go, and the scale that is mapped to 0-1."""
    low, span = problem.low.tolist(), (problem.high - problem.low).tolist()
    cells = zip(
        problem.judgement_theory.tolist(),
        problem.judgement_criterion.tolist(),
        problem.judgements,
        strict=True,
    )
    for t, c, quantity in cells:
        yield quantity, inputs.judgements[:, t, c], low[c], span[c]
    for quantity, row in zip(problem.answers, inputs.answer_force.T, strict=True):
        yield quantity, row, 0.0, 1.0
    for quantity, row in zip(problem.forces, inputs.force.T, strict=True):
        yield quantity, row, 0.0, 1.0


def draw(quantity: Quantity, seed: int, n: int) -> Floats:
    """Draw `n` clipped values of an uncertain number, (n,)."""
    if quantity.law.is_point:
        return np.full(n, fixed_value(quantity, 0.0, 1.0))
    found, one = np.empty(n), ScaledDraws(one_stream(seed, quantity.label), quantity, 0.0, 1.0)
    if n >= LEVELS:
        one.tabulate(alone=True)
    one.fill(0, found)
    return found


def weights_block(problem: ScoringProblem, seed: int, block: int) -> Floats:
    """Draw a block of weights, (BLOCK, C).

    Parameters
    ----------
    block : int
        Its number, from 0.
    """
    law = problem.weight_law
    return weight_draws.weights_block(problem.criteria, problem.weights, law, seed, block)


class Fixed:
    """Draws of a number that has no range."""

    def __init__(self, value: float) -> None:
        self._value = value

    def fill(self, first: int, out: Floats, anew: bool = False) -> None:
        """Overwrite `out` with the number, as `ScaledDraws` do with draws."""
        out[:] = self._value


def cell_draws(
    problem: ScoringProblem, seed: int, total: int
) -> dict[tuple[int, int], ScaledDraws | Fixed]:
    """Make what draws each cell, by theory and criterion; one that is not judged is 0.

    Parameters
    ----------
    total : int
        As of a `Sampler`.
    """
    found: dict[tuple[int, int], ScaledDraws | Fixed] = {}
    for place in np.ndindex(len(problem.theories), len(problem.criteria)):
        found[place] = Fixed(0.0)
    places = zip(
        problem.judgement_theory.tolist(), problem.judgement_criterion.tolist(), strict=True
    )
    lows, spans = problem.low.tolist(), (problem.high - problem.low).tolist()
    drawn: dict[tuple[int, int], tuple[Quantity, float, float]] = {}
    for (t, c), quantity in zip(places, problem.judgements, strict=True):
        if quantity.law.is_point:
            found[t, c] = Fixed(fixed_value(quantity, lows[c], spans[c]))
        else:
            drawn[t, c] = quantity, lows[c], spans[c]
    made = scaled_draws(seed, list(drawn.values()))
    tabulate(made, total)
    return found | dict(zip(drawn, made, strict=True))


class Sampler:
    """Draws of every number of a problem; arguments are 0/1 events of their credence.

    Parameters
    ----------
    total : int
        How many draws will be asked for, all told: it decides what is worth a table, and
        changes no bit.
    piecemeal : bool
        As of `tabulate`.
    """

    def __init__(
        self, problem: ScoringProblem, seed: int, total: int, piecemeal: bool = False
    ) -> None:
        self._problem, self._seed = problem, seed
        self._fixed: dict[int, float] = {}
        drawn: dict[int, tuple[Quantity, float, float]] = {}
        for i, (quantity, _, low, span) in enumerate(_places(problem, empty_inputs(problem, 0))):
            if quantity.law.is_point:
                self._fixed[i] = fixed_value(quantity, low, span)
            else:
                drawn[i] = quantity, low, span
        made = scaled_draws(seed, list(drawn.values()))
        self._drawn = dict(zip(drawn, made, strict=True))
        number = tabulate(self._drawn.values(), total, piecemeal)
        # One shape after another, so that its table stays in the processor's cache.
        in_order = sorted(self._drawn, key=lambda i: number[self._drawn[i].shape])
        self._shares = list(_shared_out(in_order))
        self._events = EventDraws(problem, seed)
        self._peers = peer_draws(problem, seed)

    def fill(
        self, first: int, inputs: Inputs, crew: Crew | None = None, forget: bool = False
    ) -> None:
        """Overwrite `inputs` with draws in order.

        Quantity by quantity, so that each table is fetched once for all of them.

        Parameters
        ----------
        first : int
            Number of the first draw, from 0; a multiple of 4.
        crew : Crew, optional
            Those who share the work; by default the caller does all of it, who may be one of
            some crew already.
        forget : bool
            Whether the caller alone is not to keep tables between quantiles, which are soon made
            again and take as much memory as thousands of draws.
        """
        rows = [row for _, row, _, _ in _places(self._problem, inputs)]
        for i, value in self._fixed.items():
            rows[i][:] = value
        work = [
            partial(self._fill_weights, first, inputs),
            *(partial(self._fill_quantities, some, first, rows) for some in self._shares),
            *(
                partial(self._events.fill, some, first, inputs.sound)
                for some in _shared_out(range(len(self._problem.arguments)))
            ),
        ]
        if inputs.peer is not None:
            work += [
                partial(peers.fill, first, inputs.peer[:, peers.theory]) for peers in self._peers
            ]
        if crew is None:
            for part in work:
                part()
                if forget:
                    beta_table.cache_clear()
        else:
            crew.each(_done, work)

    def _fill_weights(self, first: int, inputs: Inputs) -> None:
        for part in parts(first, inputs.draws):
            block, start = divmod(first + part.start, BLOCK)
            weights = weights_block(self._problem, self._seed, block)
            inputs.weights[part] = weights[start : start + part.stop - part.start]

    def _fill_quantities(self, some: Sequence[int], first: int, rows: Sequence[Floats]) -> None:
        if is_short(first, len(rows[some[0]])):
            fill_together([self._drawn[i] for i in some], first, [rows[i] for i in some])
            return
        last = None
        for i in some:
            one = self._drawn[i]
            one.fill(first, rows[i], anew=one.shape != last)
            last = one.shape


def _shared_out(items: Sequence[int]) -> Iterator[Sequence[int]]:
    """Cut items into shares of about the same size, in order."""
    size = -(-len(items) // SHARES)
    return (items[start : start + size] for start in range(0, len(items), size or 1))


def _done(work: Callable[[], None]) -> None:
    work()


def sampled_inputs(problem: ScoringProblem, seed: int, n: int) -> Inputs:
    """Draw the first `n` draws of every number.

    Parameters
    ----------
    seed : int
        0 or more.
    n : int

    Returns
    -------
    Inputs
        Arguments are 0/1 events of their credence.
    """
    inputs = empty_inputs(problem, n)
    Sampler(problem, seed, n).fill(0, inputs)
    return inputs


class SomeDraws(Protocol):
    """Draws of which any may be had by themselves: `Inputs`, or what draws them anew."""

    @property
    def draws(self) -> int:
        """Return S."""
        ...

    def at(self, draws: slice) -> Inputs:
        """Return some of the draws."""
        ...


class RedrawnInputs:
    """The first `n` draws, as `sampled_inputs` makes them, each drawn whenever it is asked for.

    For problems of which so many draws would fill the memory.
    """

    def __init__(self, problem: ScoringProblem, seed: int, n: int) -> None:
        self._problem, self._draws = problem, n
        self._sampler = Sampler(problem, seed, n, piecemeal=True)

    @property
    def draws(self) -> int:
        """Return S."""
        return self._draws

    def at(self, draws: slice) -> Inputs:
        """Return some of the draws; both ends of the slice must be given.

        What was freed is given back before: of arrays of many sizes, more is kept than is in use.
        """
        give_back()
        early = draws.start % PER_WORD
        n = early + draws.stop - draws.start
        inputs = empty_inputs(self._problem, n)
        self._sampler.fill(draws.start - early, inputs, forget=n > SHORT)
        return inputs.at(slice(early, None))


def let_go(inputs: SomeDraws) -> None:
    """Give back the memory of what draws were made with, where they are made each time."""
    if isinstance(inputs, RedrawnInputs):
        forget_tables()
    give_back()
