"""Cells: from the proponent's judgement, through arguments, scrutiny, wholes and conditions."""

from collections.abc import Sequence

import numpy as np

from toi.engine.problem import Condition, Floats, Ints, ScoringProblem, Whole
from toi.engine.scoring.joint_pulls import joint_hits, pulls_by_side
from toi.engine.scoring.scrutiny import borrowings
from toi.engine.scoring.shared_sides import Side, product, sides_of_all
from toi.engine.scoring.sides_near import sides_near


def remaining_distance(problem: ScoringProblem, remaining: Floats) -> tuple[Floats, Floats]:
    """Find what is left of the distance to each end of the scale, both (T, C), in a single draw.

    ``A`` is the product of what is left by the joint pulls that lower a cell, ``R`` of those
    that raise it.

    Parameters
    ----------
    remaining : (B + 1,) float
        What each joint pull leaves.
    """
    hits = joint_hits(problem)
    lowered, raised = np.ones((2, len(problem.theories), len(problem.criteria)))
    for side, mine in ((lowered, ~hits.raises), (raised, hits.raises)):
        cells = hits.theory[mine], hits.criterion[mine]
        np.multiply.at(side, cells, remaining[hits.pull[mine]])
    return lowered, raised


def argued(
    problem: ScoringProblem,
    base: Floats,
    remaining: Floats,
    peer: Ints | None,
    near: Floats | None = None,
) -> tuple[Floats, Floats]:
    """Pull every cell by its arguments, and then by what it borrows, both (S, T, C).

    They are one array where nothing is borrowed, and `base` itself where nothing is argued.
    In many draws cells are worked out one by one, so that what is worked on stays in the
    processor's cache.

    Parameters
    ----------
    base : (S, T, C) float
    remaining : (B + 1, S) float
        What each joint pull leaves; 1 for the last, which is none.
    peer : (S, T) int or None
        As in `Inputs`.
    near : (B + 1,) float, optional
        What most joint pulls leave in most draws; it saves work and changes no bit.
    """
    if not len(joint_hits(problem).pull) or not len(base):
        return base, base
    if peer is None and (len(base) == 1 or remaining.strides[1] == 0):
        alike = remaining_distance(problem, remaining[:, 0])
        return _argued_together(problem, base, remaining, (alike[0][None], alike[1][None]))
    if peer is None and near is not None:
        return _argued_together(problem, base, remaining, sides_near(problem, remaining, near))
    borrowing = borrowings(problem)
    after = np.empty_like(base)
    examined = np.empty_like(base) if borrowing else after
    for lowered, raised, cells in sides_of_all(problem).products(remaining):
        lift = lifted(lowered, raised)
        for t, c in cells:
            pulled_by(base[:, t, c], lowered, raised, lift, after[:, t, c])
            if borrowing:
                borrowed = borrowed_side(problem, remaining, peer, t, c)
                both = both_sides(problem, c, (lowered, raised), borrowed)
                examined[:, t, c] = pulled(base[:, t, c], *both)
    return after, examined


def _argued_together(
    problem: ScoringProblem, base: Floats, remaining: Floats, sides: tuple[Floats, Floats]
) -> tuple[Floats, Floats]:
    """Do the same for all cells at once, given what is left on each side, (S, T, C) or alike.

    Sides are overwritten.
    """
    lowered, raised = sides
    after = pulled(base, lowered, raised)
    borrowing = borrowings(problem)
    if not borrowing:
        return after, after
    for (t, c), one in borrowing.items():
        worse = raised if problem.is_cost[c] else lowered
        worse[:, t, c] *= one.remaining(remaining, None)[: len(worse)]
    return after, pulled(base, lowered, raised)


def own_sides(
    problem: ScoringProblem, remaining: Sequence[Floats] | Floats, theory: int, criterion: int
) -> tuple[Side, Side]:
    """Find what a cell's own pulls leave of the distance to its low and high end, (S,) each."""
    lowering, raising = pulls_by_side(problem).get((theory, criterion), ((), ()))
    return product([remaining[b] for b in lowering]), product([remaining[b] for b in raising])


def borrowed_side(
    problem: ScoringProblem, remaining: Floats, peer: Ints | None, theory: int, criterion: int
) -> Side:
    """Find what is left, (S,), of the side that worsens a cell by what it borrows."""
    one = borrowings(problem).get((theory, criterion))
    return 1.0 if one is None else one.remaining(remaining, peer)


def both_sides(
    problem: ScoringProblem, criterion: int, own: tuple[Side, Side], borrowed: Side
) -> tuple[Side, Side]:
    """Put what a cell borrows on top of its own pulls, on the side that worsens it."""
    lowered, raised = own
    if problem.is_cost[criterion]:
        return lowered, raised * borrowed
    return lowered * borrowed, raised


def pulled(base: Floats, lowered: Side, raised: Side) -> Floats:
    """Pull cells, any shape, given what is left of each distance.

    The mean of "lowered, then raised" and "raised, then lowered",
    ``((1 - (1 - b A) R) + (1 - (1 - b) R) A) / 2``, which is
    ``b A R + (1 - R) (1 + A) / 2``. With one side only this is DF-QuAD.
    """
    return pulled_by(base, lowered, raised, lifted(lowered, raised))


def lifted(lowered: Side, raised: Side) -> Side:
    """Return what `pulled` adds, which is the same for all cells with these sides."""
    if isinstance(raised, float):  # nothing raises the cell: R = 1
        return 0.0
    share, lift = 0.5 * lowered, 1.0 - raised
    share += 0.5
    lift *= share
    return lift


def pulled_by(
    base: Floats, lowered: Side, raised: Side, lift: Side, out: Floats | None = None
) -> Floats:
    """Pull cells as `pulled` does, into `out` where that is given."""
    kept: Floats = np.multiply(base, lowered, out=out)
    if not isinstance(raised, float):
        kept *= raised
        kept += lift
    return kept


def derive(
    problem: ScoringProblem, base: Floats, argued: Floats, examined: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """Fill in wholes and conditions: base, argued, examined and final cells, each (S, T, C).

    A benefit cell of a theory conditional on theories j becomes
    ``min(1, s (1 - share + share m / m0))``, m being the mean of their cells and m0 that of
    their recorded ones, a fixed level; where m0 is 0 the cell stays as it is.

    Parameters
    ----------
    base, argued, examined : (S, T, C) float
        The last two are overwritten, unless they are `base`.
    """
    if not problem.derivations:
        return base, argued, examined, examined
    recorded = base
    base = base.copy(order="K")
    argued, examined = (base if one is recorded else one for one in (argued, examined))
    cells = examined.copy(order="K") if problem.has_conditions else examined
    for array in {id(array): array for array in (base, argued, examined)}.values():
        if array is not cells:
            for step in problem.derivations:
                if isinstance(step, Whole):
                    _fill_whole(problem, step, array)
    fill_derived(problem, cells)
    return base, argued, examined, cells


def fill_derived(problem: ScoringProblem, cells: Floats) -> None:
    """Fill in wholes and conditions where they are, given examined cells (S, T, C), as `derive`."""
    benefits = np.flatnonzero(~problem.is_cost).tolist()
    for step in problem.derivations:
        if isinstance(step, Whole):
            _fill_whole(problem, step, cells)
            continue
        for c in benefits:
            mean = np.asarray(sum(cells[:, j, c] for j in step.on)) / len(step.on)
            cells[:, step.theory, c] = conditional(step, c, cells[:, step.theory, c], mean)


def _fill_whole(problem: ScoringProblem, whole: Whole, cells: Floats) -> None:
    """Overwrite the cells of a whole with the mean of its parts', criterion by criterion."""
    for c, shares in enumerate(part_shares(problem, whole).T.tolist()):
        parts = zip(whole.parts, shares, strict=True)
        cells[:, whole.theory, c] = sum(share * cells[:, part, c] for part, share in parts)


def part_shares(problem: ScoringProblem, whole: Whole) -> Floats:
    """Share a whole's cells out among its parts that a criterion bears on, (P, C).

    Among all of them where it bears on none.
    """
    shares = np.array(whole.shares)[:, None].repeat(len(problem.criteria), axis=1)
    if problem.bears is None:
        return shares
    bearing = shares * problem.bears[list(whole.parts)]
    total = bearing.sum(axis=0)
    return np.asarray(np.where(total > 0, bearing / np.where(total > 0, total, 1.0), shares))


def conditional(condition: Condition, criterion: int, own: Floats, mean: Floats) -> Floats:
    """Apply a condition to a benefit cell, any shape, given the mean of what it hangs on."""
    level, share = condition.level[criterion], condition.share
    if level <= 0:
        return own
    return np.asarray(np.minimum(1.0, own * (1.0 - share + share * (mean / level))))
