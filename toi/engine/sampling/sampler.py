"""Inputs of the model: their expectation, or draws in fixed blocks."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np

from toi.engine.problem import Floats, Inputs, Quantity, ScoringProblem
from toi.engine.sampling import weight_draws
from toi.engine.sampling.peer_draws import peer_draws
from toi.engine.sampling.quantile_tables import LEVELS, MOST_TABLES, look_up, standard_form
from toi.engine.sampling.quantiles import clipped_mean
from toi.engine.sampling.streams import BLOCK, Stream, parts
from toi.threads import Crew

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
    for quantity, row, low, span in _places(problem, inputs):
        row[:] = (expected_value(quantity) - low) / span
    return inputs


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


class _QuantitySampler:
    """One quantity on its way from integers to values on 0-1."""

    def __init__(self, seed: int, quantity: Quantity, low: float, span: float) -> None:
        law = quantity.law
        self._ends = (quantity.low - low) / span, (quantity.high - low) / span
        self.shape = None
        if law.is_point:
            value = (law.support[0] - low) / span
            self._value = min(max(value, self._ends[0]), self._ends[1])
            return
        self.shape, shift, scale = standard_form(law)
        self._stream = Stream(seed, quantity.label)
        self._shift, self._scale = (shift - low) / span, scale / span
        self._clips = law.support[0] < quantity.low or law.support[1] > quantity.high

    def fill(self, first: int, tabulated: set[Any], out: Floats, anew: bool = False) -> None:
        if self.shape is None:
            out[:] = self._value
            return
        levels = self._stream.integers(first, len(out))
        look_up(self.shape, levels, self.shape in tabulated, out, anew)
        if self._scale != 1.0:
            out *= self._scale
        if self._shift != 0.0:
            out += self._shift
        if self._clips:
            np.clip(out, *self._ends, out=out)


def draw(quantity: Quantity, seed: int, n: int) -> Floats:
    """Draw `n` clipped values of an uncertain number, (n,)."""
    found, one = np.empty(n), _QuantitySampler(seed, quantity, 0.0, 1.0)
    one.fill(0, {one.shape} if n >= LEVELS else set(), found)
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


class Sampler:
    """Draws of every number of a problem; arguments are 0/1 events of their credence.

    Parameters
    ----------
    total : int
        How many draws will be asked for, all told: it decides what is worth a table, and
        changes no bit.
    """

    def __init__(self, problem: ScoringProblem, seed: int, total: int) -> None:
        self._problem, self._seed = problem, seed
        self._quantities = [
            _QuantitySampler(seed, quantity, low, span)
            for quantity, _, low, span in _places(problem, empty_inputs(problem, 0))
        ]
        used = Counter(one.shape for one in self._quantities if one.shape is not None)
        often = [shape for shape, count in used.most_common() if count * total >= LEVELS]
        self._tabulated = set(often[:MOST_TABLES])
        # One shape after another, so that its table stays in the processor's cache.
        shapes = [one.shape for one in self._quantities]
        number = {shape: i for i, shape in enumerate(dict.fromkeys(shapes))}
        order = sorted(range(len(shapes)), key=lambda i: number[shapes[i]])
        self._shares = list(_shared_out(order))
        self._events = [Stream(seed, f"event/{name}") for name in problem.arguments]
        self._thresholds = np.rint(problem.credence * LEVELS).astype(np.int64).tolist()
        self._peers = peer_draws(problem, seed)

    def fill(self, first: int, inputs: Inputs, crew: Crew | None = None) -> None:
        """Overwrite `inputs` with draws in order.

        Quantity by quantity, so that each table is fetched once for all of them.

        Parameters
        ----------
        first : int
            Number of the first draw, from 0; a multiple of 4.
        crew : Crew, optional
            Those who share the work.
        """
        rows = [row for _, row, _, _ in _places(self._problem, inputs)]
        work = [
            partial(self._fill_weights, first, inputs),
            *(partial(self._fill_quantities, some, first, rows) for some in self._shares),
            *(
                partial(self._fill_events, some, first, inputs)
                for some in _shared_out(range(len(self._events)))
            ),
        ]
        if inputs.peer is not None:
            work += [
                partial(peers.fill, first, inputs.peer[:, peers.theory]) for peers in self._peers
            ]
        (crew or Crew()).each(_done, work)

    def _fill_weights(self, first: int, inputs: Inputs) -> None:
        for part in parts(first, inputs.draws):
            block, start = divmod(first + part.start, BLOCK)
            weights = weights_block(self._problem, self._seed, block)
            inputs.weights[part] = weights[start : start + part.stop - part.start]

    def _fill_quantities(self, some: Sequence[int], first: int, rows: Sequence[Floats]) -> None:
        last = None
        for i in some:
            one = self._quantities[i]
            one.fill(first, self._tabulated, rows[i], anew=one.shape != last)
            last = one.shape

    def _fill_events(self, some: Sequence[int], first: int, inputs: Inputs) -> None:
        for i in some:
            event = self._events[i].happens(first, inputs.draws, self._thresholds[i])
            inputs.sound[:, i] = event


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
