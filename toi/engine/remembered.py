"""Results that follow from a problem alone, worked out once and kept with it."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from toi.engine.problem import ScoringProblem

Found = TypeVar("Found")


def remembered(work_out: Callable[[ScoringProblem], Found]) -> Callable[[ScoringProblem], Found]:
    """Keep what a function finds for a problem, as `cached_property` does for a method."""
    name = f"{work_out.__module__}.{work_out.__qualname__}"

    @wraps(work_out)
    def recall(problem: ScoringProblem) -> Found:
        kept = vars(problem)
        if name not in kept:
            kept[name] = work_out(problem)
        found: Found = kept[name]
        return found

    return recall
