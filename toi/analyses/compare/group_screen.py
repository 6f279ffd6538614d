"""Screen and table of a group of rubrics: who agrees with whom."""

from collections.abc import Iterator
from shlex import quote

from toi.analyses.compare.rubrics_result import GroupCompared
from toi.analyses.shared.format import (
    GLUE,
    correlation,
    count,
    cut,
    glued,
    listed,
    probability,
    span,
    whole_per_cent,
)
from toi.analyses.shared.page import Page
from toi.analyses.shared.provenance import options
from toi.analyses.shared.screen import Screen
from toi.analyses.shared.tables import DIGEST, Table, joined

MOST_IN_MATRIX = 12  # rubrics; of more only the clusters are shown
MOST_THEORIES, MOST_DIVIDED, MOST_UNITING = 20, 4, 3
MOST_NAMED = 4
LEAST_CHANGE = 0.0005
RANKINGS = (
    ("mean_score", "Mean"),
    ("borda", "Borda"),
    ("copeland", "Copel."),
    ("kemeny", "Kemeny"),
    ("pooled", "Pooled"),
)


def group_screen(result: GroupCompared, page: Page, top: int | None = None) -> str:
    """Show who agrees with whom, the joint rankings, what splits the group and what unites it."""
    screen = Screen(page).say(group_verdict(result))
    if len(result.rubrics) <= MOST_IN_MATRIX:
        _add_matrix(screen.blank(), result)
    screen.say(_clusters(result)).blank()
    _add_joint(screen, result, top)
    screen.blank().say(*_divided(result), *_uniting(result), indent="  ").say(_legend(result))
    return screen.next(*_next(result)).end(result.provenance, result.rubrics)


def group_verdict(result: GroupCompared) -> str:
    """Say how far the group agrees, and on whom."""
    n = len(result.rubrics)
    first = [sorted(row.id for row in result.joint if row.ranks[name] == 1) for name, _ in RANKINGS]
    share = glued(whole_per_cent(result.disagreement))
    start = (
        f"{n} rubrics: two of them disagree on {share} of {result.pairs} pairs of theories on "
        "average."
    )
    if all(names == first[0] for names in first):
        return f"{start} Every joint ranking puts {listed(first[0])} first."
    words = [
        f"{word.strip('.')} {listed(names)}"
        for (_, word), names in zip(RANKINGS, first, strict=True)
    ]
    return f"{start} Joint rankings disagree on who is first: {', '.join(words)}."


def _add_matrix(screen: Screen, result: GroupCompared) -> None:
    """Add distances in percent of the pairs; rubrics by numbers in the heading."""
    rows = [
        [str(i + 1), cut(rubric.name, 24),
         *("-" if i == j else f"{100 * d:.0f}" for j, d in enumerate(result.distance[i]))]
        for i, rubric in enumerate(result.rubrics)
    ]  # fmt: skip
    heads = ["", "Disagree on % of pairs", *(str(i + 1) for i in range(len(rows)))]
    screen.table(rows, heads, "rl" + "r" * len(rows), trim=True)


def _clusters(result: GroupCompared) -> str:
    clear = f"silhouette {correlation(result.silhouette)}"
    if len(result.clusters) == 1:
        return f"No clear clusters among them (average linkage, {clear})."
    parts = [
        listed(names, MOST_NAMED)
        if len(names) <= MOST_IN_MATRIX
        else f"{len(names)} with {', '.join(names[:MOST_NAMED])}"
        for names in result.clusters
    ]
    return f"Clusters (average linkage, {clear}): {' | '.join(parts)}."


def _add_joint(screen: Screen, result: GroupCompared, top: int | None) -> None:
    short = {theory.id: theory.short for theory in result.theories}
    spread = {one.id: span(one.best, one.worst) for one in result.splits}
    shown = result.joint[: top or MOST_THEORIES]
    rows = [
        [row.id, short[row.id], *(str(row.ranks[name]) for name, _ in RANKINGS),
         spread[row.id], f"{row.mean_score:.0f}"]
        for row in shown
    ]  # fmt: skip
    heads = ["ID", "Joint rank by", *(word for _, word in RANKINGS), "Ranks", "Score"]
    screen.table(rows, heads, "ll" + "r" * 7, shrink=1)
    if len(shown) < len(result.joint):
        left = len(result.joint) - len(shown)
        screen.line(f"{count(left, 'more theory', 'more theories')}: --top N")


def _divided(result: GroupCompared) -> Iterator[str]:
    split = [one for one in result.splits if one.disputed > LEAST_CHANGE][:MOST_DIVIDED]
    if not split:
        yield "No theory splits the group: all rank alike."
        return
    words = [
        f"{one.id} ({one.best} by {listed(one.best_by, 2)}, {one.worst} by "
        f"{listed(one.worst_by, 2)})"
        for one in split
    ]
    yield f"What splits it most: {'; '.join(words)}."


def _uniting(result: GroupCompared) -> Iterator[str]:
    kept = [u for u in result.unite if u.agreed < result.disagreement - LEAST_CHANGE]
    if not kept:
        if result.unite:
            yield "Agreement on no single argument would bring it nearer together."
        return
    words = [
        f"{u.argument} ({probability(u.low)} to {probability(u.high)}; all at "
        f"{probability(u.mean)}: {_fine(u.agreed)}, sound {_fine(u.if_sound)}, unsound "
        f"{_fine(u.if_unsound)})"
        for u in kept[:MOST_UNITING]
    ]
    yield (
        f"What would unite it, down from {_fine(result.disagreement)}, if all held it alike: "
        f"{'; '.join(words)}."
    )


def _fine(share: float) -> str:
    return f"{100 * share:.1f}{GLUE}%"


def _legend(result: GroupCompared) -> str:
    text = (
        "Mean: of scores, so a rubric of wide spread counts for more. Borda: how many it is put "
        "above. Copeland: how many it beats by a majority. Kemeny: the order that disagrees least "
        "with all"
    )
    note = result.kemeny
    if note.exact:
        text += " (exact)"
    else:
        text += f" (approximate; {note.cost:.2f} pairs, none below {note.bound:.2f})"
    text += ". Pooled: mean weights on mean values. None is truer."
    gated = [row.id for row in result.joint if row.gated_by]
    if gated:
        text += f" Some gate excludes {listed(gated)}: its score counts in Mean and Pooled."
    if len(set(result.trust)) > 1:
        trusted = ", ".join(
            f"{rubric.name} {glued(whole_per_cent(t))}"
            for rubric, t in zip(result.rubrics, result.trust, strict=True)
        )
        text += f" Rubrics count as {trusted}."
    return text


def _next(result: GroupCompared) -> list[str]:
    flat = [(d, i, j) for i, row in enumerate(result.distance) for j, d in enumerate(row) if i < j]
    _, i, j = max(flat, key=lambda one: (one[0], -one[1], -one[2]))
    more = options(result.provenance)
    a, b = (quote(result.rubrics[k].asked) for k in (i, j))
    commands = [f"compare {a} {b}{more}"]
    return commands + [f"show {u.argument}{more}" for u in result.unite[:1]]


def group_table(result: GroupCompared) -> Table:
    """Return joint rankings, distances, what splits and what unites: one row each."""
    names = [rubric.name for rubric in result.rubrics]
    digests = {rubric.name: rubric.digest[:DIGEST] for rubric in result.rubrics}
    headers = [
        *("what", "id", *(name for name, _ in RANKINGS), "mean_score_points", "best", "worst"),
        *("disputed", "low", "mean", "high", "agreed", "if_sound", "if_unsound", *names),
        "rubric_digest",
    ]
    spread = {one.id: vars(one) for one in result.splits}
    rows: list[dict[str, object]] = [
        {"what": "theory", **spread[one.id], **one.ranks, "mean_score_points": one.mean_score}
        for one in result.joint
    ]
    rows += [
        {"what": "distance", "id": name, **dict(zip(names, distances, strict=True))}
        for name, distances in zip(names, result.distance, strict=True)
    ]
    rows += [{"what": "cluster", "id": joined(members)} for members in result.clusters]
    rows += [{"what": "argument", "id": u.argument, **vars(u)} for u in result.unite]
    made = result.provenance
    rows = [{**row, "rubric_digest": digests.get(str(row["id"]))} for row in rows]
    return Table.filled(headers, rows).with_columns(
        data_digest=made.data_digest[:DIGEST], seed=made.seed
    )
