"""The works that records rest on."""

from toi.analyses.report.html import Markup, tag, together, web_link
from toi.analyses.report.result import ReportResult, SourceEntry
from toi.analyses.report.sections.parts import Section


def sources(result: ReportResult) -> Section | None:
    """List every work that is named on the page once; None where none is."""
    named = [result.text, *(entry.sources for entry in result.criteria)]
    named += [entry.sources for entry in result.theories]
    named += [entry.sources for entry in result.arguments]
    found = {source.id: source for some in named for source in some}
    if not found:
        return None
    works = sorted(found.values(), key=lambda one: (one.authors, one.year or 0, one.title))
    return Section("sources", "Sources", tag("ul", *map(_work, works)))


def _work(one: SourceEntry) -> Markup:
    year = f" ({one.year})" if one.year else ""
    written = together([f"{one.authors}{year}: ", web_link(one.title, one.url), "."])
    return tag("li", written, Markup("\n"), id=f"source-{one.id}")
