"""Two positions: their differences, and the scores of every hybrid of them.

A *hybrid* takes some of the differences from b and all else from a.
"""

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from toi.engine.comparison.aligned import Position, offsets, ravel, unravel
from toi.engine.problem import Bools, Floats, Gate, Inputs, Ints, ScoringProblem
from toi.engine.remembered import replaced
from toi.engine.scoring.score import Scores, parts, score
from toi.light_dataclass import dataclass

SAME = 1e-12  # numbers nearer than this are one
WEIGHTS, CREDENCES, OWN = "weights", "credences", "arguments"
FUNCTIONS, GATES, OVERRIDES, METHOD = "value_functions", "gates", "overrides", "method"
OVERLAP, SCRUTINY, NOT_BEARING = "overlap", "scrutiny", "not_bearing"
VALUES = (WEIGHTS, FUNCTIONS, GATES, METHOD)
BELIEFS = (CREDENCES, OVERLAP, OVERRIDES, OWN)
CONVENTIONS = (NOT_BEARING, SCRUTINY)
GROUPS = (*VALUES, *BELIEFS, *CONVENTIONS)


@dataclass(frozen=True, eq=False)
class Difference:
    """One thing in which two positions differ.

    Attributes
    ----------
    group : str
        One of `GROUPS`.
    at : tuple of int
        Its place: a criterion, an argument, a line, a cell (theory, criterion), a force, or
        the place of a gate among those of both.
    numbers : (n,) int
        Its places among the numbers of `ravel`; none for what is no number.
    """

    group: str
    at: tuple[int, ...]
    numbers: Ints


@dataclass(frozen=True, eq=False)
class RubricPair:
    """Two positions on one frame.

    Attributes
    ----------
    rows : list of int
        The theories that are scored.
    alone : (A,) bool
        Arguments that only one of the two has.
    """

    a: Position
    b: Position
    rows: list[int]
    alone: Bools

    @cached_property
    def scale(self) -> float:
        """Return the number by which b's weights are multiplied to be compared with a's."""
        return matched_scale(self.a.inputs.weights[0], self.b.inputs.weights[0])

    @cached_property
    def numbers(self) -> tuple[Floats, Floats]:
        """Return all numbers of each, (N,), b's weights rescaled."""
        one, other = (ravel(position.inputs)[:, 0] for position in (self.a, self.b))
        other[: len(self.a.problem.criteria)] *= self.scale
        return one, other

    @cached_property
    def gates(self) -> list[tuple[Gate, bool, bool]]:
        """Return every gate of either, and whether a and b have it."""
        sides = [
            {(g.criterion, g.comparison, g.threshold): g for g in position.problem.gates}
            for position in (self.a, self.b)
        ]
        known = {**sides[1], **sides[0]}
        return [(known[key], key in sides[0], key in sides[1]) for key in sorted(known)]

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """Return all that they differ in, group by group; empty where they are the same."""
        found = [*self._in_numbers(), *self._in_rules()]
        return tuple(sorted(found, key=lambda one: (GROUPS.index(one.group), one.at)))

    def _in_numbers(self) -> Iterator[Difference]:
        one, other = self.numbers
        differ = np.abs(one - other) > SAME
        start, problem = offsets(self.a.inputs), self.a.problem
        for c in range(len(problem.criteria)):
            yield from _where(WEIGHTS, (c,), [start["weights"] + c], differ)
        for a in range(len(problem.arguments)):
            answers = start["answer_force"] + np.flatnonzero(problem.answer_to == a)
            group = OWN if self.alone[a] else CREDENCES
            yield from _where(group, (a,), [start["sound"] + a, *answers], differ)
        width = len(problem.criteria)
        for t, c in zip(
            problem.judgement_theory.tolist(), problem.judgement_criterion.tolist(), strict=True
        ):
            yield from _where(OVERRIDES, (t, c), [start["judgements"] + t * width + c], differ)
        for f in range(len(problem.forces)):
            yield from _where(OVERRIDES, (f,), [start["force"] + f], differ)

    def _in_rules(self) -> Iterator[Difference]:
        one, other = self.a.problem, self.b.problem
        nothing = np.zeros(0, dtype=np.int64)
        for c, functions in enumerate(zip(one.value_functions, other.value_functions, strict=True)):
            if not _same_function(*functions):
                yield Difference(FUNCTIONS, (c,), nothing)
        for place, (_, here, there) in enumerate(self.gates):
            if here != there:
                yield Difference(GATES, (place,), nothing)
        if one.method != other.method:
            yield Difference(METHOD, (0,), nothing)
        if one.lines is not None and other.lines is not None:
            apart = np.abs(one.lines.overlap - other.lines.overlap) > SAME
            for line in np.flatnonzero(apart).tolist():
                yield Difference(OVERLAP, (line,), nothing)
        if (one.scrutiny is None) != (other.scrutiny is None):
            yield Difference(SCRUTINY, (0,), nothing)
        if (one.bears is None) != (other.bears is None):
            yield Difference(NOT_BEARING, (0,), nothing)

    @property
    def groups(self) -> dict[str, list[int]]:
        """Return the places of the differences of each group."""
        found: dict[str, list[int]] = {}
        for k, one in enumerate(self.differences):
            found.setdefault(one.group, []).append(k)
        return found

    def scores(self, chosen: Bools) -> Scores:
        """Score hybrids, (M, T).

        Parameters
        ----------
        chosen : (M, K) bool
            Which of the K differences are taken from b.
        """
        totals = np.empty((len(chosen), len(self.rows)))
        gated = np.empty(totals.shape, dtype=bool)
        for mine in self._ruled_alike(chosen):
            problem = self.ruled(chosen[mine[0]])
            for part in parts(len(mine)):  # else all their inputs would be held at once
                some = mine[part]
                found = score(problem, self.drawn(chosen[some]), self.rows)
                totals[some], gated[some] = found.totals, found.gated
        return Scores((totals,), gated)

    def _ruled_alike(self, chosen: Bools) -> Iterator[Ints]:
        """Yield the hybrids that have the same rules: all that `drawn` does not give."""
        rules = [not len(one.numbers) and one.group != OVERLAP for one in self.differences]
        kinds: dict[bytes, list[int]] = {}
        for row, key in enumerate(chosen[:, rules]):
            kinds.setdefault(key.tobytes(), []).append(row)
        yield from (np.array(rows, dtype=np.int64) for rows in kinds.values())

    def drawn(self, chosen: Bools) -> Inputs:
        """Return the numbers of hybrids, one draw each; weights add up to 1."""
        one, other = self.numbers
        owner = np.full(len(one), -1)
        for k, difference in enumerate(self.differences):
            owner[difference.numbers] = k
        found = np.repeat(one[:, None], len(chosen), axis=1)
        owned = np.flatnonzero(owner >= 0)
        take = chosen.T[owner[owned]]
        found[owned] = np.where(take, other[owned, None], one[owned, None])
        return self.inputs_of(found).with_(overlap=self._overlaps(chosen))

    def _overlaps(self, chosen: Bools) -> Floats | None:
        """Return how far lines overlap in each hybrid, (M, L); None where it is as in a."""
        one, other = self.a.problem.lines, self.b.problem.lines
        places = [k for k, d in enumerate(self.differences) if d.group == OVERLAP]
        if one is None or other is None or not places:
            return None
        lines = [self.differences[k].at[0] for k in places]
        found = np.repeat(one.overlap[None], len(chosen), axis=0)
        found[:, lines] = np.where(chosen[:, places], other.overlap[lines], one.overlap[lines])
        return found

    def inputs_of(self, numbers: Floats) -> Inputs:
        """Make inputs of numbers (N, S); weights add up to 1, and are equal where all are 0."""
        weights = numbers[: len(self.a.problem.criteria)]
        total = weights.sum(axis=0)
        weights[:, total <= 0] = 1.0
        weights /= np.where(total > 0, total, len(weights))
        return unravel(numbers, self.a.inputs)

    def ruled(self, taken: Bools) -> ScoringProblem:
        """Return the problem of a hybrid: its rules, each of one or the other.

        Its lines overlap as in a; `drawn` says otherwise.
        """
        one, other = self.a.problem, self.b.problem
        theirs = {(d.group, d.at) for d, take in zip(self.differences, taken, strict=True) if take}
        functions = (
            g if (FUNCTIONS, (c,)) in theirs else f
            for c, (f, g) in enumerate(zip(one.value_functions, other.value_functions, strict=True))
        )
        gates = (
            gate
            for place, (gate, here, there) in enumerate(self.gates)
            if (there if (GATES, (place,)) in theirs else here)
        )
        return replaced(
            one,
            value_functions=tuple(functions),
            gates=tuple(gates),
            method=other.method if (METHOD, (0,)) in theirs else one.method,
            scrutiny=other.scrutiny if (SCRUTINY, (0,)) in theirs else one.scrutiny,
            bears=other.bears if (NOT_BEARING, (0,)) in theirs else one.bears,
        )


def _where(
    group: str, at: tuple[int, ...], places: list[int], differ: Bools
) -> Iterator[Difference]:
    """Yield a difference if any of its numbers differ."""
    numbers = np.array(places, dtype=np.int64)
    if differ[numbers].any():
        yield Difference(group, at, numbers)


def _same_function(one: tuple[Floats, Floats] | None, other: tuple[Floats, Floats] | None) -> bool:
    if one is None or other is None:
        return one is other
    return all(np.array_equal(f, g) for f, g in zip(one, other, strict=True))


def matched_scale(a: Floats, b: Floats) -> float:
    """Return the number by which weights b are multiplied to be compared with a, both (C,).

    Only proportions of weights count, so "on which weights do we differ?" has no answer
    before a scale is chosen. Where more than half of all weights stand in the same
    proportions, that at which these are equal: rubrics made to differ in one weight do
    differ in one, however large it is. Otherwise 1, so that both sum to 1 and shares are
    held against shares. The scale that minimises ``sum_c |a_c - s b_c|`` (a median of
    ``a_c / b_c``, weighted by b) was tried: it misses the first where the one weight is most
    of b, and elsewhere hides what one side adds to several weights by shrinking them all.
    """
    both = (a > 0) & (b > 0)
    ratios = a[both] / b[both]
    for ratio in ratios:
        if 2 * np.isclose(ratios, ratio, rtol=1e-11, atol=0.0).sum() > ((a > 0) | (b > 0)).sum():
            return float(ratio)
    return 1.0
