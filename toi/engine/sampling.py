"""Inputs of the model: their expectation, or draws with one stream per labelled quantity.

A stream depends on a stable hash of the seed and its label alone, so that adding a
record leaves everybody else's draws as they were, and two rubrics meet on common random
numbers. Draws are made in fixed blocks; block k of a stream starts k * 2**64 steps on.
"""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.random import PCG64DXSM, Generator, SeedSequence

from toi.arrays import Bools, Floats, Inputs, Quantity, ScoringProblem
from toi.engine.quantiles import clipped_mean, quantile

T = TypeVar("T")

BLOCK = 8192
_STEP = 2**64
_HALF_ULP = 2.0**-54  # keeps uniforms off 0, where quantiles may be infinite


def stream(seed: int, label: str, block: int = 0) -> Generator:
    """The random stream of one labelled quantity, at the start of a block.

    Parameters
    ----------
    seed : int
        0 or more; 0 is a seed like any other.
    """
    digest = hashlib.blake2b(f"{seed}/{label}".encode(), digest_size=16).digest()
    bits = PCG64DXSM(SeedSequence(int.from_bytes(digest, "little")))
    if block:
        bits.advance(block * _STEP)
    return Generator(bits)


def _filled(seed: int, label: str, n: int, draw: Callable[[Generator, int], Floats]) -> Floats:
    """`n` variates of one stream, (n,), block by block."""
    if n <= BLOCK:
        return draw(stream(seed, label), n)
    starts = range(0, n, BLOCK)
    return np.concatenate(
        [draw(stream(seed, label, k), min(BLOCK, n - start)) for k, start in enumerate(starts)]
    )


def uniforms(seed: int, label: str, n: int) -> Floats:
    """`n` uniforms strictly between 0 and 1 from the stream of `label`, (n,)."""
    return _filled(seed, label, n, lambda g, m: g.random(m) + _HALF_ULP)


def draw(quantity: Quantity, seed: int, n: int) -> Floats:
    """`n` clipped values of an uncertain number, (n,)."""
    start, end = quantity.law.support
    if quantity.law.is_point:
        return np.full(n, min(max(start, quantity.low), quantity.high))
    values = quantile(quantity.law, uniforms(seed, quantity.label, n))
    if start < quantity.low or end > quantity.high:
        np.clip(values, quantity.low, quantity.high, out=values)
    return values


def expected(quantity: Quantity) -> float:
    """Mean of an uncertain number after clipping."""
    return clipped_mean(quantity.law, quantity.low, quantity.high)


def expected_inputs(problem: ScoringProblem) -> Inputs:
    """Every number at its expectation, as a single draw (S = 1)."""
    from toi.engine.simplex import expected_weights

    weights = expected_weights(problem.criteria, problem.weights, problem.weight_law)
    return Inputs(
        weights=weights[None, :],
        judgements=_judgement_cells(problem, expected, 1),
        sound=problem.credence[None, :].copy(),
        answer_force=_columns(problem.answers, expected, 1),
        force=_columns(problem.forces, expected, 1),
    )


def sampled_inputs(problem: ScoringProblem, seed: int, n: int) -> Inputs:
    """`n` draws of every number; arguments are 0/1 events of their credence."""

    def drawn(quantity: Quantity) -> Floats:
        return draw(quantity, seed, n)

    def happens(event: tuple[str, float]) -> Bools:
        return np.asarray(uniforms(seed, f"event/{event[0]}", n) < event[1])

    events = list(zip(problem.arguments, problem.credence.tolist(), strict=True))
    return Inputs(
        weights=sampled_weights(problem, seed, n),
        judgements=_judgement_cells(problem, drawn, n),
        sound=_columns(events, happens, n),
        answer_force=_columns(problem.answers, drawn, n),
        force=_columns(problem.forces, drawn, n),
    )


def sampled_weights(problem: ScoringProblem, seed: int, n: int) -> Floats:
    """`n` draws of the weights, (n, C)."""
    from toi.engine.simplex import weights_block  # which needs this module's streams

    blocks = [
        weights_block(
            problem.criteria, problem.weights, problem.weight_law, seed, k, min(BLOCK, n - start)
        ).T
        for k, start in enumerate(range(0, n, BLOCK))
    ]
    return np.concatenate(blocks, axis=1).T


def _columns(items: Sequence[T], values: Callable[[T], Any], n: int) -> Floats:
    """One column of values per item, (n, K), its draws side by side in memory."""
    found = np.empty((len(items), n))
    for row, item in zip(found, items, strict=True):
        row[:] = values(item)
    return found.T


def _judgement_cells(problem: ScoringProblem, values: Callable[[Quantity], Any], n: int) -> Floats:
    """Judgements rescaled to 0-1, as (n, T, C) with draws side by side in memory."""
    cells = np.zeros((len(problem.theories), len(problem.criteria), n))
    span = problem.high - problem.low
    where = zip(
        problem.judgement_theory.tolist(),
        problem.judgement_criterion.tolist(),
        problem.judgements,
        strict=True,
    )
    for t, c, quantity in where:
        np.divide(values(quantity) - problem.low[c], span[c], out=cells[t, c])
    return cells.transpose(2, 0, 1)
