"""A group: what all together rank, and what each holds."""

from collections.abc import Iterator, Sequence

from toi.analyses.compare.group.joint_screen import (
    JOINT,
    RANKINGS,
    disagrees_least,
    excluded_by_all,
    gated_scores,
    ranks_by_whom,
    ranks_held,
    scores_missing,
    some_gated,
)
from toi.analyses.compare.group.opinions import (
    Opinion,
    answered,
    disputed,
    ends,
    held,
    is_empty,
    left_a_weight_empty,
    left_empty_words,
    parting,
)
from toi.analyses.compare.group.result import Divided, GroupCompared, Member, UnitingWeight
from toi.analyses.compare.group.screen import below_nothing, grouped
from toi.analyses.report.dots import dot_pictures
from toi.analyses.report.html import Markup, bullets, paragraphs, tag, together
from toi.analyses.report.pictures import Axis, axis_column
from toi.analyses.report.result import ReportResult
from toi.analyses.report.sections.comparison import rank_shaded
from toi.analyses.report.sections.parts import Section, argument_link, theory_link
from toi.analyses.report.tables import SHADES, PageColumn, PageRow, Shaded, columns, table
from toi.analyses.shared.format import listed, score_text, short_per_cent, span, whole_per_cent
from toi.analyses.shared.moves import GATED

MOST_DIVIDED = 6
NAMED_BY_RANK = 3  # who ranks a theory highest, or lowest
MOST_OPINIONS = 12
MOST_SIDE_BY_SIDE = 12  # people who stand in columns, or in a table of everybody with everybody
MOST_NAMED = 40  # of those who think alike; a page has room
STEP = 2.5  # per cent: opinions that lie within it stand side by side


def group(result: ReportResult, found: GroupCompared) -> Section:
    """Show what a group shares and what divides it."""
    body = together(
        [
            paragraphs(*below_nothing(found), alike(found)),
            *_joint(result, found),
            *_divided(result, found),
            *_opinions(result, found),
            *_judged(found),
            *_ranks(result, found),
            *_distances(found),
        ]
    )
    return Section("group", "The group", body)


def alike(found: GroupCompared) -> str:
    """Say who thinks alike, and who stands nearest to all and furthest from them."""
    groups = [f"{listed(names, MOST_NAMED)}" for names in grouped(found)]
    near, far = found.nearest, found.furthest
    alone = [names[0] for names in found.clusters if len(names) == 1]
    rest = f"Alone: {listed(alone, MOST_NAMED)}. " if alone else ""
    said = f"Those who think alike: {'; '.join(groups)}. {rest}" if groups else ""
    return (
        f"{said}Nearest to the others is {near.name} ({whole_per_cent(near.apart)} of pairs the "
        f"other way on average{_and_left_empty(near)}), furthest {far.name} "
        f"({whole_per_cent(far.apart)}{_and_left_empty(far)})."
    )


def _and_left_empty(one: Member) -> str:
    words = left_empty_words(one)
    return f"; {words}" if words else ""


def _joint(result: ReportResult, found: GroupCompared) -> Iterator[Markup]:
    """Show one joint ranking with everybody's ranks; other rules where they say otherwise."""
    order, spread, out = found.joint, ranks_held(found), excluded_by_all(found)
    elsewhere = [
        "" if row.id in out else _elsewhere([row.ranks[name] for name, _ in RANKINGS])
        for row in order
    ]
    differ, gates = any(elsewhere), some_gated(found)
    empty = {n for n, one in enumerate(found.members) if left_a_weight_empty(one)}
    axis = Axis(0.5, len(order) + 0.5, 1)
    pictures = dot_pictures(
        axis,
        [[one.place(row.id) for one in found.members] for row in order],
        [one.name for one in found.members],
        0.9,
        [float(row.ranks[JOINT]) for row in order],
        [empty] * len(order),
        "a weight left empty",
    )
    heads = columns(result.provenance.words.one.capitalize(), "#Together", "#Ranks", "#Mean score")
    heads += columns("#Gated by") if gates else []
    heads += columns("#By other rules") if differ else []
    heads.append(axis_column("1", str(len(order))))
    rows = [
        [
            theory_link(result, row.id),
            GATED if row.id in out else str(row.ranks[JOINT]),
            spread[row.id],
            score_text(row.mean_score),
            *([str(row.gated_by or "")] if gates else []),
            *([other] if differ else []),
            picture,
        ]
        for row, other, picture in zip(order, elsewhere, pictures, strict=True)
    ]
    rules = (
        " By other rules: where other ways of counting would put it, if elsewhere."
        if differ
        else " Other ways of counting give the same order."
    )
    rings = " A ring is a position whose author left a weight empty: another rubric's stands in."
    order_shown, missing = disagrees_least(found), scores_missing(found)
    yield tag("h3", "All together")
    yield paragraphs(
        f"{order_shown[0].upper()}{order_shown[1:]}. A dot is a position, at its own rank; "
        f"the line is the rank of all together.{rings * bool(empty)}{rules}",
        f"Gated by: how many positions exclude it{gated_scores(found)}." if gates else None,
        f"Mean score{missing}." if missing else None,
    )
    yield table("Joint ranking, and everybody's ranks", heads, rows, stacked=True)


def _elsewhere(ranks: Sequence[int]) -> str:
    low, high = min(ranks), max(ranks)
    return "" if low == high else span(low, high)


def _divided(result: ReportResult, found: GroupCompared) -> Iterator[Markup]:
    split = [one for one in found.splits if one.disputed > 0][:MOST_DIVIDED]
    if split:
        yield tag("h3", "What splits it")
        yield bullets(
            together([theory_link(result, one.id), f": {places_told(found, one)}."])
            for one in split
        )


def places_told(found: GroupCompared, one: Divided) -> str:
    """Say from which rank to which a theory stands, by whom, and by how many it is excluded."""
    return ranks_by_whom(found, one, NAMED_BY_RANK, "rank ")


def _opinions(result: ReportResult, found: GroupCompared) -> Iterator[Markup]:
    """Show the values and beliefs that positions hold apart, by what agreeing on them would do."""
    opinions = disputed(found, MOST_OPINIONS)
    if not opinions:
        return
    members = found.members
    values = [[_percent(held(one, which)) for one in members] for which in opinions]
    empty = [{n for n, one in enumerate(members) if is_empty(one, which)} for which in opinions]
    partly = any(empty)
    axis = Axis(0, 100, 25)
    names = [one.name for one in members]
    means = [100 * one.mean for one in opinions]
    pictures = dot_pictures(axis, values, names, STEP, means, empty)
    heads = columns("Value or belief", *["#Answered"] * partly, "#From", "#To", "#On average")
    heads += [*columns("#Agreeing leaves"), axis.column]
    rows = [
        [
            _opinion(result, one),
            *[f"{answered(found, one)} of {len(members)}"] * partly,
            *(short_per_cent(value) for value in (*ends(found, one), one.mean)),
            f"{100 * one.agreed:.1f}",
            picture,
        ]
        for one, picture in zip(opinions, pictures, strict=True)
    ]
    rings = (
        " A ring is a position whose author left the question empty: what stands in for it "
        "counts in the ranking, and not in from, to and the average."
    )
    yield tag("h3", "What it disagrees about, and what would unite it")
    yield paragraphs(
        "A weight is a share of all weight, a belief is how far an argument is held once replies "
        "are counted, both in per cent; a dot is a position, the line the average. Two of them "
        f"disagree on {100 * found.disagreement:.1f} % of pairs on average. Agreeing leaves: on "
        "how many they still would if all held this one thing as they do on average."
        f"{parting(found, opinions)}{rings * partly}"
    )
    yield table("What is valued and believed, by everybody", heads, rows, stacked=True)


def _judged(found: GroupCompared) -> Iterator[Markup]:
    """Show the single judgements that positions make otherwise, by what agreeing would do."""
    if not found.unite_judgements:
        return
    heads = columns("Judgement", "#From", "#To", "#On average", "#Agreeing leaves")
    rows = [
        [
            one.title,
            *(f"{value:.3g}" for value in (one.low, one.high, one.mean)),
            f"{100 * one.agreed:.1f}",
        ]
        for one in found.unite_judgements[:MOST_OPINIONS]
    ]
    more = len(found.unite_judgements) - len(rows)
    yield tag("h3", "What it judges otherwise")
    yield paragraphs(
        f"How one of the {found.provenance.words.many} fares on a criterion before any argument, "
        "on the criterion's own scale. "
        "Agreeing leaves: in per cent, on how many pairs two of them still disagree on average if "
        f"all judged this one thing as they do on average; {100 * found.disagreement:.1f} % as it "
        f"is.{f' {more} more are left out.' * (more > 0)}"
    )
    yield table("What is judged otherwise", heads, rows, stacked=True)


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _opinion(result: ReportResult, which: Opinion) -> Markup:
    if isinstance(which, UnitingWeight):
        return together([f"Weight of {which.title}"])
    known = any(one.id == which.argument for one in result.arguments)
    return argument_link(which.argument, which.title) if known else tag("span", which.title)


def _place(one: Member, theory: str, theories: int) -> Shaded | str:
    """Shade the rank of a theory, unless a gate of the member's leaves it none."""
    rank = one.place(theory)
    return GATED if rank is None else rank_shaded(rank, theories)


def _ranks(result: ReportResult, found: GroupCompared) -> Iterator[Markup]:
    """Show everybody's ranks: a few people in columns, many in rows."""
    ids = [row.id for row in found.joint]
    n, members = len(ids), found.members
    one = result.provenance.words.one.capitalize()
    if len(members) <= MOST_SIDE_BY_SIDE:
        heads = [*columns(one), *(PageColumn(member.name) for member in members)]
        rows = [
            PageRow([theory_link(result, name), *(_place(m, name, n) for m in members)])
            for name in ids
        ]
    else:
        heads = [*columns("Position"), *(PageColumn(result.shorts[name]) for name in ids)]
        rows = [PageRow([m.name, *(_place(m, name, n) for name in ids)]) for m in members]
    upright = "" if len(members) <= MOST_SIDE_BY_SIDE else " upright"
    caption = "Rank by position, darker for nearer to the first"
    yield tag("h3", "Everybody's ranks")
    yield table(caption, heads, rows, kind=f"heat named{upright}")


def _distances(found: GroupCompared) -> Iterator[Markup]:
    if len(found.members) > MOST_SIDE_BY_SIDE or not found.distance:
        return
    names = [one.name for one in found.rubrics]
    heads = [*columns("Position"), *(PageColumn(name) for name in names)]
    rows = [
        PageRow([name, *(_distance(d, i == j) for j, d in enumerate(found.distance[i]))])
        for i, name in enumerate(names)
    ]
    yield tag("h3", "Who agrees with whom")
    caption = (
        "Pairs that two positions put the other way, in per cent of all pairs, darker for more"
    )
    yield table(caption, heads, rows, kind="heat named")


def _distance(share: float, own: bool) -> Shaded:
    if own:
        return Shaded("")
    return Shaded(f"{100 * share:.0f}", min(int(2 * share * SHADES), SHADES - 1))
