"""The page: sections in the order that was asked for, complete without a script."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from typing import Any

from toi.analyses.compare.group.result import GroupCompared
from toi.analyses.portfolio.result import PortfolioResult
from toi.analyses.portfolio.shown import amount_text
from toi.analyses.report.html import Markup, inner_link, page_head, tag, together
from toi.analyses.report.live.part import LivePart, live_part
from toi.analyses.report.naming import with_spoken_names
from toi.analyses.report.result import ReportResult
from toi.analyses.report.sections.also import also
from toi.analyses.report.sections.arguments import arguments
from toi.analyses.report.sections.change import change
from toi.analyses.report.sections.comparison import comparison
from toi.analyses.report.sections.group import group
from toi.analyses.report.sections.group_records import group_arguments, group_theories
from toi.analyses.report.sections.members import members
from toi.analyses.report.sections.method import method
from toi.analyses.report.sections.origin import origin
from toi.analyses.report.sections.parts import Section, called, with_name
from toi.analyses.report.sections.position import position
from toi.analyses.report.sections.ranking import MOST_RANKINGS, ranking
from toi.analyses.report.sections.readers import readers
from toi.analyses.report.sections.robustness import robustness
from toi.analyses.report.sections.sources import sources
from toi.analyses.report.sections.split.doubts import split_change, split_sure
from toi.analyses.report.sections.split.section import portfolio
from toi.analyses.report.sections.summary.section import summary
from toi.analyses.report.sections.theories import theories
from toi.analyses.report.sections.why import why
from toi.analyses.report.sections.words import with_words
from toi.analyses.shared.format import listed
from toi.analyses.shared.result import SET, RubricLabel

LIVE = "live"
AFTER = ("ranking", "members")  # the first of these that is there is followed by the sliders
APPENDIX = "position"  # the first section of a paper's appendix
OF_ALL = "theories"  # the first section of the appendix of any other page
MOST_NAMED = 8  # positions in the head
_ESCAPED = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def report_page(result: ReportResult) -> str:
    """Return the whole page as one file that needs nothing else."""
    live = live_part()
    style = _style("page.css") + live.style + _style("paper.css")
    spoken = with_spoken_names(result)
    told = [*_sections(spoken), origin(result)]
    title = _title(spoken)
    sections = list(with_words(told, result.provenance.words.meanings))
    first = _appendix_from(result, sections)
    head = page_head(title, style, live.script, "img-src data:")
    before = next(place for place in AFTER if any(place == one.id for one in sections))
    parts = [_with_live(one, live, one.id == before) for one in sections]
    head_of_rest = "what the split rests on" if _proposed(result) else "what it rests on"
    main = tag("main", *parts[:first], *_folded(parts[first:], head_of_rest), id="main")
    body = together(
        [
            tag("a", "Skip to the content", href="#main", class_="skip"),
            _header(result, title),
            _contents(sections, first, live, before),
            main,
            _footer(result),
            _scripts(result.live, live),
        ]
    )
    written = tag("html", head, Markup("\n"), tag("body", body), lang="en")
    return f"<!DOCTYPE html>\n{written}\n"


def _style(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _sections(result: ReportResult) -> list[Section]:
    """Return all sections but the last, on origins; those that were asked for first."""
    if result.group is not None:
        return _sections_of_group(result, result.group)
    proposed = _proposed(result)
    if proposed is not None:
        return _sections_of_split(result, proposed)
    several, split, doubts = len(result.positions) > 1, portfolio(result), result.sensitivity
    positions = comparison(result) if len(result.placings) > 1 else None
    found = [
        summary(result),
        split if result.request.portfolio_first else None,
        positions if several else None,
        members(result) if several else None,
        position(result),
        ranking(result),
        readers(result),
        why(result),
        change(result, doubts) if doubts else None,
        robustness(result, doubts) if doubts else None,
        None if several else positions,
        None if result.request.portfolio_first else split,
        theories(result),
        also(result),
        arguments(result),
        sources(result),
        method(result),
    ]
    return [section for section in found if section is not None]


def _proposed(result: ReportResult) -> PortfolioResult | None:
    """Return the split that the page is on; None where it is on a ranking, or gives nothing."""
    split = result.split
    if not result.request.portfolio_first or not isinstance(split, PortfolioResult):
        return None
    return split if any(line.share > 0 for line in split.allocation) else None


def _sections_of_split(result: ReportResult, split: PortfolioResult) -> list[Section]:
    """Return the sections of a paper on a split; those on the ranking behind it come late."""
    doubts = result.sensitivity
    sections = [
        summary(result),
        portfolio(result),
        split_sure(split),
        split_change(split),
        position(result),
        theories(result),
        also(result),
        arguments(result),
        _titled(ranking(result), "The ranking behind it"),
        _titled(why(result), "Why that ranking"),
        _titled(change(result, doubts), "What would change the ranking") if doubts else None,
        _titled(robustness(result, doubts), "How sure the ranking is") if doubts else None,
        comparison(result) if len(result.placings) > 1 else None,
        sources(result),
        method(result),
    ]
    return [section for section in sections if section is not None]


def _titled(section: Section | None, title: str) -> Section | None:
    return replace(section, title=title) if section else None


def _sections_of_group(result: ReportResult, found: GroupCompared) -> list[Section]:
    """Return what is of a group as a whole; what is of one of it alone is left to its own page."""
    split, first = portfolio(result), result.request.portfolio_first
    sections = [
        summary(result),
        split if first else None,
        group(result, found),
        members(result),
        ranking(result) if len(result.positions) <= MOST_RANKINGS else None,
        None if first else split,
        group_theories(result, found),
        group_arguments(result, found),
        sources(result),
        method(result),
    ]
    return [section for section in sections if section is not None]


def _title(result: ReportResult) -> str:
    if result.request.title:
        return result.request.title
    split = result.split if result.request.portfolio_first else None
    if isinstance(split, PortfolioResult) and split.amount is not None:
        return f"How to split {amount_text(split, split.amount)}"
    labels = [one.label for one in result.positions]
    names = " against ".join(_changed(one, one.name) for one in labels)
    if len(labels) == 1:
        [one] = labels
        names = _changed(one, one.title if one.has_title else f"the position {called(one)}")
    if len(labels) > 2:
        names = f"{len(labels)} positions"
    debate = result.provenance.words.title
    return f"{debate}: {names}" if debate else names


def _changed(label: RubricLabel, text: str) -> str:
    """Say of a rubric in which something was set that it is not quite that of its name."""
    return f"{text.replace(SET, '')} (changed)" if label.set else text


def _header(result: ReportResult, title: str) -> Markup:
    made = result.provenance
    named = listed([with_name(one.label) for one in result.positions], MOST_NAMED)
    many = "s" * (len(result.positions) > 1)
    alone = len(result.positions) == 1
    if result.request.portfolio_first and alone and result.positions[0].label.unsaid:
        named = f"nobody's own yet (rubric {made.named})"
    line = f"Position{many}: {named}. Data {made.data_digest[:6]}, toi {made.version}."
    by = tag("p", result.request.by, class_="by") if result.request.by else None
    return tag("header", tag("h1", title), by, tag("p", line, class_="dim"))


def _appendix_from(result: ReportResult, sections: Sequence[Section]) -> int:
    """Return where the appendix begins: what is told of each record, and of a split its ranking."""
    begin = OF_ALL if _proposed(result) is None else APPENDIX
    return next(n for n, one in enumerate(sections) if one.id == begin)


def _folded(parts: Sequence[Markup], head: str) -> Iterator[Markup]:
    """Yield the appendix, folded: printed only where somebody opened it."""
    if not parts:
        return
    title = tag("h2", f"Appendix: {head}")
    how = tag("p", f"{len(parts)} parts; printed only where it is open.", class_="dim")
    yield tag("details", tag("summary", title, how), *parts, id="appendix")


def _contents(sections: Sequence[Section], first: int, live: LivePart, before: str) -> Markup:
    """List the sections; those of the appendix, from the `first` of it on, by themselves."""
    main: list[Markup] = []
    behind: list[Markup] = []
    for n, section in enumerate(sections):
        items = main if n < first else behind
        items.append(tag("li", inner_link(section.title, section.id)))
        if section.id == before and live.script:
            link = inner_link("Your own position", LIVE)
            items.append(tag("li", link, class_="screen-only", hidden=True, id="live-entry"))
    lists = [tag("ol", *main)]
    if behind:
        lists += [tag("p", "In the appendix:", class_="dim"), tag("ol", *behind, class_="behind")]
    return tag("nav", tag("h2", "Contents"), *lists, id="contents", aria_label="Contents")


def _with_live(section: Section, live: LivePart, here: bool) -> Markup:
    """Put the controls behind a section; they stay hidden until a script shows them."""
    written = together([section.to_html(), Markup("\n")])
    if not here or not live.script:
        return written
    head = tag("h2", "Your own position", id="live-title")
    inner = (head, Markup(live.controls))
    attributes = {"id": LIVE, "class_": "screen-only", "aria_labelledby": "live-title"}
    return together([written, tag("section", *inner, **attributes, hidden=True), Markup("\n")])


def _footer(result: ReportResult) -> Markup:
    made = result.provenance
    said = (
        f"Made by toi {made.version}. The page needs no network and sends nothing. ",
        inner_link("Where this comes from", "origin"),
    )
    return tag("footer", tag("p", *said, class_="dim"))


def _scripts(model: Mapping[str, Any], live: LivePart) -> Markup:
    if not live.script:
        return Markup()
    data = json.dumps(_short(model), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    data = data.translate(_ESCAPED)
    return Markup(
        f'<script type="application/json" id="live-model">{data}</script>\n'
        f"<script>{live.script}</script>"
    )


def _short(value: Any) -> Any:
    """Write whole numbers without a point and decimals: a page has thousands."""
    if isinstance(value, Mapping):
        return {key: _short(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_short(one) for one in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
