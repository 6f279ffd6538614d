"""How what money brings fades, in words."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from toi.analyses.shared.format import listed
from toi.words import Words

MOST_NAMED = 3  # lines or kinds of which the part of the budget is another


class Fading(Protocol):
    """How returns diminish, as a rubric has it."""

    @property
    def half_line(self) -> float:
        """The part of the budget after which another unit in a line brings half of the first."""
        ...

    @property
    def half_kind(self) -> float:
        """The same for all lines of a kind together."""
        ...

    @property
    def half(self) -> Mapping[str, float]:
        """The same for single lines and kinds that have their own."""
        ...


def fading(words: Words, titles: Mapping[str, str], kinds: Iterable[str], wanted: Fading) -> str:
    """Say why more money in a line brings less, and why the next line of a kind gets less.

    Parameters
    ----------
    words : Words
        What lines are called.
    titles : mapping
        Of the lines in question, by id.
    kinds : iterable of str
        Of the lines in question.
    wanted : Fading
        After which parts of the budget half is gone.
    """
    several = dict.fromkeys(kinds)
    own_kinds = {kind: wanted.half[kind] for kind in several if kind in wanted.half}
    own_lines = {titles[name]: half for name, half in wanted.half.items() if name in titles}
    if len(several) > 1:
        together = (
            f"or all {words.many} of a kind have {_part(wanted.half_kind)}{_but(own_kinds)}, so "
            "that the next of a kind gets less"
        )
    else:
        half_kind = next(iter(own_kinds.values()), wanted.half_kind)
        together = f"or all {words.many} together {_part(half_kind)}"
    return (
        f"What money brings fades: half is gone once one {words.one} has "
        f"{_part(wanted.half_line)} of the budget{_but(own_lines)}, {together}."
    )


def _part(half: float) -> str:
    return f"{100 * half:.3g} %"


def _but(own: Mapping[str, float]) -> str:
    """Name those that have a part of their own."""
    told = [f"{name} {_part(half)}" for name, half in own.items()]
    return f" (but {listed(told, MOST_NAMED)})" if told else ""
