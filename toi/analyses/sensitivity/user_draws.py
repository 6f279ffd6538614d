"""Draws that were made elsewhere, checked and put in the order of the problem."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import rows_of
from toi.distribution import figure, figures
from toi.engine.problem import Floats, ScoringProblem
from toi.engine.smaa.simulate import Presampled
from toi.errors import usage


def presampled(
    model: Model,
    kinds: Sequence[str],
    judgements: ArrayLike | None,
    weights: ArrayLike | None,
) -> tuple[Presampled | None, int | None]:
    """Return arrays as the engine takes them, with their number of draws; None where none came.

    Parameters
    ----------
    judgements : (S, T, C), optional
        Raw; of the theories of `kinds` and of all criteria, both sorted by id.
    weights : (S, C), optional
    """
    if judgements is None and weights is None:
        return None, None
    problem = model.problem
    shown = rows_of(problem, model.debate.shown(kinds))
    cells = None if judgements is None else _judgements(model, shown, judgements)
    shares = None if weights is None else _weights(problem, weights)
    lengths = {len(array) for array in (cells, shares) if array is not None}
    if len(lengths) > 1:
        raise usage("judgements and weights hold different numbers of draws", "array-shape")
    return Presampled(cells, shares), lengths.pop()


def _judgements(model: Model, shown: list[int], given: ArrayLike) -> Floats:
    problem = model.problem
    names = [problem.theories[t] for t in shown]
    for name in names:
        if model.debate.depends_on(name):
            others = model.debate.words.many
            message = f"{name} derives from other {others}, so its cells cannot be given"
            raise usage(message, "array-derived")
    cells = _array(given, (len(names), len(problem.criteria)), "judgements")
    free = [not model.debate.criteria[name].clip for name in problem.criteria]
    inside = ((cells >= problem.low) & (cells <= problem.high)) | np.array(free)
    if not inside.all():
        s, t, c = np.argwhere(~inside)[0]
        low, high = problem.low[c], problem.high[c]
        raise usage(
            f"draw {s}: {names[t]} {problem.criteria[c]} is {figure(cells[s, t, c])}, "
            f"outside its scale {figures(low, high)}",
            "array-range",
        )
    whole = np.zeros((len(cells), len(problem.theories), len(problem.criteria)))
    whole[:, shown] = (cells - problem.low) / (problem.high - problem.low)
    return whole


def _weights(problem: ScoringProblem, given: ArrayLike) -> Floats:
    shares = _array(given, (len(problem.criteria),), "weights")
    sums = shares.sum(axis=1, keepdims=True)
    if (shares < 0).any() or (sums <= 0).any():
        raise usage("weights are 0 or more, and not all 0 in any draw", "weight-negative")
    return np.asarray(shares / sums)


def _array(given: ArrayLike, shape: tuple[int, ...], what: str) -> Floats:
    try:
        found = np.asarray(given, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise usage(f"{what}: not an array of numbers", "array-shape") from error
    if found.shape[1:] != shape or found.ndim != len(shape) + 1 or not len(found):
        wanted = ", ".join(map(str, ("S", *shape)))
        raise usage(f"{what} has shape {found.shape}, not ({wanted})", "array-shape")
    if not np.isfinite(found).all():
        raise usage(f"{what} holds what is not a finite number", "not-finite")
    return found
