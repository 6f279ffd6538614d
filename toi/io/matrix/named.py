"""Find a column or row by what it is called, as people say it: without unit, case and accents."""

import re
from collections.abc import Callable, Iterable

from toi.io.matrix.csv_sheet import one_line
from toi.io.matrix.row_names import plain
from toi.io.suggest import did_you_mean

SHORTEST = 3  # letters of a word that may stand for a whole name
_ASIDE = re.compile(r"\s*[(\[{][^()\[\]{}]*[)\]}]\s*")
_READINGS: tuple[Callable[[str], str], ...] = (
    lambda text: one_line(text).casefold(),
    plain,
    lambda text: plain(without_brackets(text)),
)


def without_brackets(text: str) -> str:
    """Return a name without what stands in brackets, which mostly is its unit."""
    return one_line(_ASIDE.sub(" ", one_line(text)))


def named_nearly(word: str, names: Iterable[str]) -> str:
    """Suggest the name that is nearest to a word, with what stands in its brackets or without."""
    known = list(names)
    return did_you_mean(word, [*known, *map(without_brackets, known)])


def find_named(word: str, names: Iterable[str]) -> list[str]:
    """Return the names that a word means.

    Parameters
    ----------
    word : str
        What was said.
    names : iterable of str
        What there is.

    Returns
    -------
    list of str
        One where it is clear; none, or several that fit equally well, where it is not. The
        closest reading counts: as it is written, then without accents, then without what stands
        in brackets, which mostly is the unit, then as one of several words.
    """
    known = list(dict.fromkeys(names))
    for read in _READINGS:
        said = read(word)
        found = [name for name in known if said and read(name) == said]
        if found:
            return found
    part = re.compile(rf"\b{re.escape(plain(word))}\b")
    return [name for name in known if len(word) >= SHORTEST and part.search(plain(name))]
