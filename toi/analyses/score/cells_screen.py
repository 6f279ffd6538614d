"""Cells of a ranking: its values on each criterion, in tables below it where it has no room."""

from collections.abc import Sequence

from toi.analyses.layout.criteria import fitting, stacked_head
from toi.analyses.layout.screen import Screen
from toi.analyses.score.legend_screen import LEFT_OUT
from toi.analyses.score.result import ScoreResult, ScoreRow
from toi.analyses.shared.judgements.not_known import NOT_KNOWN
from toi.analyses.shared.letters import columns_of
from toi.analyses.shared.result import CriterionLabel


def criterion_cell(row: ScoreRow, label: CriterionLabel) -> str:
    """Write a value after the arguments, with a mark where it is not known or does not bear."""
    if label.id in row.not_bearing:
        return LEFT_OUT
    mark = NOT_KNOWN if label.id in row.not_known else ""
    return mark + label.shown(row.raw[label.id], judged=row.arguments == 0)


def add_criteria_below(
    screen: Screen,
    result: ScoreResult,
    rows: Sequence[ScoreRow],
    heads: Sequence[CriterionLabel],
) -> None:
    """Add tables of all values, as many criteria in each as fit the page."""
    names = [row.short for row in rows]
    one = result.provenance.words.one.capitalize()
    room = screen.page.width - max(map(columns_of, [one, *names]))
    for group in fitting(heads, room):
        table = [
            [name, *(criterion_cell(row, label) for label in group)]
            for name, row in zip(names, rows, strict=True)
        ]
        heading = [one, *map(stacked_head, group)]
        screen.blank().table(table, heading, "l" + "r" * len(group))
