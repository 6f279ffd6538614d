"""Likeness of names in several readers' sheets: misspelt, or of a series."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from toi.io.suggest import nearest

MISSPELT = 0.8  # likeness of two names from which it is asked whether they are one
MOST_COMPARED = 50_000  # pairs of names, which take a second or two
SHORT = 2  # letters of a word that tells names apart: `Grant A` and `Grant B`
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def nearly(one: str, other: str) -> bool:
    """Tell whether two names are so like that one may be a misspelling of the other."""
    return SequenceMatcher(None, one, other).ratio() >= MISSPELT


def most_like(name: str, others: Sequence[str]) -> str | None:
    """Return the name most like another that is not told apart from it as one of a series."""
    said = _in_figures(name)
    near = next((one for one in others if _in_figures(one) == said), None)
    near = near or nearest(name, others)
    return near if near is not None and _same_marks(name, near) else None


def _in_figures(name: str) -> str:
    """Write every number in a name as what it is worth: `2` for `2.0`."""
    return _NUMBER.sub(lambda found: f"{float(found[0]):g}", name)


def _same_marks(one: str, other: str) -> bool:
    """Tell whether nothing tells two names apart as members of a series.

    A number is what it is worth: `Nets 2` and `Nets 2.0` may be one, `Study 1` and `Study 2` are
    two.
    """
    return _marks(one) == _marks(other)


def _marks(name: str) -> tuple[list[float], list[str]]:
    """Return what tells names of a series apart: numbers, and words of a letter or two."""
    words = _NUMBER.sub("", name).split()
    short = sorted(word for word in words if len(word) <= SHORT and word.isalnum())
    return [float(number) for number in _NUMBER.findall(name)], short
