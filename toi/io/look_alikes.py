"""Names that look alike and are not the same: letters of another alphabet, signs without width."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

P = TypeVar("P")
# Cyrillic and Greek letters that look like Latin ones; quotes and dashes that look like plain ones.
_LIKE = {
    "A": "\u0410\u0391",
    "B": "\u0412\u0392",
    "C": "\u0421\u03f9",
    "E": "\u0415\u0395",
    "H": "\u041d\u0397",
    "I": "\u0406\u0399\u04c0",
    "J": "\u0408",
    "K": "\u041a\u039a",
    "M": "\u041c\u039c",
    "N": "\u039d",
    "O": "\u041e\u039f",
    "P": "\u0420\u03a1",
    "S": "\u0405",
    "T": "\u0422\u03a4",
    "X": "\u0425\u03a7",
    "Y": "\u0423\u04ae\u03a5",
    "Z": "\u0396",
    "a": "\u0430",
    "c": "\u0441\u03f2",
    "d": "\u0501",
    "e": "\u0435",
    "h": "\u04bb",
    "i": "\u0456",
    "j": "\u0458",
    "k": "\u043a",
    "l": "\u04cf",
    "o": "\u043e\u03bf",
    "p": "\u0440",
    "q": "\u051b",
    "s": "\u0455",
    "v": "\u03bd",
    "w": "\u051d",
    "x": "\u0445",
    "y": "\u0443",
    "'": "\u2018\u2019\u02bc",
    '"': "\u201c\u201d",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2212",
}
_PLAIN = str.maketrans({sign: plain for plain, signs in _LIKE.items() for sign in signs})


def skeleton(name: str) -> str:
    """Return what is the same of all names that look alike, in whatever case."""
    if name.isascii():
        return " ".join(name.casefold().split())
    shown = unicodedata.normalize("NFKC", name.translate(_PLAIN)).translate(_PLAIN)
    seen = (sign for sign in shown if unicodedata.category(sign) != "Cf")  # without width
    return " ".join("".join(seen).casefold().split())


def look_alikes(names: Iterable[tuple[str, P]]) -> Iterator[tuple[tuple[str, P], tuple[str, P]]]:
    """Yield each name, with its place, that looks like one before it and is not the same."""
    seen: dict[str, tuple[str, P]] = {}
    for name, place in names:
        first = seen.setdefault(skeleton(name), (name, place))
        if _folded(first[0]) != _folded(name):
            yield first, (name, place)


def say_alike(
    names: Iterable[tuple[str, P]], where: Callable[[P], str], many: str
) -> Iterator[str]:
    """Word each pair that looks alike, with both places and the sign that tells them apart.

    Parameters
    ----------
    names : iterable of (str, place)
        In the order in which they are written.
    where : callable
        Words a place.
    many : str
        What the names are of: `options`.
    """
    for (one, first), (other, second) in look_alikes(names):
        yield (
            f"{other!r} ({where(second)}) looks like {one!r} ({where(first)}), but "
            f"{apart(one, other)}: they are two {many}; if one is meant, write it in one way"
        )


def unseen(one: str, other: str) -> str:
    """Say, after a blank, which sign tells two names apart that look alike; nothing of others."""
    return f" {apart(one, other)}" if skeleton(one) == skeleton(other) else ""


def apart(one: str, other: str) -> str:
    """Say which sign of two names that look alike only one of them has."""
    for name, beside in ((other, one), (one, other)):
        odd = next((sign for sign in name if not sign.isascii() and sign not in beside), "")
        if odd:
            called = unicodedata.name(odd, "a sign without a name")
            return f"{name!r} has U+{ord(odd):04X}, {called}"
    return "their signs are not the same"


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
