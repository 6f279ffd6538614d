"""A report where there is no page to open: what it says first, as a screen and a table."""

from toi.analyses.compare.group.result import GroupCompared
from toi.analyses.compare.rubrics.result import RubricsCompared
from toi.analyses.compare.screen import compare_screen, compare_table
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import Table
from toi.analyses.report.result import ReportResult
from toi.analyses.score.screen import score_screen, score_table


def report_screen(result: ReportResult, page: Page) -> str:
    """Show the ranking of one position, or the comparison of several, and how to get the page."""
    title = result.request.title or "A report"
    names = ", ".join(one.label.title for one in result.positions)
    head = (
        Screen(page).say(f"{title}: {names}. Its page: toi.report_html() of this.").blank().text()
    )
    compared = _compared(result)
    return head + (
        score_screen(result.score, page) if compared is None else compare_screen(compared, page)
    )


def report_table(result: ReportResult) -> Table:
    """Return the table of what `report_screen` shows."""
    compared = _compared(result)
    return score_table(result.score) if compared is None else compare_table(compared)


def _compared(result: ReportResult) -> GroupCompared | RubricsCompared | None:
    if result.group is not None:
        return result.group
    return result.compared[0] if len(result.positions) > 1 else None
