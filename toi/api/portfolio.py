"""`toi.portfolio`: how to split effort."""

import os
from collections.abc import Sequence
from dataclasses import replace

from toi.analyses.portfolio.case import DRAWS, split_kinds
from toi.analyses.portfolio.compute import run_portfolio
from toi.analyses.portfolio.demands.asked import Asked
from toi.analyses.portfolio.demands.line_choice import line_choice
from toi.analyses.portfolio.demands.wishes import wishes
from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.portfolio.worldviews.compute import run_worldviews
from toi.analyses.portfolio.worldviews.result import WorldviewsResult
from toi.analyses.shared.rubrics.words import one_by_one
from toi.analyses.shared.session import AnyRubric, LoadedDebate, prepare
from toi.api.arguments import checked
from toi.api.load import loaded
from toi.errors import usage
from toi.io.amounts.amount import Amount, read_amount
from toi.io.debate.titles import NameBook
from toi.io.rubric.resolve import ResolvedRubric
from toi.io.split.asks import read_asks

LEAST_FACTOR, MOST_FACTOR = 1e-3, 1e3
LEAST_BUDGET, MOST_BUDGET = 1e-3, 1e15  # beyond, amounts have more digits than are exact, or none


@checked
def portfolio(
    debate: LoadedDebate | None = None,
    rubric: AnyRubric | Sequence[AnyRubric] | None = None,
    *,
    settings: Sequence[str] = (),
    kinds: str | None = None,
    only: str | Sequence[str] | None = None,
    without: str | Sequence[str] | None = None,
    budget: str | float | None = None,
    budget_factor: float = 1.0,
    asks: str | None = None,
    floors: Sequence[str] = (),
    caps: Sequence[str] = (),
    min_grants: Sequence[str] = (),
    together: Sequence[str] = (),
    risk: float | None = None,
    tail: str | float | None = None,
    least_return: float | None = None,
    max_lines: int | None = None,
    current: str | None = None,
    credence: Sequence[float] | None = None,
    draws: int = DRAWS,
    seed: int = 0,
) -> PortfolioResult | WorldviewsResult:
    """Split effort among theories, as ``toi portfolio``.

    Parameters
    ----------
    debate, settings
        As for `score`; settings are made in every rubric.
    rubric : str, path, ResolvedRubric or a sequence of them, optional
        One rubric, or several for compromises between them; a folder is all rubrics in it.
    kinds : str, optional
        Kinds of theory that compete for the effort, by commas, or ``"all"``. By default
        those that the rubric names, else ``"listed,outreach,agenda"``, as far as there are any.
    only, without : str or sequence of str, optional
        Lines that are in question, of any kind; lines that are not. Ids, titles, kinds or groups,
        by commas or one by one.
    budget : str or float, optional
        What the whole comes to, as 2000000 or ``"12 FTE"``, for the amounts shown.
    budget_factor : float
        What there is to split, in units of the budget on which returns are measured: 2 asks
        what twice as much would do. From 0.001 to 1,000.
    asks : str, optional
        A CSV file of what single lines ask for: their names, and columns headed `floor`, `cap` (or
        `ask`) and `smallest grant`. Beside it `floors`, `caps` and `min_grants` go first.
    floors, caps : sequence of str
        The least or the most that a line, kind or group gets, each as ``"X=25%"`` or, with a
        budget, ``"X=500k"``. In place of those of every rubric.
    min_grants : sequence of str
        The least that a line takes if it gets anything: ``"50k"`` for every line, ``"X=50k"`` for
        a line or for each of a kind or group.
    together : sequence of str
        Lines that are worth more together than apart, or less, each as ``"A+B=+30%"``.
    risk : float, optional
        In place of the rubric's: 0 counts the average alone, 1 the worst tenth of cases.
    tail : str or float, optional
        In place of the rubric's: what share of the cases the worst are, as ``"5%"``.
    least_return : float, optional
        In place of the rubric's: the least that the split brings on average, in points.
    max_lines : int, optional
        In place of the rubric's: the most lines that may get something.
    current : str, optional
        Today's split: a file, the id of an allocation, or ``"none"``. By default, for one rubric
        alone and without `budget` and `only`, the first allocation of the debate.
    credence : sequence of float, optional
        In each of several rubrics; only proportions count. By default all alike.
    draws : int
        How many scenarios to draw.
    seed : int
        Seed of the draws.

    Returns
    -------
    PortfolioResult or WorldviewsResult
        For one rubric; for several. Shares are of the budget, 0 to 1.

    Raises
    ------
    InputErrors
        If demands cannot be met together, which are then named, or something in the files,
        the rubrics or what was asked for is wrong.

    Examples
    --------
    >>> import toi
    >>> debate = toi.load("docs/example/data")
    >>> found = toi.portfolio(debate, budget="12 FTE")
    >>> {line.id: round(line.share, 2) for line in found.allocation}
    {'A': 0.5, 'B': 0.37, 'C': 0.13}
    >>> found.amount, found.unit
    (12.0, 'FTE')
    """
    opened = loaded(debate)
    asked: list[AnyRubric | None]
    if rubric is None or isinstance(rubric, str | os.PathLike | ResolvedRubric):
        asked = [rubric]
    else:
        asked = [*rubric] or [None]
    asked, untaken = one_by_one(opened, asked)
    amount, factor = _amount(budget), _factor(budget_factor)
    numbers = {
        "risk": risk,
        "tail": _plain(tail),
        "least_return": least_return,
        "max_lines": max_lines,
    }
    given = {name: value for name, value in numbers.items() if value is not None}
    names = NameBook({}, opened.debate.theories, noun=opened.debate.words.one)
    table = None if asks is None else read_asks(os.fspath(asks), names, amount)
    wish = Asked(floors, caps, min_grants, together, given, table)
    choice = line_choice(opened.debate, only, without)
    models = [prepare(opened, name, settings) for name in asked]
    asked_for = wish.wishes(opened.debate, choice, amount)
    said = wish.said(opened.debate, amount)
    wanted = [wishes(model, asked_for, said) for model in models]
    shown = split_kinds(models[0].debate, kinds, wanted, choice)
    found: PortfolioResult | WorldviewsResult
    if len(models) > 1:
        found = run_worldviews(
            models,
            shown,
            seed,
            draws,
            wanted=wanted,
            credence=credence,
            budget=factor,
            amount=amount,
            current=current,
            choice=choice,
            asked=wish.options,
            said=said,
        )
    elif credence is not None:
        raise usage("--credence goes with several rubrics", "unused-option")
    else:
        found = run_portfolio(
            models[0],
            shown,
            seed,
            draws,
            wanted=wanted[0],
            budget=factor,
            amount=amount,
            current=current,
            choice=choice,
            asked=wish.options,
            said=said,
        )
    made = replace(found.provenance, draws_asked=None if draws == DRAWS else draws)
    return replace(
        found, provenance=made, notes=(*untaken, *wish.notes(opened.debate, amount), *found.notes)
    )


def _plain(share: str | float | None) -> str | float | None:
    """Read a share that is written as a plain number; any other stays as it is."""
    try:
        return None if share is None else float(share)
    except ValueError:
        return share


def _factor(budget_factor: float) -> float:
    """Return a factor in floating point: what is made of a whole number would be cut to those."""
    if not LEAST_FACTOR <= budget_factor <= MOST_FACTOR:
        said = f"is from {LEAST_FACTOR:g} to {MOST_FACTOR:,.0f}, not {budget_factor}"
        raise usage(f"budget_factor {said}", "out-of-range")
    return float(budget_factor)


def _amount(budget: str | float | None) -> Amount | None:
    """Read `2000000`, `2,000,000 EUR`, `12 FTE` as a number and its unit."""
    if budget is None:
        return None
    text = str(budget)
    found = read_amount(text)
    if isinstance(found, str):
        raise usage(f"--budget {budget!r} {found}", "bad-budget")
    if found.number <= 0:
        raise usage(f"--budget {budget!r} is not above 0", "bad-budget")
    if not LEAST_BUDGET <= found.number <= MOST_BUDGET:
        said = f"is not from {LEAST_BUDGET:g} to {MOST_BUDGET:,.0f}; take another unit"
        raise usage(f"--budget {budget!r} {said}", "bad-budget")
    return found
