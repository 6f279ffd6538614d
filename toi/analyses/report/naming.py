"""What a page on two positions calls them: by title or author, not by the name of a file."""

import re
from dataclasses import replace

from toi.analyses.report.result import ReportResult
from toi.analyses.shared.result import RubricLabel


def with_spoken_names(result: ReportResult) -> ReportResult:
    """Return a result on two positions in which each is called as people would call it.

    That is its title up to a comma or a colon, in quotes; the first one, where it has no title,
    by whose page it is; else the name of the rubric. The head of the page has titles whole. A
    page on one position or on a group stays as it is.
    """
    if len(result.positions) != 2:
        return result
    first, second = (one.label for one in result.positions)
    spoken = {first.name: _spoken(first, result.request.by), second.name: _spoken(second)}
    if spoken[first.name].name == spoken[second.name].name:
        return result
    return replace(
        result,
        positions=tuple(replace(one, label=spoken[one.label.name]) for one in result.positions),
        placings=tuple(replace(one, label=spoken[one.label.name]) for one in result.placings),
        compared=tuple(
            replace(one, rubrics=tuple(spoken[label.name] for label in one.rubrics))
            for one in result.compared
        ),
    )


def _spoken(label: RubricLabel, by: str | None = None) -> RubricLabel:
    title = re.split(r"[,:;] ", label.title)[0]
    name = f"“{title}”" if label.has_title else by or label.name
    return replace(label, name=name, title=name)
