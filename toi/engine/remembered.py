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
        The fields of the problem that the result depends on; one that `replaced` makes with the
        same has the same result.
    """

    def decorate(work_out: Callable[[ScoringProblem], Found]) -> Callable[[ScoringProblem], Found]:
        name = f"{work_out.__module__}.{work_out.__qualname__}"
        _depends[name] = of

        @wraps(work_out)
        def recall(problem: ScoringProblem) -> Found:
            kept = _place(problem, name)
            if not kept:
                kept.append(work_out(problem))
            found: Found = kept[0]
            return found

        return recall

    return decorate


def _place(problem: ScoringProblem, name: str) -> list[Any]:
    """Return where a result of a problem is kept: a list of it alone, empty until it is asked for.

    Problems that are alike in all that it depends on share the list, so that whichever is asked
    first works it out for all of them.
    """
    found: list[Any] = vars(problem).setdefault(name, [])
    return found


def replaced(problem: ScoringProblem, **changes: Any) -> ScoringProblem:
    """Change fields of a problem; both share what is remembered and depends on others alone."""
    found = replace(problem, **changes)
    for name, of in _depends.items():
        if of.isdisjoint(changes):
            vars(found)[name] = _place(problem, name)
    return found
