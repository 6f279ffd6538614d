"""Likeness of names in several readers' sheets, and of readers': misspelt, or of a series."""

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from toi.io.suggest import nearest

MISSPELT = 0.8  # likeness of two names from which it is asked whether they are one
MOST_COMPARED = 50_000  # pairs of names, which take a second or two
SHORT = 2  # letters of a word that tells names apart: `Grant A` and `Grant B`
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def nearly(one: str, other: str) -> bool:
    """Tell whether two names are so like that one may be a misspelling of the other."""
    found = SequenceMatcher(None, one, other)
    return found.real_quick_ratio() >= MISSPELT and found.ratio() >= MISSPELT


def perhaps_one_reader(cells: Iterable[tuple[Hashable, str]]) -> Iterator[str]:
    """Ask about readers who are called nearly alike and judged no cell in common.

    Parameters
    ----------
    cells : iterable of (cell, reader)
        Who judged what.
    """
    judged: dict[str, set[Hashable]] = {}
    for cell, reader in cells:
        judged.setdefault(reader, set()).add(cell)
    for one, other in combinations(sorted(judged, key=lambda name: len(judged[name])), 2):
        names = one.casefold(), other.casefold()
        if judged[one].isdisjoint(judged[other]) and nearly(*names) and _same_marks(*names):
            yield f"{one!r} judged no cell that {other!r} did: are they one reader? Write it alike"


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
