"""Inputs of the model: their expectation, or draws in fixed blocks."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np

from toi.engine.problem import Floats, Inputs, Quantity, ScoringProblem
from toi.engine.sampling import weight_draws
from toi.engine.sampling.peer_draws import peer_draws
from toi.engine.sampling.quantile_tables import LEVELS, MOST_TABLES, look_up, standard_form
from toi.engine.sampling.quantiles import clipped_mean
from toi.engine.sampling.streams import BLOCK, Stream


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

    def fill(self, block: int, tabulated: set[Any], out: Floats) -> None:
        if self.shape is None:
            out[:] = self._value
            return
        levels = self._stream.integers(block, len(out))
        look_up(self.shape, levels, self.shape in tabulated, out)
        if self._scale != 1.0:
            out *= self._scale
        if self._shift != 0.0:
            out += self._shift
        if self._clips:
            np.clip(out, *self._ends, out=out)


def draw(quantity: Quantity, seed: int, n: int) -> Floats:
    """Draw `n` clipped values of an uncertain number, (n,)."""
    found, one = np.empty(n), _QuantitySampler(seed, quantity, 0.0, 1.0)
    for block, start in enumerate(range(0, n, BLOCK)):
        one.fill(block, {one.shape} if n >= LEVELS else set(), found[start : start + BLOCK])
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
        self._order = sorted(range(len(shapes)), key=lambda i: number[shapes[i]])
        self._events = [Stream(seed, f"event/{name}") for name in problem.arguments]
        self._peers = peer_draws(problem, seed)

    def fill(self, block: int, inputs: Inputs) -> None:
        """Overwrite `inputs` with the draws that follow from the start of a block.

        Quantity by quantity, so that each table is fetched once for all of them.
        """
        n = len(inputs.weights)
        parts = [
            (block + i, slice(start, min(start + BLOCK, n)))
            for i, start in enumerate(range(0, n, BLOCK))
        ]
        for k, part in parts:
            weights = weights_block(self._problem, self._seed, k)
            inputs.weights[part] = weights[: part.stop - part.start]
        rows = [row for _, row, _, _ in _places(self._problem, inputs)]
        for i in self._order:
            for k, part in parts:
                self._quantities[i].fill(k, self._tabulated, rows[i][part])
        thresholds = np.rint(self._problem.credence * LEVELS).astype(np.int64).tolist()
        for event, row, below in zip(self._events, inputs.sound.T, thresholds, strict=True):
            for k, part in parts:
                row[part] = event.happens(k, part.stop - part.start, below)
        if inputs.peer is not None:
            for peers in self._peers:
                for k, part in parts:
                    peers.fill(k, inputs.peer[part, peers.theory])


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
