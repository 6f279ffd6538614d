"""Preferences for a split: the rubric's, and those of this run in their place."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from toi.analyses.portfolio.demands.result import Wishes
from toi.analyses.portfolio.demands.said import (
    NOTHING_SAID,
    Said,
    called_with_id,
    demand_in_words,
    in_words,
)
from toi.analyses.shared.session import Model
from toi.errors import InputErrors, usage
from toi.records.debate import Debate
from toi.records.portfolio import Bound, Portfolio


def wishes(
    model: Model, asked: Mapping[str, Any] | None = None, said: Said = NOTHING_SAID
) -> Portfolio:
    """Return the rubric's preferences, with those of this run in their place.

    Parameters
    ----------
    asked : mapping, optional
        Keys of a rubric's preferences. What names single lines is added to the rubric's.
    said : mapping, optional
        The same as it was written, for what is wrong with it.
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
        change["bounds"] = _bounds(model.debate, wanted.bounds, given["bounds"], said)
    found = wanted.model_copy(update=change)
    _refuse_grants_above_caps(model.debate, found, said)
    return found


def _refuse_grants_above_caps(debate: Debate, wanted: Portfolio, said: Said) -> None:
    """Refuse a smallest grant of a line's own that its cap does not let it have."""
    for name, grant in wanted.min_grants.items():
        cap = wanted.bounds.get(name, Bound()).cap
        if 0 < cap < grant:
            raise _above_cap(debate, said, ("grant", name, grant), cap)


def _above_cap(
    debate: Debate, said: Said, demand: tuple[str, str, float], cap: float
) -> InputErrors:
    """Return an error on a floor or a smallest grant that is above the cap of its line."""
    kind, name, _ = demand
    words = demand_in_words(said, *demand, called_with_id(debate, name))
    words = f"the {words} is above its cap of {in_words(said, 'cap', name, cap)}"
    return usage(f"{words}; give up one of them", f"{kind}-above-cap")


def _bounds(
    debate: Debate,
    own: Mapping[str, Bound],
    given: Mapping[str, Mapping[str, float]],
    said: Said,
) -> dict[str, Bound]:
    """Return a rubric's floors and caps, with those of this run in their place."""
    found = dict(own)
    for name, change in given.items():
        found[name] = bound = found.get(name, Bound()).model_copy(update=change)
        if bound.floor > bound.cap:
            raise _above_cap(debate, said, ("floor", name, bound.floor), bound.cap)
    return found


def shown_wishes(wanted: Portfolio) -> Wishes:
    """Return preferences as a result shows them."""
    return Wishes(
        returns=wanted.returns,
        half_line=wanted.half_line,
        half_kind=wanted.half_kind,
        half=dict(wanted.half),
        risk=wanted.risk,
        max_lines=wanted.max_lines,
        bounds={name: (b.floor, b.cap) for name, b in wanted.bounds.items()},
        exposure=dict(wanted.exposure),
        overlaps={name: tuple(o.lines) for name, o in wanted.overlaps.items()},
        tail=wanted.tail,
        min_grant=wanted.min_grant,
        min_grants=dict(wanted.min_grants),
        least_return=wanted.least_return,
    )
