"""Preferences for a split: the rubric's, and those of this run in their place."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from toi.analyses.shared.session import Model
from toi.errors import usage
from toi.records.portfolio import Bound, Portfolio


def wishes(model: Model, asked: Mapping[str, Any] | None = None) -> Portfolio:
    """Return the rubric's preferences, with those of this run in their place.

    Parameters
    ----------
    asked : mapping, optional
        Keys of a rubric's preferences. What names single lines is added to the rubric's.
    """
    wanted, given = model.rubric.rubric.portfolio, dict(asked or {})
    if not given:
        return wanted
    try:
        read = Portfolio.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        path = ".".join(map(str, first["loc"]))
        words = first["msg"] if str(first["loc"][0]) in first["msg"] else f"{path}: {first['msg']}"
        raise usage(words, first["type"]) from None
    change = {key: getattr(read, key) for key in given}
    for key in ("min_grants", "synergies"):
        if key in change:
            change[key] = {**getattr(wanted, key), **change[key]}
    if "bounds" in given:
        change["bounds"] = _bounds(wanted.bounds, given["bounds"])
    found = wanted.model_copy(update=change)
    _refuse_grants_above_caps(found)
    return found


def _refuse_grants_above_caps(wanted: Portfolio) -> None:
    """Refuse a smallest grant of a line's own that its cap does not let it have."""
    for name, grant in wanted.min_grants.items():
        cap = wanted.bounds.get(name, Bound()).cap
        if 0 < cap < grant:
            said = f"the smallest grant {100 * grant:.4g} % of {name} is above its cap"
            raise usage(f"{said} {100 * cap:.4g} %; give up one of them", "grant-above-cap")


def _bounds(own: Mapping[str, Bound], given: Mapping[str, Mapping[str, float]]) -> dict[str, Bound]:
    """Return a rubric's floors and caps, with those of this run in their place."""
    found = dict(own)
    for name, change in given.items():
        found[name] = bound = found.get(name, Bound()).model_copy(update=change)
        if bound.floor > bound.cap:
            floor, cap = 100 * bound.floor, 100 * bound.cap
            said = f"the floor {floor:.4g} % of {name} is above its cap {cap:.4g} %"
            raise usage(said, "floor-above-cap")
    return found
