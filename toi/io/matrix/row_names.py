"""Meaning of the words of a table: that a row holds weights, directions, units, or sums, no option.

They stand in words.txt beside this file. Names are met in the languages that spreadsheets are
written in, whatever their case, accents and words around them (`Weight of criterion (%):`). What
only looks like such a name is never taken for one, nor for an option: it is asked about.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

KINDS = ("title", "direction", "scale", "clip", "weight", "unit", "preference")
STATISTICS = ("sum", "mean", "median", "min", "max", "spread")
_ASIDE = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]")
_TOKEN = re.compile(r"[^\W_]+")
_FEWEST = 6  # letters of a word that may be misspelt


def plain(text: str) -> str:
    """Return a name without case and accents."""
    folded = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss").replace("æ", "ae"))
    signs = (sign for sign in folded if not unicodedata.combining(sign))
    return "".join(signs).replace("\u0131", "i").strip()


@cache
def vocabulary() -> dict[str, frozenset[str]]:
    """Return the words of every kind, without case and accents."""
    text = files("toi.io.matrix").joinpath("words.txt").read_text(encoding="utf-8")
    lines = [line for line in text.replace("\n    ", " ").splitlines() if line[:1] not in ("", "#")]
    pairs = (line.split(": ", 1) for line in lines)
    return {kind: frozenset(map(plain, words.split(", "))) for kind, words in pairs}


@cache
def directions() -> dict[str, str]:
    """Return the words for directions, each with `benefit` or `cost`."""
    return {word: kind for kind in ("benefit", "cost") for word in vocabulary()[kind]}


def is_unknown(text: str) -> bool:
    """Tell whether a cell says, or leaves open, that its value is not known."""
    return not text or " ".join(plain(text).strip("()[]").split()) in vocabulary()["unknown"]


def _among(kinds: Iterable[str], words: Sequence[str]) -> str:
    """Return the kind that a single word is of."""
    found = (kind for kind in kinds if len(words) == 1 and words[0] in vocabulary()[kind])
    return next(found, "")


def _words_of(label: str, *fillers: str) -> list[str]:
    """Return the words of a name that say something; what stands in brackets, only if alone.

    A name that ends in an underscore is one of an option: so an export marks it.
    """
    found = plain(label)
    if found.endswith("_"):
        return []
    outside = _ASIDE.sub(" ", found)
    words = _TOKEN.findall(outside) or _TOKEN.findall(found)
    for joined in (" ".join(words), outside.strip(" :.%")):
        if _among((*KINDS, *STATISTICS), [joined]):
            return [joined]
    empty = {*vocabulary()["filler"], *fillers}
    return [word for word in words if word not in empty] or words


def kind_of(label: str) -> str:
    """Return what a row says of the criteria, by its name; nothing for an option."""
    return _among(KINDS, _words_of(label, "total"))


def statistic_of(label: str) -> str:
    """Return the statistic that a row holds by its name, such as `sum`; nothing for an option."""
    return _among(STATISTICS, _words_of(label))


def resembles_weights(label: str) -> bool:
    """Tell whether a name may well be one of weights, yet need not."""
    words = _words_of(label, "total")
    if len(words) <= 3 and vocabulary()["surely weight"].intersection(words):
        return True
    return len(words) == 1 and any(_nearly(words[0], known) for known in vocabulary()["weight"])


def _nearly(word: str, known: str) -> bool:
    """Tell whether two letters are swapped, or one is missing or too many, after the first."""
    if min(len(word), len(known)) < _FEWEST - 1 or max(len(word), len(known)) < _FEWEST:
        return False
    if word[0] != known[0] or word == known:
        return False
    if sorted(word) == sorted(known):
        return sum(a != b for a, b in zip(word, known, strict=True)) == 2
    shorter, longer = sorted((word, known), key=len)
    cut = (longer[:i] + longer[i + 1 :] for i in range(1, len(longer)))
    return len(longer) == len(shorter) + 1 and shorter in cut


def says(kind: str, label: str) -> bool:
    """Tell whether a name is a word of some kind, such as `options`."""
    return plain(label).strip(" :.") in vocabulary()[kind]


def speaks_of_costs(label: str) -> bool:
    """Tell whether less is likely better of what a column is called: `Fahrtkosten (EUR)`."""
    words = set(_TOKEN.findall(plain(label)))
    if words & vocabulary()["no cost"]:
        return False
    endings = tuple(vocabulary()["costly ending"])
    return any(word in vocabulary()["costly"] or word.endswith(endings) for word in words)


def names_results(label: str) -> bool:
    """Tell whether the head of a column says that it was reckoned from the others."""
    return bool(statistic_of(label)) or says("result", label)
