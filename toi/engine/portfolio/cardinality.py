"""At most so many lines: a mixed-integer programme over the same tangents and cuts."""

from dataclasses import replace
from typing import Any

import numpy as np

from toi.engine.milp import milp
from toi.engine.portfolio.cutting_planes import Infeasible, Points, Programme
from toi.engine.portfolio.problem import Constraints, Preferences
from toi.engine.problem import Floats

_OPTIONS = {"mip_rel_gap": 1e-5, "node_limit": 5000}
ROUGH_TANGENT_ERROR, ROUGH_CUT_ERROR = 1e-4, 1e-2


class LineChoice(Programme):
    """A programme in which at most ``constraints.most`` lines get anything.

    Its extra columns are 1 for a line that may get something. Errors are allowed to be
    larger than elsewhere, since only which lines are chosen is taken from it.
    """

    tangent_error = 1e-5
    cut_error = 1e-3

    def __init__(self, constraints: Constraints, preferences: Preferences, points: Points) -> None:
        t = len(constraints.lower)
        self.chosen = np.arange(2 * t + 1, 3 * t + 1)
        super().__init__(constraints, [preferences], points, extra=t)
        self.low[self.chosen], self.high[self.chosen] = 0.0, 1.0
        for t in range(self.lines):
            self.rows.add([t, self.chosen[t]], [1.0, -constraints.upper[t]], 0.0)
        self.rows.add(self.chosen, np.ones(self.lines), float(constraints.most or 0))

    def below(self, efforts: Any, members: list[int], rise: float, foot: float) -> None:
        """Bound a single line by ``y <= rise * x + foot * b``: tighter where it is chosen in part.

        The perspective of the tangent (Frangioni & Gentile 2006); b is 1 for a chosen line.
        """
        if len(members) > 1:
            super().below(efforts, members, rise, foot)
            return
        columns = [*efforts, *members, self.chosen[members[0]]]
        self.rows.add(columns, [1.0, -rise, -foot], 0.0)

    def solved(self, goal: Floats) -> tuple[Floats, float, Floats]:
        """Return the answer and a bound on its value; whole numbers leave rows without prices."""
        from scipy.optimize import Bounds, LinearConstraint

        whole = np.zeros(self.width)
        whole[self.chosen] = 1
        rows = LinearConstraint(self.rows.matrix(self.width), -np.inf, np.array(self.rows.most))
        found = milp(
            -goal,
            integrality=whole,
            bounds=Bounds(self.low, self.high),
            constraints=rows,
            options=_OPTIONS,
        )
        if found.status == 2:
            raise Infeasible("no split over so few lines meets all floors, caps and limits")
        if found.x is None:
            raise RuntimeError(f"the solver gave up: {found.message}")
        return np.asarray(found.x), -float(found.mip_dual_bound), np.zeros(len(self.rows.most))


def choose_lines(
    preferences: Preferences, constraints: Constraints, points: Points, rough: bool = False
) -> tuple[Constraints, float]:
    """Choose the best lines, at most ``constraints.most`` of them.

    Since the downside is held by cuts, all scenarios take part in the choice.

    Parameters
    ----------
    points : mapping
        Tangents of the split without the limit.
    rough : bool
        Whether larger errors will do.

    Returns
    -------
    constraints : Constraints
        With all other lines shut, and without the limit.
    bound : float
        No choice of lines is worth more, in points.
    """
    programme = LineChoice(constraints, preferences, points)
    if rough:
        programme.tangent_error, programme.cut_error = ROUGH_TANGENT_ERROR, ROUGH_CUT_ERROR
    answer = programme.best(programme.goal(0))
    taken = answer.columns[programme.chosen] > 0.5
    upper = np.where(taken, constraints.upper, 0.0)
    return replace(constraints, most=None, upper=upper), answer.value
