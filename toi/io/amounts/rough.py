"""Amounts as people jot them down: rough ones, ranges, and words that may multiply or be a unit.

They are never taken for a number; what is found here is told to whoever wrote them.
"""

import re

from toi.io.amounts.amount import MONEY, Amount, parted, read_amount

_PERHAPS_UNITS = ("t", "T", "m", "m.", "mm", "b", "md", "cr", "tn")  # tonnes, metres, and so on
_BETWEEN = re.compile(r"\s*(?:\.\.|(?<=.)[-\u2013\u2014\u2026]|\bto\b)\s*")
_END = re.compile(r"[^0-9]*[0-9](?:[0-9.,'_\u2019\u00a0\u202f ]*[0-9])?\s*(?P<after>[^0-9]*)")
_ABOUT = re.compile(
    r"(?:[~\u2248\u223c]|\b(?:ca|c|circa|approx|about|around|roughly|etwa|rund)(?:\.|\s))\s*"
    r"(?P<told>.+)",
    re.I,
)
_REMARKED = re.compile(r"(?P<told>[^()]*[0-9][^()]*?)\s*\([^()0-9?]+\)")
_DOUBTED = re.compile(r"(?P<told>.*[^\s(?])\s*(?:\?+|\(\?+\))")


def meanings(text: str, thousands: str | None = None) -> list[Amount]:
    """Return what an amount may mean where nothing says in what it is counted.

    `45mil` is 45 thousand or 45 million, `45m` 45 million or 45 of a unit. Nothing for what is no
    amount for certain.

    Examples
    --------
    >>> [one.number for one in meanings("45mil")], meanings("45 k€")
    ([45000.0, 45000000.0], [Amount(number=45000.0, unit='€')])
    """
    found = parted(text)
    if found is None:
        return []
    after = (found["after"] or "").strip()
    word, _, rest = after.partition(" ")
    number = found.string[: found.start("after")] if after else found.string
    if word.casefold().rstrip(".") == "mil":
        read = [read_amount(f"{number} {factor} {rest}", thousands) for factor in ("k", "million")]
    elif word in _PERHAPS_UNITS and not MONEY.search(f"{found['before'] or ''} {rest}"):
        factor = "k" if word in "tT" else word
        read = [read_amount(f"{number} {factor} {rest}", thousands)]
        bare = read_amount(number, thousands)
        read += [bare._replace(unit=after) if isinstance(bare, Amount) else bare]
    else:
        read = [read_amount(text, thousands)]
    amounts = [one for one in read if isinstance(one, Amount)]
    return amounts if len(amounts) == len(read) else []


def range_ends(text: str, thousands: str | None = None) -> list[Amount] | None:
    """Return the amounts of a range that is written as people do: `30-40k`, `3 to 5`, `40-30`.

    A factor or a unit behind the last number is one of those before it too. None for what is no
    range for certain, such as a date.

    Examples
    --------
    >>> [end.number for end in range_ends("30-40k")], range_ends("2024-05-06")
    ([30000.0, 40000.0], None)
    """
    read = [_END.fullmatch(end) for end in _BETWEEN.split(text.strip())]
    ends = [found for found in read if found is not None]
    if len(ends) != len(read) or len(ends) not in ((2, 3) if ".." in text else (2,)):
        return None
    last = ends[-1]["after"]
    inherits = [bool(last and not end["after"]) for end in ends]
    if not last and (".." in text or any(end["after"] for end in ends)):
        return None  # `30k-40`; what is wrong with `9,5..12` is its mark alone
    meant = [
        meanings(f"{end[0]} {last if bare else ''}", thousands)
        for end, bare in zip(ends, inherits, strict=True)
    ]
    amounts = [found[0] for found in meant if len(found) == 1]
    units = {amount.unit for amount in amounts} - {None}
    numbers = [amount.number for amount in amounts]
    if len(set(numbers)) < len(ends) or len(units) > 1:
        return None
    if numbers != sorted(numbers) and any(inherits):
        return None  # `500-1k` or `40-30k`: whose factor is it
    unit = next(iter(units), None)
    return [Amount(number, unit) for number in numbers]


def without_doubt(text: str) -> str:
    """Leave out what says that a number is a rough one: `~41k`, `ca. 30k`, `45k?`, `8 (guess)`."""
    bare = text.strip()
    for rough in (_REMARKED, _ABOUT, _DOUBTED):
        found = rough.fullmatch(bare)
        bare = found["told"] if found else bare
    return bare if bare != text.strip() else text
