"""`toi.report` and `toi.report_html`: a report to hand around, and its page."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from toi.analyses.compare.compute import resolved_rubrics
from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.report.compute import Split, run_report
from toi.analyses.report.result import ReportRequest, ReportResult
from toi.analyses.shared.lookup import find_kinds
from toi.analyses.shared.rubrics.words import one_by_one
from toi.analyses.shared.session import AnyRubric, LoadedDebate
from toi.api.agreement import agreement
from toi.api.arguments import checked
from toi.api.discuss import discuss
from toi.api.load import loaded
from toi.api.portfolio import portfolio
from toi.errors import InputErrors, usage
from toi.io.readings.write import FILE as READINGS
from toi.io.rubric.resolve import ResolvedRubric
from toi.records.portfolio import NO_PORTFOLIO


@checked
def report(
    debate: LoadedDebate | None = None,
    *names: str,
    rubrics: Sequence[AnyRubric] = (),
    settings: Sequence[str] = (),
    kinds: str | None = None,
    portfolio_first: bool = False,
    only: str | Sequence[str] | None = None,
    without: str | Sequence[str] | None = None,
    budget: str | float | None = None,
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
    title: str | None = None,
    by: str | None = None,
    choose: int | None = None,
    seed: int = 0,
) -> ReportResult:
    """Gather all about a position, or about several, as ``toi report``.

    Parameters
    ----------
    debate : LoadedDebate or None
        None for what `load` reads.
    *names : str
        Rubrics by name or file; a folder stands for all in it.
    rubrics : sequence of str, path or ResolvedRubric
        Further rubrics; without any, the default one.
    settings : sequence of str
        As in ``--set``: made in every rubric.
    kinds : str, optional
        As for `score`; by default, where the split comes first, those that it is made over.
    portfolio_first : bool
        Whether the page begins with how to split effort.
    only, without, budget, asks, floors, caps, min_grants, together : optional
        As for `portfolio`.
    risk, tail, least_return, max_lines
        As for `portfolio`.
    current : str, optional
        As for `portfolio`, but that without it no split is taken for today's.
    credence : sequence of float, optional
        As for `portfolio`: how much each of several positions counts in a split.
    title, by : str, optional
        The title of the page, and whose page it is.
    choose : int, optional
        How many are chosen, so that a page on what a panel judged says what to discuss first; by
        default one.
    seed : int
        Seed of the draws.

    Returns
    -------
    ReportResult
        All that the page shows; `report_html` makes the page of it.

    Raises
    ------
    InputErrors
        If something in the files, the rubrics or what was asked for is wrong.

    Examples
    --------
    >>> import toi
    >>> found = toi.report(toi.load("docs/example/data"))
    >>> found.score.results[0].short
    'The bold theory'
    """
    opened = loaded(debate, everything=True)
    called, untaken = one_by_one(opened, [*names, *rubrics] or [None])
    chosen = resolved_rubrics(opened, called, tuple(settings))
    money = None if budget is None else str(budget)
    shares = None if credence is None else tuple(credence)
    request = ReportRequest(portfolio_first, money, title, by, choose, shares)
    several = (floors, caps, min_grants, together)
    wishes = (only, without, budget, asks, risk, tail, least_return, max_lines, current, credence)
    asked = portfolio_first or any(several) or any(wish is not None for wish in wishes)
    split: Split | InputErrors | None = None
    if asked or speaks_of_effort(opened, chosen):
        try:
            split = portfolio(
                opened,
                chosen,
                kinds=kinds,
                only=only,
                without=without,
                budget=budget,
                asks=asks,
                floors=floors,
                caps=caps,
                min_grants=min_grants,
                together=together,
                risk=risk,
                tail=tail,
                least_return=least_return,
                max_lines=max_lines,
                current=current or "none",
                credence=credence,
                seed=seed,
            )
        except InputErrors as error:
            if asked:
                raise
            split = error
    if kinds is None and portfolio_first and not isinstance(split, InputErrors | None):
        kinds = ",".join(split.kinds)  # so that the page tells of every line that gets something
    ranked = find_kinds(opened.debate, kinds)
    if portfolio_first and (only or without) and isinstance(split, PortfolioResult):
        ranked = tuple(line.id for line in split.allocation)  # of the lines in question alone
    found = run_report(opened, chosen, ranked, split, request, seed)
    found = _with_readers(opened, found, chosen, kinds, seed)
    told = () if isinstance(split, InputErrors | None) else split.notes
    return replace(found, notes=tuple(dict.fromkeys((*untaken, *found.notes, *told))))


def _with_readers(
    opened: LoadedDebate,
    found: ReportResult,
    rubrics: Sequence[ResolvedRubric],
    kinds: str | None,
    seed: int,
) -> ReportResult:
    """Add what the readings beside the data tell of their readers, to a page on one position."""
    data = opened.places.data.path
    file = data.parent / READINGS if isinstance(data, Path) else None
    if len(rubrics) > 1 or file is None or not file.is_file():
        if found.request.choose is not None:
            message = f"a choice is told of a panel's {READINGS} beside the data, under one rubric"
            raise usage(f"{message}; leave --choose out", "unused-option")
        return found
    asked = tuple(rubrics[0].settings)
    try:
        agreed = agreement(opened, [file], rubrics[0], kinds=kinds, seed=seed)
        talk = discuss(
            opened,
            [file],
            rubrics[0].name,
            choose=found.request.choose or 1,
            settings=asked,
            kinds=kinds,
            seed=seed,
        )
    except InputErrors as error:
        if found.request.choose is not None:
            raise
        note = f"{READINGS} beside the data is left out: {error.problems[0].message}"
        return replace(found, notes=(*found.notes, note))
    return replace(found, agreement=agreed, discuss=talk)


def speaks_of_effort(opened: LoadedDebate, rubrics: Sequence[ResolvedRubric]) -> bool:
    """Tell whether a page on some rubrics says unasked how effort would be split.

    That on one does, where its records or it know of effort. Several hold positions against one
    another: a split between them is a bargain that is struck only where somebody asks for it.
    """
    if len(rubrics) != 1:
        return False
    return bool(opened.debate.allocations) or rubrics[0].rubric.portfolio != NO_PORTFOLIO


@checked
def report_html(found: ReportResult) -> str:
    """Return the page of a report: one HTML file that needs nothing else.

    Parameters
    ----------
    found : ReportResult
        What `report` returned.

    Returns
    -------
    str
        The file's text, to be written as UTF-8.

    Raises
    ------
    TypeError
        If `found` is something else.

    Examples
    --------
    >>> import toi
    >>> found = toi.report(toi.load("docs/example/data"))
    >>> toi.report_html(found).splitlines()[0]
    '<!DOCTYPE html>'
    """
    from toi.analyses.report.page import report_page

    if not isinstance(found, ReportResult):
        raise TypeError(f"a report is what toi.report() returns, not {found!r}")
    return report_page(found)
