"""Points on a pair of positions, on several, and on what a group shares and what divides it."""

from collections.abc import Iterator

from toi.analyses.compare.group.joint_screen import excluded_by_all
from toi.analyses.compare.group.opinions import uniting, uniting_words
from toi.analyses.compare.group.result import GroupCompared, JointRow
from toi.analyses.compare.group.verdict_screen import rules_aside
from toi.analyses.compare.rubrics.lead_screen import counted_alike, shared_leader
from toi.analyses.compare.rubrics.result import RubricsCompared
from toi.analyses.report.html import Markup, together
from toi.analyses.report.result import ReportResult
from toi.analyses.report.sections.comparison import movers
from toi.analyses.report.sections.group import alike, places_told
from toi.analyses.report.sections.parts import sentence_list, theory_link, verdict
from toi.analyses.report.sections.position import weights_sentence
from toi.analyses.report.sections.summary.point import MOST_NAMED, point

MOST_DIVIDING = 3  # of what divides a group, and of what would unite it


def of_group(result: ReportResult, found: GroupCompared) -> Iterator[Markup]:
    """Yield what a group shares, what splits it and what would unite it."""
    out = excluded_by_all(found)
    first = [row for row in found.joint if row.id not in out][:MOST_NAMED]
    if first:
        named = [together([theory_link(result, row.id), _gated_by(found, row)]) for row in first]
        yield point("All together put first", together([sentence_list(named), "."]), "group")
    split = [one for one in found.splits if one.disputed > 0][:MOST_DIVIDING]
    if split:
        parts = [
            together([theory_link(result, one.id), f" ({places_told(found, one)})"])
            for one in split
        ]
        yield point("What splits it", together([sentence_list(parts), "."]), "group")
    unite = uniting(found, MOST_DIVIDING)
    if unite:
        words = "; ".join(uniting_words(one, found) for one in unite)
        told = f"Agreement on {words}{rules_aside(found)}."
        yield point("What would unite it most", told, "group")
    yield point("Who agrees", alike(found), "group")


def _gated_by(found: GroupCompared, row: JointRow) -> str:
    """Say by how many a gate excludes a theory, if by any."""
    return f" (gated by {row.gated_by} of {len(found.members)})" if row.gated_by else ""


def of_pair(result: ReportResult, found: RubricsCompared) -> Iterator[Markup]:
    """Yield why two positions part: in what, how much is mere counting, and what leads."""
    if found.agreement.pairs:
        yield point("What comes first", shared_leader(found), "comparison")
    moved = list(movers(result, found))
    if moved:
        spaced = [part for one in moved for part in (one, " ")]
        yield point("What stands elsewhere, and why", together(spaced), "comparison")
    for words in counted_alike(found):
        yield point("A way of counting", words, "comparison")


def of_each(result: ReportResult) -> Iterator[Markup]:
    """Yield for each of several positions what it values and what comes out."""
    for one, score in zip(result.positions, result.scores, strict=True):
        words = [weights_sentence(result, one), verdict(score)]
        yield point(one.label.title, " ".join(filter(None, words)), "members")
