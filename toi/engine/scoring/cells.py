"""Cells: from the proponent's judgement, through arguments, scrutiny, wholes and conditions."""

from collections.abc import Sequence

import numpy as np

from toi.engine.problem import Condition, Floats, Ints, ScoringProblem, Whole
from toi.engine.scoring.blows import blows_of, sides_of
from toi.engine.scoring.scrutiny import borrowings

Side = Floats | float  # 1 where nothing acts on a side


def worn(problem: ScoringProblem, left: Floats) -> tuple[Floats, Floats]:
    """Return what is left of the distance to each end of the scale in a single draw, both (T, C).

    ``A`` is the product of what is left by the blows that lower a cell, ``R`` of those that
    raise it.

    Parameters
    ----------
    left : (B + 1,) float
        What each blow leaves.
    """
    blows = blows_of(problem)
    lowered, raised = np.ones((2, len(problem.theories), len(problem.criteria)))
    for side, mine in ((lowered, ~blows.raises), (raised, blows.raises)):
        cells = blows.theory[mine], blows.criterion[mine]
        np.multiply.at(side, cells, left[blows.blow[mine]])
    return lowered, raised


def argued(
    problem: ScoringProblem, base: Floats, lefts: Floats, peer: Ints | None
) -> tuple[Floats, Floats]:
    """Return every cell after its arguments, and after scrutiny too, both (S, T, C).

    They are one array where nothing is borrowed, and `base` itself where nothing is argued.
    In many draws cells are worked out one by one, so that what is worked on stays in the
    processor's cache.

    Parameters
    ----------
    base : (S, T, C) float
    lefts : (B + 1, S) float
        What each blow leaves; 1 for the last, which is no blow.
    peer : (S, T) int or None
        As in `Inputs`.
    """
    if not len(blows_of(problem).blow):
        return base, base
    borrowing = borrowings(problem)
    if len(base) == 1:
        lowered, raised = worn(problem, lefts[:, 0])
        after = pulled(base, lowered[None], raised[None])
        if not borrowing:
            return after, after
        for (t, c), one in borrowing.items():
            (raised if problem.is_cost[c] else lowered)[t, c] *= one.left(lefts, peer)[0]
        return after, pulled(base, lowered[None], raised[None])
    after = np.empty_like(base)
    examined = np.empty_like(base) if borrowing else after
    for t, c in np.ndindex(base.shape[1:]):
        sides = sides_left(problem, lefts, t, c)
        after[:, t, c] = pulled(base[:, t, c], *sides)
        if borrowing:
            sides = with_borrowed(problem, c, sides, borrowed_left(problem, lefts, peer, t, c))
            examined[:, t, c] = pulled(base[:, t, c], *sides)
    return after, examined


def sides_left(
    problem: ScoringProblem, lefts: Floats, theory: int, criterion: int
) -> tuple[Side, Side]:
    """Return what blows leave of the distance to either end of a cell, low and high, (S,) each."""
    lowering, raising = sides_of(problem).get((theory, criterion), ((), ()))
    return _product([lefts[b] for b in lowering]), _product([lefts[b] for b in raising])


def with_borrowed(
    problem: ScoringProblem, criterion: int, sides: tuple[Side, Side], borrowed: Side
) -> tuple[Side, Side]:
    """Let what a cell borrows act on the side that worsens it; return both sides."""
    lowered, raised = sides
    if problem.is_cost[criterion]:
        return lowered, raised * borrowed
    return lowered * borrowed, raised


def borrowed_left(
    problem: ScoringProblem, lefts: Floats, peer: Ints | None, theory: int, criterion: int
) -> Side:
    """Return what borrowing from peers leaves of the worsening side of a cell, (S,)."""
    one = borrowings(problem).get((theory, criterion))
    return 1.0 if one is None else one.left(lefts, peer)


def _product(factors: Sequence[Floats]) -> Side:
    if not factors:
        return 1.0
    found = factors[0]
    for factor in factors[1:]:
        found = found * factor
    return found


def pulled(base: Floats, lowered: Side, raised: Side) -> Floats:
    """Return cells after their arguments, any shape, given what is left of each distance.

    The mean of "lowered, then raised" and "raised, then lowered",
    ``((1 - (1 - b A) R) + (1 - (1 - b) R) A) / 2``, which is
    ``b A R + (1 - R) (1 + A) / 2``. With one side only this is DF-QuAD.
    """
    kept = base * lowered
    if isinstance(raised, float):  # nothing raises the cell: R = 1
        return kept
    kept *= raised
    kept += (1.0 - raised) * (0.5 + 0.5 * lowered)
    return kept


def derive(
    problem: ScoringProblem, base: Floats, argued: Floats, examined: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """Fill in wholes and conditions: base, argued, examined and final cells, each (S, T, C).

    A benefit cell of a theory conditional on theories j becomes
    ``min(1, s (1 - share + share m / m0))``, m being the mean of their cells and m0 that of
    their recorded ones, a fixed level; where m0 is 0 the cell stays as it is.
    """
    if not problem.derivations:
        return base, argued, examined, examined
    same = examined is argued
    base, argued = base.copy(order="K"), argued.copy(order="K")
    examined = argued if same else examined.copy(order="K")
    cells = examined.copy(order="K") if problem.has_conditions else examined
    benefits = np.flatnonzero(~problem.is_cost).tolist()
    for step in problem.derivations:
        if isinstance(step, Whole):
            shares = part_shares(problem, step)
            for array in {id(array): array for array in (base, argued, examined, cells)}.values():
                array[:, step.theory] = sum(
                    share * array[:, part] for part, share in zip(step.parts, shares, strict=True)
                )
        else:
            for c in benefits:
                mean = np.asarray(sum(cells[:, j, c] for j in step.on)) / len(step.on)
                cells[:, step.theory, c] = conditional(step, c, cells[:, step.theory, c], mean)
    return base, argued, examined, cells


def part_shares(problem: ScoringProblem, whole: Whole) -> Floats:
    """Return the share of each part in a whole's cells, (P, C), of parts a criterion bears on.

    All of them where it bears on none.
    """
    shares = np.array(whole.shares)[:, None].repeat(len(problem.criteria), axis=1)
    if problem.bears is None:
        return shares
    bearing = shares * problem.bears[list(whole.parts)]
    total = bearing.sum(axis=0)
    return np.asarray(np.where(total > 0, bearing / np.where(total > 0, total, 1.0), shares))


def conditional(condition: Condition, criterion: int, own: Floats, mean: Floats) -> Floats:
    """Return a benefit cell of a conditional theory, any shape, by the mean of its conditions."""
    level, share = condition.level[criterion], condition.share
    if level <= 0:
        return own
    return np.asarray(np.minimum(1.0, own * (1.0 - share + share * (mean / level))))
