"""The ranking, with intervals and tiers."""

import math
from collections.abc import Iterator

from toi.analyses.compare.rubrics.naming import called
from toi.analyses.report.html import Child, Markup, paragraphs, tag, together
from toi.analyses.report.pictures import Axis, interval
from toi.analyses.report.result import ReportResult
from toi.analyses.report.sections.parts import Section, from_to, theory_link
from toi.analyses.report.tables import PageRow, columns, table
from toi.analyses.score.legend_screen import heard, method_note, thin, thin_note
from toi.analyses.score.result import ScoreResult, ScoreRow
from toi.analyses.shared.format import listed, per_cent, score_text, span, whole
from toi.analyses.shared.moves import GATED
from toi.analyses.shared.verdict import excluded_by

MOST_RANKINGS = 6  # positions of which each has its table


def ranking(result: ReportResult) -> Section:
    """Show the ranking by the first position."""
    score = result.score
    body = together(
        [
            paragraphs(how_to_read(score), _lines_of_nothing(result)),
            *_tables(result),
            paragraphs(method_note(score), _heard(result), thin_note(score)),
            _unranked(score),
        ]
    )
    return Section("ranking", "The ranking", body)


def _heard(result: ReportResult) -> str | None:
    """Count the arguments behind the ranking, of all that there are."""
    said, every = heard(result.score), result.positions[0].arguments
    rest = every - len(result.score.titles)
    if said is None or rest <= 0:
        return said
    one = rest == 1
    kinds = f"answer{'s' * one} these, or speak{'s' * one} of what is not ranked"
    return f"{said} The other {rest:,} of the {every:,} in the records {kinds}."


def _tables(result: ReportResult) -> Iterator[Markup]:
    """Yield the ranking by each position."""
    several = len(result.positions) > 1
    for one, score in zip(result.positions, result.scores, strict=True):
        name = called(one.label).name
        yield tag("h3", f"By {name}") if several else Markup()
        place = "ranking-table" if score is result.score else None
        yield ranking_table(result, score, name, place)


def how_to_read(score: ScoreResult) -> str:
    """Say what the numbers of the table are."""
    draws, words = score.provenance.draws or 1, score.provenance.words
    text = (
        f"Scores go from 0 to 100. All that is uncertain was drawn {draws:,} times: the bar and "
        "the range of ranks hold the middle 90 % of what came out, the upright mark is the score "
        "with every number at its mean. A tier holds its first and all that this does not beat in "
        "90 % of draws: the order within it means little."
    )
    text += f" {words.on_halo(sum(label.weight > 0 for label in score.criteria))}".rstrip()
    if score.nothing is not None and words.reference:
        text += (
            f" The dashed line is {words.reference}: what scores less costs more than it gives by "
            "the position's own lights."
        )
    return text


def _lines_of_nothing(result: ReportResult) -> str:
    """Say where the dashed line stands: each position has its own."""
    reference = result.provenance.words.reference
    pairs = zip(result.positions, result.scores, strict=True)
    lines = [(one.label.name, score.nothing) for one, score in pairs if score.nothing is not None]
    if not lines or not reference:
        return ""
    start = f"{reference.capitalize()} scores"
    if len(result.positions) == 1:
        nothing, scores = lines[0][1], [row.score for row in result.score.results]
        mean = whole(sum(scores) / len(scores)) if scores else ""
        same = f" The mean of all that are ranked happens to be {mean} too."
        return f"{start} {nothing_in_words(nothing)}.{same * (mean == whole(nothing))}"
    told = [f"{whole(points)} by {name}" for name, points in lines]
    return f"{start} {listed(told, MOST_RANKINGS)}."


def nothing_in_words(points: float) -> str:
    """Write the score of what brings nothing and costs nothing, and where that comes from."""
    return f"{whole(points)}: no good done, no harm either"


def ranking_table(result: ReportResult, score: ScoreResult, name: str, place: str | None) -> Markup:
    """Show theories in rank order, by tier."""
    words = score.provenance.words
    ends = [end for row in score.results for end in (row.interval.p05, row.interval.p95)]
    marks = [score.nothing] if score.nothing is not None else []
    axis = Axis.of([*ends, *(row.score for row in score.results), *marks])
    heads = [
        *columns(words.one.capitalize(), "#Tier", "#Ranks", "#Score", "#90 % of draws"),
        axis.column,
        *columns("#First in"),
    ]
    rows = [
        PageRow(_cells(result, score, row, axis), {"data_theory": row.id}) for row in score.results
    ]
    caption = f"Ranking by {name}: score, its range and range of ranks"
    return table(caption, heads, rows, stacked=True, id=place)


def _cells(result: ReportResult, score: ScoreResult, row: ScoreRow, axis: Axis) -> list[Child]:
    excluded = excluded_by(row.gated, row.gates, row.p_gated)
    aside = [f" ({excluded})"] * bool(excluded)
    mark = [tag("span", " ~", title="thinly argued")] if thin(score, row) else []
    name = theory_link(result, row.id)
    return [
        together([name, *mark, *aside]),
        "" if row.tier is None else str(row.tier),
        GATED if row.gated else span(*row.rank_range),
        score_text(row.score),
        *_spread(row, axis, score.nothing),
        per_cent(row.p_first),
    ]


def _spread(row: ScoreRow, axis: Axis, nothing: float | None) -> list[Child]:
    """Write and draw the range of a score; nothing where a method gives none."""
    low, high = row.interval.p05, row.interval.p95
    if math.isnan(row.score):
        return ["", ""]
    return [from_to(low, high), interval(axis, low, high, row.score, nothing)]


def _unranked(score: ScoreResult) -> Markup:
    """Show how many of each kind that is not ranked would stand above all of these."""
    words = score.provenance.words
    kinds = [kind for kind in score.unranked if kind.above or kind.above_otherwise]
    if not kinds:
        return Markup()
    adjusted = score.scrutiny == "adjusted"
    heads = columns(
        "Kind", f"#{words.many.capitalize()}", "#Would lead", "#If examined", "#Could lose"
    )
    rows = [
        [
            kind.kind,
            str(kind.count),
            _number(kind.above_otherwise if adjusted else kind.above),
            _number(kind.above if adjusted else kind.above_otherwise),
            times_text(kind.break_even) if kind.break_even else "",
        ]
        for kind in kinds
    ]
    said = (
        f"Some other {words.many} are not ranked here. Would lead: how many would score "
        f"above all of these as {words.text or 'it'} reads. If examined: the same if as much were "
        "said against them as against the examined ones like them. Could lose: how much the best "
        "of them could lose and still lead, measured by what these lose to arguments on average."
    )
    caption = f"Other {words.many}, which are not ranked here, by kind"
    return together([paragraphs(said), table(caption, heads, rows, stacked=True)])


def times_text(share: float) -> str:
    """Write how often something is contained: `1.6 times`."""
    return f"{share:.1f} times"


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
