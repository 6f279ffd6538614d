"""Positions beside one another: two head to head, and the ranks under each."""

from collections.abc import Iterator

from toi.analyses.report.html import Markup, paragraphs, tag, together
from toi.analyses.report.result import ReportResult
from toi.analyses.report.sections.parts import Section, called, theory_link
from toi.analyses.report.sections.position import departure
from toi.analyses.report.tables import SHADES, PageColumn, PageRow, Shaded, columns, table
from toi.analyses.shared.format import whole_per_cent


def comparison(result: ReportResult) -> Section:
    """Compare two positions; one alone with those at hand."""
    several = len(result.positions) > 1
    parted = [departure(one) for one in result.compared] if several else []
    body = together([*parted, *_placings(result)])
    return Section("comparison", "Where they part" if several else "Other positions", body)


def nearest_and_furthest(result: ReportResult) -> str:
    """Say which other position ranks most like the first one, and which least."""
    others = sorted(result.placings[1:], key=lambda one: one.apart)
    near, far = others[0], others[-1]
    text = (
        f"The order is nearest to that of {called(near.label)} ({whole_per_cent(near.apart)} of "
        "pairs are in the other order)"
    )
    if far is near:
        return f"{text}."
    return f"{text}, furthest from that of {called(far.label)} ({whole_per_cent(far.apart)})."


def _placings(result: ReportResult) -> Iterator[Markup]:
    """Show the rank of each theory under each position, darker for nearer to the first."""
    if len(result.placings) < 2:
        return
    words = result.provenance.words
    heads = [*columns(words.one.capitalize())]
    heads += [PageColumn(one.label.name) for one in result.placings]
    n = len(result.score.results)
    rows = [
        PageRow(
            [
                theory_link(result, row.id),
                *(rank_shaded(one.ranks[row.id], n) for one in result.placings),
            ]
        )
        for row in result.score.results
    ]
    told = "; ".join(
        f"{one.label.name}: {one.label.title}" for one in result.placings if one.label.has_title
    )
    yield tag("h3", "Ranks under each position")
    near = nearest_and_furthest(result) if len(result.positions) == 1 else ""
    yield paragraphs(f"With every number at its mean. {near}", f"{told}." if told else "")
    yield table("Rank by position, darker for nearer to the first", heads, rows, kind="heat named")


def rank_shaded(rank: int, n: int) -> Shaded:
    """Write a rank of `n` on a shade, darker for nearer to the first."""
    return Shaded(str(rank), round((SHADES - 1) * (1 - (rank - 1) / max(n - 1, 1))))
