"""Worth of knowing whether single arguments are sound: both worlds of each, on the same draws."""

from collections.abc import Sequence

import numpy as np

from toi.engine.problem import Floats, Inputs, Ints, ScoringProblem
from toi.engine.scoring.score import score
from toi.engine.voi.argument_sums import WorthIf
from toi.engine.voi.batches import BATCHES, Chunk, halves, ratio
from toi.engine.voi.best import worth
from toi.engine.voi.factored_draws import FlippedScores
from toi.engine.voi.incremental import factored_chunks, flipped
from toi.engine.voi.propagation import update_plan
from toi.engine.voi.regression.evppi_regression import KnowingSeveral
from toi.light_dataclass import dataclass


def worth_in(problem: ScoringProblem, inputs: Inputs, rows: Sequence[int]) -> Floats:
    """Return what choosing each of some theories is worth in some draws, (R, S)."""
    found = score(problem, inputs, rows)
    return worth(found.totals.T, found.gated.T if found.gated.any() else None)


class DrawnWorth:
    """What choosing each theory is worth in some draws, with which flipped ones are compared.

    Attributes
    ----------
    totals : (R, S) float
    worth : (R, S) float
        As of `toi.engine.voi.best.worth`.
    sums : (R, K) float
        Of it, by batch.
    """

    def __init__(self, drawn: FlippedScores, gates: bool, chunk: Chunk) -> None:
        self.totals, self._gated, self._gates = drawn.totals, drawn.gated, gates
        self.worth = worth(drawn.totals, drawn.gated if gates else None)
        self.sums = chunk.by_batch(self.worth)

    def change(self, other: FlippedScores) -> tuple[Ints, Floats]:
        """Find which theories are worth more or less with an argument flipped, and how much."""
        if not self._gates:
            return other.changed, other.totals - self.worth[other.changed]
        totals, gated = self.totals.copy(), self._gated.copy()
        totals[other.changed], gated[other.changed] = other.totals, other.gated
        return np.arange(len(totals)), worth(totals, gated) - self.worth


@dataclass(frozen=True, eq=False)
class Choices:
    """What is chosen with each of n arguments sound, unsound, and without knowing, (n,) each."""

    if_sound: Ints
    if_unsound: Ints
    without: Ints


class ArgumentWorths:
    """Sums over draws of what R theories are worth with each of A arguments sound and unsound.

    Parameters
    ----------
    credence : (A,) float
    theories : int
        R.

    Attributes
    ----------
    size : (BATCHES,) float
        Draws in each batch.
    sound, unsound : WorthIf
    """

    def __init__(self, credence: Floats, theories: int) -> None:
        self.size = np.zeros(BATCHES)
        self._credence, self._theories = credence, theories
        self.sound, self.unsound = (WorthIf(len(credence), theories) for _ in range(2))

    def add_drawn(self, chunk: Chunk, drawn: DrawnWorth) -> None:
        """Add a chunk as it is drawn."""
        chunk.add(self.size, np.ones(chunk.size))
        self.sound.add_drawn(chunk, drawn.sums)
        self.unsound.add_drawn(chunk, drawn.sums)

    def add(
        self, i: int, chunk: Chunk, drawn: DrawnWorth, other: FlippedScores, sound: Floats
    ) -> None:
        """Add one argument; where it is sound in a draw, the flipped scores are with it unsound."""
        changed, change = drawn.change(other)
        if_unsound = change * sound
        self.unsound.add(i, chunk, changed, drawn.sums, if_unsound)
        if_sound = np.subtract(change, if_unsound, out=change)
        self.sound.add(i, chunk, changed, drawn.sums, if_sound)

    def evppi(self, some: slice) -> tuple[Floats, Floats]:
        """Return what it is worth to know each of some arguments, (n,), and its error.

        ``c max_t E[V_t | sound] + (1 - c) max_t E[V_t | unsound] - max_t E[V_t]`` for one
        risk-neutral choice among the theories. All three choices are made on one half of
        the draws and valued on the other, both ways, and averaged; so chance differences
        cannot pass for knowledge, and the estimate may come out below 0, which is noise.
        The error is that of the paired difference. It is 0 where no choice changes.
        """
        worths = self._worths(some)
        found = [self._valued(some, *worths, *pair) for pair in (halves(), halves()[::-1])]
        (one, e1), (other, e2) = found
        return (one + other) / 2.0, np.sqrt(e1**2 + e2**2) / 2.0

    def knowing(self, i: int, best: int) -> KnowingSeveral:
        """Return what it is worth to know one argument, and what is then chosen.

        Parameters
        ----------
        best : int
            The choice without knowledge by the mean of all draws.
        """
        some = slice(i, i + 1)
        if not all(self.size[half].any() for half in halves()):
            return KnowingSeveral(1, 0.0, float("nan"))
        value, error = self.evppi(some)
        one, other = (self._others(some, half) for half in halves())
        chosen = (one + other) / 2.0
        others = np.where(np.arange(len(chosen)) == best, 0.0, chosen)
        return KnowingSeveral(
            inputs=1,
            points=float(value[0]),
            standard_error=float(error[0]),
            changed=float(chosen.sum()),
            instead=int(others.argmax()) if others.any() else None,
        )

    def _worths(self, some: slice) -> tuple[Floats, Floats, Floats]:
        return self._credence[some, None], self.sound.of(some), self.unsound.of(some)

    def _valued(
        self,
        some: slice,
        c: Floats,
        if_so: Floats,
        if_not: Floats,
        deciding: slice,
        valuing: slice,
    ) -> tuple[Floats, Floats]:
        every, choice = np.arange(len(c)), _choices(c, if_so, if_not, deciding)
        gain = c * (if_so[every, choice.if_sound] - if_so[every, choice.without])
        gain += (1.0 - c) * (if_not[every, choice.if_unsound] - if_not[every, choice.without])
        return ratio(gain[:, valuing], self.size[valuing])

    def _others(self, some: slice, deciding: slice) -> Floats:
        """Return how often each theory is chosen in place of another once one is known, (R,)."""
        c, if_so, if_not = self._worths(some)
        choice, found = _choices(c, if_so, if_not, deciding), np.zeros(self._theories)
        for chosen, share in ((choice.if_sound, c), (choice.if_unsound, 1.0 - c)):
            if chosen[0] != choice.without[0]:
                found[chosen[0]] += share[0, 0]
        return found


def _choices(c: Floats, if_so: Floats, if_not: Floats, deciding: slice) -> Choices:
    """Choose by the mean over some batches of the draws."""
    sound, unsound = (s[..., deciding].sum(axis=-1) for s in (if_so, if_not))
    if_sound, if_unsound = sound.argmax(axis=1), unsound.argmax(axis=1)
    without = (c * sound + (1.0 - c) * unsound).argmax(axis=1)
    return Choices(if_sound, if_unsound, without)


class KnowingArguments:
    """Choices led by whether single arguments are sound, learnt and valued in one pass.

    Parameters
    ----------
    problem : ScoringProblem
    rows : sequence of int
        The R theories among which one is chosen.
    arguments : sequence of int
        Those that may be known.
    """

    def __init__(
        self, problem: ScoringProblem, rows: Sequence[int], arguments: Sequence[int]
    ) -> None:
        self._problem, self._rows, self._arguments = problem, rows, arguments
        self._plans = [update_plan(problem, a, np.array(rows, dtype=np.int64)) for a in arguments]
        self._worths = ArgumentWorths(problem.credence[list(arguments)], len(rows))

    def add(self, inputs: Inputs, first: int, total: int) -> Floats:
        """Add draws, of which `first` is the number of the first and `total` how many come.

        Returns
        -------
        worth : (R, S) float
            Of each theory in these draws.
        """
        if not self._plans:
            return worth_in(self._problem, inputs, self._rows)
        found, gates = np.empty((len(self._rows), inputs.draws)), bool(self._problem.gates)
        for chunk, draws in factored_chunks(
            self._problem, inputs, self._rows, first=first, total=total
        ):
            drawn = DrawnWorth(draws.base, gates, chunk)
            found[:, chunk.draws] = drawn.worth
            self._worths.add_drawn(chunk, drawn)
            for i, plan in enumerate(self._plans):
                sound = draws.sound[plan.argument]
                self._worths.add(i, chunk, drawn, flipped(draws, plan), sound)
            del draws, drawn  # before the next are made
        return found

    def found(self, best: int) -> dict[int, KnowingSeveral]:
        """Return what it is worth to know each argument; `best` as of `ArgumentWorths.knowing`."""
        return {a: self._worths.knowing(i, best) for i, a in enumerate(self._arguments)}
