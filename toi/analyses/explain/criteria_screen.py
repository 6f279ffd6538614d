"""Table of a score by criterion: weight times value, against those ranked with it."""

from collections.abc import Iterator

from toi.analyses.explain.result import CriterionRow, ExplainResult
from toi.analyses.layout.screen import Screen
from toi.analyses.shared.format import signed
from toi.analyses.shared.not_known import NOT_KNOWN
from toi.analyses.shared.result import CriterionLabel
from toi.analyses.shared.rounding import whole_parts
from toi.distribution import figures

LEFT_OUT = "."
MOST_APART, LEAST_APART = 2, 1.0  # criteria that are told; points of score


def add_criteria(screen: Screen, result: ExplainResult) -> None:
    """Add a line per criterion, the heaviest first, and their sum; points add up as shown."""
    rows, points, means = whole_points(result)
    alone = result.ranked < 2
    judged = ["Before", "After"] if result.acting else ["Judged"]
    heads = ["By criterion", *judged, "Weight", "x Value", "= Points"]
    table = list(_lines(result, rows, points))
    table.append(["score", *[""] * (2 + len(judged)), f"{sum(points)}"])
    if not alone:
        heads += [f"Mean of {result.ranked}", "Differs"]
        for cells, mine, mean in zip(
            table, [*points, sum(points)], [*means, sum(means)], strict=True
        ):
            cells += [f"{mean}", signed(mine - mean)]
    screen.table(table, heads, "l" + "r" * (len(heads) - 1), shrink=0)
    if unknown_points(result):
        screen.say(f"{NOT_KNOWN} not known: anything on the scale, whose middle counts.")
    screen.say(*_disagreement(result))
    if not all(row.bears for row in rows):
        screen.say(f"{LEFT_OUT} does not bear on it, and is left out: the others share its weight.")


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


def whole_points(result: ExplainResult) -> tuple[list[CriterionRow], list[int], list[int]]:
    """Return the criteria, the heaviest first, with points and means that add up as shown."""
    rows = sorted(result.by_criterion, key=lambda row: -row.weight)
    points = whole_parts([row.points for row in rows], round(result.score))
    return rows, points, whole_parts([row.mean for row in rows], round(result.mean))


def unknown_points(result: ExplainResult) -> dict[str, int]:
    """Return the criteria with points that rest on what is not known, by title, as shown."""
    rows, points, _ = whole_points(result)
    titles = {label.id: label.title for label in result.criteria}
    unknown = {case.criterion for case in result.judgements if not case.known}
    return {
        titles[row.criterion]: mine
        for row, mine in zip(rows, points, strict=True)
        if row.criterion in unknown and row.bears and row.weight > 0
    }


def _lines(
    result: ExplainResult, rows: list[CriterionRow], points: list[int]
) -> Iterator[list[str]]:
    labels = {label.id: label for label in result.criteria}
    cases = {case.criterion: case for case in result.judgements}
    for row, mine in zip(rows, points, strict=True):
        label, case = labels[row.criterion], cases[row.criterion]
        values = [case.value, case.after] if result.acting else [case.after]
        judged = [label.shown(value) for value in values]
        if not case.known:
            judged[0] = NOT_KNOWN + judged[0]
        yield _line(row, label, judged, mine)


def _line(row: CriterionRow, label: CriterionLabel, judged: list[str], points: int) -> list[str]:
    name = f"{label.title} {label.head[-1]}"
    if not row.bears:
        return [name, *[LEFT_OUT] * (2 + len(judged)), f"{points}"]
    return [
        name,
        *judged,
        f"{100 * row.weight:.0f} %",
        f"{100 * row.value:.0f}",
        f"{points}",
    ]
