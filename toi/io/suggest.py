"""Names in sentences: several of them, and what a name that is not known may mean."""

import re
from collections.abc import Iterable, Sequence

from toi.io.look_alikes import skeleton, unseen

CUTOFF = 0.6  # of how much two names have in common, as difflib counts it
FEWEST = 3  # letters of a beginning
TRIED = 5  # names that are nearest as a whole


def listed(names: Sequence[str], most: int = 4) -> str:
    """Write `a, b and c`, or `a, b, c and 5 others`: there is never one other."""
    if len(names) > most + 1:
        return f"{', '.join(names[:most])} and {len(names) - most} others"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else "none"


def in_any_case(word: str, known: Iterable[str]) -> str:
    """Return the one known name that a word is in another case; the word where none is."""
    names = set(known)
    alike = [] if word in names else [one for one in names if one.casefold() == word.casefold()]
    return alike[0] if len(alike) == 1 else word


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Suggest the nearest known name, ``"; did you mean 'x'?"``, or the only one begun so.

    Nothing where there is none.
    """
    names = sorted(set(known))
    twin = next((name for name in names if skeleton(name) == skeleton(word)), None)
    if twin is not None and twin.casefold() != word.casefold():
        return f"; did you mean {twin!r}?{unseen(twin, word)}"
    begun = [n for n in names if re.match(rf"{re.escape(word)}(?![0-9])", n, re.I)]
    found = nearest(word, names)
    if found is None and len(begun) == 1 and len(word) >= FEWEST:
        found = begun[0]
    return f"; did you mean {found!r}?" if found is not None else ""


def nearest(word: str, known: Iterable[str], cutoff: float = CUTOFF) -> str | None:
    """Return the known name that is most like a word; None where none is near."""
    from difflib import get_close_matches

    names = sorted(set(known))
    by_fold = {name.casefold(): name for name in names}
    numbered = len(word) <= 4 and _number(word)
    if numbered:  # T21 is not meant as T20, nor t8 as T18; T22 may be T2
        by_fold = {n: k for n, k in by_fold.items() if len(_number(n)) <= len(_number(word))}
    else:  # nor "Project 21" as "Project 12"
        by_fold = {n: k for n, k in by_fold.items() if _may_be_numbered_alike(word, n)}
    folded, cutoff = word.casefold(), 0.8 if numbered else cutoff
    near = get_close_matches(folded, by_fold, n=TRIED, cutoff=cutoff)
    return next((by_fold[name] for name in near if _rest_is_near(folded, name)), None)


def _rest_is_near(word: str, name: str) -> bool:
    """Tell whether two titles are near where they differ: `Risk of A plan` is not `Cost of A plan`.

    Words that both begin or end with say nothing of what else was meant.
    """
    from difflib import SequenceMatcher

    one, other = word.split(), name.split()
    whole = len(one)
    for at in (0, -1):
        while one and other and one[at] == other[at]:
            del one[at], other[at]
    if not one or not other or len(one) == whole:
        return True
    return SequenceMatcher(None, " ".join(other), " ".join(one)).ratio() >= CUTOFF


def _may_be_numbered_alike(one: str, other: str) -> bool:
    """Tell whether two names have the same numbers, or one of them has none."""
    numbers = [[found.lstrip("0") for found in re.findall("[0-9]+", name)] for name in (one, other)]
    return numbers[0] == numbers[1] or not all(numbers)


def _number(word: str) -> str:
    """Return the digits of a name, without zeros before them."""
    return "".join(sign for sign in word if sign.isdigit()).lstrip("0")
