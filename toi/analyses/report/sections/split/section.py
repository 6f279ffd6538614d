"""The section on a split of effort, by one position or by several."""

from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.portfolio.worldviews.result import WorldviewsResult
from toi.analyses.report.html import paragraphs, together
from toi.analyses.report.result import ReportResult
from toi.analyses.report.sections.parts import Section
from toi.analyses.report.sections.split.one import split_of_one
from toi.analyses.report.sections.split.several import split_of_several


def portfolio(result: ReportResult) -> Section | None:
    """Show the split, or why there is none; None where nobody thought of one."""
    split = result.split
    if isinstance(split, PortfolioResult):
        body = together([*split_of_one(result, split)])
    elif isinstance(split, WorldviewsResult):
        body = together([*split_of_several(split)])
    elif result.no_split is not None:
        body = paragraphs(f"No split could be made: {result.no_split}")
    else:
        return None
    return Section("portfolio", "How to split effort", body)
