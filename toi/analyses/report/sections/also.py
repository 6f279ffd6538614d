"""Theories that are not ranked: what they say, and what they would score."""

from toi.analyses.report.html import Markup, paragraphs, together
from toi.analyses.report.result import AlsoEntry, ReportResult
from toi.analyses.report.sections.parts import Section, of_first
from toi.analyses.report.tables import PageColumn, PageRow, columns, table


def also(result: ReportResult) -> Section | None:
    """List the theories that are not ranked; None where all are."""
    if not result.also:
        return None
    words = result.provenance.words
    said = (
        f"{words.counted(len(result.also))} of other kinds, which the page names but does not "
        "rank, with the score that each would have."
    )
    heads = columns(words.one.capitalize(), "Kind", "#Score")
    heads.append(PageColumn("What it says", named=False))
    caption = f"{words.many.capitalize()} that are not ranked, the highest first"
    body = [paragraphs(said), table(caption, heads, map(_row, result.also), stacked=True)]
    return Section("also", of_first(result, "Also considered"), together(body))


def _row(one: AlsoEntry) -> PageRow:
    score = "" if one.score is None else f"{one.score:.0f}"
    claim = one.claim if one.claim != one.title else Markup()
    return PageRow([one.title, one.kind, score, claim], {"id": f"theory-{one.id}"})
