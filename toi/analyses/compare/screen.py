"""Screen and table of whatever was compared."""

from toi.analyses.compare.result import Compared
from toi.analyses.compare.rubrics.result import RubricsCompared
from toi.analyses.compare.theories.result import TheoriesCompared
from toi.analyses.layout.page import Page
from toi.analyses.layout.tables import Table


def compare_screen(
    result: Compared, page: Page, top: int | None = None, notes: bool = False
) -> str:
    """Show what was compared.

    Parameters
    ----------
    top : int, optional
        How many differences or theories.
    notes : bool
        Whether to explain the rules of joint rankings.
    """
    match result:
        case TheoriesCompared():
            from toi.analyses.compare.theories.screen import theories_screen

            return theories_screen(result, page)
        case RubricsCompared():
            from toi.analyses.compare.rubrics.screen import rubrics_screen

            return rubrics_screen(result, page, top)
        case _:
            from toi.analyses.compare.group.screen import group_screen

            return group_screen(result, page, top, notes)


def compare_table(result: Compared) -> Table:
    """Return what was compared as one table."""
    match result:
        case TheoriesCompared():
            from toi.analyses.compare.theories.table_screen import theories_table

            return theories_table(result)
        case RubricsCompared():
            from toi.analyses.compare.rubrics.screen import rubrics_table

            return rubrics_table(result)
        case _:
            from toi.analyses.compare.group.screen import group_table

            return group_table(result)
