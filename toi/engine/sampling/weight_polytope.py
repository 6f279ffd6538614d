"""Feasible weight polytope: the weights that limits leave, worked out exactly."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from toi.engine.problem import Bools, Floats
from toi.light_dataclass import dataclass
from toi.weight_limits import Limit, Polytope


@dataclass(frozen=True, eq=False)
class Region:
    """A part of the simplex of n weights.

    Attributes
    ----------
    forms : (M, n)
        Weights are in the region where ``forms @ w >= 0`` and w >= 0 and they add up to 1;
        forms that are 0 everywhere in it are left out.
    vertices : (n, V)
        Some of its corners: their mean is inside it, and differences between them reach in
        every direction in which it has any width.
    dimension : int
        0 for a single point.
    equal : (K, n)
        ``equal @ w`` is constant in the region; the first row is all 1.
    is_flat : bool
        Whether some limit holds with equality everywhere, so that nothing drawn from the
        simplex is in it.
    """

    forms: Floats
    vertices: Floats
    dimension: int
    equal: Floats
    is_flat: bool

    def holds(self, weights: Floats) -> Bools:
        """Return whether weights (n, S) are in the region, which must not be flat, (S,)."""
        inside = np.ones(weights.shape[1], dtype=bool)
        for form in self.forms:
            inside &= sum_of(form, weights) >= 0
        return np.asarray(inside)


def sum_of(form: Floats, weights: Floats) -> Floats:
    """Return a linear form of weights (n, S), (S,), always added up in the same order."""
    found = np.zeros(weights.shape[1])
    for factor, row in zip(form.tolist(), weights, strict=True):
        if factor:
            found += factor * row
    return found


def feasible_region(names: Sequence[str], limits: Sequence[Limit]) -> Region:
    """Find the weights above 0 of some criteria that meet all limits.

    Raises
    ------
    ValueError
        If there are none.
    """
    n = len(names)
    polytope = Polytope(n)
    forms = list(dict.fromkeys(tuple(limit.form(names)) for limit in limits))
    if any(polytope.add(form) is not None for form in forms):
        raise ValueError("no weights meet all limits")
    units = [tuple(Fraction(int(i == j)) for i in range(n)) for j in range(n)]
    corners = [polytope.most(unit) for unit in units]
    kept: list[tuple[Fraction, ...]] = []
    zero: list[tuple[Fraction, ...]] = []
    for form in (*units, *forms):
        if not any(_value(form, corner) for corner in corners):
            corners.append(polytope.most(form))
        (kept if any(_value(form, corner) for corner in corners) else zero).append(form)
    equal = np.array([[1.0] * n, *zero], dtype=np.float64)
    _complete(polytope, corners, equal)
    vertices = np.array(list(dict.fromkeys(map(tuple, corners))), dtype=np.float64).T
    return Region(
        forms=np.array([f for f in kept if f not in units], dtype=np.float64).reshape(-1, n),
        vertices=vertices,
        dimension=n - int(np.linalg.matrix_rank(equal)),
        equal=equal,
        is_flat=bool(zero),
    )


def _value(form: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction:
    products = (a * b for a, b in zip(form, weights, strict=True) if a and b)
    return sum(products, Fraction(0))


def _complete(polytope: Polytope, corners: list[list[Fraction]], equal: Floats) -> None:
    """Add corners until they span the region, all of which meets ``equal @ w = constant``."""
    n = equal.shape[1]
    width = n - int(np.linalg.matrix_rank(equal))
    for _ in range(n):
        spread = np.array(corners, dtype=np.float64)
        spread = spread - spread.mean(axis=0)
        if np.linalg.matrix_rank(spread, tol=1e-9) >= width:
            return
        *_, right = np.linalg.svd(np.vstack([equal, spread]))
        unseen = [Fraction(round(factor * 1e6)) for factor in right[-1].tolist()]
        corners += [polytope.most(unseen), polytope.most([-factor for factor in unseen])]
