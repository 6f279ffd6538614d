"""Where a split is one of several that are as good, in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from toi.analyses.portfolio.line_result import MovableShare
from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.portfolio.shown import share_part
from toi.analyses.shared.format import listed

WHY_MOVABLE = "where a kind is full, more money in any of it only raises what all gain together"
MOST_NAMED = 4  # lines


def one_of_several(result: PortfolioResult) -> str | None:
    """Say that a split is one of several: lines may change places, or some money its line."""
    names = {line.id: line.short_title for line in result.allocation}
    told = [listed([names[line] for line in some]) for some in result.interchangeable]
    said = []
    if told:
        said.append(
            f"One of several splits that are as good: {'; '.join(told)} are worth the same in "
            "every draw and may change places."
        )
    said += movable_told(result.movable, names, lambda share: share_part(result, share))
    return " ".join(said) or None


def movable_told(
    movable: Iterable[MovableShare],
    names: Mapping[str, str],
    written: Callable[[float], str],
    where: str = "",
) -> Iterator[str]:
    """Yield what would do as well elsewhere, and why: sentences, or nothing.

    Parameters
    ----------
    written : function
        Writes a share as people read it.
    where : str
        In which of several splits that is so, as ` under Nash`.
    """
    parts = [
        f"{written(one.share)} of what {names[one.line]} gets{where} would do as well in "
        f"{any_of([names[line] for line in one.to])}"
        for one in movable
    ]
    if parts:
        yield f"{'; '.join(parts)}: {WHY_MOVABLE}."


def any_of(names: Sequence[str]) -> str:
    """Name some lines of which any will do: `A, B or C`."""
    if len(names) > MOST_NAMED:
        return f"any of {len(names)} others ({listed(names, MOST_NAMED - 1)})"
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]
