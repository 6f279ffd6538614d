"""Ids for names that are none."""

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
        """The name itself if it is an id, else one made from it, else `otherwise`."""
        wanted = name if re.fullmatch(SLUG, name) else slug(name, otherwise)
        found, n = wanted, 1
        while found.casefold() in self._taken:
            n += 1
            found = f"{wanted}-{n}"
        self._taken.add(found.casefold())
        return found


def slug(name: str, otherwise: str) -> str:
    """`Größe (m²)` as `grosse-m2`; `otherwise` where no letter or digit is left."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_UNDECOMPOSED))
    words = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().casefold())
    short = words.strip("-")[:_LONGEST].rstrip("-")
    if not short:
        return otherwise
    return short if short[0].isalpha() else f"{otherwise[0]}-{short}"
