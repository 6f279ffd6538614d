"""Inputs of the model: their expectation, or draws with one stream per labelled quantity.

A stream depends on the seed and on the stable hash of its label alone, so that adding a
record leaves everybody else's draws as they were, and two rubrics meet on common random
numbers. Draws are made in fixed blocks; block k of a stream starts k * 2**64 steps on.
"""

import hashlib
from collections.abc import Callable, Sequence

import numpy as np
from numpy.random import PCG64DXSM, Generator, SeedSequence

from toi.arrays import Floats, Inputs, Quantity, ScoringProblem
from toi.engine.quantiles import clipped_mean, quantile
from toi.engine.weights import mean_weights, shaped_weights

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
    digest = hashlib.blake2b(label.encode(), digest_size=16).digest()
    words = [int.from_bytes(digest[i : i + 4], "little") for i in range(0, 16, 4)]
    bits = PCG64DXSM(SeedSequence([seed, *words]))
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
    if quantity.law.is_point:
        return np.full(n, min(max(quantity.law.support[0], quantity.low), quantity.high))
    values = quantile(quantity.law, uniforms(seed, quantity.label, n))
    return np.clip(values, quantity.low, quantity.high)


def expected(quantity: Quantity) -> float:
    """Mean of an uncertain number after clipping."""
    return clipped_mean(quantity.law, quantity.low, quantity.high)


def expected_inputs(problem: ScoringProblem) -> Inputs:
    """Every number at its expectation, as a single draw (S = 1)."""
    judgements = _judgement_cells(problem, [np.array([expected(q)]) for q in problem.judgements], 1)
    return Inputs(
        weights=mean_weights(problem.weights, problem.weight_law)[None, :],
        judgements=judgements,
        sound=problem.credence[None, :].copy(),
        answer_force=np.array([[expected(q) for q in problem.answers]]).reshape(1, -1),
        force=np.array([[expected(q) for q in problem.forces]]).reshape(1, -1),
    )


def sampled_inputs(problem: ScoringProblem, seed: int, n: int) -> Inputs:
    """`n` draws of every number; arguments are 0/1 events of their credence."""
    cells = [draw(q, seed, n) for q in problem.judgements]
    sound = _columns(
        [
            (uniforms(seed, f"event/{name}", n) < credence).astype(np.float64)
            for name, credence in zip(problem.arguments, problem.credence, strict=True)
        ],
        n,
    )
    return Inputs(
        weights=sampled_weights(problem, seed, n),
        judgements=_judgement_cells(problem, cells, n),
        sound=sound,
        answer_force=_columns([draw(q, seed, n) for q in problem.answers], n),
        force=_columns([draw(q, seed, n) for q in problem.forces], n),
    )


def sampled_weights(problem: ScoringProblem, seed: int, n: int) -> Floats:
    """`n` draws of the weights, (n, C)."""
    law = problem.weight_law
    if law.kind == "exactly":
        return np.broadcast_to(problem.weights, (n, len(problem.criteria))).copy()
    shapes = law.concentration * problem.weights if law.kind == "dirichlet" else problem.weights > 0
    gammas = [
        _filled(seed, f"weight/{name}", n, lambda g, m, a=shape: g.standard_gamma(float(a), m))  # type: ignore[misc]
        for name, shape in zip(problem.criteria, shapes, strict=True)
    ]
    return shaped_weights(problem.weights, law, _columns(gammas, n))


def _columns(columns: Sequence[Floats], n: int) -> Floats:
    """Columns as an array (n, K) whose draws lie side by side in memory."""
    return np.asarray(np.stack(columns)).T if columns else np.zeros((n, 0))


def _judgement_cells(problem: ScoringProblem, values: Sequence[Floats], n: int) -> Floats:
    """Judgements rescaled to 0-1, as (n, T, C) with draws side by side in memory."""
    cells = np.zeros((len(problem.theories), len(problem.criteria), n))
    span = problem.high - problem.low
    where = zip(problem.judgement_theory, problem.judgement_criterion, values, strict=True)
    for t, c, raw in where:
        cells[t, c] = (raw - problem.low[c]) / span[c]
    return cells.transpose(2, 0, 1)
