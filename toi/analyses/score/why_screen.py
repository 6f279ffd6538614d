"""Reasons for a theory's place, in a few lines: by criterion, then by line and argument."""

from collections.abc import Iterator

from toi.analyses.score.result import ScoreResult, ScoreRow
from toi.analyses.shared.format import GLUE, whole
from toi.analyses.shared.result import ScoreSplit
from toi.analyses.shared.rounding import in_ones

MOST = 3  # lines and arguments that are named
SMALL = 0.5  # points


def why(result: ScoreResult, row: ScoreRow, points: ScoreSplit) -> str:
    """Say how a score comes about."""
    heads = [label for label in result.criteria if points.criteria.get(label.id)]
    unknown = dict.fromkeys(row.not_known, f"{GLUE}(not{GLUE}known)")
    ones = in_ones([points.criteria[h.id] for h in heads])  # they add up to the score above
    sums = ", ".join(
        f"{h.short}{GLUE}{whole(one)}{unknown.get(h.id, '')}"
        for h, one in zip(heads, ones, strict=True)
    )
    named = sorted(reasons(result, points), key=lambda one: (-abs(one[1]), one[0]))[:MOST]
    parts = [f"{p:+.0f}{GLUE}{text}" for text, p in named if abs(p) >= SMALL]
    before = f"; {whole(points.case)} before arguments" if parts else ""
    return "      " + "; ".join([f"Points: {sums}{before}", *parts]) + "."


def reasons(result: ScoreResult, points: ScoreSplit) -> Iterator[tuple[str, float]]:
    """Yield what moves a score, in words, with its points: lines, and arguments in none."""
    inside = {name for line in result.lines for name in line.arguments}
    for line in result.lines:
        if line.id in points.lines:
            yield line.title, points.lines[line.id]
    for name, moved in points.arguments.items():
        if name not in inside:
            yield result.titles[name], moved
    yield "as its peers fared where they were examined", points.scrutiny
    yield "what it hangs on", points.conditions
