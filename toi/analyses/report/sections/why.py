"""Why: by criterion, by line of attack, and the heaviest arguments in words."""

from collections.abc import Iterator, Sequence

from toi.analyses.explain.result import ExplainResult
from toi.analyses.report.html import Markup, paragraphs, tag, together
from toi.analyses.report.pictures import Axis, stacked
from toi.analyses.report.result import ArgumentEntry, ReportResult
from toi.analyses.report.sections.parts import (
    Section,
    ahead_by,
    argument_link,
    belief_in_words,
    criterion_titles,
    first_told,
    lines_in_words,
    of_first,
    sentence_list,
    theory_link,
)
from toi.analyses.report.tables import PageRow, columns, table
from toi.analyses.shared.format import signed, whole, whole_per_cent

MOST_ARGUMENTS = 12
MOST_HIT = 3


def why(result: ReportResult) -> Section:
    """Show what the scores are made of, and what was said."""
    body = together(
        [
            tag("h3", "By criterion"),
            _by_criterion(result),
            *_lead(result),
            *_by_line(result),
            *_arguments(result),
        ]
    )
    return Section("why", of_first(result, "Why"), body)


def _by_criterion(result: ReportResult) -> Markup:
    explained = [entry.explained for entry in result.theories]
    names = [row.criterion for row in explained[0].by_criterion]
    titles = criterion_titles(result)
    axis = Axis.of([0, *(one.score for one in explained)])
    weights = result.positions[0].weights
    heads = [*columns(result.provenance.words.one.capitalize(), "#Score")]
    heads += [axis.column]
    heads += columns(
        *(f"#{titles[name]} ({whole_per_cent(weights.get(name, 0.0))})" for name in names)
    )
    rows: list[PageRow | list[str]] = [
        [
            theory_link(result, one.id),
            whole(one.score),
            stacked(axis, [row.points for row in one.by_criterion]),
            *_whole(one),
        ]
        for one in explained
    ]
    means = [row.mean for row in explained[0].by_criterion]
    cells = [whole(sum(means)), stacked(axis, means), *(whole(points) for points in means)]
    rows.append(PageRow([f"Mean of all {len(result.score.results):,}", *cells], {"class_": "sum"}))
    after = " after the arguments" if result.arguments else ""
    start, own = "A score is a sum", explained[0].rubric_method
    if own != explained[0].method:
        start = f"The position ranks by {own}, whose scores are no sums. What stands here is the "
        start += f"{explained[0].method} score"
    said = (
        f"{start}: the weight of each criterion times how good it looks there"
        f"{after}, 100 at best. The parts of a bar stand in the order of the columns. "
        "Each is rounded by itself."
    )
    if not all(row.bears for one in explained for row in one.by_criterion):
        said += (
            f" A dot: left out, since it does not bear on that {result.provenance.words.one}; its "
            "weight goes to the others of the row, which weigh more there than the heads say."
        )
    caption = f"Points of score by criterion{after and ','}{after}; in brackets the weight"
    shown = table(caption, heads, rows, stacked=True, kind="tight")
    return together([paragraphs(said), shown])


def _whole(one: ExplainResult) -> list[str]:
    """Write points by criterion."""
    return [whole(row.points) if row.bears else "." for row in one.by_criterion]


def _lead(result: ReportResult) -> Iterator[Markup]:
    """Show on what the first leads, against all and against the second."""
    explained = [entry.explained for entry in result.theories]
    if len(explained) < 2 or result.score.results[0].gated:
        return
    first, second, titles = *explained[:2], criterion_titles(result)
    seconds = [row.points for row in second.by_criterion]
    means = [row.mean for row in first.by_criterion]
    heads = columns(f"{result.shorts[first.id]} against", "#In all")
    heads += columns(*(f"#{titles[row.criterion]}" for row in first.by_criterion))
    rows = [
        _against(first, "the mean of all", means),
        _against(first, theory_link(result, second.id), seconds),
    ]
    pairs = zip(first.by_criterion, second.by_criterion, strict=True)
    if not all(one.bears and other.bears for one, other in pairs):
        yield paragraphs(
            "Where a criterion is left out for others, points there are a lead over nothing, and "
            "the others make up for it on the criteria that they keep: the sum alone tells who "
            "leads."
        )
    caption = "By how many points the first leads, and on what"
    yield table(caption, heads, rows, stacked=True, kind="tight")


def _against(first: ExplainResult, other: str, points: Sequence[float]) -> list[str]:
    """Return a row of differences, in all and by criterion."""
    parts = ahead_by(first, points)
    return [other, *(signed(points, 1) for points in (sum(parts), *parts))]


def _by_line(result: ReportResult) -> Iterator[Markup]:
    """Show what each line of attack takes, and from whom most."""
    moved: dict[str, dict[str, float]] = {}
    titles: dict[str, str] = {}
    members: dict[str, set[str]] = {}
    explained = [entry.explained for entry in result.theories]
    for one in explained:
        for line in one.lines:
            titles[line.line] = line.title
            moved.setdefault(line.line, {})[one.id] = line.points
            members.setdefault(line.line, set()).update(line.arguments)
    if not moved:
        return
    order = sorted(moved, key=lambda name: sum(moved[name].values()))
    rows = [
        [
            titles[name],
            signed(sum(moved[name].values()) / len(explained), 1),
            _hit(result, moved[name]),
            str(len(members[name])),
        ]
        for name in order
    ]
    heads = columns("Line of attack", "#Points on average", "Hits most", "#Arguments")
    yield tag("h3", "By line of attack")
    yield paragraphs(
        "A line of attack holds arguments that make one point in several ways; together they "
        "weigh less than each by itself would."
    )
    caption = f"What lines of attack take from {first_told(result).removeprefix('all ')}"
    yield table(caption, heads, rows, stacked=True)


def _hit(result: ReportResult, moved: dict[str, float]) -> Markup:
    order = sorted(moved, key=lambda name: (-abs(moved[name]), name))
    hit = [name for name in order if abs(moved[name]) >= 0.5][:MOST_HIT]
    links = [
        together([theory_link(result, name), f" ({signed(moved[name])})"])
        for name in (hit or order[:1])
    ]
    return sentence_list(links)


def _arguments(result: ReportResult) -> Iterator[Markup]:
    shown = result.arguments[:MOST_ARGUMENTS]
    if not shown:
        return
    yield tag("h3", "The heaviest arguments, in words")
    explained = [entry.explained for entry in result.theories]
    yield tag("ol", *(tag("li", _argument(result, one, explained)) for one in shown))


def _argument(result: ReportResult, one: ArgumentEntry, explained: list[ExplainResult]) -> Markup:
    moved = {
        each.id: row.points
        for each in explained
        for row in each.arguments
        if row.argument == one.id and row.criteria
    }
    words = result.provenance.words
    verb = "Takes" if one.taken < 0 else "Gives"
    if not one.theories:
        return together([tag("strong", argument_link(one.id, one.title)), ". ", one.gist])
    each = abs(one.taken) / one.theories
    facts = [
        belief_in_words(one.credence, one.strength, one.settled).capitalize(),
        f"{verb.lower()} {each:.1f} points on average from {words.counted(one.theories)}"
        if one.taken < 0
        else f"{verb.lower()} {each:.1f} points on average to {words.counted(one.theories)}",
        lines_in_words(result, one.lines),
    ]
    told = tag("small", f" {'; '.join(filter(None, facts))}. Most: ")
    return together(
        [
            tag("strong", argument_link(one.id, one.title)),
            ". ",
            one.gist,
            told,
            _hit(result, moved),
            ".",
        ]
    )
