"""Kinds of theory that are not ranked here and would lead."""

from toi.analyses.report.html import Child, Markup, together
from toi.analyses.report.result import ReportResult
from toi.analyses.report.sections.parts import sentence_list, theory_link
from toi.analyses.report.sections.ranking import times_text
from toi.analyses.shared.format import listed

MOST_OUTSIDE = 3  # of those that are not ranked


NEARLY = 0.8


def higher_elsewhere(result: ReportResult) -> str | None:
    """Say how many of other kinds score above all that are ranked; None where none does."""
    above = sum(kind.above or 0 for kind in result.score.unranked)
    if not above or result.score.results[0].gated:
        return None
    many = sum(kind.count for kind in result.score.unranked)
    part = "Nearly all" if above >= NEARLY * many else "Most" if above > many / 2 else "Some"
    return f"{part} of what is not ranked here scores higher: {above} of {many}."


def not_ranked(result: ReportResult) -> Markup | None:
    """Say which of other kinds would lead, and what they could bear and still do."""
    score = result.score
    kinds = [kind for kind in score.unranked if kind.above]
    if not kinds:
        return None
    leader = score.results[0].score
    above = [one.id for one in result.also if one.score is not None and one.score > leader]
    named: list[Child] = [theory_link(result, name) for name in above[:MOST_OUTSIDE]]
    all_kinds = listed([kind.kind for kind in score.unranked], 6)
    more = sum(kind.above or 0 for kind in kinds) - len(named)
    told: list[Child] = [
        sentence_list([*named, f"{more} more"] if more > 0 else named),
        f", of other kinds ({all_kinds}), which are not ranked here.",
    ]
    could = max(kind.break_even or 0.0 for kind in kinds)
    if could:
        told.append(
            f" The best could lose {times_text(could)} what these lose to arguments on average, "
            "and still lead."
        )
    return together(told)
