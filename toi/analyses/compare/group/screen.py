"""Screen and table of a group of rubrics: who agrees with whom."""

from collections.abc import Iterator, Sequence
from shlex import quote

from toi.analyses.compare.group.joint_screen import (
    RANKINGS,
    add_joint,
    excluded_by_all,
    joint_legend,
    joint_rules,
    ranks_by_whom,
)
from toi.analyses.compare.group.naming import group_called
from toi.analyses.compare.group.opinions import (
    LEAST_CHANGE,
    uniting,
    uniting_words,
)
from toi.analyses.compare.group.result import GroupCompared
from toi.analyses.compare.group.verdict_screen import group_verdict, left_apart, rules_aside
from toi.analyses.compare.rubrics.naming import SHORT_TITLE
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import DIGEST, Table, joined
from toi.analyses.shared.format import (
    GLUE,
    count,
    cut,
    listed,
)
from toi.analyses.shared.letters import columns_of
from toi.analyses.shared.provenance import options, ranked_options
from toi.analyses.shared.result import RubricLabel

MOST_IN_MATRIX = 12  # rubrics; of more only the clusters are shown
MOST_DIVIDED, MOST_UNITING = 4, 3
MOST_NAMED = 4
MOST_BELOW = 2  # named, or three where these are all


def group_screen(
    result: GroupCompared, page: Page, top: int | None = None, notes: bool = False
) -> str:
    """Show who agrees with whom, the joint ranking, what splits the group and what unites it.

    `notes` adds what each of the rules goes by.
    """
    by_name, result = result.rubrics, group_called(result)
    said = group_verdict(result)
    screen = Screen(page).say(said)
    if len(result.rubrics) <= MOST_IN_MATRIX:
        _add_matrix(screen.blank(), result)
    screen.say(_clusters(result)).blank()
    add_joint(screen, result, top)
    screen.say(joint_legend(result))
    told = (*below_nothing(result), *_divided(result), *_uniting(result))
    screen.blank().say(*told, indent="  ")
    if notes:
        screen.say(joint_rules(result))
    return screen.next(*_next(result)).end(result.provenance, by_name, again=said)


def _add_matrix(screen: Screen, result: GroupCompared) -> None:
    """Add distances in percent of the pairs; rubrics by numbers in the heading."""
    rows = [
        [str(i + 1), cut(rubric.name, 24),
         *("-" if i == j else f"{100 * d:.0f}" for j, d in enumerate(result.distance[i]))]
        for i, rubric in enumerate(result.rubrics)
    ]  # fmt: skip
    heads = ["", "Disagree on % of pairs", *(str(i + 1) for i in range(len(rows)))]
    screen.table(rows, heads, "rl" + "r" * len(rows), trim=True)


def grouped(result: GroupCompared) -> list[tuple[str, ...]]:
    """Return those who think alike; none where there are not two groups at least.

    One who stands apart from all the rest is no grouping.
    """
    groups = [names for names in result.clusters if len(names) > 1]
    return groups if len(groups) > 1 else []


def _clusters(result: GroupCompared) -> str:
    """Say who thinks alike."""
    groups = grouped(result)
    alone = [names[0] for names in result.clusters if len(names) == 1]
    if not groups:
        apart = f" {listed(alone, MOST_NAMED)} stands apart." if len(alone) == 1 else ""
        return f"No clear groups among them.{apart}"
    parts = [
        listed(names, MOST_IN_MATRIX)
        if len(names) <= MOST_IN_MATRIX
        else f"{len(names)} with {', '.join(names[:MOST_NAMED])}"
        for names in groups
    ]
    rest = f" Alone: {listed(alone, MOST_IN_MATRIX)}." if alone else ""
    return f"Alike are {'; '.join(parts)}.{rest}"


def _divided(result: GroupCompared) -> Iterator[str]:
    split = [one for one in result.splits if one.disputed > LEAST_CHANGE][:MOST_DIVIDED]
    if not split:
        yield f"Nothing splits the group: all {result.provenance.words.many} rank alike."
        return
    named = result.provenance.names.theory
    words = [f"{named(one.id)} ({ranks_by_whom(result, one, 2)})" for one in split]
    yield f"What splits it most: {'; '.join(words)}."


def _uniting(result: GroupCompared) -> Iterator[str]:
    kept = uniting(result, MOST_UNITING)
    if not kept:
        if result.unite or result.unite_weights or result.unite_judgements:
            yield (
                "Agreement on no single weight, argument or judgement would bring it nearer "
                f"together{rules_aside(result)}."
            )
        elif left_apart(result):
            yield f"No agreement is tried on what they part over: {listed(left_apart(result))}."
        return
    words = [
        f"{uniting_words(u, result)} leaves {_fine(u.agreed)}{_down_from(result) * (not n)}"
        for n, u in enumerate(kept)
    ]
    aside = rules_aside(result)
    yield f"What would unite it, if all held it as they do on average{aside}: {'; '.join(words)}."


def _down_from(result: GroupCompared) -> str:
    return f" of all pairs in dispute, down from {_fine(result.disagreement)}"


def below_nothing(result: GroupCompared) -> Iterator[str]:
    """Say by how many the first of all costs more than it gives, if by any."""
    reference = result.provenance.words.reference
    first = result.joint[0]
    if not first.below_nothing or not reference or first.id in excluded_by_all(result):
        return
    whose = [
        member.name
        for member, nothing in zip(result.members, result.nothing, strict=True)
        if nothing is not None and member.scores[first.id] < nothing
    ]
    yield (
        f"By {first.below_nothing} of {count(len(result.rubrics), 'rubric')} "
        f"({listed(whose, MOST_BELOW)}) {result.provenance.names.theory(first.id)}, which comes "
        f"first of all, scores less than {reference}: it costs more than it gives."
    )


def _fine(share: float) -> str:
    return f"{100 * share:.1f}{GLUE}%"


def _next(result: GroupCompared) -> list[str]:
    more, ranked = options(result.provenance), ranked_options(result.provenance)
    a, b = (quote(result.rubrics[k].asked) for k in _furthest(result))
    commands = [f"compare {a} {b}{settings(result.rubrics)}{ranked}"]
    picture = "opinions" if result.unite or result.unite_weights else "places"
    commands.append(f"plot {picture} {named(result)}{settings(result.rubrics)}{ranked}")
    return commands + [f"show {u.argument}{more}" for u in result.unite[:1]]


def settings(rubrics: Sequence[RubricLabel]) -> str:
    """Return the options by which a suggested command sets the same, in every rubric."""
    return "".join(f" --set {quote(setting)}" for setting in rubrics[0].set)


def titles(result: GroupCompared) -> dict[str, str]:
    """Return what pictures call each member: its title, if that is as short as a name."""
    return {
        one.name: one.title if columns_of(one.title) <= SHORT_TITLE else one.name
        for one in result.rubrics
    }


def named(result: GroupCompared) -> str:
    """Return what to type for the members: a folder stands for those that lie in it."""
    asked = [rubric.asked.rpartition("/") for rubric in result.rubrics]
    words = [folder if slash else name for folder, slash, name in asked]
    return " ".join(quote(word) for word in dict.fromkeys(words))


def _furthest(result: GroupCompared) -> tuple[int, int]:
    """Return the numbers of two who are far apart: the furthest pair, where pairs are told."""
    rows = enumerate(result.distance)
    flat = [(d, -i, -j) for i, row in rows for j, d in enumerate(row) if i < j]
    if flat:
        _, i, j = max(flat)
        return -i, -j
    first, second, *_ = sorted(
        range(len(result.members)), key=lambda i: (-result.members[i].apart, i)
    )
    return first, second


def group_table(result: GroupCompared) -> Table:
    """Return joint rankings, distances, what splits and what unites: one row each."""
    names = [rubric.name for rubric in result.rubrics] if result.distance else []
    digests = {rubric.name: rubric.digest[:DIGEST] for rubric in result.rubrics}
    headers = [
        *("what", "id", *(name for name, _ in RANKINGS), "mean_score_points", "best", "worst"),
        "gated_by",
        *("disputed", "low", "mean", "high", "agreed", "if_sound", "if_unsound", *names),
        "rubric_digest",
    ]
    spread = {one.id: vars(one) for one in result.splits}
    rows: list[dict[str, object]] = [
        {
            **{"what": "theory", **spread[one.id], **one.ranks},
            **{"mean_score_points": one.mean_score, "gated_by": one.gated_by},
        }
        for one in result.joint
    ]
    rows += [
        {"what": "distance", "id": name, **dict(zip(names, distances, strict=True))}
        for name, distances in zip(names, result.distance, strict=True)
    ]
    rows += [{"what": "cluster", "id": joined(members)} for members in result.clusters]
    rows += [{"what": "weight", "id": u.criterion, **vars(u)} for u in result.unite_weights]
    rows += [{"what": "argument", "id": u.argument, **vars(u)} for u in result.unite]
    rows += [{"what": "judgement", "id": u.cell, **vars(u)} for u in result.unite_judgements]
    made = result.provenance
    rows = [{**row, "rubric_digest": digests.get(str(row["id"]))} for row in rows]
    return Table.filled(headers, rows).with_columns(
        data_digest=made.data_digest[:DIGEST], seed=made.seed
    )
