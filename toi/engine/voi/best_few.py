"""Value of knowing single cells where not one theory is chosen, but the best few.

A panel that funds k proposals gains their summed scores. To know one number x first is worth
``E[max_K sum_K V_t(x)] - max_K E[sum_K V_t]`` over sets K of k theories (expected value of partial
perfect information); here all other numbers are at their means, which is exact where scores are
linear in each number, and near it elsewhere. Vilkkumaa, Liesio & Salo (2014) find for such
portfolios that it often suffices to evaluate a few projects once more; these are they.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from toi.engine.problem import Bools, Floats, Ints, Quantity
from toi.engine.sampling.quantiles import atoms, quantile
from toi.engine.sampling.sampler import draw
from toi.engine.scoring.score import Scores
from toi.engine.sensitivity.one_at_a_time import BaseCase, Parameter, judgement_parameters
from toi.engine.voi.best import worth
from toi.light_dataclass import dataclass

LEVELS = (np.arange(24) + 0.5) / 24  # of equal chance, that stand for a range
FAR = np.array([0.001, 0.999])  # ends of a law that has none
DRAWS = 2048
MOST_CELLS = 2**21  # in one evaluation
STEPS = 40  # of bisection
NEAR = 1e-9  # points


@dataclass(frozen=True)
class KnowingCell:
    """Value of knowing one judgement.

    Attributes
    ----------
    judgement : int
    points : float
        Gained on average, in the sum over the theories that are chosen.
    chance : float
        Of values under which others are chosen than now.
    below, above : float or None
        Raw values beyond which that is so; None where it is not on that side.
    """

    judgement: int
    points: float
    chance: float
    below: float | None
    above: float | None


class FewBest:
    """The choice of the best few of some theories at their means, and what knowing more adds.

    Parameters
    ----------
    base : BaseCase
        With the N theories among which is chosen.
    few : int
        How many are chosen, 1 to N.
    """

    def __init__(self, base: BaseCase, few: int) -> None:
        self.base, self.few = base, few
        now = _worth(base.score())[:, 0]
        self.order: Ints = np.argsort(-now, kind="stable")
        self.chosen = self.order[:few]
        self.points = float(now[self.chosen].sum())
        left = self.order[few:]
        self.margin = float(now[self.chosen[-1]] - now[left[0]]) if len(left) else np.inf

    def gains(self, found: Scores) -> Floats:
        """Return by how much the best few of each draw beat those chosen now, (S,), in points."""
        value = _worth(found)
        best = np.partition(value, len(value) - self.few, axis=0)[len(value) - self.few :]
        return np.asarray(best.sum(axis=0) - value[self.chosen].sum(axis=0))

    def knowing_cells(self, judgements: Sequence[int]) -> list[KnowingCell]:
        """Find what it is worth to know each of some judgements, most worth first."""
        wanted = set(judgements)
        cells = [one for one in judgement_parameters(self.base) if one.index in wanted]
        low, high = self._ends(cells).T
        moved = self._gains_at(cells * 2, np.concatenate([low, high])).reshape(2, -1).T > NEAR
        # The gain is convex in a number in which scores are linear, and 0 at its mean: where it
        # is 0 at both ends, it is so between them.
        open_ = [cell for cell, ends in zip(cells, moved, strict=True) if ends.any()]
        settled = [cell for cell, ends in zip(cells, moved, strict=True) if not ends.any()]
        below, above = (
            self._turns(open_, moved[:, end], (low, high)[end], cells) for end in (0, 1)
        )
        found = [
            KnowingCell(cell.index, points, chance, below.get(cell.index), above.get(cell.index))
            for cell, (points, chance) in zip(open_, self._expected(open_), strict=True)
        ]
        found += [KnowingCell(cell.index, 0.0, 0.0, None, None) for cell in settled]
        return sorted(found, key=lambda one: (-one.points, one.judgement))

    def views(self, judgements: Sequence[Mapping[int, float]]) -> tuple[Floats, Floats]:
        """Return what others than those chosen now would gain if several judgements were so.

        Parameters
        ----------
        judgements : K mappings from judgement to raw value
            Of each view; what it does not name is at its mean.

        Returns
        -------
        ((K,), (K, N)) float
            The gain, and what each theory is worth, in points.
        """
        problem, gains, worths = self.base.problem, [np.zeros(0)], []
        for part in self._parts(len(judgements)):
            views = judgements[part]
            inputs = self.base.inputs.repeat(len(views))
            values = inputs.judgements.copy(order="F")
            for row, view in enumerate(views):
                at = list(view)
                theory, criterion = problem.judgement_theory[at], problem.judgement_criterion[at]
                values[row, theory, criterion] = self._shares(at, np.array(list(view.values())))
            found = self.base.score(inputs.with_(judgements=values))
            gains.append(self.gains(found))
            worths.append(_worth(found).T)
        return np.concatenate(gains), np.concatenate([np.zeros((0, len(self.base.rows))), *worths])

    def line(self, theory: int) -> float:
        """Return what a theory must be worth so that another choice is as good, in points."""
        now = _worth(self.base.score())[:, 0]
        inside = np.isin(np.arange(len(now)), self.chosen)
        return float(now[~inside].max() if inside[theory] else now[inside].min())

    def knowing_all(self, judgements: Sequence[int], seed: int, draws: int = DRAWS) -> float:
        """Find what it is worth to know all of some judgements at once, in points."""
        problem = self.base.problem
        drawn = {i: self._shares([i], draw(problem.judgements[i], seed, draws)) for i in judgements}
        total = 0.0
        for part in self._parts(draws):
            inputs = self.base.inputs.repeat(part.stop - part.start)
            values = inputs.judgements.copy(order="F")
            for i, shares in drawn.items():
                values[:, problem.judgement_theory[i], problem.judgement_criterion[i]] = shares[
                    part
                ]
            total += float(self.gains(self.base.score(inputs.with_(judgements=values))).sum())
        return total / draws

    def _expected(self, cells: Sequence[Parameter]) -> Iterator[tuple[float, float]]:
        """Yield the mean gain over the law of each cell, and how often there is one."""
        laws = [_atoms(self.base.problem.judgements[cell.index]) for cell in cells]
        repeated = [cell for cell, (raw, _) in zip(cells, laws, strict=True) for _ in raw]
        gains = self._gains_at(repeated, np.concatenate([np.zeros(0), *(raw for raw, _ in laws)]))
        start = 0
        for raw, shares in laws:
            here = gains[start : start + len(raw)]
            start += len(raw)
            yield float(shares @ here), float(shares @ (here > NEAR))

    def _turns(
        self, open_: Sequence[Parameter], moved: Bools, far: Floats, cells: Sequence[Parameter]
    ) -> dict[int, float]:
        """Find the raw values from which the choice changes towards one end, by bisection."""
        ends = {cell.index: (m, f) for cell, m, f in zip(cells, moved, far.tolist(), strict=True)}
        turning = [cell for cell in open_ if ends[cell.index][0]]
        problem = self.base.problem
        criteria = problem.judgement_criterion[[cell.index for cell in turning]]
        span = problem.high[criteria] - problem.low[criteria]
        stays = problem.low[criteria] + span * np.array([cell.now for cell in turning])
        changes = np.array([ends[cell.index][1] for cell in turning])
        for _ in range(STEPS if turning else 0):
            middle = (stays + changes) / 2
            there = self._gains_at(turning, middle) > NEAR
            stays, changes = np.where(there, stays, middle), np.where(there, middle, changes)
        return {cell.index: float(at) for cell, at in zip(turning, changes, strict=True)}

    def _gains_at(self, cells: Sequence[Parameter], raw: Floats) -> Floats:
        """Return the gain with cell k alone at a raw value, (K,)."""
        shares = self._shares([cell.index for cell in cells], raw)
        found = [
            self.gains(self.base.perturbed(cells[part], shares[part]))
            for part in self._parts(len(cells))
        ]
        return np.concatenate([np.zeros(0), *found])

    def _shares(self, judgements: Sequence[int], raw: Floats) -> Floats:
        """Rescale raw values of judgements to 0-1 of their scales."""
        criteria = self.base.problem.judgement_criterion[list(judgements)]
        low, high = self.base.problem.low[criteria], self.base.problem.high[criteria]
        return np.asarray((raw - low) / (high - low))

    def _ends(self, cells: Sequence[Parameter]) -> Floats:
        """Return the smallest and the largest value of cells, as clipped, (K, 2)."""
        found = [_ends(self.base.problem.judgements[cell.index]) for cell in cells]
        return np.array(found).reshape(-1, 2)

    def _parts(self, n: int) -> Iterator[slice]:
        """Yield `n` evaluations in parts that fit into memory."""
        cells = len(self.base.problem.theories) * len(self.base.problem.criteria)
        size = max(1, MOST_CELLS // max(cells, 1))
        for start in range(0, n, size):
            yield slice(start, min(start + size, n))


def _worth(found: Scores) -> Floats:
    """Return what choosing each theory is worth, (N, S)."""
    return worth(found.totals.T, found.gated.T if found.gated.any() else None)


def _atoms(quantity: Quantity) -> tuple[Floats, Floats]:
    """Return values that stand for a law, clipped as it is, and their shares."""
    raw, shares = atoms(quantity.law, LEVELS)
    return np.clip(raw, quantity.low, quantity.high), shares


def _ends(quantity: Quantity) -> tuple[float, float]:
    """Return the smallest and the largest value, as clipped; far out where there is none."""
    low, high = quantity.law.support
    if not np.isfinite([low, high]).all():
        far = np.array([quantile(part, FAR) for part in quantity.law.parts])
        low, high = max(low, float(far.min())), min(high, float(far.max()))
    ends = np.clip([low, high], quantity.low, quantity.high)
    return float(ends[0]), float(ends[1])
