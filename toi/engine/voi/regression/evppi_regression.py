"""EVPPI of several inputs at once, by a regression that leads the choice.

Strong, Oakley & Brennan (2014, doi:10.1177/0272989X13505910) estimate
``E[max_t E[V_t | x]]`` by regressing the worth V_t of each choice on the inputs x. Here the
regression is made on one half of the draws; on the other half the theory with the best
prediction is chosen in each draw and valued by what it really scores there, less what the best
choice without knowledge (of the first half) scores; both ways, averaged. No policy can do better
than the best one, so on average this is not too high, where maximising and valuing on the same
draws would be. It may come out below 0: noise.

The worth of a choice is regressed on those inputs alone that it may hang on, where these are known.
"""

from collections.abc import Sequence

import numpy as np

from toi.engine.problem import Bools, Floats, Ints
from toi.engine.scoring.score import parts
from toi.engine.voi.batches import halves_of
from toi.engine.voi.regression.basis import BENDS, Basis
from toi.engine.voi.regression.sparse_regression import LinearFit, Moments
from toi.light_dataclass import dataclass
from toi.processes import meanwhile
from toi.threads import Crew


@dataclass(frozen=True)
class KnowingSeveral:
    """Value of knowing some inputs before one theory is chosen.

    Attributes
    ----------
    inputs : int
        How many of them vary.
    points, standard_error : float
        Gained on average; the error is NaN where there are too few draws.
    changed : float
        Share of draws in which another theory is chosen than without, 0 to 1.
    instead : int or None
        The theory that is then chosen most often, but for the one that is the best without.
    """

    inputs: int
    points: float
    standard_error: float
    changed: float = 0.0
    instead: int | None = None


class _Gains:
    """By how much a choice that is led by knowledge is worth more than one without, summed."""

    def __init__(self, choices: int) -> None:
        self.draws, self.sum, self.squares = 0, 0.0, 0.0
        self.chosen = np.zeros(choices)

    def add(self, worth: Floats, choice: Ints, best: int) -> None:
        """Add draws in which `choice` (S,) is chosen and not `best`."""
        gain = worth[choice, np.arange(len(choice))] - worth[best]
        self.draws += len(gain)
        self.sum += float(gain.sum())
        self.squares += float((gain**2).sum())
        self.chosen += np.bincount(choice[choice != best], minlength=len(self.chosen))

    def mean(self) -> tuple[float, float]:
        """Return the mean and its standard error; NaN of a single draw."""
        mean = self.sum / self.draws
        if self.draws < 2:
            return mean, float("nan")
        spread = max(self.squares - self.draws * mean**2, 0.0)
        return mean, float(np.sqrt(spread / (self.draws - 1) / self.draws))


class KnowingInputs:
    """A choice led by some inputs: first `learn` from all draws, then `value` it on all.

    Draws come in blocks; the first half of each (`halves_of`) is one half of them all.

    Parameters
    ----------
    basis : Basis
        Functions of the inputs.
    """

    def __init__(self, basis: Basis) -> None:
        self._basis, self._tiles = basis, basis.tiles
        self._moments: dict[int, Moments] = {}
        self._gains = [_Gains(basis.reach.shape[1]) for _ in range(2)]
        self._fits: dict[int, LinearFit] = {}
        self._crew = Crew()

    def learn(self, half: int, columns: Floats, worth: Floats) -> None:
        """Add draws of one half, (D, S) and (R, S), to what the choice in the other is led by."""
        if half not in self._moments:
            self._moments[half] = Moments(self._tiles)
        for part in parts(worth.shape[1], self._basis.piece):
            self._moments[half].add(self._basis(columns[:, part]), worth[:, part], self._crew)

    def end_half(self, half: int) -> None:
        """Work out what one half leads the choice by; best while no draws are in memory."""
        if half in self._moments and self._moments[half].draws:
            moments = self._moments.pop(half)
            # Of many inputs elsewhere: the libraries that solve it stay in memory once loaded.
            with meanwhile(moments.fit, moments.is_large) as found:
                self._fits[half] = found()

    def value(self, half: int, columns: Floats, worth: Floats) -> None:
        """Choose in draws of one half by the fit of the other, and add what it gains."""
        for each in range(2):
            self.end_half(each)
        if len(self._fits) < 2:
            return
        fit = self._fits[1 - half]
        for part in parts(worth.shape[1], self._basis.piece):
            choice = fit.choices(self._basis(columns[:, part]), self._crew)
            self._gains[half].add(worth[:, part], choice, fit.best)

    def found(self, best: int | None = None) -> KnowingSeveral:
        """Return what has been found.

        Parameters
        ----------
        best : int, optional
            The choice without knowledge by the mean of all draws, which may be another than by
            that of one half.
        """
        return _found(len(self._basis.kept), self._gains, best)


class KnowingEverything:
    """A choice that is led by every input: the best of each draw (expected perfect information).

    Parameters
    ----------
    choices : int
        R.
    """

    def __init__(self, choices: int) -> None:
        self._draws = [0, 0]
        self._lost, self._squares, self._chosen = np.zeros((3, 2, choices))

    def add(self, half: int, worth: Floats) -> None:
        """Add draws of one half, (R, S)."""
        self._draws[half] += worth.shape[1]
        lost = worth.max(axis=0) - worth
        self._lost[half] += lost.sum(axis=1)
        self._squares[half] += np.einsum("rs,rs->r", lost, lost)
        self._chosen[half] += np.bincount(worth.argmax(axis=0), minlength=len(worth))

    def found(self, best: int) -> KnowingSeveral:
        """Return what has been found; `best` as of `KnowingInputs.found`."""
        gains = [_Gains(len(self._lost[0])) for _ in range(2)]
        for half, one in enumerate(gains):
            without = int(self._lost[1 - half].argmin())  # by the other half
            one.draws = self._draws[half]
            one.sum, one.squares = (
                float(sums[half, without]) for sums in (self._lost, self._squares)
            )
            one.chosen += self._chosen[half]
            one.chosen[without] = 0.0
        return _found(1, gains, best)


def _found(inputs: int, both: Sequence[_Gains], best: int | None) -> KnowingSeveral:
    """Put together what is gained in the two halves of the draws."""
    if not inputs:
        return KnowingSeveral(0, 0.0, 0.0)
    if not all(gains.draws for gains in both):
        return KnowingSeveral(inputs, 0.0, float("nan"))
    (one, e1), (other, e2) = (gains.mean() for gains in both)
    chosen = both[0].chosen + both[1].chosen
    others = chosen if best is None else np.where(np.arange(len(chosen)) == best, 0, chosen)
    return KnowingSeveral(
        inputs=inputs,
        points=(one + other) / 2.0,
        standard_error=float(np.sqrt(e1**2 + e2**2) / 2.0),
        changed=float(chosen.sum() / sum(gains.draws for gains in both)),
        instead=int(others.argmax()) if others.any() else None,
    )


def evppi_by_regression(
    columns: Floats,
    worth: Floats,
    reach: Bools | None = None,
    bends: int = BENDS,
    jumps: Bools | None = None,
) -> KnowingSeveral:
    """Estimate a lower bound of the EVPPI of some inputs, in points, and its standard error.

    Parameters
    ----------
    columns : (D, S) float
        The inputs.
    worth : (R, S) float
        Of each choice, in points.
    reach : (D, R) bool, optional
        Which choices each input may change the worth of; by default all.
    bends, jumps
        As of `Basis.of_kept`.
    """
    if reach is None:
        reach = np.ones((len(columns), len(worth)), dtype=bool)
    one = KnowingInputs(Basis.of(columns, reach, bends, jumps))
    for work in one.learn, one.value:
        for half, part in halves_of(worth.shape[1]):
            work(half, columns[:, part], worth[:, part])
    return one.found()
