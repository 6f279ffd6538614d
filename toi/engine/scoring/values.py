"""From cells to values: value functions, their weighted sum, gates, doing nothing."""

from collections.abc import Callable, Iterator
from itertools import groupby

import numpy as np

from toi.engine.problem import Bools, Floats, ScoringProblem

CACHED = 2**15  # numbers that are worked on at a time, so that they stay in a processor's cache
LONG = 2**13  # of them in a row: a longer one would leave no room for others beside it
_COMPARE = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}


def value_of(problem: ScoringProblem, criterion: int, cell: Floats) -> Floats:
    """Return the value of cells on one criterion, any shape; 1 is best.

    Piecewise linear where the rubric gives a value function; otherwise the cell itself,
    reversed for costs.

    Parameters
    ----------
    criterion : int
    cell : float
        On 0-1.
    """
    function = problem.value_functions[criterion]
    if function is not None:
        return np.asarray(np.interp(cell, *function))
    return np.asarray(1.0 - cell if problem.is_cost[criterion] else cell)


def slope_at(problem: ScoringProblem, criterion: int, cell: Floats) -> Floats:
    """Return the slope of the value function at cells, any shape; at a bend, of both sides."""
    function = problem.value_functions[criterion]
    if function is None:
        return np.full_like(cell, -1.0 if problem.is_cost[criterion] else 1.0)
    x, y = function
    slopes = np.concatenate([[0.0], np.diff(y) / np.diff(x), [0.0]])
    left = slopes[np.searchsorted(x, cell, side="left")]
    right = slopes[np.searchsorted(x, cell, side="right")]
    return np.asarray((left + right) / 2.0)


def values_of(problem: ScoringProblem, cells: Floats) -> Floats:
    """Return the value of every cell, (S, T, C); `cells` itself where they are their own values.

    Parameters
    ----------
    cells : (S, T, C) float
        On 0-1.
    """
    if not problem.is_cost.any() and not any(problem.value_functions):
        return cells
    found = np.empty_like(cells)
    for c in range(len(problem.criteria)):
        found[:, :, c] = value_of(problem, c, cells[:, :, c])
    return found


def theory_weights(
    problem: ScoringProblem, weights: Floats, theories: list[int] | None = None
) -> Floats:
    """Find the weights that each theory has, (S, T, C); (S, C) where all have the same.

    Where some criteria do not bear on some theories, ``w_c b_tc / sum_c w_c b_tc``: the
    weights are shared over those that do. A theory on which none bears keeps them all.

    Parameters
    ----------
    weights : (S, C) float
    theories : list of int or None
        Of which theories; None for all.
    """
    if problem.bears is None:
        return weights
    bears = problem.bears if theories is None else problem.bears[theories]
    found = np.empty((len(bears), *weights.T.shape))
    known: dict[bytes, Floats] = {}  # many theories are borne on alike
    for own, row in zip(found, bears, strict=True):
        name = row.tobytes()
        if name not in known:
            known[name] = _weights_on(weights, row)
        own[:] = known[name]
    return found.transpose(2, 0, 1)  # draws side by side


def _weights_on(weights: Floats, bears: Floats) -> Floats:
    """Share weights, (S, C), over the criteria that bear on a theory, (C,): found as (C, S)."""
    rows, total = weights.T, _bearing_weight(weights, bears)
    found = np.divide(rows * bears[:, None], total, out=rows.copy(), where=total > 0)
    return np.asarray(found)


def _bearing_weight(weights: Floats, bears: Floats) -> Floats:
    """Return ``sum_c w_c b_c``, (S,), for weights (S, C) and how far criteria bear, (C,)."""
    # Added in the order of the criteria: numpy's own order depends on how draws lie in memory.
    total = np.zeros(len(weights))
    for c in range(weights.shape[1]):
        total += weights[:, c] * bears[c]
    return total


class TheoryWeights:
    """The weights that each theory has in S draws, as `theory_weights` has them, cell by cell.

    Parameters
    ----------
    weights : (S, C) float

    Attributes
    ----------
    alike : bool
        Whether all theories have the same.
    """

    def __init__(self, problem: ScoringProblem, weights: Floats) -> None:
        self.alike = problem.bears is None
        self._bears, self._weights = problem.bears, np.asfortranarray(weights)
        self._totals: dict[bytes, Floats] = {}  # by how much criteria bear on a theory

    def of(self, theory: int, criterion: int, draws: slice) -> Floats:
        """Return a theory's weight of one criterion in some draws, (S,)."""
        weight = self._weights[draws, criterion]
        if self._bears is None:
            return weight
        bears = self._bears[theory]
        total = self._totals.get(bears.tobytes())
        if total is None:
            total = _bearing_weight(self._weights, bears)
            self._totals[bears.tobytes()] = total
        total, own = total[draws], weight * bears[criterion]
        np.divide(own, total, out=own, where=total > 0)
        return np.where(total > 0, own, weight)


def by_theory(weights: Floats) -> Floats:
    """Give weights of all theories, (S, C), an axis of theories; those of each have one."""
    return weights if weights.ndim == 3 else weights[:, None, :]


def weighted_sum(
    weights: Floats, values: Floats, value: Callable[[int, Floats], Floats] | None = None
) -> Floats:
    """Return ``V_t = 100 * sum_c w_tc f_tc``, (S, T), summed in the order of the criteria.

    Parameters
    ----------
    weights : (S, C) or (S, T, C) float
        Of all theories, or of each, as `theory_weights` has them.
    values : (S, T, C) float
        Or cells, of which `value` finds the values.
    value : callable, optional
        Given a criterion and cells on it, which it leaves alone.
    """
    value = value or (lambda _, cells: cells)
    percent = np.broadcast_to(100.0 * by_theory(weights), values.shape)
    by_draw = values.strides[0] <= values.strides[1]  # these lie closer in memory than theories
    if by_draw:
        percent, values = percent.swapaxes(0, 1), values.swapaxes(0, 1)
    rows, columns, criteria = values.shape
    total, term = np.empty((rows, columns)), np.empty(CACHED)
    for tile in _tiles(rows, columns):
        sums = total[tile]
        product = term[: sums.size].reshape(sums.shape)
        np.multiply(percent[*tile, 0], value(0, values[*tile, 0]), out=sums)
        for c in range(1, criteria):
            np.multiply(percent[*tile, c], value(c, values[*tile, c]), out=product)
            sums += product
    return total.T if by_draw else total


def totals_of(
    problem: ScoringProblem,
    weights: Floats,
    values: Floats,
    value: Callable[[int, Floats], Floats] | None = None,
) -> Floats:
    """Return the additive score of all theories, (S, T), each by the weights that it has.

    Parameters
    ----------
    weights : (S, C) float
        Those of a theory on which all criteria bear, as for `theory_weights`.
    values : (S, T, C) float
        Or cells, with `value` as in `weighted_sum`.
    """
    if problem.bears is None:
        return weighted_sum(weights, values, value)
    found, start = np.empty(values.shape[1::-1]), 0
    known: dict[bytes, Floats] = {}
    for name, alike in groupby(row.tobytes() for row in problem.bears):
        if name not in known:
            known[name] = _weights_on(weights, problem.bears[start]).T
        some = slice(start, start + len(list(alike)))
        found[some] = weighted_sum(known[name], values[:, some], value).T
        start = some.stop
    return found.T


def _tiles(rows: int, columns: int) -> Iterator[tuple[slice, slice]]:
    """Cut a table into parts that stay in the cache: long rows, as many as there is room for."""
    width = max(min(columns, LONG, CACHED), 1)
    height = CACHED // width
    for top in range(0, rows, height):
        for left in range(0, columns, width):
            yield slice(top, top + height), slice(left, left + width)


def values_of_nothing(problem: ScoringProblem, draws: int) -> Floats:
    """Return values of doing nothing, (S, 1, C): benefits at their worst, costs at their best."""
    at_low = np.array(
        [float(value_of(problem, c, np.array(0.0))) for c in range(len(problem.criteria))]
    )
    return np.broadcast_to(at_low, (draws, 1, len(at_low)))


def doing_nothing(problem: ScoringProblem, weights: Floats) -> Floats:
    """Return the additive score of doing nothing, (S,)."""
    values = values_of_nothing(problem, len(weights))
    return weighted_sum(weights, values)[:, 0] if values[:1].any() else np.zeros(len(weights))


def gated(problem: ScoringProblem, cells: Floats) -> Bools:
    """Return whether some gate excludes a theory, (S, T); gates look at raw values."""
    found = np.zeros(cells.shape[1::-1], dtype=bool).T
    for gate in problem.gates:
        found |= gate_meets(problem, gate.criterion, gate.comparison, gate.threshold, cells)
    return found


def gate_meets(
    problem: ScoringProblem, criterion: int, comparison: str, threshold: float, cells: Floats
) -> Bools:
    """Return whether raw values on one criterion meet a comparison, (S, T).

    Parameters
    ----------
    criterion : int
    comparison : str
        One of ``<``, ``<=``, ``>``, ``>=``.
    threshold : float
        On the raw scale.
    cells : (S, T, C) float
        On 0-1.
    """
    low, high = problem.low[criterion], problem.high[criterion]
    raw = np.round(low + (high - low) * cells[:, :, criterion], 9)
    return np.asarray(_COMPARE[comparison](raw, threshold))
