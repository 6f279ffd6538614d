"""Numbers, shares and intervals of a record, read from YAML with clear refusals."""

import math
import re
from collections.abc import Sequence

from pydantic_core import PydanticCustomError

from toi.records.fields.refusals import refuse, shown
from toi.records.fields.shares import number_written, percent_written, share_written

_NUMBER = r"[0-9]+(?:[.,][0-9]+)?"
_RANGE = re.compile(
    rf"\s*(?P<low>{_NUMBER})\s*%?\s*(?:[-\u2013\u2014:;]|\.\.|to)\s*(?P<high>{_NUMBER})\s*%?\s*"
)
LARGEST = 1e100  # beyond it, sums and squares of scores would overflow


def number(value: object, what: str = "value") -> float:
    """Read a finite number.

    Parameters
    ----------
    value : object
        From YAML; booleans, texts, NaN and infinity are refused. A text may be a number with a
        decimal comma.
    what : str
        What messages call it.

    Returns
    -------
    float
        At most `LARGEST` in size.

    Raises
    ------
    PydanticCustomError
        If it is no such number.
    """
    if isinstance(value, float) and -LARGEST <= value <= LARGEST:  # and no NaN
        return float(value)
    if value is None:
        raise refuse("empty", f"{what} must not be empty")
    value = number_written(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        told = shown(value) if isinstance(value, list | dict) else f"{what} {shown(value)}"
        raise refuse("not-a-number", f"{told} is not a number{_hint(value, what)}")
    if isinstance(value, float) and not math.isfinite(value):
        raise refuse("not-finite", f"{what} {shown(value)} is not a finite number")
    if abs(value) > LARGEST:
        raise refuse("too-large", f"{what} {shown(value)} is too large; the limit is {LARGEST:g}")
    return float(value)


def _hint(value: object, what: str) -> str:
    """Say how the number or range is written that a text such as `30-50%` or `high` means."""
    if what == "weight" and isinstance(value, list) and len(value) == 2:
        value = "..".join(map(str, value))
    if not isinstance(value, str):
        return ""
    is_word = what == "credence" and value[:1].isalpha()
    return range_hint(value, what) or ("; write one from 0 to 1" if is_word else "")


def range_hint(text: str, what: str) -> str:
    """Say how a range such as `30-50%` or `0.3..0.5` is written; nothing where it is none.

    Parameters
    ----------
    what : str
        What messages call the number: a credence and a value may be ranges.
    """
    found = _RANGE.fullmatch(text)
    if found is None:
        return ""
    low, high = sorted((found[end].replace(",", ".") for end in ("low", "high")), key=float)
    in_percent = "%" in text or (what != "value" and float(high) > 1)
    if what == "weight":  # whose range is of shares of 1, whatever the scale of its number
        ends = (
            f"[{float(low) / 100:g}, {float(high) / 100:g}]" if in_percent else f"[{low}, {high}]"
        )
        return f"; write one number, and its range in weights_sure: {{ranges: {{NAME: {ends}}}}}"
    sign = "%" if in_percent else ""
    ends = f"[{low}{sign}, {high}{sign}]"
    forms = {"credence": ends, "value": f"{{uniform: {ends}}}"}
    return f"; for a range write {forms[what]}" if what in forms else "; write one number"


def from_zero(value: object, what: str) -> float:
    """Read a number that is not negative; as for `number`."""
    found = number(value, what)
    if found < 0:
        raise refuse(f"{what}-negative", f"{what} {found:g} is below 0")
    return found


def above_zero(value: object, what: str) -> float:
    """Read a number above 0; as for `number`."""
    found = number(value, what)
    if found <= 0:
        raise refuse("not-positive", f"{what} {found:g} is not above 0")
    return found


def unit(value: object, what: str) -> float:
    """Read a number from 0 to 1; as for `number`. It may be written as `60%`."""
    found = number(share_written(value), what)
    if not 0 <= found <= 1:
        raise beyond(found, what, in_percent="%" in str(value))
    return found


def proportions(values: Sequence[object]) -> list[float]:
    """Read shares of which only proportions count: all numbers, or all per cents."""
    percents = [percent_written(one) if isinstance(one, str) else None for one in values]
    known = [one for one in percents if one is not None]
    if known and len(known) < len(percents):
        raise refuse("share-form", "some shares have a % and some have not; use one form")
    return known or [number(one, "share") for one in values]


def beyond(found: float, what: str, in_percent: bool) -> PydanticCustomError:
    """Refuse a share beyond 0 to 1; one that is written in per cent already gets no hint."""
    hint = f"; for {found:g} % write {found / 100:g}" if 2 <= found <= 100 else ""
    side = "above 1" if found > 1 else "below 0"
    return refuse(f"{what}-range", f"{what} {found:g} is {side}{'' if in_percent else hint}")


def interval(value: object, what: str = "credence") -> float | tuple[float, float]:
    """Read a number from 0 to 1, or [low, high] of two such; messages call it `what`.

    Raises
    ------
    PydanticCustomError
        If it is neither.
    """
    if isinstance(value, list | tuple):
        if len(value) != 2:
            hint = "; write decimals with a point" if len(value) == 4 else ""
            raise refuse(f"{what}-interval", f"an interval is [low, high]{hint}")
        low, high = (unit(v, what) for v in value)
        if low > high:
            raise refuse("range-order", f"an interval needs low <= high, not [{low:g}, {high:g}]")
        return low, high
    if isinstance(value, dict):
        message = f"{_a(what)} is one number or [low, high], not a mapping"
        raise refuse(f"{what}-interval", message)
    return unit(value, what)


def _a(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


def middle(value: float | tuple[float, float]) -> float:
    """Return the number to reckon with: the value itself, or an interval's middle."""
    return (value[0] + value[1]) / 2 if isinstance(value, tuple) else value
