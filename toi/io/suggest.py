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
    from difflib import get_close_matches

    names = sorted(set(known))
    by_fold = {name.casefold(): name for name in names}
    numbered = len(word) <= 4 and any(sign.isdigit() for sign in word)  # T21 is not meant as T20
    near = get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.8 if numbered else 0.6)
    return f"; did you mean {by_fold[near[0]]!r}?" if near else ""
