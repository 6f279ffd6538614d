"""The heading over a column of amounts: by how much it says that each is to be multiplied."""

import re
from collections.abc import Iterator

from toi.io.amounts.amount import CURRENCY, MONEY, TIMES

_SHORT = {"k": 1e3, "t": 1e3, "th": 1e3, "m": 1e6, "mm": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9}
_ZEROS = {"1000": 1e3, "000": 1e3, "1000000": 1e6, "000000": 1e6}
_ALSO_ELSE = (
    "hundred",
    "mia",
    "mill",
    "mille",
)  # a person's name, a house: beside a currency alone
_LONG = {word: n for word, n in TIMES.items() if len(word) > 2 and word not in _ALSO_ELSE}
_THOUSANDS = re.compile(r"(?<=\d)[ .,'_\u00a0\u202f](?=000)")
_WORDS = re.compile(rf"[{CURRENCY}]|[^\W\d_]+\.?|\d+")
_CODE = re.compile(r"(?P<before>k|t|m|mn|bn)?(?P<code>[a-z]{3})(?P<after>k|t|m|mn|bn)?")
_PER_CENT = re.compile(r"%|\b(?:per ?cents?|pct|procent|prozent|pour ?cent|por ?ciento)\b", re.I)
_SHARES = re.compile(r"\bshares?\b", re.I)
_SHORT |= {word: TIMES[word] for word in _ALSO_ELSE}
NAMES = {
    1e2: "hundreds",
    1e12: "trillions",
    1e3: "thousands",
    1e5: "lakhs",
    1e6: "millions",
    1e7: "crores",
    1e9: "billions",
}


def heading_factor(heading: str) -> float | str:
    """Return by what amounts under a heading are multiplied: 1,000 under `kEUR` or `Tsd. EUR`.

    Short words such as `k` and `m` count beside a currency alone.

    Returns
    -------
    float or str
        Why it may be read in two ways, for people.

    Examples
    --------
    >>> heading_factor("Budget (kEUR)"), heading_factor("Amount in EUR"), heading_factor("Mio. EUR")
    (1000.0, 1.0, 1000000.0)
    """
    words = _WORDS.findall(_THOUSANDS.sub("", heading.casefold()))
    if {"mil", "mil."} & set(words):
        return "may be in thousands (mil) or in millions; write k or M"
    found = set(_factors(words))
    if len(found) > 1:
        return f"names {' and '.join(NAMES[times] for times in sorted(found))}; write one of them"
    return found.pop() if found else 1.0


def heading_unit(heading: str) -> str | None:
    """Return the currency that a heading names, or `%`: `EUR` of `Budget (kEUR)`.

    Examples
    --------
    >>> heading_unit("Budget (kEUR)"), heading_unit("Cap in %"), heading_unit("Cap")
    ('EUR', '%', None)
    """
    money = MONEY.search(heading)
    glued = map(_CODE.fullmatch, _WORDS.findall(heading.casefold()))
    codes = (found["code"].upper() for found in glued if found and MONEY.fullmatch(found["code"]))
    shares = "%" if says_per_cent(heading) or _SHARES.search(heading) else None
    return money[0] if money else next(codes, shares)


def says_per_cent(heading: str) -> bool:
    """Tell whether a heading says that what is below it are per cents, and not only shares.

    Examples
    --------
    >>> says_per_cent("Today (%)"), says_per_cent("Share of the budget")
    (True, False)
    """
    return _PER_CENT.search(heading) is not None


def _factors(words: list[str]) -> Iterator[float]:
    for word, before, after in zip(words, ["", *words], [*words[1:], ""], strict=False):
        glued = _CODE.fullmatch(word)
        if word in _LONG:
            yield _LONG[word]
        elif word in _ZEROS:
            yield _ZEROS[word]
        elif word in _SHORT and (MONEY.fullmatch(before) or MONEY.fullmatch(after)):
            yield _SHORT[word]
        elif glued and MONEY.fullmatch(glued["code"]):
            short = glued["before"] or glued["after"]
            yield from [_SHORT[short]] if short else []
