"""Parts that sections share: the frame of a section, links to records, spans in words."""

from collections.abc import Sequence

from toi.analyses.explain.result import ExplainResult, Spans
from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.report.html import Child, Markup, inner_link, tag, together
from toi.analyses.report.result import ReportResult, SourceEntry
from toi.analyses.score.result import ScoreResult
from toi.analyses.score.verdict_screen import Uncertain, to_find_out
from toi.analyses.shared.format import per_cent, span, whole
from toi.analyses.shared.result import RubricLabel
from toi.analyses.shared.verdict import Standing, ranking_verdict
from toi.light_dataclass import dataclass


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


def to_know(known: Sequence[Uncertain]) -> str:
    """Name what it would be worth most to know; the weights are not the reader's own."""
    return to_find_out(known).replace("your weights", "how much each criterion should weigh")


def is_in_question(result: ReportResult, name: str) -> bool:
    """Tell whether a theory is ranked and, on a paper on a split, among the lines to be split."""
    if result.request.portfolio_first and isinstance(result.split, PortfolioResult):
        return any(line.id == name for line in result.split.allocation)
    return any(row.id == name for row in result.score.results)


def first_told(result: ReportResult) -> str:
    """Say `all 57 theories`, or `the first 200 theories` where no more are told."""
    which = "all" if result.tells_all else "the first"
    return f"{which} {result.provenance.words.counted(len(result.told))}"


def others_elsewhere(result: ReportResult) -> str | None:
    """Say where to read of those that are ranked and not told."""
    if result.tells_all:
        return None
    left = result.provenance.words.counted(len(result.score.results) - len(result.told))
    return f"Of the other {left} the ranking has the scores; toi explain ID tells of any."


def theory_link(result: ReportResult, name: str) -> Markup:
    """Link the short name of a theory to what is told of it; else it is only named."""
    short = result.shorts.get(name, name)
    told = name in result.told and is_in_question(result, name)
    told = told or any(one.id == name for one in result.also)
    return inner_link(short, f"theory-{name}") if told else tag("span", short)


def argument_link(name: str, title: str) -> Markup:
    """Link the title of an argument to what is told of it."""
    return inner_link(title, f"argument-{name}")


def first_name(result: ReportResult) -> str:
    """Return what the first rubric is called."""
    return result.positions[0].label.name


def of_first(result: ReportResult, title: str) -> str:
    """Say in a title that what is below is of the first of several positions."""
    return f"{title} ({first_name(result)})" if len(result.positions) > 1 else title


def called(label: RubricLabel) -> str:
    """Quote the title of a rubric; its name, where it has no title of its own."""
    return f"“{label.title}”"


def with_name(label: RubricLabel) -> str:
    """Return the title of a rubric with its name, where it has a title of its own."""
    return f"{label.title} ({label.name})" if label.has_title else label.name


def verdict(score: ScoreResult) -> str:
    """Say who scores highest, and how clearly."""
    standings = [
        Standing(
            *(row.short, row.rank, row.score, row.p_first, row.tier),
            *(row.gated is not None, row.p_gated),
        )
        for row in score.results
    ]
    words = score.provenance.words
    return ranking_verdict(standings, score.expected, words=words, nothing=score.nothing)


def from_to(low: float, high: float) -> str:
    """Write `35 to 49`, or one number where both ends are that."""
    ends = whole(low), whole(high)
    return ends[0] if ends[0] == ends[1] else " to ".join(ends)


def criterion_titles(result: ReportResult) -> dict[str, str]:
    """Return the titles of criteria by id."""
    return {one.id: one.title for one in result.criteria}


def ahead_by(first: ExplainResult, theirs: Sequence[float]) -> list[float]:
    """Return by how many points the first leads on each criterion."""
    return [row.points - points for row, points in zip(first.by_criterion, theirs, strict=True)]


def lines_in_words(result: ReportResult, spans: Spans, most: int = 6) -> str | None:
    """Write lines of the text: `lines 36, 394-395`; None where there is no text or no line."""
    if not spans or result.provenance.words.text is None:
        return None
    several = len(spans) > 1 or spans[0][0] != spans[0][1]
    shown = ", ".join(span(*one) for one in spans[:most])
    more = " and others" if len(spans) > most else ""
    return f"line{'s' if several else ''} {shown}{more}"


def belief_in_words(
    credence: float,
    strength: float,
    settled: bool,
    ends: tuple[float, float] | None = None,
) -> str:
    """Write how far an argument is believed, before and after its replies."""
    before, after = believed(credence, ends), per_cent(strength)
    if settled:
        return f"believed {before}, replies counted"
    return f"believed {before}" if before == after else f"believed {before}, {after} after replies"


def believed(credence: float, ends: tuple[float, float] | None) -> str:
    """Write a credence, or the range that it is given as."""
    return per_cent(credence) if ends is None else f"{100 * ends[0]:.0f} to {per_cent(ends[1])}"


def sentence_list(parts: Sequence[Child]) -> Markup:
    """Write links or texts with commas between, and `and` before the last."""
    found: list[Child] = []
    for i, part in enumerate(parts):
        between = "" if not i else " and " if i == len(parts) - 1 else ", "
        found += [between, part]
    return together(found)


def source_links(sources: Sequence[SourceEntry]) -> Markup:
    """Link the titles of works to the list of them."""
    return sentence_list([inner_link(one.title, f"source-{one.id}") for one in sources])
