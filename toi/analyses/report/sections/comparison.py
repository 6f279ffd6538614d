"""Positions beside one another: ranks under each, two head to head, and a group."""

from collections.abc import Iterator

from toi.analyses.compare.group_screen import (
    MOST_UNITING,
    below_nothing,
    group_verdict,
    uniting,
    uniting_words,
)
from toi.analyses.compare.rubrics_result import GroupCompared
from toi.analyses.report.html import Markup, bullets, paragraphs, tag, together
from toi.analyses.report.result import ReportResult
from toi.analyses.report.sections.parts import (
    Section,
    called,
    criterion_titles,
    theory_link,
    title_sentence,
    verdict,
)
from toi.analyses.report.sections.position import (
    beliefs,
    departure,
    in_own_words,
    sureness_sentence,
    weights_sentence,
)
from toi.analyses.report.tables import SHADES, PageColumn, PageRow, Shaded, columns, table
from toi.analyses.shared.format import listed, span, whole_per_cent

MOST_DIVIDED = 6
RULES = {
    "mean_score": "mean score",
    "borda": "Borda",
    "copeland": "Copeland",
    "kemeny": "Kemeny",
    "pooled": "pooled",
}


def comparison(result: ReportResult) -> Section:
    """Compare the positions given; one alone with those at hand."""
    many = len(result.positions)
    title = "The group" if many > 2 else "Where they part" if many == 2 else "Other positions"
    body = together([*_group(result), *_pair(result), *_placings(result), *_positions(result)])
    return Section("comparison", title, body)


def nearest_and_furthest(result: ReportResult) -> str:
    """Say which other position ranks most like the first one, and which least."""
    others = sorted(result.placings[1:], key=lambda one: one.apart)
    near, far = others[0], others[-1]
    text = (
        f"The order is nearest to that of {called(near.label)} ({whole_per_cent(near.apart)} of "
        "pairs are in the other order)"
    )
    if far is near:
        return f"{text}."
    return f"{text}, furthest from that of {called(far.label)} ({whole_per_cent(far.apart)})."


def _pair(result: ReportResult) -> Iterator[Markup]:
    if len(result.positions) == 2:
        yield from (departure(one) for one in result.compared)


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
                *(_rank(one.ranks[row.id], n) for one in result.placings),
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


def _rank(rank: int, n: int) -> Shaded:
    return Shaded(str(rank), round((SHADES - 1) * (1 - (rank - 1) / max(n - 1, 1))))


def _positions(result: ReportResult) -> Iterator[Markup]:
    """Tell each of several positions: its words, its weights, its verdict."""
    if len(result.positions) < 2:
        return
    titles = criterion_titles(result)
    used = [name for name in titles if any(one.weights.get(name) for one in result.positions)]
    heads = columns("Criterion", *(f"#{one.label.name}" for one in result.positions))
    rows = [
        [titles[name], *(whole_per_cent(one.weights.get(name, 0.0)) for one in result.positions)]
        for name in used
    ]
    yield tag("h3", "What each values")
    yield table("Weights by position, in per cent of all weight", heads, rows)
    yield tag("h3", "Each position")
    for one, score in zip(result.positions, result.scores, strict=True):
        yield tag("h4", one.label.name)
        yield paragraphs(title_sentence(one.label), in_own_words(one), verdict(score))
        yield paragraphs(f"{weights_sentence(result, one)} {sureness_sentence(one)}")
        yield beliefs(result, one) if one is not result.positions[0] else Markup()


def _group(result: ReportResult) -> Iterator[Markup]:
    group = result.group
    if group is None:
        return
    yield paragraphs(group_verdict(group), *below_nothing(group))
    yield from _distances(group)
    yield from _joint(result, group)
    yield from _divided(result, group)


def _distances(group: GroupCompared) -> Iterator[Markup]:
    names = [one.name for one in group.rubrics]
    heads = [*columns("Position"), *(PageColumn(name) for name in names)]
    rows = [
        PageRow([name, *(_distance(d, i == j) for j, d in enumerate(group.distance[i]))])
        for i, name in enumerate(names)
    ]
    yield tag("h3", "Who agrees with whom")
    yield table(
        "Pairs that two positions put the other way, in per cent of all pairs, darker for more",
        heads,
        rows,
        kind="heat",
    )


def _distance(share: float, own: bool) -> Shaded:
    if own:
        return Shaded("")
    return Shaded(f"{100 * share:.0f}", min(int(2 * share * SHADES), SHADES - 1))


def _joint(result: ReportResult, group: GroupCompared) -> Iterator[Markup]:
    spread = {one.id: span(one.best, one.worst) for one in group.splits}
    heads = columns(result.provenance.words.one.capitalize(), "#Ranks", "#Mean score")
    heads += columns(*(f"#By {RULES[name]}" for name in RULES))
    rows = [
        [
            theory_link(result, row.id),
            spread[row.id],
            f"{row.mean_score:.0f}",
            *(str(row.ranks[name]) for name in RULES),
        ]
        for row in group.joint
    ]
    yield tag("h3", "Joint rankings")
    yield paragraphs(
        "How the group might rank together, by five rules; none is truer. Mean score: of all "
        "positions. Borda: how many others it is put above. Copeland: how many it beats by a "
        "majority. Kemeny: the order that disagrees least with all. Pooled: mean weights on mean "
        "values."
    )
    yield table("Ranks of the members, and joint ranks by rule", heads, rows)


def _divided(result: ReportResult, group: GroupCompared) -> Iterator[Markup]:
    split = [one for one in group.splits if one.disputed > 0][:MOST_DIVIDED]
    if split:
        yield tag("h3", "What splits the group")
        yield bullets(
            together(
                [
                    theory_link(result, one.id),
                    f": rank {one.best} by {listed(one.best_by, 3)}, {one.worst} by "
                    f"{listed(one.worst_by, 3)}.",
                ]
            )
            for one in split
        )
    unite = uniting(group, MOST_UNITING)
    if unite:
        yield tag("h3", "What would unite it")
        yield paragraphs(
            "Two members disagree on "
            f"{100 * group.disagreement:.1f} % of pairs on average. If all held one thing as they "
            "do on average:"
        )
        yield bullets(f"{100 * one.agreed:.1f} % on {uniting_words(one, group)}." for one in unite)
