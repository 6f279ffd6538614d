"""Amounts as people write them: `2,000,000 EUR`, `1,5 FTE`, `€2M`, `500k`, `2e6`."""

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

CURRENCY = "$€£¥₹₽₩₪₺₴₦₫฿"
CODES = "EUR|USD|GBP|CHF|JPY|CNY|INR|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|BRL|ZAR|KES|NGN|SGD|HKD"
TIMES = {
    "hundred": 1e2,
    **dict.fromkeys(("k", "tsd", "tsd.", "thousand", "thousands", "tausend", "mille"), 1e3),
    **dict.fromkeys(("t€", "teur"), 1e3),
    **dict.fromkeys(("m", "m.", "mm", "mn", "mln", "mln.", "mio", "mio.", "mill", "mill."), 1e6),
    **dict.fromkeys(("million", "millions", "millionen", "millones", "milioni"), 1e6),
    **dict.fromkeys(("lakh", "lakhs"), 1e5),
    **dict.fromkeys(("crore", "crores", "cr"), 1e7),
    **dict.fromkeys(("b", "bn", "md", "md.", "mrd", "mrd.", "mia", "mia."), 1e9),
    **dict.fromkeys(("billion", "billions", "milliarde", "milliarden"), 1e9),
    **dict.fromkeys(("milliard", "milliards"), 1e9),
    **dict.fromkeys(("tn", "trillion", "trillions", "billionen"), 1e12),
}
MONEY = re.compile(rf"[{CURRENCY}]|\b({CODES})\b", re.I)
_IN_FACTOR = re.compile(
    rf"[{CURRENCY}]$|(?<=.)(EUR|USD|CHF|GBP)$", re.I
)  # the unit in `k€`, `TEUR`
_UNSURE = {
    "mil": "may be thousands (mil) or millions; write k or M",
    "t": "may be thousands (t) or tonnes; write k, or the unit in full",
}
_SAME = {"€": "eur", "euro": "eur", "euros": "eur", "£": "gbp", "₹": "inr", "us$": "usd"}
_SAME |= dict.fromkeys(("fr.", "sfr", "sfr."), "chf")
_BEFORE = rf"(?:[A-Z]{{1,3}})?[{CURRENCY}]|(?i:{CODES}|Fr\.|SFr\.?|Rs\.?|kr\.?|zł)(?=[\s0-9])"
_AMOUNT = re.compile(
    rf"(?P<before>{_BEFORE}|[A-Z]{{3}}(?=[\s0-9]))?\s*"
    r"(?P<number>[0-9][0-9.,_'\u2019 \u00a0\u202f]*(?:[eE][-+]?[0-9]+)?|[.,][0-9]+)\s*"
    r"(?P<after>[^0-9\s].*)?"
)
_NO_CENTS = re.compile(r"(?<=[0-9])[.,](?:-{1,2}|[\u2013\u2014])(?![0-9])")  # of `500,- EUR`
_PRICE = re.compile(
    rf"(?P<before>{_BEFORE})?[\s\u00a0]*(?P<number>.*?)[\s\u00a0]*"
    rf"(?P<after>(?:[A-Z]{{1,3}})?[{CURRENCY}]|(?i:{CODES}|euros?|S?Fr\.|kr\.?|zł))?"
)
_WORD = re.compile(r"([^\s/]+)\s*(.*)")
_NO_UNIT = re.compile(r"[0-9]|^[-+*x:(\u00d7\u2013\u2014]|^x ")
_GROUPS = re.compile(
    r"[0-9]{1,3}(?:(?P<mark>[.,_' \u2019\u00a0\u202f])[0-9]{3})(?:(?P=mark)[0-9]{3})*"
    r"|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}"  # lakhs and crores
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
        The mark that parts thousands, where that is known: ``,`` or ``.``. Where it is not, a
        mark before three digits of an amount of money does, since no money has three decimals.

    Returns
    -------
    Amount or str
        Why it is none, for people, where it may be read in two ways or in no way.

    Examples
    --------
    >>> read_amount("1,5 FTE"), read_amount("€2M")
    (Amount(number=1.5, unit='FTE'), Amount(number=2000000.0, unit='€'))
    >>> read_amount("1,500 FTE"), read_amount("1,500 EUR")
    ('may be 1500 or 1.5; write one of them', Amount(number=1500.0, unit='EUR'))
    """
    found = parted(text)
    if found is None:
        return "is not an amount, such as 2000000 or '12 FTE'"
    factor, unit = _factor((found["after"] or "").strip())
    written = found["number"].strip()
    is_money = MONEY.search(found["before"] or unit) or _NO_CENTS.search(text)
    if thousands is None and factor == 1 and is_money:
        thousands = _marks(written)[:1]  # no money has three decimals
    number = _number(written, thousands)
    if isinstance(number, str):
        return number
    wrong = _wrong_unit(found["before"], factor, unit)
    if wrong:
        return wrong
    if not math.isfinite(number * factor):
        return "is too large"
    return Amount(number * factor, found["before"] or unit or None)


def without_currency(text: str) -> tuple[str, str | None]:
    """Return a number without the currency beside it, and that currency.

    A dash in the place of cents is a currency that is not named.

    Examples
    --------
    >>> without_currency("CHF 900.-"), without_currency("980,-"), without_currency("3.5")
    (('900', 'CHF'), ('980', ''), ('3.5', None))
    """
    plain = _NO_CENTS.sub("", text)
    found = _PRICE.fullmatch(plain)
    if found is None or not (found["before"] or found["after"]):
        return plain.strip(), "" if plain != text else None
    return found["number"], found["before"] or found["after"]


NO_WHOLE = "is an amount, of which --budget says what it is a part; else write per cents"


def part_of(amount: Amount, whole: Amount | None, more: bool = False) -> float | str:
    """Return which part of a whole an amount is, 0 to 1; or why it is none, for people.

    Parameters
    ----------
    whole : Amount or None
        Where it is not known there are only per cents, and parts of 1.
    more : bool
        Whether an amount may be more than the whole.

    Examples
    --------
    >>> part_of(Amount(500000.0, "EUR"), Amount(2000000.0, "€")), part_of(Amount(5.0, "%"), None)
    (0.25, 0.05)
    """
    number, unit = amount
    if unit == "%":
        return number / 100 if number <= 100 else "is more than 100 %"
    if whole is None:
        if unit is None and number <= 1:
            return number
        return NO_WHOLE
    if unit is not None and unit_key(unit) != unit_key(whole.unit):
        return f"is in {unit}, while the budget is in {whole.unit or 'no unit'}"
    if unit is None and 0 < number <= 1:
        written = f"{number:g}{f' {whole.unit}' if whole.unit else ''}"
        return f"may be {100 * number:g} % or {written}; write per cents, or the amount's unit"
    part = number / whole.number
    return part if part <= 1 or more else f"is more than the budget of {whole.number:,.12g}"


def in_unit(amount: Amount, whole: Amount | None) -> str:
    """Write a part of a whole in the unit in which it was asked for: `500,000 EUR` for 500k."""
    number, unit = amount
    if unit == "%" or whole is None:
        return f"{number if unit == '%' else 100 * number:.12g} %"
    return " ".join(filter(None, [f"{number:,.12g}", whole.unit]))


def unit_key(unit: str | None) -> str:
    """Return what is the same for all ways to write a unit: `€`, `Euro` and `EUR` are one."""
    written = (unit or "").casefold()
    return _SAME.get(written, written)


def parted(text: str) -> re.Match[str] | None:
    """Part an amount into what stands before the number, the number, and what stands after."""
    return _AMOUNT.fullmatch(_NO_CENTS.sub("", text.strip()))


def _wrong_unit(before: str | None, factor: float, unit: str) -> str | None:
    """Say what is wrong with the words around a number: never is a factor taken for a unit."""
    word = unit.casefold().split(" ")[0]
    if word in _UNSURE and (word != "t" or MONEY.search(unit) or before):
        return _UNSURE[word]
    if word in TIMES and factor != 1.0:
        return f"has two factors, the last of them {word}"
    if _NO_UNIT.search(unit):
        return "is not one amount, such as 2000000 or '12 FTE'"
    if before and unit and unit_key(before) != unit_key(unit) and not unit.startswith("/"):
        return f"has two units, {before} and {unit}"
    return None


def thousands_mark(texts: Sequence[str], heading: str = "") -> str | None:
    """Find the mark that parts thousands in a column of amounts, where that is plain.

    It is where a cell has it twice or beside decimals, or has the other mark before decimals; or
    where the heading names a currency, since no money has three decimals.
    """
    numbers = [found["number"].strip() for found in map(parted, texts) if found]
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
    found = _WORD.fullmatch(after)
    if found is None:
        return 1.0, after
    word, rest = found.groups()
    inside = _IN_FACTOR.search(word)
    bare = word[: inside.start()] if inside else word
    factor = TIMES.get(word.casefold(), TIMES.get(bare.casefold()))
    if factor is None:
        return 1.0, after
    return factor, " ".join(filter(None, [inside[0] if inside else "", rest]))


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
