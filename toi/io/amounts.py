"""Amounts as people write them: `2,000,000 EUR`, `1,5 FTE`, `€2M`, `500k`, `2e6`."""

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

CURRENCY = "$€£¥₹"
TIMES = {
    **dict.fromkeys(
        ("k", "tsd", "tsd.", "thousand", "thousands", "t€", "k€", "teur", "keur", "tausend"), 1e3
    ),
    **dict.fromkeys(("m", "mn", "mio", "mio.", "million", "millions", "millionen", "m€"), 1e6),
    **dict.fromkeys(("lakh", "lakhs"), 1e5),
    **dict.fromkeys(("crore", "crores", "cr"), 1e7),
    **dict.fromkeys(
        ("bn", "mrd", "mrd.", "billion", "billions", "milliarden", "milliards", "b"), 1e9
    ),
}
MONEY = re.compile(rf"[{CURRENCY}]|\b(EUR|USD|GBP|CHF|JPY|INR|CAD|AUD|SEK|NOK|DKK|PLN)\b", re.I)
_WITH_UNIT = {"t€": "€", "k€": "€", "m€": "€", "teur": "EUR", "keur": "EUR"}
_AMOUNT = re.compile(
    rf"(?P<before>[{CURRENCY}]|[A-Z]{{3}}(?=[\s0-9]))?\s*"
    r"(?P<number>[0-9][0-9.,_'\u2019 \u00a0\u202f]*(?:[eE][-+]?[0-9]+)?|[.,][0-9]+)\s*"
    r"(?P<after>[^0-9\s].*)?"
)
_GROUPS = re.compile(
    r"[0-9]{1,3}(?:(?P<mark>[.,_' \u2019\u00a0\u202f])[0-9]{3})(?:(?P=mark)[0-9]{3})*"
)


class Amount(NamedTuple):
    """A number above 0 or 0, and what it is a number of."""

    number: float
    unit: str | None


def read_amount(text: str, thousands: str | None = None) -> Amount | str:
    """Read an amount.

    Parameters
    ----------
    text : str
        A number with thousands marks or decimals in whatever way, a factor such as `k` or
        `million`, and a unit before it or after.
    thousands : str, optional
        The mark that parts thousands, where that is known: ``,`` or ``.``.

    Returns
    -------
    Amount or str
        Why it is none, for people, where it may be read in two ways or in no way.

    Examples
    --------
    >>> read_amount("1,5 FTE"), read_amount("€2M")
    (Amount(number=1.5, unit='FTE'), Amount(number=2000000.0, unit='€'))
    >>> read_amount("1,500 EUR")
    "may be 1500 or 1.5; write one of them"
    """
    found = _AMOUNT.fullmatch(text.strip())
    if found is None:
        return "is not an amount, such as 2000000 or '12 FTE'"
    number = _number(found["number"].strip(), thousands)
    if isinstance(number, str):
        return number
    after = (found["after"] or "").strip()
    if after.casefold().split(" ")[0] == "mil":
        return "may be thousands (mil) or millions; write k or M"
    factor, unit = _factor(after)
    if found["before"] and unit and unit != found["before"]:
        return f"has two units, {found['before']} and {unit}"
    if not math.isfinite(number * factor):
        return "is too large"
    return Amount(number * factor, found["before"] or unit or None)


def thousands_mark(texts: Sequence[str], heading: str = "") -> str | None:
    """Find the mark that parts thousands in a column of amounts, where that is plain.

    It is where a cell has it twice or beside decimals, or has the other mark before decimals; or
    where the heading names a currency, since no money has three decimals.
    """
    numbers = [found["number"].strip() for found in map(_AMOUNT.fullmatch, texts) if found]
    seen = {mark for mark in map(_mark_of, numbers) if mark}
    unsure = {n[-4] for n in numbers if _GROUPS.fullmatch(n) and _unsure(n, [*_marks(n)])}
    if not seen and MONEY.search(heading):
        seen = unsure
    return seen.pop() if len(seen) == 1 else None


def _mark_of(number: str) -> str | None:
    """Return the mark by which one number must part thousands; None where it tells nothing."""
    marks = [*_marks(number)]
    if not marks or (_GROUPS.fullmatch(number) and _unsure(number, marks)):
        return None
    decimal = marks[-1] if len(set(marks)) == 2 or len(marks) == 1 else None
    return {",": ".", ".": ","}[decimal] if decimal else marks[0]


def _marks(number: str) -> str:
    return re.sub("[^.,]", "", number)


def _unsure(number: str, marks: Sequence[str]) -> bool:
    """Tell whether the one mark of a number before three digits may be a decimal one."""
    return len(marks) == 1 and len(number.rpartition(marks[0])[2]) == 3 and number[0] != "0"


def _factor(after: str) -> tuple[float, str]:
    """Split what follows a number into a factor and a unit: `M EUR`, `k`, `FTE`."""
    word, _, rest = after.partition(" ")
    factor = TIMES.get(word.casefold())
    if factor is None:
        return 1.0, after
    return factor, _WITH_UNIT.get(word.casefold(), rest.strip())


def _number(written: str, thousands: str | None = None) -> float | str:
    """Read digits with marks; the last mark of two kinds is the decimal one."""
    whole = "".join(written.split())
    groups = _GROUPS.fullmatch(written)
    marks = [sign for sign in whole if sign in ".,"]
    if groups and _unsure(whole, marks):
        joined = whole.replace(marks[0], "")
        if marks[0] == thousands:
            return _plain(joined)
        return f"may be {joined} or {float(whole.replace(',', '.')):g}; write one of them"
    if len(set(marks)) == 2:
        decimal = marks[-1]
        other = next(mark for mark in marks if mark != decimal)
        head, _, tail = whole.partition(decimal)
        if not _GROUPS.fullmatch(head.replace("_", "")) or other in tail or decimal in tail:
            return "has its marks in odd places"
        return _plain(f"{head.replace(other, '')}.{tail}")
    if len(marks) > 1:
        return _plain(whole.replace(marks[0], "")) if groups else "has its marks in odd places"
    spaced = re.split(r"[.,eE]", written)[0].strip()
    if re.search(r"[_'\s\u2019]", spaced) and not _GROUPS.fullmatch(spaced):
        return "has its marks in odd places"
    return _plain(re.sub(r"[_'\u2019]", "", whole).replace(",", "."))


def _plain(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return "is not an amount, such as 2000000 or '12 FTE'"
