"""Efficient frontier: the best split at every risk aversion from 0 to 1."""

from collections.abc import Sequence
from dataclasses import replace

from toi.engine.portfolio.outcome import outcome_of
from toi.engine.portfolio.problem import Constraints, Preferences
from toi.engine.portfolio.programmes.cutting_planes import Points
from toi.engine.portfolio.solve import solve
from toi.engine.problem import Floats
from toi.light_dataclass import dataclass

RISKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True, eq=False)
class FrontierPoint:
    """The best split at one risk aversion, with its mean and its worst tenth, in points."""

    risk: float
    shares: Floats
    expected: float
    downside: float


def frontier(
    preferences: Preferences,
    constraints: Constraints,
    points: Points | None = None,
    risks: Sequence[float] = RISKS,
) -> list[FrontierPoint]:
    """Trace the efficient frontier between the mean and the mean of the worst tenth.

    Parameters
    ----------
    points : mapping, optional
        Tangents to start from, of an earlier answer with the same returns.
    risks : sequence of float
        Risk aversions, 0 to 1; that of the preferences plays no part.
    """
    found = []
    for risk in risks:
        here = replace(preferences, risk=risk)
        split = solve(here, constraints, points)
        points = split.points
        seen = outcome_of(here, split.shares)
        found.append(FrontierPoint(risk, split.shares, seen.expected, seen.downside))
    return found
