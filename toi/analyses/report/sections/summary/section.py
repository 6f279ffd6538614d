"""The question, and the answer in a few sentences."""

from collections.abc import Iterator

from toi.analyses.compare.group.verdict_screen import group_verdict
from toi.analyses.compare.rubrics.screen import rubrics_verdict
from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.portfolio.verdict import (
    split_verdict,
)
from toi.analyses.portfolio.worldviews.result import WorldviewsResult
from toi.analyses.portfolio.worldviews.verdict import (
    together_verdict,
)
from toi.analyses.report.html import (
    Markup,
    bullets,
    paragraphs,
    tag,
    together,
    web_link,
)
from toi.analyses.report.result import ReportResult
from toi.analyses.report.sections.parts import (
    Section,
    sentence_list,
    verdict,
)
from toi.analyses.report.sections.split.doubts import proposal
from toi.analyses.report.sections.split.lines import split_picture
from toi.analyses.report.sections.summary.one_position import of_one
from toi.analyses.report.sections.summary.outside import higher_elsewhere
from toi.analyses.report.sections.summary.several import of_each, of_group, of_pair
from toi.analyses.report.sections.summary.split import of_split

MOST_TOLD = 6  # positions that are told one by one


def summary(result: ReportResult) -> Section:
    """Say what is asked, what comes out and how far it can be trusted."""
    body = together(
        [
            tag("p", question(result), class_="question"),
            paragraphs(result.provenance.words.about),
            tag("p", _verdict(result), class_="verdict"),
            _drawn(result),
            bullets(_told(result)),
            *_text(result),
        ]
    )
    return Section("summary", "In short", body)


def _drawn(result: ReportResult) -> Markup | None:
    """Draw the split that a paper proposes."""
    split = result.split
    if not result.request.portfolio_first or not isinstance(split, PortfolioResult):
        return None
    return split_picture(result, split) if any(x.share > 0 for x in split.allocation) else None


def question(result: ReportResult) -> str:
    """Word what the report answers."""
    words = result.provenance.words
    title = f"{words.title}: which" if words.title else "Which"
    many = len(result.positions)
    whose = "one position" if many == 1 else f"{many} positions"
    if result.request.portfolio_first:
        asked = f"{words.title}: how" if words.title else "How"
        return f"{asked} should effort be split, given what {whose} value{'s' * (many == 1)}?"
    believed = " and which arguments are believed" if result.arguments else ""
    return (
        f"{title} {words.many} come out best, given what {whose} value{'s' * (many == 1)}"
        f"{believed}?"
    )


def _text(result: ReportResult) -> Iterator[Markup]:
    """Say what the text is, of which the page tells lines."""
    text = result.provenance.words.text
    if text is None or not result.text:
        return
    first = result.text[0]
    year = f" ({first.year})" if first.year else ""
    works = [together([web_link(first.title, first.url), f" by {first.authors}{year}"])]
    works += [web_link(one.title, one.url) for one in result.text[1:]]
    start = f"{text[:1].upper()}{text[1:]} is "
    end = ". “Line 33” is line 33 of the copy of it that the records were made from."
    yield tag("p", start, sentence_list(works), end, class_="dim")


def _verdict(result: ReportResult) -> str:
    """Answer the question for one position; of several, say how far they agree."""
    if result.request.portfolio_first and isinstance(result.split, PortfolioResult):
        return proposal(result.split) or split_verdict(result.split, named=False)
    if result.request.portfolio_first and isinstance(result.split, WorldviewsResult):
        return together_verdict(result.split)
    if result.group is not None:
        return group_verdict(result.group)
    if len(result.positions) == 2:
        return rubrics_verdict(result.compared[0])
    return " ".join(filter(None, [verdict(result.score), higher_elsewhere(result)]))


def _told(result: ReportResult) -> Iterator[Markup]:
    """Yield what is worth knowing first of one position, of a pair or of a group."""
    if result.group is not None:
        yield from of_group(result, result.group)
    if len(result.positions) == 2:
        yield from of_pair(result, result.compared[0])
    if len(result.positions) == 1 and result.sensitivity is not None:
        if result.request.portfolio_first and isinstance(result.split, PortfolioResult):
            yield from of_split(result, result.split)
        else:
            yield from of_one(result, result.sensitivity)
    elif len(result.positions) <= MOST_TOLD:
        yield from of_each(result)
