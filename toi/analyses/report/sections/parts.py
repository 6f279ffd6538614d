"""Parts that sections share: the frame of a section, links to records, spans in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from toi.analyses.explain.result import Spans
from toi.analyses.report.html import Child, Markup, inner_link, tag
from toi.analyses.report.result import ReportResult
from toi.analyses.shared.documents import document
from toi.analyses.shared.format import per_cent, span
from toi.analyses.shared.screen import Screen


@dataclass(frozen=True)
class Section:
    """A part of the page under a heading."""

    id: str
    title: str
    body: Markup

    def to_html(self) -> Markup:
        """Write it as a landmark with its heading."""
        head = f"{self.id}-title"
        inner = (tag("h2", self.title, id=head), Markup("\n"), self.body)
        return tag("section", *inner, id=self.id, aria_labelledby=head)


def theory_link(result: ReportResult, name: str) -> Markup:
    """Link the short name of a theory to its page; one that has none is only named."""
    short = {row.id: row.short for row in result.score.results}.get(name)
    return inner_link(short, f"theory-{name}") if short else tag("span", name)


def argument_link(name: str, title: str) -> Markup:
    """Link the title of an argument to what is told of it."""
    return inner_link(title, f"argument-{name}")


def first_name(result: ReportResult) -> str:
    """Return what the first rubric is called."""
    return result.positions[0].label.name


def criterion_titles(result: ReportResult) -> dict[str, str]:
    """Return the titles of criteria by id."""
    return {one.id: one.title for one in result.criteria}


def lines_in_words(result: ReportResult, spans: Spans, most: int = 6) -> str | None:
    """Write lines of the text: `lines 36, 394-395`; None where there is no text or no line."""
    if not spans or result.provenance.words.text is None:
        return None
    several = len(spans) > 1 or spans[0][0] != spans[0][1]
    shown = ", ".join(span(*one) for one in spans[:most])
    more = " and others" if len(spans) > most else ""
    return f"line{'s' if several else ''} {shown}{more}"


def belief_in_words(credence: float, strength: float, settled: bool) -> str:
    """Write how far an argument is believed, before and after its replies."""
    before, after = per_cent(credence), per_cent(strength)
    if settled:
        return f"believed {before}, replies counted"
    return f"believed {before}" if before == after else f"believed {before}, {after} after replies"


def sentence_list(parts: Sequence[Child]) -> Markup:
    """Write links or texts with commas between, and `and` before the last."""
    found: list[Child] = []
    for i, part in enumerate(parts):
        between = "" if not i else " and " if i == len(parts) - 1 else ", "
        found += [between, part]
    return tag("span", *found)


def said_on_screen(add: Callable[[Screen], None]) -> Markup:
    """Return what a function adds to a screen, as HTML."""
    screen = Screen(document("html"))
    add(screen)
    return tag("div", Markup(screen.text()), class_="said")
