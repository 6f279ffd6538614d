"""Demands on lines, among those that are shown: what speaks of others is left out."""

from collections.abc import Iterator, Sequence

from toi.compile.portfolio import PortfolioLines
from toi.records.debate import Debate
from toi.records.portfolio import Bound, Portfolio

MOST_NAMED = 2


def bounds_among(
    debate: Debate, wanted: Portfolio, lines: PortfolioLines, usual: Sequence[str], option: str
) -> tuple[Portfolio, tuple[str, ...], tuple[str, ...]]:
    """Keep what can hold among some lines, with notes on what is left out, and its names.

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
            unseen += _words(name, bound)
        elif narrowed and len(members) == len(lines.ids) and name not in lines.ids:
            whole += _words(name, bound)
        else:
            kept[name] = bound
    unseen += [
        f"the smallest grant {_share(share)} of {name}"
        for name, share in wanted.min_grants.items()
        if not lines.among(debate, name)
    ]
    apart = [n for n, pair in wanted.synergies.items() if not set(pair.lines) <= set(lines.ids)]
    notes = tuple(_notes(unseen, whole, apart, option))
    return wanted.model_copy(update={"bounds": kept}), notes, tuple(unseen)


def _words(name: str, bound: Bound) -> list[str]:
    floor = [f"the floor {_share(bound.floor)} of {name}"] if bound.floor > 0 else []
    return floor + ([f"the cap {_share(bound.cap)} of {name}"] if bound.cap < 1 else [])


def _share(share: float) -> str:
    return f"{100 * share:.4g} %"


def _notes(
    unseen: Sequence[str], whole: Sequence[str], apart: Sequence[str], option: str
) -> Iterator[str]:
    if len(unseen) > MOST_NAMED:
        what = f"{len(unseen)} floors, caps and the like of the rubric"
        yield f"left out, since none of it is shown: {what} ({option}; --notes names them)"
    elif unseen:
        yield f"left out, since none of it is shown: {', '.join(unseen)} ({option})"
    if apart:
        yield f"left out, since not all its lines are shown: synergy {', '.join(apart)} ({option})"
    if whole:
        yield f"left out, since nothing else is shown: {' and '.join(whole)} ({option})"
