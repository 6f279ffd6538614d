"""Lines with a floor of their own: which it alone keeps in, and what the others are without it."""

from collections.abc import Sequence

import numpy as np

from toi.analyses.portfolio.case import Case
from toi.analyses.portfolio.demands.result import (
    CommitmentRow,
)
from toi.analyses.portfolio.stability import resample, under_rubrics
from toi.analyses.portfolio.wording.commitments import (
    SMALL,
)
from toi.engine.portfolio.solve import BudgetSplit
from toi.engine.problem import Bools, Floats
from toi.light_dataclass import dataclass


@dataclass(frozen=True, eq=False)
class Firmness:
    """The firmness with which each line is in, were there no floors.

    Attributes
    ----------
    fixed : (T,) bool
        Lines in for their floor, which costs something or without which they would get nothing.
    presence, rubrics : (T,) float
        Shares of resamples, and of other rubrics, in which each line gets something; `rubrics` is
        None where there are no others.
    """

    fixed: Bools
    presence: Floats
    rubrics: Floats | None


def firmness(
    case: Case,
    split: BudgetSplit,
    presence: Floats,
    others: Sequence[Floats],
    committed: Sequence[CommitmentRow],
) -> Firmness:
    """Tell what is in for its floor alone, and how firmly the rest is in without any floor.

    Parameters
    ----------
    presence : (T,) float
        Under the floors.
    others : sequence of (T,) float
        Splits by other rubrics, under the floors.
    committed : sequence of CommitmentRow
        With what each floor costs.
    """
    floored = case.constraints.lower > 0
    rubrics = np.mean([shares > 0 for shares in others], axis=0) if len(others) else None
    dear = {one.id for one in committed if one.kind == "floor" and one.cost >= SMALL}
    fixed = floored & np.array([name in dear for name in case.ids])
    if not (floored & ~fixed).any():
        return Firmness(fixed, presence, rubrics)
    free = case.without_floors()
    alone = free.again(free.preferences, split.points)
    fixed |= floored & (alone.shares <= 0)
    loose = floored & ~fixed
    if loose.any():
        presence = np.where(loose, resample(free, alone).presence, presence)
        found = list(under_rubrics(free, alone)[0].values())
        if rubrics is not None and found:
            among = np.mean([shares > 0 for shares in found], axis=0)
            rubrics = np.where(loose, among, rubrics)
    return Firmness(fixed, presence, rubrics)
