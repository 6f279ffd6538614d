"""Contributions: a deterministic score split over its arguments, exactly."""

from collections.abc import Sequence

import numpy as np

from toi.engine.problem import Evaluation, Floats, Inputs, Ints, ScoringProblem, Whole
from toi.engine.scoring.cells import part_shares, remaining_distance
from toi.engine.scoring.joint_pulls import JointPull, joint_hits
from toi.engine.scoring.lines import gauss_legendre, line_shares
from toi.engine.scoring.magnitudes import (
    PullTerms,
    fill_magnitudes,
    member_magnitudes,
    overlap,
    pull_terms,
)
from toi.engine.scoring.subproblem import Kept, needed
from toi.engine.scoring.values import by_theory, slope_at, theory_weights, value_of
from toi.light_dataclass import dataclass

_SAME = 1e-12


@dataclass(frozen=True, eq=False)
class Contributions:
    """Points of score; `case + arguments.sum + scrutiny + conditions` is the total.

    Of N theories, by C criteria and A arguments.

    Attributes
    ----------
    criterion, argument : (C,) and (A,) int
        Which they are of those of the problem.
    case : (N, C)
        The proponent's case.
    arguments : (N, C, A)
        Each argument, through every cell it pulls.
    scrutiny : (N, C)
        The share of its peers' losses that an unexamined theory bears.
    conditions : (N, C)
        The standing of what a theory is conditional on.
    """

    criterion: Ints
    argument: Ints
    case: Floats
    arguments: Floats
    scrutiny: Floats
    conditions: Floats


def side_parts(pulls: Floats, starts: Ints) -> Floats:
    """Share what the pulls on each side of each cell do together among them, (K,).

    Part of i: ``p_i * integral_0^1 prod_{j != i} (1 - t p_j) dt``, the Aumann-Shapley
    share of ``1 - prod (1 - p)``: the parts of a side add up to it. The integrand is a
    polynomial of degree k - 1 for k pulls, so Gauss-Legendre with ceil(k / 2) nodes is
    exact; they lie inside (0, 1), so that no factor is 0. A side's nodes depend on its own
    pulls alone, so that what else there is changes no bit.

    Parameters
    ----------
    pulls : (K,) float
        Grouped by side.
    starts : (G,) int
        Where each group begins.
    """
    if not len(pulls):
        return np.zeros(0)
    sizes = np.diff(np.append(starts, len(pulls)))
    found = np.empty(len(pulls))
    for size in sorted(set(sizes.tolist())):
        mine = starts[sizes == size][:, None] + np.arange(size)  # (sides of that size, size)
        nodes, weights = gauss_legendre((size + 1) // 2)
        factors = 1.0 - nodes[:, None, None] * pulls[mine]
        others = factors.prod(axis=2, keepdims=True) / factors
        found[mine] = pulls[mine] * np.einsum("n,nsk->sk", weights, others)
    return found


def contributions(problem: ScoringProblem, inputs: Inputs, found: Evaluation) -> Contributions:
    """Split the additive scores of all theories in a single draw (S = 1)."""
    return Splitting(problem, inputs, found).of(range(len(problem.theories)))


class Splitting:
    """Additive scores of a single draw (S = 1), split over arguments for any theories.

    In a cell the lowering side carries ``-(1 - A) (b + 1 - (1 - b) R) / 2`` and the
    raising side ``(1 - R) ((1 - b) + (1 - b A)) / 2``; together ``s - b``. Each is shared
    over its joint pulls by `side_parts`, that of a line over its arguments by `line_shares`, then
    taken through the value function by its mean slope between b and s, and multiplied by
    the weight.
    """

    def __init__(self, problem: ScoringProblem, inputs: Inputs, found: Evaluation) -> None:
        self._problem = problem
        self._moves = _moves(problem, inputs, found)
        base, argued, examined = found.base[0], found.argued[0], found.examined[0]
        self._case, self._scrutiny, self._conditions, self._slope = (
            np.empty_like(base) for _ in range(4)
        )
        weights = 100.0 * by_theory(theory_weights(problem, inputs.weights))[0]
        for c in range(len(problem.criteria)):
            weight = weights[:, c]
            at_base, at_argued, at_examined, at_end = (
                value_of(problem, c, cells[:, c])
                for cells in (base, argued, examined, found.cells[0])
            )
            shift = argued[:, c] - base[:, c]
            slope = slope_at(problem, c, base[:, c])
            np.divide(at_argued - at_base, shift, out=slope, where=np.abs(shift) > _SAME)
            self._slope[:, c] = weight * slope
            self._case[:, c] = weight * at_base
            self._scrutiny[:, c] = weight * (at_examined - at_argued)
            self._conditions[:, c] = weight * (at_end - at_examined)

    def of(self, theories: Sequence[int], kept: Kept | None = None) -> Contributions:
        """Return the contributions to the scores of N theories.

        Parameters
        ----------
        theories : sequence of int
        kept : Kept, optional
            The C criteria and A arguments that are told of; by default all.
        """
        whole = self._problem
        if kept is None:
            columns, arguments = np.arange(len(whole.criteria)), np.arange(len(whole.arguments))
        else:
            columns, arguments = np.flatnonzero(kept.criteria), np.flatnonzero(kept.arguments)
        wanted = np.array(theories, dtype=np.int64)
        cells = np.ix_(wanted, columns)
        rows = np.array(sorted(needed(whole, theories)), dtype=np.int64)
        moved = self._moves.table(rows, columns, arguments)
        place = {t: i for i, t in enumerate(rows.tolist())}
        for step in whole.derivations:
            if isinstance(step, Whole) and step.theory in place:
                parts = zip(step.parts, part_shares(whole, step)[:, columns], strict=True)
                moved[place[step.theory]] = sum(
                    share[:, None] * moved[place[part]] for part, share in parts
                )
        if len(rows) > len(wanted) or (rows != wanted).any():
            moved = moved[[place[t] for t in theories]]
        moved *= self._slope[cells][:, :, None]
        case, scrutiny, conditions = (
            one[cells] for one in (self._case, self._scrutiny, self._conditions)
        )
        return Contributions(columns, arguments, case, moved, scrutiny, conditions)


@dataclass(frozen=True, eq=False)
class _Moves:
    """How far arguments move cells before value functions: M moves, sorted by theory.

    Attributes
    ----------
    theory, criterion, argument : (M,) int
    distance : (M,) float
    starts : (T + 1,) int
        Where the moves of each theory begin.
    """

    theory: Ints
    criterion: Ints
    argument: Ints
    distance: Floats
    starts: Ints

    def table(self, theories: Ints, criteria: Ints, arguments: Ints) -> Floats:
        """Return the moves of some cells by some arguments, (N, C, A); the three are sorted."""
        mine = np.concatenate(
            [np.zeros(0, dtype=np.int64)]
            + [np.arange(self.starts[t], self.starts[t + 1]) for t in theories.tolist()]
        )
        found = np.zeros((len(theories), len(criteria), len(arguments)))
        if not found.size:
            return found  # nothing acts on what has a weight
        place = np.zeros(len(mine), dtype=np.int64)
        told = np.ones(len(mine), dtype=bool)
        for axis, own in (
            (theories, self.theory),
            (criteria, self.criterion),
            (arguments, self.argument),
        ):
            own = own[mine]
            at = np.minimum(np.searchsorted(axis, own), len(axis) - 1)
            told &= axis[at] == own
            place = place * len(axis) + at
        np.add.at(found.reshape(-1), place[told], self.distance[mine[told]])
        return found


def _moves(problem: ScoringProblem, inputs: Inputs, found: Evaluation) -> _Moves:
    """Find how far each argument moves each cell of its own, before value functions."""
    hits, terms = joint_hits(problem), pull_terms(problem, inputs, found.strength)
    taken = np.empty((len(hits.pulls), 1))
    fill_magnitudes(problem, terms, taken)
    sizes = taken[:, 0]
    lowered, raised = remaining_distance(problem, 1.0 - sizes)
    t, c = hits.theory, hits.criterion
    b, down, up = (array[t, c] for array in (inputs.judgements[0], lowered, raised))
    reach = np.where(hits.raises, 1.0 - b + (1.0 - b * down), -(b + 1.0 - (1.0 - b) * up)) / 2.0
    reach *= _parts(problem, sizes)
    # A joint hit moves its cell by each of its arguments, one after the other.
    members, argument, share = _members(problem, terms)
    many = members[hits.pull]
    first = np.repeat((np.cumsum(members) - members)[hits.pull], many)
    at = first + np.arange(len(first)) - np.repeat(np.cumsum(many) - many, many)
    theory = np.repeat(t, many)
    order = np.argsort(theory, kind="stable")
    counts = np.bincount(theory, minlength=len(problem.theories))
    return _Moves(
        theory=theory[order],
        criterion=np.repeat(c, many)[order],
        argument=argument[at][order],
        distance=(share[at] * np.repeat(reach, many))[order],
        starts=np.concatenate([[0], np.cumsum(counts)]),
    )


def _members(problem: ScoringProblem, terms: PullTerms) -> tuple[Ints, Ints, Floats]:
    """Share joint pulls among their arguments.

    Returns
    -------
    members : (B,) int
        How many arguments each joint pull has.
    argument, share : (members.sum(),) int and float
        Those of the first, then those of the second, and so on.
    """
    hits = joint_hits(problem)
    shares = {b: argument_shares(problem, pull, terms) for b, pull in hits.several}
    members = np.ones(len(hits.pulls), dtype=np.int64)
    members[list(shares)] = [len(one) for one in shares.values()]
    starts = np.cumsum(members) - members
    argument = np.empty(members.sum(), dtype=np.int64)
    share = np.ones(len(argument))
    argument[starts[hits.singles.which]] = hits.singles.argument
    for b, one in shares.items():
        own = slice(starts[b], starts[b] + len(one))
        argument[own], share[own] = list(one), list(one.values())
    return members, argument, share


def _parts(problem: ScoringProblem, sizes: Floats) -> Floats:
    """Share what each side takes away among its joint hits, (N,), from joint pulls (B,)."""
    hits = joint_hits(problem)
    side = (hits.theory * len(problem.criteria) + hits.criterion) * 2 + hits.raises
    order = np.argsort(side, kind="stable")
    starts = np.flatnonzero(np.diff(side[order], prepend=-1))
    found = np.empty(len(side))
    found[order] = side_parts(sizes[hits.pull[order]], starts)
    return found


def argument_shares(problem: ScoringProblem, pull: JointPull, terms: PullTerms) -> dict[int, float]:
    """Share a joint pull among its arguments, in a single draw; the shares add up to 1."""
    if pull.single is not None:
        return {pull.single.argument: 1.0}
    arguments = pull.arguments
    chance = terms.chance(arguments)
    sure = np.ones(len(arguments)) if chance is None else np.array(chance)[:, 0]
    members = np.array(member_magnitudes(pull, terms))[:, 0]
    parts = line_shares(pull.rows, overlap(problem, pull, terms), members, sure)
    total = parts.sum()
    parts = parts / total if total > 0 else np.full(len(parts), 1.0 / len(parts))
    return dict(zip(arguments, parts.tolist(), strict=True))
