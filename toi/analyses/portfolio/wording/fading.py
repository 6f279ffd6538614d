"""How what money brings fades, in words."""

from collections.abc import Iterable

from toi.words import Words


def fading(words: Words, kinds: Iterable[str], half_line: float, half_kind: float) -> str:
    """Say why more money in a line brings less, and why the next line of a kind gets less.

    Parameters
    ----------
    words : Words
        What lines are called.
    kinds : iterable of str
        Of the lines in question.
    half_line, half_kind : float
        The parts of the budget after which another unit brings half of what the first did.
    """
    line, kind = (f"{100 * half:.0f} %" for half in (half_line, half_kind))
    together = f"or all {words.many} together {kind}"
    if len(set(kinds)) > 1:
        together = (
            f"or all {words.many} of a kind have {kind}, so that the next of a kind gets less"
        )
    return (
        f"What money brings fades: half is gone once one {words.one} has {line} of the budget, "
        f"{together}."
    )
