"""Effects of single arguments: EVPPI, shares of variance, who is best if they are (un)sound."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

import numpy as np

from toi.engine.problem import Floats, ScoringProblem
from toi.engine.sampling.sampler import SomeDraws
from toi.engine.scoring.ranking import order_key
from toi.engine.voi.argument_sums import FirstIf
from toi.engine.voi.argument_worths import ArgumentWorths, DrawnWorth
from toi.engine.voi.batches import BATCHES, Chunk, counts, jackknife, ratio
from toi.engine.voi.best import BestInDraw, best_by_key, squares
from toi.engine.voi.factored_draws import FlippedScores
from toi.engine.voi.incremental import flip_plans, flipped
from toi.light_dataclass import dataclass

MOST = 2**18  # sums of a part of the arguments, of which there are some even so
LEAST = 2
ROOM = 2**24  # bytes of sums of what each argument changes, where that is all theories


def argument_parts(problem: ScoringProblem, rows: Sequence[int]) -> Iterator[range]:
    """Cut the arguments into parts of which the sums over draws fit into memory, in order.

    By a method that compares theories an argument changes what each of R theories is worth, and
    with gates it may: sums of all by batch and theory would fill the memory. Each part needs the
    draws anew.
    """
    n = len(problem.arguments)
    dense = problem.method.compares or bool(problem.gates)
    most = max(ROOM // (16 * BATCHES * max(len(rows), 1)), LEAST) if dense else n
    count = max(n // max(most, 1), 1)
    ends = [i * n // count for i in range(count + 1)]
    return (range(*pair) for pair in pairwise(ends))


@dataclass(frozen=True, eq=False)
class Estimate:
    """Numbers with their standard errors, both of one shape."""

    value: Floats
    standard_error: Floats


class ArgumentEffects:
    """Sums over draws with each of A arguments sound and unsound, for R theories, by batch.

    Parameters
    ----------
    problem : ScoringProblem
    inputs : SomeDraws
        Draws in which arguments are 0/1 events.
    rows : sequence of int
        The R theories.
    arguments : sequence of int
        The A arguments.
    theory : int, optional
        Place of the theory of `shares_of_score`.
    pieces : int, optional
        Largest number of pieces of a block that are worked on at a time; it changes no bit.

    Attributes
    ----------
    arguments : sequence of int
    credence : (A,) float
    size : (B,) float
        Draws in each batch.
    worths : ArgumentWorths
        What choosing a theory is worth with each argument sound, and unsound.
    first, alone : (R, B), (B,) float
        Of each theory's share of the first place, and of ``sum_t share_t^2``.
    first_if : FirstIf
        The same with each argument sound, and unsound.
    apart : (A, B) float
        Of ``sum_t (share_t - share'_t)^2``, with the argument sound and unsound.
    own, own_square : (B,) float
        Of one theory's score and its square.
    rise, rise_square : (A, B) float
        Of its score with the argument sound less that with it unsound.
    """

    def __init__(
        self,
        problem: ScoringProblem,
        inputs: SomeDraws,
        rows: Sequence[int],
        arguments: Sequence[int],
        theory: int | None = None,
        pieces: int | None = None,
    ) -> None:
        a, r = len(arguments), len(rows)
        self.arguments = arguments
        self.credence = problem.credence[list(arguments)]
        self.size = counts(inputs.draws)
        self.theory = theory
        self.worths = ArgumentWorths(self.credence, r)
        self.first_if = FirstIf(a, r)
        self.first, self.alone = np.zeros((r, BATCHES)), np.zeros(BATCHES)
        self.apart, self.rise, self.rise_square = np.zeros((3, a, BATCHES))
        self.own, self.own_square = np.zeros((2, BATCHES))
        for chunk, draws, plans in flip_plans(problem, inputs, rows, arguments, pieces):
            base = _Base(draws.base, bool(problem.gates), chunk)
            self._add_base(chunk, base)
            for i, plan in enumerate(plans):
                self._add(i, chunk, base, flipped(draws, plan), draws.sound[plan.argument])
            self.first_if.add_drawn(chunk, base.best)
            del draws, base  # before the next are made

    def _add_base(self, chunk: Chunk, base: "_Base") -> None:
        self.worths.add_drawn(chunk, base)
        self.first[:, chunk.batches] += base.best.by_batch(chunk, len(self.first))[0]
        chunk.add(self.alone, squares(base.best.together))
        if self.theory is not None:
            own = base.totals[self.theory]
            chunk.add(self.own, own)
            chunk.add(self.own_square, own**2)

    def _add(
        self, i: int, chunk: Chunk, base: "_Base", other: FlippedScores, sound: Floats
    ) -> None:
        """Add one argument; where it is sound in a draw, the flipped scores are with it unsound."""
        self.worths.add(i, chunk, base, other, sound)
        best = base.best_with(other)
        apart = best.apart(base.shares, base.best.together)
        self.first_if.add(i, chunk, base.best, best, sound, apart != 0.0)
        chunk.add(self.apart[i], apart)
        if self.theory is not None and self.theory in other.changed:
            score = other.totals[np.searchsorted(other.changed, self.theory)]
            rise = (score - base.totals[self.theory]) * (1.0 - 2.0 * sound)
            chunk.add(self.rise[i], rise)
            chunk.add(self.rise_square[i], rise**2)

    def _some(self) -> Iterator[slice]:
        """Cut the arguments into parts: what is made of tables of a part stays small.

        None is by itself, unless it is the only one: numpy adds up a table of one in another order.
        """
        n, size = len(self.credence), max(MOST // max(self.first.size, 1), LEAST)
        count = max(n // size, 1)
        ends = [i * n // count for i in range(count + 1)]
        return (slice(*pair) for pair in pairwise(ends))

    def p_first(self, sound: bool) -> Estimate:
        """Return how often each theory is first with each argument sound, or unsound, (A, R)."""
        parts = (self.first_if.of(some, sound) for some in self._some())
        return _joined([Estimate(*ratio(part, self.size)) for part in parts])

    def shares_of_first(self) -> tuple[Estimate, Estimate]:
        """Return first-order and total shares of each argument in who is first, (A,) each.

        With indicators ``1_t`` of being first and D their difference between sound and unsound,
        ``c (1 - c) sum_t E[D_t]^2 / sum_t Var(1_t)``, and ``E[D_t^2]`` for the total. NaN
        where the same theory is always first.
        """
        chance = (self.credence * (1.0 - self.credence))[:, None]

        def first_order(some: slice, moved: Floats, first: Floats, alone: Floats) -> Floats:
            spread = _spread(alone, (first**2).sum(axis=0))
            return np.asarray(chance[some] * (moved**2).sum(axis=1) / spread)

        def total(apart: Floats, first: Floats, alone: Floats) -> Floats:
            return np.asarray(chance * apart / _spread(alone, (first**2).sum(axis=0)))

        whole = self.first, self.alone
        each = []
        for some in self._some():
            moved = self.first_if.of(some, True)
            moved -= self.first_if.of(some, False)
            each.append(Estimate(*jackknife(partial(first_order, some), self.size, moved, *whole)))
        return _joined(each), Estimate(*jackknife(total, self.size, self.apart, *whole))

    def shares_of_score(self) -> tuple[Estimate, Estimate]:
        """Return first-order and total shares of each argument in one theory's score, (A,) each.

        ``c (1 - c) E[D]^2 / Var`` and ``c (1 - c) E[D^2] / Var``: for an event that is
        independent of all else these are ``Var(E[V | event]) / Var(V)`` and
        ``E[Var(V | all but the event)] / Var(V)``, the indices of Sobol (1993) and Homma &
        Saltelli (1996). NaN where the score does not vary.
        """
        chance = (self.credence * (1.0 - self.credence))[:, None]

        def first_order(rise: Floats, own: Floats, square: Floats) -> Floats:
            return chance * rise**2 / _spread(square, own**2)

        def total(rise_square: Floats, own: Floats, square: Floats) -> Floats:
            return chance * rise_square / _spread(square, own**2)

        whole = self.own, self.own_square
        return (
            Estimate(*jackknife(first_order, self.size, self.rise, *whole)),
            Estimate(*jackknife(total, self.size, self.rise_square, *whole)),
        )

    def evppi(self) -> Estimate:
        """Return points gained by choosing once each argument is settled, as `ArgumentWorths`."""
        return _joined([Estimate(*self.worths.evppi(some)) for some in self._some()])


class _Base(DrawnWorth):
    """The draws themselves, with who is best in each."""

    def __init__(self, drawn: FlippedScores, gates: bool, chunk: Chunk) -> None:
        super().__init__(drawn, gates, chunk)
        self._key, self._excludes = order_key(drawn.totals, drawn.gated if gates else None), gates
        self.best = best_by_key(self._key)
        self.shares = self.best.dense(len(drawn.totals))

    def best_with(self, other: FlippedScores) -> BestInDraw:
        """Find who is best in the draws with an argument flipped."""
        key, some = self._key, other.changed
        before = key[some]
        key[some] = order_key(other.totals, other.gated if self._excludes else None)
        found = best_by_key(key)
        key[some] = before  # put back: a copy of all would cost more
        return found


def _joined(some: Sequence[Estimate]) -> Estimate:
    return Estimate(
        np.concatenate([one.value for one in some]),
        np.concatenate([one.standard_error for one in some]),
    )


def _spread(square: Floats, squared: Floats) -> Floats:
    """Return a variance, NaN where it is 0 but for rounding."""
    found = square - squared
    return np.where(found > 1e-12 * np.maximum(1.0, square), found, np.nan)
