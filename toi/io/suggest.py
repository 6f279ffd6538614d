"""Suggestions for names that are not known."""

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Suggest the nearest known name.

    Parameters
    ----------
    word : str
        What was written.
    known : iterable of str
        What could have been meant.

    Returns
    -------
    str
        ``"; did you mean 'x'?"``, or nothing where no known name is near.
    """
    found = nearest(word, known)
    return f"; did you mean {found!r}?" if found is not None else ""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known name that is most like a word; None where none is near."""
    from difflib import get_close_matches

    names = sorted(set(known))
    by_fold = {name.casefold(): name for name in names}
    numbered = len(word) <= 4 and _number(word)
    if numbered:  # T21 is not meant as T20, nor t8 as T18; T22 may be T2
        by_fold = {n: k for n, k in by_fold.items() if len(_number(n)) <= len(_number(word))}
    near = get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.8 if numbered else 0.6)
    return by_fold[near[0]] if near else None


def _number(word: str) -> str:
    """Return the digits of a name, without zeros before them."""
    return "".join(sign for sign in word if sign.isdigit()).lstrip("0")
