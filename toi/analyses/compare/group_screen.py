"""A group of rubrics: who agrees with whom, as a screen and as a table."""

from collections.abc import Iterator, Sequence
from shlex import quote

from toi.analyses.compare.rubrics_result import Divided, GroupCompared
from toi.analyses.shared.page import GLUE, Page, columns, count, cut, listed, probability
from toi.analyses.shared.provenance import options, provenance_line
from toi.analyses.shared.tables import Table, joined

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
    """A verdict, who agrees with whom, the joint rankings, what splits and what unites."""
    lines = [page.fill(group_verdict(result))]
    if len(result.rubrics) <= MOST_IN_MATRIX:
        lines += ["", *_matrix(result, page)]
    lines += [page.fill(line) for line in _clusters(result)]
    lines += ["", *_joint(result, page, top), ""]
    lines += [page.fill(line, "  ") for line in _divided(result)]
    lines += [page.fill(line, "  ") for line in _uniting(result)]
    lines.append(page.fill(_legend(result)))
    lines += [page.fill(_next(result), "      ")]
    lines.append(provenance_line(page, result.provenance, result.rubrics))
    return "\n".join(lines) + "\n"


def _percent(share: float) -> str:
    return f"{100 * share:.0f}{GLUE}%"


def group_verdict(result: GroupCompared) -> str:
    """How far the group agrees, and on whom, in words."""
    n = len(result.rubrics)
    first = [sorted(row.id for row in result.joint if row.ranks[name] == 1) for name, _ in RANKINGS]
    start = (
        f"{n} rubrics: two of them disagree on {_percent(result.disagreement)} of {result.pairs} "
        "pairs of theories on average."
    )
    if all(names == first[0] for names in first):
        return f"{start} Every joint ranking puts {listed(first[0])} first."
    words = [
        f"{word.strip('.')} {listed(names)}"
        for (_, word), names in zip(RANKINGS, first, strict=True)
    ]
    return f"{start} Joint rankings disagree on who is first: {', '.join(words)}."


def _matrix(result: GroupCompared, page: Page) -> Iterator[str]:
    """Distances in percent of the pairs; rubrics by numbers in the heading."""
    body = [
        [str(i + 1), cut(rubric.name, 24),
         *("-" if i == j else f"{100 * d:.0f}" for j, d in enumerate(result.distance[i]))]
        for i, rubric in enumerate(result.rubrics)
    ]  # fmt: skip
    heads = ["", "Disagree on % of pairs", *(str(i + 1) for i in range(len(body)))]
    head, *lines = columns(body, heads, ["right", "left", *["right"] * len(body)])
    yield page.paint(head, "bold")
    yield from (cut(line, page.width) for line in lines)


def _clusters(result: GroupCompared) -> Iterator[str]:
    clear = f"silhouette {_figure(result.silhouette)}"
    if len(result.clusters) == 1:
        yield f"No clear clusters among them (average linkage, {clear})."
        return
    parts = [
        listed(names, MOST_NAMED)
        if len(names) <= MOST_IN_MATRIX
        else f"{len(names)} with {', '.join(names[:MOST_NAMED])}"
        for names in result.clusters
    ]
    yield f"Clusters (average linkage, {clear}): {' | '.join(parts)}."


def _figure(value: float) -> str:
    return ("-" if value < -0.005 else "") + probability(abs(value))


def _joint(result: GroupCompared, page: Page, top: int | None) -> Iterator[str]:
    short = {theory.id: theory.short for theory in result.theories}
    spread = {one.id: one for one in result.splits}
    shown = result.joint[: top or MOST_THEORIES]
    body = [
        [row.id, short[row.id], *(str(row.ranks[name]) for name, _ in RANKINGS),
         _range(spread[row.id]), f"{row.mean_score:.0f}"]
        for row in shown
    ]  # fmt: skip
    heads = ["ID", "Joint rank by", *(word for _, word in RANKINGS), "Ranks", "Score"]
    widths = [max(len(row[i]) for row in [heads, *body]) + 1 for i in range(len(heads))]
    room = page.width - sum(widths) + widths[1]
    for row in [heads, *body]:
        row[1] = cut(row[1], max(room, 10))
    head, *lines = columns(body, heads, ["left", "left", *["right"] * 7])
    yield page.paint(head, "bold")
    yield from lines
    if len(shown) < len(result.joint):
        yield f"{count(len(result.joint) - len(shown), 'more theory', 'more theories')}: --top N"


def _range(one: Divided) -> str:
    return str(one.best) if one.best == one.worst else f"{one.best}-{one.worst}"


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
            f"{rubric.name} {_percent(t)}"
            for rubric, t in zip(result.rubrics, result.trust, strict=True)
        )
        text += f" Rubrics count as {trusted}."
    return text


def _next(result: GroupCompared) -> str:
    flat = [(d, i, j) for i, row in enumerate(result.distance) for j, d in enumerate(row) if i < j]
    _, i, j = max(flat, key=lambda one: (one[0], -one[1], -one[2]))
    more = options(result.provenance)
    a, b = (quote(result.rubrics[k].asked) for k in (i, j))
    commands = [f"compare {a} {b}{more}"]
    if result.unite:
        commands.append(f"show {result.unite[0].argument}{more}")
    return "Next: " + " | ".join(f"toi {c}".replace(" ", GLUE) for c in commands)


def group_table(result: GroupCompared) -> Table:
    """Joint rankings, distances, what splits and what unites: one row each."""
    names = [rubric.name for rubric in result.rubrics]
    headers = [
        *("what", "id", *(name for name, _ in RANKINGS), "mean_score_points", "best", "worst"),
        *("disputed", "low", "mean", "high", "agreed", "if_sound", "if_unsound", *names),
    ]
    spread = {one.id: one for one in result.splits}

    def row(what: str, name: str, **cells: object) -> Sequence[object]:
        return [what, name, *(cells.get(head) for head in headers[2:])]

    rows = [
        row(
            "theory",
            one.id,
            **one.ranks,
            mean_score_points=one.mean_score,
            best=spread[one.id].best,
            worst=spread[one.id].worst,
            disputed=spread[one.id].disputed,
        )
        for one in result.joint
    ]
    rows += [
        row("distance", name, **dict(zip(names, distances, strict=True)))
        for name, distances in zip(names, result.distance, strict=True)
    ]
    rows += [row("cluster", joined(members)) for members in result.clusters]
    figures = ("low", "mean", "high", "agreed", "if_sound", "if_unsound")
    rows += [
        row("argument", u.argument, **{name: getattr(u, name) for name in figures})
        for u in result.unite
    ]
    digests = {rubric.name: rubric.digest[:12] for rubric in result.rubrics}
    made = result.provenance
    stamp = ["rubric_digest", "data_digest", "seed"]
    rows = [[*row, digests.get(str(row[1]), ""), made.data_digest[:12], made.seed] for row in rows]
    return Table([*headers, *stamp], rows)
