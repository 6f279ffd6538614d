"""Numbers and shares as people write them: `12,5`, `60%`, `0,6`, `12,5 %`."""

import re
from typing import Any

_PERCENT = re.compile(r"\s*([-+]?[0-9]+(?:[.,][0-9]+)?)\s*%\s*")
_THOUSANDS = re.compile(r"[-+]?[1-9][0-9]{0,2},[0-9]{3}")
_RANGE = re.compile(
    r"\s*\[?\s*(?P<low>[0-9]+(?:[.,][0-9]+)?)\s*%?\s*(?:[-\u2013\u2014;]|\.\.|,\s|\bto\b|\s)"
    r"\s*(?P<high>[0-9]+(?:[.,][0-9]+)?)\s*%?\s*\]?\s*"
)
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
    percent = percent_written(value)
    return number_written(value) if percent is None else percent / 100


def number_written(value: Any) -> Any:
    """Return the number that a text with a decimal comma means; anything else as it is.

    What may be thousands as well, such as ``1,500``, is left as it is.

    Examples
    --------
    >>> number_written("12,5"), number_written("0,125"), number_written("1,500")
    (12.5, 0.125, '1,500')
    """
    comma = _COMMA.fullmatch(value) if isinstance(value, str) else None
    if comma is None or _THOUSANDS.fullmatch(comma[1]):
        return value
    return float(comma[1].replace(",", "."))


def range_written(text: str) -> tuple[float, float] | None:
    """Return the two numbers of a range, in whatever way it is written; None where it is none.

    Examples
    --------
    >>> range_written("50-70"), range_written("20 to 37,5 %"), range_written("50")
    ((50.0, 70.0), (20.0, 37.5), None)
    """
    found = _RANGE.fullmatch(text)
    if found is None:
        return None
    low, high = (float(found[end].replace(",", ".")) for end in ("low", "high"))
    return low, high


def percent_written(text: str) -> float | None:
    """Return the number before a percent sign; None where there is none."""
    found = _PERCENT.fullmatch(text)
    return float(found[1].replace(",", ".")) if found else None


def shares_within(value: object) -> object:
    """Read every share in a law, such as ``{uniform: [10%, 30%]}``; not those of a mixture."""
    match value:
        case dict():
            return {
                key: [*map(_law_of, inner)]
                if key == "mixture" and isinstance(inner, list)
                else shares_within(inner)
                for key, inner in value.items()
            }
        case list():
            return [shares_within(inner) for inner in value]
    return share_written(value)


def _law_of(part: object) -> object:
    """Read the law of one part of a mixture; of its share only the proportion counts."""
    return [part[0], *map(shares_within, part[1:])] if isinstance(part, list) and part else part
