"""Whatever was compared, as a screen and as a table."""

from toi.render.page import Page
from toi.render.tables import Table
from toi.results.comparison import TheoriesCompared
from toi.results.rubric_comparison import GroupCompared, RubricsCompared

DIFFERENCES = 3  # of two rubrics that are shown unless more are asked for
Compared = TheoriesCompared | RubricsCompared | GroupCompared


def compare_screen(result: Compared, page: Page, top: int | None = None) -> str:
    """The screen of what was compared; `top` says how many differences or theories it has."""
    match result:
        case TheoriesCompared():
            from toi.render.compare_theories import theories_screen

            return theories_screen(result, page)
        case RubricsCompared():
            from toi.render.compare_rubrics import rubrics_screen

            return rubrics_screen(result, page, top or DIFFERENCES)
        case _:
            from toi.render.compare_group import group_screen

            return group_screen(result, page, top)


def compare_table(result: Compared) -> Table:
    """The same as one table."""
    match result:
        case TheoriesCompared():
            from toi.render.compare_theories import theories_table

            return theories_table(result)
        case RubricsCompared():
            from toi.render.compare_rubrics import rubrics_table

            return rubrics_table(result)
        case _:
            from toi.render.compare_group import group_table

            return group_table(result)
