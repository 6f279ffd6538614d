"""Results that follow from a problem alone, worked out once and kept while it lives."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from toi.engine.problem import ScoringProblem

Found = TypeVar("Found")


def remembered(work_out: Callable[[ScoringProblem], Found]) -> Callable[[ScoringProblem], Found]:
    """Keep what a function finds for each problem; it must not hold the problem itself."""
    kept: WeakKeyDictionary[ScoringProblem, Found] = WeakKeyDictionary()

    @wraps(work_out)
    def recall(problem: ScoringProblem) -> Found:
        if problem not in kept:
            kept[problem] = work_out(problem)
        return kept[problem]

    return recall
