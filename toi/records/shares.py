"""Shares as people write them: `60%`, `0,6`, `12,5 %`."""

import re

_PERCENT = re.compile(r"\s*([-+]?[0-9]+(?:[.,][0-9]+)?)\s*%\s*")
_COMMA = re.compile(r"\s*([-+]?[0-9]*,[0-9]+)\s*")


def share_written(value: object) -> object:
    """Return the number that a text means as a share of 1; anything else as it is.

    Examples
    --------
    >>> share_written("60%"), share_written("0,6"), share_written(0.6), share_written("high")
    (0.6, 0.6, 0.6, 'high')
    """
    if not isinstance(value, str):
        return value
    percent, comma = percent_written(value), _COMMA.fullmatch(value)
    if percent is not None:
        return percent / 100
    return float(comma[1].replace(",", ".")) if comma else value


def percent_written(text: str) -> float | None:
    """Return the number before a percent sign; None where there is none."""
    found = _PERCENT.fullmatch(text)
    return float(found[1].replace(",", ".")) if found else None


def shares_within(value: object) -> object:
    """Read every share in a law, such as ``{uniform: [10%, 30%]}``."""
    match value:
        case dict():
            return {key: shares_within(inner) for key, inner in value.items()}
        case list():
            return [shares_within(inner) for inner in value]
    return share_written(value)
