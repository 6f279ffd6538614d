"""Quantities of a record: a number, or the law of one, read from YAML with clear refusals."""

import math
from typing import Any

from pydantic_core import PydanticCustomError

from toi.distribution import MIXTURE, PARAMETERS, Distribution, point
from toi.records.fields.numbers import LARGEST, beyond, number, proportions
from toi.records.fields.refusals import refuse, shown
from toi.records.fields.shares import shares_within

A_SHARE = (
    "write a share, such as 40% or {uniform: [30%, 50%]}; of an effect it is the share of the way "
    "to the end of the scale: from 40 to 25 where that is 0 is 37.5%"
)


def quantity(value: object) -> Distribution:
    """Read a number or a range.

    Parameters
    ----------
    value : object
        A number, a law, or a mapping with one, such as ``{uniform: [1, 2]}``.

    Returns
    -------
    Distribution
        On the raw scale.

    Raises
    ------
    PydanticCustomError
        If it is neither, or if the parameters are impossible.
    """
    if isinstance(value, Distribution):  # made in Python, so that its parameters may be any
        value = value.to_yaml()
    if isinstance(value, list):
        ends = ", ".join(map(str, value)) if len(value) == 2 else "1, 2"
        raise refuse(
            "not-a-number",
            f"a list is not a number; for a range, write a mapping such as {{uniform: [{ends}]}}",
        )
    found = _from_mapping(value) if isinstance(value, dict) else point(number(value))
    wrong = found.problem()
    if wrong:
        raise refuse(*wrong)
    if found.family == "lognormal" and _log_mean(found) > math.log(LARGEST):
        raise refuse("too-large", f"the mean of this lognormal is above {LARGEST:g}")
    return found


def _log_mean(law: Distribution) -> float:
    mu, sigma = law.parameters
    return mu + sigma * sigma / 2


def _from_mapping(value: dict[Any, Any]) -> Distribution:
    if list(value) == [MIXTURE]:
        return _mixture(value[MIXTURE])
    families = [key for key in value if key != "on"]
    if len(families) != 1 or families[0] not in PARAMETERS or families[0] == "point":
        known = ", ".join([*(name for name in PARAMETERS if name != "point"), MIXTURE])
        given = ", ".join(map(shown, families)) or "nothing"
        message = f"write a number or exactly one of {known}; here stands {given}"
        raise refuse("unknown-distribution", message)
    family = families[0]
    names = PARAMETERS[family]
    given = value[family]
    if not isinstance(given, list) or len(given) != len(names):
        raise refuse("distribution-length", f"{family} takes [{', '.join(names)}]")
    parameters = tuple(map(number, given, names))
    if "on" not in value:
        return Distribution(family, parameters)
    if family != "beta":
        raise refuse("unknown-key", "'on' belongs to beta alone")
    on = value["on"]
    if not isinstance(on, list) or len(on) != 2:
        raise refuse("distribution-length", "on takes [low, high]")
    return Distribution(family, parameters, (number(on[0], "on"), number(on[1], "on")))


def _mixture(value: object) -> Distribution:
    """Read a mixture: a list of [share, law]."""
    if not isinstance(value, list) or not value:
        raise refuse("mixture", "mixture takes a list of [share, law], such as [[2, 5], [1, 7]]")
    components = []
    for pair in value:
        if not isinstance(pair, list) or len(pair) != 2:
            raise refuse("mixture", f"each part of a mixture is [share, law], not {shown(pair)}")
        law = quantity(pair[1])
        if law.family == MIXTURE:
            raise refuse("mixture", "a mixture holds no other mixture; write all in one list")
        components.append(law)
    shares = tuple(proportions([pair[0] for pair in value]))
    if min(shares) < 0:
        raise refuse("mixture-shares", f"share {min(shares):g} is below 0")
    return Distribution(MIXTURE, shares, components=tuple(components))


def force(value: object) -> Distribution:
    """Read a share of the way to the end of a scale, or a law of one; as for `quantity`."""
    try:
        found = quantity(shares_within(value))
    except PydanticCustomError as error:
        if error.type != "not-a-number" or ";" in error.message():  # which says it already
            raise
        raise refuse(error.type, f"{error.message()}; {A_SHARE}") from None
    for law in found.parts:
        low, high = law.support
        if law.family in ("normal", "lognormal"):
            continue  # drawn values are clipped to 0-1
        if low < 0 or high > 1:
            raise beyond(low if low < 0 else high, "force", in_percent="%" in str(value))
    return found
