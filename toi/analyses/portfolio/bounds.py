"""Floors and caps among the lines that are shown: those that speak of others are left out."""

from collections.abc import Iterator, Sequence

from toi.compile.portfolio import PortfolioLines
from toi.records.debate import Debate
from toi.records.portfolio import Bound, Portfolio


def bounds_among(
    debate: Debate, wanted: Portfolio, lines: PortfolioLines, usual: Sequence[str], option: str
) -> tuple[Portfolio, tuple[str, ...]]:
    """Keep the bounds that can hold among some lines, and say which are left out.

    No floor can be held on what is not shown. Where kinds that usually compete are left
    out, a bound on all that is shown says how much it may get beside those, so it is left
    out too.

    Parameters
    ----------
    usual : sequence of str
        The kinds that compete where nothing else is asked for.
    option : str
        What narrows the lines, for the notes.
    """
    narrowed = not set(usual) <= set(lines.kinds)
    kept: dict[str, Bound] = {}
    unseen: list[str] = []
    whole: list[str] = []
    for name, bound in wanted.bounds.items():
        members = lines.among(debate, name)
        if not members:
            unseen += [f"{name} {_share(bound.floor)}"] if bound.floor > 0 else []
        elif narrowed and len(members) == len(lines.ids) and name not in lines.ids:
            whole += _words(name, bound)
        else:
            kept[name] = bound
    return wanted.model_copy(update={"bounds": kept}), tuple(_notes(unseen, whole, option))


def _words(name: str, bound: Bound) -> list[str]:
    floor = [f"the floor {_share(bound.floor)} of {name}"] if bound.floor > 0 else []
    return floor + ([f"the cap {_share(bound.cap)} of {name}"] if bound.cap < 1 else [])


def _share(share: float) -> str:
    return f"{100 * share:.4g} %"


def _notes(unseen: Sequence[str], whole: Sequence[str], option: str) -> Iterator[str]:
    if unseen:
        yield f"left out, since none of it is shown: the floors of {', '.join(unseen)} ({option})"
    if whole:
        yield f"left out, since nothing else is shown: {' and '.join(whole)} ({option})"
