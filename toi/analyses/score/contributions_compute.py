"""What scores are made of, for whoever asks: points of arguments, and what answers give back."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from toi.analyses.shared.result import ScoreSplit
from toi.analyses.shared.theories import back_by_answer, split
from toi.engine.problem import Floats, ScoringProblem
from toi.engine.remembered import remembered
from toi.engine.scoring.contributions import Contributions, Splitting
from toi.engine.scoring.exact_ranking import at_expectation
from toi.engine.scoring.subproblem import in_groups, kept_for
from toi.engine.sensitivity.given_back import given_back
from toi.engine.sensitivity.one_at_a_time import base_case

AT_ONCE = 8  # theories whose scores are split together, in what a processor's cache holds


class MadeOf:
    """What the scores of some theories are made of, worked out when one of them is asked for.

    All is None where the problem's method does not add up.
    """

    def __init__(self, problem: ScoringProblem, shown: Sequence[int]) -> None:
        self._problem = problem
        self._place = {theory: i for i, theory in enumerate(shown)}
        self._adds_up = problem.method.linear_in_weights
        self._splits: dict[int, ScoreSplit] = {}

    def split(self, theory: int) -> ScoreSplit | None:
        """Return a theory's score as a sum, and keep those of its group, found with it."""
        if self._adds_up and theory not in self._splits:
            for other, points, place in split_points(self._problem, self._group[theory]):
                self._splits[other] = split(self._problem, points, place)
        return self._splits.get(theory)

    def given_back(self, theory: int) -> dict[str, dict[str, float]] | None:
        """Return what answers give a theory back: {answered: {answering: points}}."""
        if not self._adds_up:
            return None
        problem, points = self._given_back
        return back_by_answer(problem, points[:, self._place[theory]])

    @cached_property
    def _group(self) -> dict[int, list[int]]:
        groups = in_groups(self._problem, list(self._place))
        return {theory: group for group in groups for theory in group}

    @cached_property
    def _given_back(self) -> tuple[ScoringProblem, Floats]:
        """The part of the problem that matters, and points by answer and theory."""
        base = base_case(self._problem, list(self._place))
        return base.problem, given_back(base)


def split_points(
    problem: ScoringProblem, shown: Sequence[int]
) -> Iterator[tuple[int, Contributions, int]]:
    """Yield each theory with contributions to additive scores, and its place among them."""
    splitting = _splitting(problem)
    for group in in_groups(problem, shown):
        kept = kept_for(problem, group)
        for start in range(0, len(group), AT_ONCE):
            some = group[start : start + AT_ONCE]
            points = splitting.of(some, kept)
            for place, theory in enumerate(some):
                yield theory, points, place


@remembered()
def _splitting(problem: ScoringProblem) -> Splitting:
    return Splitting(problem, *at_expectation(problem))
