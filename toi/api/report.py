"""`toi.report` and `toi.report_html`: a report to hand around, and its page."""

from collections.abc import Sequence

from toi.analyses.compare.compute import resolved_rubrics, rubrics_called
from toi.analyses.report.compute import Split, run_report
from toi.analyses.report.result import ReportRequest, ReportResult
from toi.analyses.shared.lookup import find_kinds
from toi.analyses.shared.session import AnyRubric, LoadedDebate
from toi.api.load import loaded
from toi.api.portfolio import portfolio
from toi.errors import InputErrors
from toi.io.rubric.find import available
from toi.io.rubric.resolve import ResolvedRubric
from toi.records.portfolio import NO_PORTFOLIO


def report(
    debate: LoadedDebate | None = None,
    *names: str,
    rubrics: Sequence[AnyRubric] = (),
    settings: Sequence[str] = (),
    kinds: str | None = None,
    portfolio_first: bool = False,
    budget: str | float | None = None,
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
        As in ``--set``: made in the first rubric.
    kinds : str, optional
        As for `score`.
    portfolio_first : bool
        Whether the page begins with how to split effort.
    budget : str or float, optional
        As for `portfolio`.
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
    known = available(opened.places)
    called = [one for word in names for one in list(rubrics_called(word, known)) or [word]]
    chosen = resolved_rubrics(opened, [*called, *rubrics] or [None], {0: tuple(settings)})
    request = ReportRequest(portfolio_first, None if budget is None else str(budget))
    asked = portfolio_first or budget is not None
    split: Split | InputErrors | None = None
    if asked or _speaks_of_effort(opened, chosen):
        try:
            split = portfolio(opened, chosen, budget=budget, seed=seed)
        except InputErrors as error:
            if asked:
                raise
            split = error
    return run_report(opened, chosen, find_kinds(opened.debate, kinds), split, request, seed)


def _speaks_of_effort(opened: LoadedDebate, rubrics: Sequence[ResolvedRubric]) -> bool:
    """Tell whether the records know of a split of effort, or a rubric asks for one."""
    wishes = [rubric.rubric.portfolio for rubric in rubrics]
    return bool(opened.debate.allocations) or any(one != NO_PORTFOLIO for one in wishes)


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
