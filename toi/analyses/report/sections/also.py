"""Theories that are not ranked: what they say, and what they would score."""

from toi.analyses.report.html import Markup, paragraphs, tag, together
from toi.analyses.report.result import AlsoEntry, ReportResult
from toi.analyses.report.sections.parts import Section, of_first
from toi.analyses.report.tables import PageColumn, PageRow, columns, table
from toi.analyses.shared.format import whole


def also(result: ReportResult) -> Section | None:
    """List the theories that are not ranked; None where all are."""
    if not result.also:
        return None
    words = result.provenance.words
    said = (
        f"{words.counted(len(result.also))} that the page names but does not rank, with the score "
        "that each would have."
    )
    heads = columns(words.one.capitalize(), "Kind", "#Score")
    heads.append(PageColumn("What it says", named=False))
    rows = [_row(result, one) for one in result.also]
    caption = f"{words.many.capitalize()} that are not ranked, the highest first"
    body = [paragraphs(said), table(caption, heads, rows, stacked=True)]
    return Section("also", of_first(result, "Also considered"), together(body))


def _row(result: ReportResult, one: AlsoEntry) -> PageRow:
    """Write one by its short name, which the page calls it by, with its title beside it."""
    score = "" if one.score is None else whole(one.score)
    claim = one.claim if one.claim != one.title else Markup()
    short = result.shorts[one.id]
    name = together([short, tag("small", f" {one.title}") if one.title != short else None])
    return PageRow([name, one.kind, score, claim], {"id": f"theory-{one.id}"})
