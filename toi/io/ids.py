"""Ids and short titles made of names."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

from toi.records.fields.json_forms import SLUG

_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i"}
)
_LONGEST = 40
_CUT = "..."
# Names by which theories are reached together, and what a split of effort leaves unspent.
RESERVED = ("all", "listed", "part", "unspent")
# Read as something else than text where they stand in YAML unquoted, by some readers.
_NO_TEXT = ("null", "true", "false", "yes", "no", "on", "off", "y", "n")


class Ids:
    """Hands out ids, each once in whatever case."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {*RESERVED, *(name.casefold() for name in taken)}

    def give(self, name: str, otherwise: str) -> str:
        """Return an id for a name.

        Parameters
        ----------
        name : str
            Becomes the id itself where it is one that is free and can be written unquoted.
        otherwise : str
            The id of a name without letters or digits.
        """
        fits = re.fullmatch(SLUG, name) and name.casefold() not in _NO_TEXT
        wanted = name if fits else slug(name, otherwise)
        found, n = wanted, 1
        while found.casefold() in self._taken:
            n += 1
            found = f"{wanted}-{n}"
        self._taken.add(found.casefold())
        return found


def slug(name: str, otherwise: str) -> str:
    """Make an id of a name: `Größe (m²)` becomes `grosse-m2`.

    Parameters
    ----------
    name : str
        Any text.
    otherwise : str
        The id of a name without letters or digits.
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_UNDECOMPOSED))
    words = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().casefold())
    short = words.strip("-")[:_LONGEST].rstrip("-")
    if not short:
        return otherwise
    as_it_is = short[0].isalpha() and short not in _NO_TEXT
    return short if as_it_is else f"{otherwise[0]}-{short}"


def short_titles(titles: Sequence[str], most: int) -> list[str]:
    """Shorten titles to so many letters, with a mark where something was cut.

    Between two words, but within one where only that tells titles apart; what begins alike is
    cut in the middle.
    """
    short = [_cut(title, most, words=True) for title in titles]
    for cut in (_cut, partial(cut_middle, titles)):
        times = Counter(short)
        short = [
            cut(title, most) if times[one] > 1 else one
            for one, title in zip(short, titles, strict=True)
        ]
    return short


def _cut(title: str, most: int, words: bool = False) -> str:
    if len(title) <= most:
        return title
    end = most - len(_CUT)
    space = title.rfind(" ", most // 2, end + 1) if words else -1
    return title[: space if space > 0 else end].rstrip(" ,;:(-") + _CUT


def cut_middle(titles: Sequence[str], title: str, most: int) -> str:
    """Leave out of a title what it has in common with others that begin as it does."""
    if len(title) <= most:
        return title
    room = most - len(_CUT)
    head = title[: room // 3].rstrip(" ,;:(-")
    left = room - len(head)
    alike = [other for other in titles if other[:room] == title[:room]]
    pairs = enumerate(zip(min(alike), max(alike), strict=False))
    differs = next((n for n, (one, other) in pairs if one != other), len(title))
    word = title.rfind(" ", 0, differs) + 1
    start = word if differs - word < left // 2 else differs - left // 2
    earliest = len(title) - left  # from where on all of the rest has room
    if earliest < start:
        start = min(start, title.find(" ", earliest - 1, start) + 1 or earliest)
    return f"{head}{_CUT}{_cut(title[start:], left)}"
