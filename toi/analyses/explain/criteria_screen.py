"""Table of a score by criterion: weight times value, against those ranked with it."""

import math
from collections.abc import Iterator, Mapping

from toi.analyses.explain.result import CriterionRow, ExplainResult
from toi.analyses.layout.screen import Screen
from toi.analyses.shared.format import (
    GLUE,
    listed,
    on_scale_finely,
    rounded,
    signed,
    whole_per_cent,
)
from toi.analyses.shared.judgements.not_known import NOT_KNOWN
from toi.analyses.shared.result import CriterionLabel
from toi.analyses.shared.rounding import in_tenths
from toi.distribution import figures

LEFT_OUT = "."
MOST_APART, LEAST_APART = 2, 1.0  # criteria that are told; points of score


def add_criteria(screen: Screen, result: ExplainResult) -> None:
    """Add a line per criterion, the heaviest first, and their sum."""
    rows = by_weight(result)
    alone = result.ranked < 2
    judged = ["Before", "After"] if result.acting else ["Judged"]
    heads = ["By criterion", *judged, "Weight", "x Value", "= Points"]
    table = list(_lines(result, rows))
    added = "score" if result.by_rubric_method is None else "additive score"
    table.append([added, *[""] * (2 + len(judged)), rounded(result.score, 1)])
    if not alone:
        heads += [f"Mean of {result.ranked}", "Differs"]
        means, differs = means_in_tenths(result), from_mean_in_tenths(result)
        for cells, row in zip(table, rows, strict=False):
            cells += [rounded(means[row.criterion], 1), signed(differs[row.criterion], 1)]
        table[-1] += [rounded(result.mean, 1), signed(math.fsum(differs.values()), 1)]
    screen.table(table, heads, "l" + "r" * (len(heads) - 1), shrink=0, wrap=True)
    if unknown_points(result):
        screen.say(f"{NOT_KNOWN} not known: anything on the scale, whose middle counts.")
    screen.say(*_not_about(result))
    screen.say(*_disagreement(result))
    if not all(row.bears for row in rows):
        screen.say(f"{LEFT_OUT} does not bear on it, and is left out: the others share its weight.")


def _not_about(result: ExplainResult) -> Iterator[str]:
    """Name the criteria that count though the record says that it is not about them."""
    titles = {label.id: label.title for label in result.criteria}
    weighed = {row.criterion for row in result.by_criterion if row.bears and row.weight > 0}
    found = [c.criterion for c in result.judgements if not c.about and c.criterion in weighed]
    if found:
        verb = "counts" if len(found) == 1 else "count"
        yield (
            f"It is not about {listed([titles[name] for name in found], len(found))}, which {verb} "
            f"as judged; without them: --set{GLUE}not_bearing=left-out."
        )


def _disagreement(result: ExplainResult) -> Iterator[str]:
    """Say on what those who judged it are furthest apart, by what it makes of the score."""
    labels = {label.id: label for label in result.criteria}
    weights = {row.criterion: row.weight for row in result.by_criterion if row.bears}
    found = []
    for case in result.judgements:
        low, high = labels[case.criterion].scale
        points = 100 * weights.get(case.criterion, 0.0) * (case.high - case.low) / (high - low)
        if case.mixed and points >= LEAST_APART:
            found.append((-points, case))
    found.sort(key=lambda pair: (pair[0], pair[1].criterion))
    told = [
        f"{labels[case.criterion].title}, {figures(case.low, case.high, 3)}, which makes "
        f"{-points:.0f} points of score ({case.why})"
        for points, case in found[:MOST_APART]
    ]
    if told:
        yield f"Those who judged it are furthest apart on {'; then on '.join(told)}."


def by_weight(result: ExplainResult) -> list[CriterionRow]:
    """Return the criteria, the heaviest first."""
    return sorted(result.by_criterion, key=lambda row: -row.weight)


def points_in_tenths(result: ExplainResult) -> dict[str, float]:
    """Return the points of each criterion, rounded so that they add up to the score in tenths."""
    return _in_tenths({row.criterion: row.points for row in by_weight(result)})


def means_in_tenths(result: ExplainResult) -> dict[str, float]:
    """Return the mean points of each criterion, rounded so that they add up to the mean score."""
    return _in_tenths({row.criterion: row.mean for row in by_weight(result)})


def from_mean_in_tenths(result: ExplainResult) -> dict[str, float]:
    """Return by how much the points of each criterion differ from the mean, as both are written."""
    points, means = points_in_tenths(result), means_in_tenths(result)
    return {name: points[name] - means[name] for name in points}


def _in_tenths(points: Mapping[str, float]) -> dict[str, float]:
    return dict(zip(points, in_tenths([*points.values()]), strict=True))


def unknown_points(result: ExplainResult) -> dict[str, float]:
    """Return the criteria with points that rest on what is not known, by title, in tenths."""
    tenths = points_in_tenths(result)
    titles = {label.id: label.title for label in result.criteria}
    unknown = {case.criterion for case in result.judgements if not case.known}
    return {
        titles[row.criterion]: tenths[row.criterion]
        for row in by_weight(result)
        if row.criterion in unknown and row.bears and row.weight > 0
    }


def _lines(result: ExplainResult, rows: list[CriterionRow]) -> Iterator[list[str]]:
    labels = {label.id: label for label in result.criteria}
    cases = {case.criterion: case for case in result.judgements}
    tenths = points_in_tenths(result)
    for row in rows:
        label, case = labels[row.criterion], cases[row.criterion]
        values = [case.value, case.after] if result.acting else [case.after]
        judged = [on_scale_finely(value, label.scale) for value in values]
        if not case.known:
            judged[0] = NOT_KNOWN + judged[0]
        yield _line(row, label, judged, rounded(tenths[row.criterion], 1))


def _line(row: CriterionRow, label: CriterionLabel, judged: list[str], points: str) -> list[str]:
    name = f"{label.title} {label.head[-1]}"
    if not row.bears:
        return [name, *[LEFT_OUT] * (2 + len(judged)), points]
    return [
        name,
        *judged,
        whole_per_cent(row.weight),
        rounded(100 * row.value, 1),
        points,
    ]
