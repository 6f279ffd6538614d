"""Positions beside one another: two head to head, and the ranks under each."""

from collections.abc import Iterator, Mapping, Sequence

from toi.analyses.compare.rubrics.difference_words import GROUP_WORDS, crux_name
from toi.analyses.compare.rubrics.lead_screen import shared_leader
from toi.analyses.compare.rubrics.naming import names_of
from toi.analyses.compare.rubrics.result import ARGUMENTS, RubricCrux, RubricsCompared
from toi.analyses.report.html import Child, Markup, bullets, paragraphs, tag, together
from toi.analyses.report.result import PlacingEntry, ReportResult
from toi.analyses.report.sections.parts import Section, called, theory_link
from toi.analyses.report.sections.position import departure, held_words
from toi.analyses.report.tables import SHADES, PageColumn, PageRow, Shaded, columns, table
from toi.analyses.shared.format import count, whole_per_cent
from toi.analyses.shared.moves import GATED, ScoreMove, level_by_one
from toi.analyses.shared.result import Provenance
from toi.analyses.shared.verdict import nobody_leads, sentence

MOST_MOVERS = 3  # that are told with their causes
MOST_NAMED = 3  # of those that they change places with
PASSING = {-1: ("overtakes", "overtake"), 1: ("falls behind", "fall behind")}


def comparison(result: ReportResult) -> Section:
    """Compare two positions; one alone with those at hand."""
    several = len(result.positions) > 1
    parted = [_parted(result, one) for one in result.compared] if several else []
    body = together([*parted, *_placings(result)])
    return Section("comparison", "Where they part" if several else "Other positions", body)


def _parted(result: ReportResult, one: RubricsCompared) -> Markup:
    """Tell how far two positions agree, what moves most and why, and what they would share."""
    moved = list(movers(result, one))
    return together(
        [
            departure(one),
            *([tag("h3", "What stands elsewhere, and why"), bullets(moved)] if moved else []),
            tag("h3", "What comes first"),
            paragraphs(shared_leader(one)),
        ]
    )


def movers(result: ReportResult, one: RubricsCompared) -> Iterator[Markup]:
    """Yield for what moves farthest where each puts it, and what of their differences does that.

    What hardly moved by itself is told with those that overtook it, or fell behind it.
    """
    a, b = names_of(one)
    ranked = [move for move in one.moves if not (move.before.gated or move.after.gated)]
    far = sorted(ranked, key=lambda move: (-abs(move.places), -move.far, move.id))
    for move in [move for move in far if move.places][:MOST_MOVERS]:
        places = f" is number {move.before.rank} for {a} and {move.after.rank} for {b}"
        passed = [other for other in one.moves if _crosses(other, move)]
        others = [other for other in passed if other in ranked]
        why = _causes(one, move, [other.id for other in others]) if others else []
        reason = f", mostly because of {', and of '.join(why)}." if why else "."
        crossing = together(_crossing(result, one, move, passed, others))
        yield together([theory_link(result, move.id), places, crossing, reason])


def _crosses(other: ScoreMove, move: ScoreMove) -> bool:
    """Tell whether another gets ahead of one that falls, or behind one that rises."""
    ahead = other.before.rank < move.before.rank, other.after.rank < move.after.rank
    return ahead == ((True, False) if move.places > 0 else (False, True))


def _crossing(
    result: ReportResult,
    one: RubricsCompared,
    move: ScoreMove,
    passed: Sequence[ScoreMove],
    others: Sequence[ScoreMove],
) -> Iterator[Child]:
    """Name those that changed places with one, if they moved or a gate takes them out.

    `others` are those of `passed` that no gate excludes; moves are held against their mean.
    """
    if not others:
        yield ": a gate excludes "
        yield from _linked(result, passed)
        return
    side = 1 if move.places > 0 else -1
    mean = sum(other.points for other in one.moves) / len(one.moves)
    theirs = sum(other.points for other in others) / len(others)
    if side * (move.points - mean) < side * (mean - theirs):
        yield ": "
        yield from _linked(result, others)
        yield f" {PASSING[side][len(others) > 1]} it"


def _linked(result: ReportResult, moves: Sequence[ScoreMove]) -> Iterator[Child]:
    """List the names of some with links, and count those after the first few."""
    named = [theory_link(result, other.id) for other in moves[:MOST_NAMED]]
    rest = len(moves) - len(named)
    parts: list[Child] = [*named, *([count(rest, "other")] if rest else [])]
    for place, part in enumerate(parts):
        yield "" if place == 0 else " and " if place == len(parts) - 1 else ", "
        yield part


def _causes(one: RubricsCompared, move: ScoreMove, passed: Sequence[str]) -> list[str]:
    """Name the kinds of difference that part it most from those it passes, and their heaviest.

    Points are held against the mean of those, since what moves all alike moves nobody's rank.
    """
    side = 1 if move.places > 0 else -1

    def push(points: Mapping[str, float]) -> float:
        return side * (points[move.id] - sum(points[name] for name in passed) / len(passed))

    groups = sorted(one.shapley, key=lambda group: -push(group.points))
    most = push(groups[0].points) if groups else 0.0
    found = []
    for group in [group for group in groups if push(group.points) > max(0.0, most / 3)][:2]:
        inside = [crux for crux in one.cruxes if crux.group == group.group]
        crux = max(inside, key=lambda crux: push(crux.points))
        held = " against ".join(held_words(crux, side) for side in (crux.a, crux.b))
        found.append(f"{_cause(crux, len(inside), one.provenance)} ({held})")
    return found


def _cause(crux: RubricCrux, many: int, made: Provenance) -> str:
    """Name a kind of difference, and the heaviest one of it where it holds several."""
    if crux.group == "weights":
        one = f"the {crux_name(crux, made)}"
        return f"weights, most of all that of {crux.title}" if many > 1 else one
    if crux.group in ARGUMENTS:
        start = "beliefs, most of all in" if many > 1 else "the belief in"
        return f"{start} “{crux.title}”"
    several = many > 1 and crux.title != crux.id
    return (
        f"{GROUP_WORDS[crux.group]}, most of all {crux_name(crux, made)}"
        if several
        else crux_name(crux, made)
    )


def nearest_and_furthest(result: ReportResult) -> str:
    """Say which other position ranks most like the first one, and which least.

    Where gates of the first exclude all it has no order that another could be near to.
    """
    if result.score.results[0].gated:
        return f"{sentence(nobody_leads(result.provenance.words))}: no order is near to another."
    others = sorted(result.placings[1:], key=lambda one: one.apart)
    near, far = others[0], others[-1]
    text = (
        f"The order is nearest to that of {called(near.label)} ({whole_per_cent(near.apart)} of "
        "pairs are in the other order)"
    )
    if far is not near:
        text += f", furthest from that of {called(far.label)} ({whole_per_cent(far.apart)})"
    own = result.placings[0].ranks
    half = any(
        level_by_one((rank, one.ranks[name]) for name, rank in own.items()) for one in (near, far)
    )
    return f"{text}.{' A pair that is level by one alone counts half.' * half}"


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
                *(_rank(one, row.id, n) for one in result.placings),
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


def _rank(one: PlacingEntry, name: str, n: int) -> Shaded | str:
    return GATED if name in one.gated else rank_shaded(one.ranks[name], n)


def rank_shaded(rank: int, n: int) -> Shaded:
    """Write a rank of `n` on a shade, darker for nearer to the first."""
    return Shaded(str(rank), round((SHADES - 1) * (1 - (rank - 1) / max(n - 1, 1))))
