"""All or nothing in a split: a mixed-integer programme over the same tangents and cuts.

That is which lines get anything, where they may be only so many or take no small grants, and
which of two lines that stand in for one another gets less.
"""

from contextlib import suppress
from dataclasses import replace

import numpy as np

from toi.engine.portfolio.problem import Constraints, LineSynergy, Preferences
from toi.engine.portfolio.programmes.cutting_planes import (
    ROUNDS,
    Answer,
    Points,
    Programme,
    kept_points,
)
from toi.engine.portfolio.programmes.linear_programme import Infeasible, Solver
from toi.engine.portfolio.returns import gained
from toi.engine.problem import Floats
from toi.light_dataclass import dataclass

GAP, ROUGH_GAP = 2e-5, 5e-3  # of the value
ROUGH_ROUNDS = 3
ROUGH_LINES = 12  # that are looked at
NODES = 5000
# The programmes are small, and the linear one finds better splits than any heuristic.
_QUICK: dict[str, float | str] = {
    "presolve": "off",
    "mip_detect_symmetry": False,
    "mip_heuristic_effort": 0.0,
    "mip_heuristic_run_feasibility_jump": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_root_reduced_cost": False,
}
SAME = 1e-9  # of the budget


def is_choice(preferences: Preferences, constraints: Constraints) -> bool:
    """Tell whether anything is all or nothing."""
    limited = constraints.most is not None or constraints.smallest is not None
    return limited or bool(_open_pairs(preferences))


def settled(split: Floats, preferences: Preferences, constraints: Constraints) -> bool:
    """Tell whether a split meets all that is all or nothing, so that there is nothing to choose."""
    given = split > 0
    if constraints.most is not None and given.sum() > constraints.most:
        return False
    if constraints.smallest is not None and (split < constraints.smallest - SAME)[given].any():
        return False
    return not any(given[list(pair.members)].all() for pair in _open_pairs(preferences))


def freed(preferences: Preferences, constraints: Constraints) -> tuple[Preferences, Constraints]:
    """Return the same without what is all or nothing: a split of it is worth no less."""
    kept = tuple(pair for pair in preferences.synergies if pair not in _open_pairs(preferences))
    return (
        replace(preferences, synergies=kept),
        replace(constraints, most=None, smallest=None),
    )


def _open_pairs(preferences: Preferences) -> list[LineSynergy]:
    """Return the pairs that stand in for one another, as long as none is the smaller one."""
    return [pair for pair in preferences.acting if pair.strength < 0 and pair.smaller is None]


class Choice(Programme):
    """A programme with a whole number for each line, and for each pair of substitutes.

    Its extra columns are 1 for a line that may get something, then 1 for a pair of which the
    second line has less effort. As it stands, parts of both will do (its relaxation). Errors are
    allowed to be larger than elsewhere, since only what is chosen is taken from it.
    """

    tangent_error = 1e-5
    cut_error = 1e-3

    def __init__(self, constraints: Constraints, preferences: Preferences, points: Points) -> None:
        t = len(constraints.lower)
        self.pairs = _open_pairs(preferences)
        first = 2 * t + len(preferences.acting) + 1
        self.chosen = np.arange(first, first + t)
        self.second = np.arange(first + t, first + t + len(self.pairs))
        super().__init__(constraints, [preferences], points, extra=t + len(self.pairs))
        self.low[first:], self.high[first:] = 0.0, 1.0
        self._choose_lines()
        for pair, column in zip(self.pairs, self.second.tolist(), strict=True):
            self._choose_smaller(pair, column)

    def _choose_lines(self) -> None:
        constraints = self.constraints
        self.low[self.chosen[constraints.lower > 0]] = 1.0
        if constraints.most is None and constraints.smallest is None:
            self.low[self.chosen] = 1.0
        for t, column in enumerate(self.chosen.tolist()):
            self.rows.add([t, column], [1.0, -constraints.upper[t]], 0.0)
            if constraints.smallest is not None and constraints.smallest[t] > 0:
                self.rows.add([t, column], [-1.0, constraints.smallest[t]], 0.0)
        if constraints.most is not None:
            self.rows.add(self.chosen, np.ones(self.lines), float(constraints.most))

    def _choose_smaller(self, pair: LineSynergy, column: int) -> None:
        """Hold what is matched up to the effort of the first line, or of the second."""
        preferences, own = self.views[0], self.gains(0)
        matched = own[self.lines + preferences.acting.index(pair)]
        first, second = pair.members
        for t, rise, free in ((first, -1.0, 0.0), (second, 1.0, 1.0)):
            most = float(
                gained(preferences.returns, self.constraints.upper[t], preferences.half_return[t])
            )
            self.rows.add([own[t], matched, column], [1.0, -1.0, rise * most], free * most)

    def below(self, efforts: list[int], members: list[int], rise: float, foot: float) -> int:
        """Bound a single line by ``y <= rise * x + foot * b``: tighter where it is chosen in part.

        The perspective of the tangent (Frangioni & Gentile 2006); b is 1 for a chosen line.
        """
        if len(members) > 1:
            return super().below(efforts, members, rise, foot)
        columns = [*efforts, *members, int(self.chosen[members[0]])]
        return self.rows.add(columns, [1.0, -rise, -foot], 0.0)

    def learn(self, other: Programme, found: Answer) -> None:
        """Add the tangents and cuts that hold an answer of another programme down."""
        self.touch(0, kept_points(other, found))
        for weights in other.cuts:
            self.cut(0, weights)

    def narrow(self, relaxed: Floats) -> None:
        """Leave out the lines that the relaxation has least use for."""
        kept = max(ROUGH_LINES, 3 * (self.constraints.most or 0))
        out = np.argsort(-relaxed[self.chosen], kind="stable")[kept:]
        self.high[self.chosen[out]] = self.low[self.chosen[out]]

    def decided(self, answer: Floats) -> tuple[Preferences, Constraints]:
        """Return the problem in which all is settled as an answer has it."""
        constraints, preferences = self.constraints, self.views[0]
        taken = answer[self.chosen] > 0.5
        smallest = 0.0 if constraints.smallest is None else constraints.smallest
        last = (answer[self.second] > 0.5).tolist()
        smaller = {
            pair: replace(pair, smaller=pair.members[int(second)])
            for pair, second in zip(self.pairs, last, strict=True)
        }
        return (
            replace(
                preferences,
                synergies=tuple(smaller.get(pair, pair) for pair in preferences.synergies),
            ),
            replace(
                constraints,
                most=None,
                smallest=None,
                lower=np.where(taken, np.maximum(constraints.lower, smallest), constraints.lower),
                upper=np.where(taken, constraints.upper, 0.0),
            ),
        )


@dataclass(frozen=True, eq=False)
class Chosen:
    """A problem in which nothing is left that is all or nothing.

    `bound`: no choice is worth more, in points.
    """

    preferences: Preferences
    constraints: Constraints
    bound: float


def choose(
    preferences: Preferences, constraints: Constraints, points: Points, rough: bool = False
) -> Chosen:
    """Choose what is all or nothing for the best.

    The whole numbers of one programme name a choice; a linear programme finds the best split
    under it, and its tangents and cuts teach the first one what that choice is worth. So the
    first is solved about once per choice that is worth a look.

    Parameters
    ----------
    points : Points
        Tangents and cuts of the split without what is all or nothing.
    rough : bool
        Whether larger errors will do, and a look at the lines that seem best.

    Raises
    ------
    Infeasible
        Where no choice meets all floors, caps and limits.
    """
    programme = Choice(constraints, preferences, points)
    for weights in points.cuts:
        programme.cut(0, weights)
    relaxed = programme.best(programme.goal(0))  # so that the first choice is a good one
    if rough:
        every = programme.high.copy()
        programme.narrow(relaxed.columns)
        with suppress(Infeasible):
            found = _searched(programme, preferences, constraints, rough)
            # The lines that were left out may be worth as much as the relaxation has it.
            return replace(found, bound=max(relaxed.value, found.bound))
        programme.high = every  # a floor of a kind may need lines that seem worth little
    return _searched(programme, preferences, constraints, rough)


def _searched(
    programme: Choice, preferences: Preferences, constraints: Constraints, rough: bool
) -> Chosen:
    """Look at the choices that are worth most, until no other can be worth more."""
    goal, enough = programme.goal(0), ROUGH_GAP if rough else GAP
    whole = np.zeros(programme.width, dtype=bool)
    whole[programme.chosen], whole[programme.second] = True, True
    options = {**_QUICK, "mip_rel_gap": enough / 2, "mip_max_nodes": NODES}
    solver = Solver(goal, programme.low, programme.high, programme.rows, whole, **options)
    best, kept = -np.inf, (preferences, constraints)
    for _ in range(ROUGH_ROUNDS if rough else ROUNDS):
        answer, bound = solver.solve()
        here = programme.decided(answer)
        inner = Programme(here[1], [here[0]], programme.points)
        inner.tangent_error, inner.cut_error = programme.tangent_error, programme.cut_error
        found = inner.best(inner.goal(0))
        if found.value > best:
            best, kept = found.value, here
        if bound - best <= enough * max(abs(best), 1.0):
            break
        programme.learn(inner, found)
    return Chosen(*kept, max(bound, best))
