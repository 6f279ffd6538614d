"""The section on several readers: how far they agree, who is severe, what to discuss first."""

from collections.abc import Iterator

from toi.analyses.discuss.screen import (
    discuss_verdict,
    discussed_cells,
    discussed_wholes,
    on_cells,
    on_wholes,
)
from toi.analyses.readings.result import AgreementResult
from toi.analyses.readings.screen import findings
from toi.analyses.report.html import Markup, bullets, paragraphs, tag, together
from toi.analyses.report.result import ReportResult
from toi.analyses.report.sections.parts import Section
from toi.analyses.report.tables import columns, table
from toi.analyses.shared.format import correlation, signed, whole

FEWEST = 3  # readers, of whom one can stand apart
NAMES = 4  # columns of words, before those of numbers


def readers(result: ReportResult) -> Section | None:
    """Tell of the readers whose sheets the records were made of; None where there are none."""
    found = result.agreement
    if found is None or not found.criteria or len(found.readers) < 2:
        return None
    body = [paragraphs(findings(found)[0]), bullets(findings(found)[1:]), _criteria(found)]
    if len(found.readers) >= FEWEST:
        body.append(_severities(found))
    return Section("readers", "Those who judged", together([*body, *_to_discuss(result)]))


def _criteria(found: AgreementResult) -> Markup:
    heads = columns("Criterion", "#Agreement", "#5-95 %", "#Severity taken off")
    heads += columns("#Points between readers (sd)")
    rows = [
        [
            one.title,
            correlation(one.alpha),
            " to ".join(map(correlation, (one.interval.p05, one.interval.p95)))
            if one.interval
            else "",
            correlation(one.alpha_level),
            "" if one.apart is None else f"{one.apart:.1f}",
        ]
        for one in found.criteria
    ]
    caption = (
        "Agreement by criterion (Krippendorff's alpha): 1 all say the same, 0 as by chance; from "
        ".80 reliable, from .67 tentative"
    )
    return table(caption, heads, rows, fits=True)


def _severities(found: AgreementResult) -> Markup:
    severe = [(one, one.severity) for one in found.readers if one.severity is not None]
    severe.sort(key=lambda pair: (-pair[1].value, pair[0].id))
    rows = [
        [
            one.id,
            str(one.cells),
            signed(100 * held.value) + (f" ±{whole(100 * error)}" if error is not None else ""),
            "yes" if held.clear else "no",
        ]
        for one, held in severe
        for error in [held.standard_error]
    ]
    caption = (
        "Severity: % of the scale by which one judges worse than the mean of all, oneself among "
        "them, on the same cells"
    )
    heads = columns("Reader", "#Cells", "#Severity", "Clearer than chance")
    return table(caption, heads, rows, fits=True)


def _to_discuss(result: ReportResult) -> Iterator[Markup]:
    if result.discuss is None:
        return
    found, words = result.discuss, result.provenance.words
    yield tag("h3", "What to discuss first")
    yield paragraphs(discuss_verdict(found))
    for heads, rows, said, what in (
        (*discussed_cells(found), on_cells(found), "Judgements on which the choice hangs"),
        (*discussed_wholes(found), on_wholes(found), f"{words.many.capitalize()} as wholes"),
    ):
        if rows:
            numbered = [head if at < NAMES else f"#{head}" for at, head in enumerate(heads)]
            yield table(f"{what}, most worth first", columns(*numbered), rows)
            yield paragraphs(said)
