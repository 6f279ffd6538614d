"""Results that follow from a problem alone, worked out once and kept with it."""

from collections.abc import Callable
from dataclasses import fields, replace
from functools import wraps
from typing import Any, TypeVar

from toi.engine.problem import ScoringProblem

Found = TypeVar("Found")

ALL = frozenset(field.name for field in fields(ScoringProblem))
# All that says which arguments meet which cells; numbers and rules are none of it.
HITS = frozenset(
    ("theories", "criteria", "arguments", "is_cost", "lines")
    + ("hit_argument", "hit_force", "hit_theory", "hit_criterion", "hit_share", "hit_raises")
)

_depends: dict[str, frozenset[str]] = {}


def remembered(
    of: frozenset[str] = ALL,
) -> Callable[[Callable[[ScoringProblem], Found]], Callable[[ScoringProblem], Found]]:
    """Keep what a function finds for a problem, as `cached_property` does for a method.

    Parameters
    ----------
    of : frozenset of str
        The fields of the problem that the result depends on; `replaced` hands it on to a problem
        that has the same.
    """

    def decorate(work_out: Callable[[ScoringProblem], Found]) -> Callable[[ScoringProblem], Found]:
        name = f"{work_out.__module__}.{work_out.__qualname__}"
        _depends[name] = of

        @wraps(work_out)
        def recall(problem: ScoringProblem) -> Found:
            kept = vars(problem)
            if name not in kept:
                kept[name] = work_out(problem)
            found: Found = kept[name]
            return found

        return recall

    return decorate


def replaced(problem: ScoringProblem, **changes: Any) -> ScoringProblem:
    """Change fields of a problem, with what is remembered of it and depends on others alone."""
    found, kept = replace(problem, **changes), vars(problem)
    for name, of in _depends.items():
        if name in kept and of.isdisjoint(changes):
            vars(found)[name] = kept[name]
    return found
