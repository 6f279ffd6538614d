"""EVPPI of several inputs at once, by a regression that leads the choice."""

from collections.abc import Iterator, Sequence

import numpy as np

from toi.engine.problem import Floats
from toi.engine.sampling.streams import BLOCK
from toi.engine.voi.batches import ratio

RIDGE = 1e-9  # of the inputs' variance: where they depend on one another, any fit will do


def evppi_by_regression(columns: Floats, worth: Floats) -> tuple[float, float]:
    """Estimate a lower bound of the EVPPI of some inputs, in points, and its standard error.

    Strong, Oakley & Brennan (2014, doi:10.1177/0272989X13505910) estimate
    ``E[max_t E[V_t | x]]`` by regressing each V_t on the inputs x. Here the regression is
    linear and made on one half of the draws; on the other half the theory with the best
    prediction is chosen in each draw and valued by what it really scores there, less what
    the best choice without knowledge (of the first half) scores; both ways, averaged. No
    policy can do better than the best one, so on average this is not too high, where
    maximising and valuing on the same draws would be. It may come out below 0: noise.

    Parameters
    ----------
    columns : (d, S) float
        The inputs, none of them constant.
    worth : (R, S) float
        Of each choice, in points.
    """
    n = worth.shape[1]
    first, second = (list(_half_blocks(n, half)) for half in (0, 1))
    if not (first and second and len(columns)):
        return (0.0, 0.0) if len(columns) == 0 else (0.0, float("nan"))
    gains = [
        _gains(columns, worth, valuing, *_fit(columns, worth, deciding))
        for deciding, valuing in ((first, second), (second, first))
    ]
    (one, e1), (other, e2) = (ratio(gain, np.ones(len(gain))) for gain in gains)
    return float((one + other) / 2.0), float(np.sqrt(e1**2 + e2**2) / 2.0)


def _fit(columns: Floats, worth: Floats, parts: Sequence[slice]) -> tuple[Floats, Floats, int]:
    """Regress each choice's worth on the columns: intercepts, slopes, best choice without them.

    By einsum throughout: it sums in one order, whatever the number of threads.
    """
    n = sum(part.stop - part.start for part in parts)
    x, y = (sum(v[:, part].sum(axis=1) for part in parts) / n for v in (columns, worth))
    gram, cross = -n * np.outer(x, x), -n * np.outer(x, y)
    for part in parts:
        here, there = columns[:, part], worth[:, part]
        cross += np.einsum("is,js->ij", here, there)
        for i in range(len(here)):  # half of it: it is symmetric
            gram[i, : i + 1] += np.einsum("s,js->j", here[i], here[: i + 1])
    gram = np.tril(gram) + np.tril(gram, -1).T
    scale = np.sqrt(np.maximum(np.diag(gram), 1e-300))
    gram = gram / np.outer(scale, scale) + RIDGE * np.eye(len(gram))
    slopes = np.linalg.solve(gram, cross / scale[:, None]).T / scale
    return y - slopes @ x, slopes, int(y.argmax())


def _gains(
    columns: Floats,
    worth: Floats,
    parts: Sequence[slice],
    intercept: Floats,
    slopes: Floats,
    best: int,
) -> Floats:
    """Return by how much the choice by the fit is worth more than the best one without it, (n,)."""
    found = []
    for part in parts:
        predicted = np.einsum("ji,is->sj", slopes, columns[:, part]) + intercept
        choice, there = predicted.argmax(axis=1), worth[:, part]
        found.append(there[choice, np.arange(len(choice))] - there[best])
    return np.concatenate(found)


def _half_blocks(n: int, half: int) -> Iterator[slice]:
    """Yield the first or second half of each block of draws."""
    for start in range(0, n, BLOCK):
        size = min(BLOCK, n - start)
        middle = start + size // 2
        part = slice(middle, start + size) if half else slice(start, middle)
        if part.stop > part.start:
            yield part
