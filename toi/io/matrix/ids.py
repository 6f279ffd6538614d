"""Ids made of names."""

import re
import unicodedata

from toi.records.json_forms import SLUG

_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i"}
)
_LONGEST = 40
RESERVED = ("all", "listed", "part")  # names by which theories are reached together


class Ids:
    """Hands out ids, each once in whatever case."""

    def __init__(self) -> None:
        self._taken = set(RESERVED)

    def give(self, name: str, otherwise: str) -> str:
        """Return an id for a name.

        Parameters
        ----------
        name : str
            Becomes the id itself where it is one that is free.
        otherwise : str
            The id of a name without letters or digits.
        """
        wanted = name if re.fullmatch(SLUG, name) else slug(name, otherwise)
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
    return short if short[0].isalpha() else f"{otherwise[0]}-{short}"
