"""Names of positions on a page that has several: by title or author, not by a file's name."""

import re
from collections.abc import Mapping
from dataclasses import replace

from toi.analyses.compare.group.naming import group_called
from toi.analyses.compare.rubrics.naming import called
from toi.analyses.report.result import ReportResult
from toi.analyses.shared.result import RubricLabel


def with_spoken_names(result: ReportResult) -> ReportResult:
    """Return a result in which each of several positions is called as people would call it.

    Of two that is the title up to a comma or a colon, in quotes, else the name of the rubric; the
    first has its author's name beside one with a title (beside one without, the author may be
    anybody). The head of the page has titles whole. Of a group it is a short title, and of one
    alone beside others.
    """
    if result.group is not None:
        return replace(
            result,
            positions=tuple(replace(one, label=called(one.label)) for one in result.positions),
            group=group_called(result.group),
        )
    labels = [one.label for one in result.positions]
    if len(labels) == 1:  # whose own label the page introduces, with its title and its name
        beside = _with_labels(result, {labels[0].name: called(labels[0])})
        return replace(beside, positions=result.positions)
    first, second = labels
    author = result.request.by if second.has_title else None
    spoken = {first.name: _spoken(first, author), second.name: _spoken(second)}
    if spoken[first.name].name == spoken[second.name].name:
        return result
    return _with_labels(result, spoken)


def _with_labels(result: ReportResult, spoken: Mapping[str, RubricLabel]) -> ReportResult:
    """Return a result in which those of some names are called otherwise."""

    def of(label: RubricLabel) -> RubricLabel:
        return spoken.get(label.name, label)

    return replace(
        result,
        positions=tuple(replace(one, label=of(one.label)) for one in result.positions),
        placings=tuple(replace(one, label=of(one.label)) for one in result.placings),
        compared=tuple(
            replace(one, rubrics=(of(one.rubrics[0]), of(one.rubrics[1])))
            for one in result.compared
        ),
    )


def _spoken(label: RubricLabel, by: str | None = None) -> RubricLabel:
    title = re.split(r"[,:;] ", label.title)[0]
    name = f"“{title}”" if label.has_title else by or label.name
    return replace(label, name=name, title=name)
