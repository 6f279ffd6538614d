"""Screen and table of a group of rubrics: who agrees with whom."""

from collections.abc import Iterator, Mapping
from shlex import quote

from toi.analyses.compare.group.opinions import (
    LEAST_CHANGE,
    uniting,
    uniting_words,
    weight_ends,
)
from toi.analyses.compare.naming import SHORT_TITLE, group_called
from toi.analyses.compare.rubrics_result import Divided, GroupCompared
from toi.analyses.layout.page import Page
from toi.analyses.layout.screen import Screen
from toi.analyses.layout.tables import DIGEST, Table, joined
from toi.analyses.shared.conventions import TITLES
from toi.analyses.shared.format import (
    GLUE,
    correlation,
    count,
    cut,
    glued,
    ids_tell,
    listed,
    span,
    whole,
    whole_per_cent,
)
from toi.analyses.shared.letters import columns_of
from toi.analyses.shared.moves import GATED
from toi.analyses.shared.provenance import options
from toi.analyses.shared.verdict import nobody_leads, sentence

MOST_IN_MATRIX = 12  # rubrics; of more only the clusters are shown
MOST_THEORIES, MOST_DIVIDED, MOST_UNITING = 20, 4, 3
MOST_NAMED = 4
MOST_BELOW = 2  # named, or three where these are all
RULES = {  # in which rubrics differ beside weights, in words
    "gates": "gates",
    "value_functions": "value functions",
    "method": "method",
    "not_bearing": TITLES["not_bearing"],
}
NO_SHARE = 1e-9  # of the disagreement
JOINT = "kemeny"  # the joint ranking that is shown
RANKINGS = (
    ("mean_score", "Mean"),
    ("borda", "Borda"),
    ("copeland", "Copeland"),
    ("kemeny", "Kemeny"),
    ("pooled", "Pooled"),
)


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
    _add_joint(screen, result, top)
    screen.say(_legend(result))
    told = (*below_nothing(result), *_divided(result), *_uniting(result))
    screen.blank().say(*told, indent="  ")
    if notes:
        screen.say(_rules(result))
    return screen.next(*_next(result)).end(result.provenance, by_name, again=said)


def group_verdict(result: GroupCompared) -> str:
    """Say how far the group agrees, and on whom."""
    n, names = len(result.rubrics), result.provenance.names
    first = {
        name: sorted(row.id for row in result.joint if row.ranks[name] == 1) for name, _ in RANKINGS
    }
    share = glued(whole_per_cent(result.disagreement))
    many = result.provenance.words.many
    start = (
        f"{n} rubrics: two of them disagree on {share} of {result.pairs} pairs of {many} on "
        f"average{_over_what(result)}."
    )
    if len(excluded_by_all(result)) == len(result.joint):
        return f"{start} {sentence(nobody_leads(result.provenance.words))} of each."
    leads = [names.theory(name) for name in first[JOINT]]
    if all(one == first[JOINT] for one in first.values()):
        return f"{start} By every joint ranking {listed(leads)} comes first{_gated_by(result)}."
    others = sorted({name for one in first.values() for name in one if name not in first[JOINT]})
    rules = count(sum(one != first[JOINT] for one in first.values()), "other way")
    return (
        f"{start} {listed(leads)} comes first of all{_gated_by(result)}; by {rules} of counting, "
        f"{listed([names.theory(name) for name in others])}."
    )


def _gated_by(result: GroupCompared) -> str:
    """Say, after a comma, by how many of all a gate excludes what comes first, if by any."""
    told, names = [], result.provenance.names
    firsts = [row for row in result.joint if row.ranks[JOINT] == 1]
    for row in firsts:
        who = f"{names.theory(row.id)} " if len(firsts) > 1 else ""
        if row.gated_by:
            told.append(f"{who}{GATED} by {row.gated_by} of the {len(result.members)}")
    return f", though {listed(told)}" if told else ""


def _over_what(result: GroupCompared) -> str:
    """Say how much of the disagreement is over values and over beliefs, and the first weight."""
    sides = result.sides
    if sides.weights is None or sides.rest is None:
        return ""
    weights, rest = (glued(whole_per_cent(share)) for share in (sides.weights, sides.rest))
    if abs(sides.weights) < NO_SHARE:
        return f", all of it over {_rest(result)}"
    most = result.unite_weights[0]
    name = result.provenance.names.criterion(most.criterion)
    parted = f"over weights, {name} most ({weight_ends(result, most)})"
    if abs(sides.rest) < NO_SHARE:
        return f", all of it {parted}"
    return f", {weights} of it {parted}, and {rest} over {_rest(result)}"


def _rest(result: GroupCompared) -> str:
    """Name what the members part over beside weights."""
    beliefs = ["beliefs"] if result.unite or not result.sides.rules else []
    return listed([*beliefs, *rules_apart(result)])


def rules_apart(result: GroupCompared) -> list[str]:
    """Name the rules in which the members differ, beside weights."""
    return [RULES[rule] for rule in result.sides.rules]


def excluded_by_all(result: GroupCompared) -> set[str]:
    """Return the theories that a gate of every member excludes."""
    return {row.id for row in result.joint if row.gated_by == len(result.members)}


def ranks_held(result: GroupCompared) -> dict[str, str]:
    """Write the ranks that each theory has among the members that do not exclude it."""
    out = excluded_by_all(result)
    return {one.id: GATED if one.id in out else span(one.best, one.worst) for one in result.splits}


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


def _add_joint(screen: Screen, result: GroupCompared, top: int | None) -> None:
    """Add one joint ranking; what other rules say where they say otherwise."""
    words = result.provenance.words
    short = {theory.id: theory.short for theory in result.theories}
    held, out = ranks_held(result), excluded_by_all(result)
    shown = result.joint[: top or MOST_THEORIES]
    named = ids_tell((row.id, short[row.id]) for row in shown)
    rows = [
        [GATED if row.id in out else str(row.ranks[JOINT]), *[row.id] * named, short[row.id],
         "" if row.id in out else _elsewhere(row.ranks), held[row.id], whole(row.mean_score)]
        for row in shown
    ]  # fmt: skip
    heads = ["Joint", *["ID"] * named, words.one.capitalize(), "Otherwise", "Ranks", "Score"]
    screen.table(rows, heads, f"r{'l' * named}lrrr", shrink=1 + named)
    if len(shown) < len(result.joint):
        left = len(result.joint) - len(shown)
        screen.line(f"{left} more {words.one if left == 1 else words.many}: --top N")


def _elsewhere(ranks: Mapping[str, int]) -> str:
    """Write the span of ranks by the other rules, where one of them says otherwise."""
    others = [ranks[name] for name, _ in RANKINGS if name != JOINT]
    return "" if set(others) == {ranks[JOINT]} else span(min(others), max(others))


def _divided(result: GroupCompared) -> Iterator[str]:
    split = [one for one in result.splits if one.disputed > LEAST_CHANGE][:MOST_DIVIDED]
    if not split:
        yield f"Nothing splits the group: all {result.provenance.words.many} rank alike."
        return
    gates = {row.id: row.gated_by for row in result.joint}
    places = [", ".join(_places(one, gates[one.id], len(result.members))) for one in split]
    words = [
        f"{result.provenance.names.theory(one.id)} ({told})"
        for one, told in zip(split, places, strict=True)
    ]
    yield f"What splits it most: {'; '.join(words)}."


def _places(one: Divided, gated_by: int, members: int) -> Iterator[str]:
    """Yield where a theory stands highest and lowest, and by how many a gate excludes it."""
    if gated_by < members:
        yield f"{one.best} by {listed(one.best_by, 2)}"
    if one.worst != one.best:
        yield f"{one.worst} by {listed(one.worst_by, 2)}"
    if gated_by:
        yield f"{GATED} by {gated_by}"


def _uniting(result: GroupCompared) -> Iterator[str]:
    kept = uniting(result, MOST_UNITING)
    if not kept:
        if result.unite or result.unite_weights:
            yield "Agreement on no single weight or argument would bring it nearer together."
        return
    words = [
        f"{uniting_words(u, result)} leaves {_fine(u.agreed)}{_down_from(result) * (not n)}"
        for n, u in enumerate(kept)
    ]
    yield f"What would unite it, if all held it as they do on average: {'; '.join(words)}."


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


def _legend(result: GroupCompared) -> str:
    note = result.kemeny
    how = "" if note.exact else f" (found: {note.cost:.2f} pairs, none below {note.bound:.2f})"
    text = f"Joint: {disagrees_least(result)}{how}."
    if any(_elsewhere(row.ranks) for row in result.joint):
        text += " Otherwise: where other ways of counting put it, if elsewhere;"
        text += f"{GLUE}--notes says which."
    text += " Ranks: by single rubrics. Score: mean."
    gated = [row.id for row in result.joint if row.gated_by]
    if gated:
        names = [result.provenance.names.theory(name) for name in gated]
        text += f" Some gate excludes {listed(names)}: its score counts in Mean and Pooled."
    if len(set(result.trust)) > 1:
        trusted = ", ".join(
            f"{rubric.name} {glued(whole_per_cent(t))}"
            for rubric, t in zip(result.rubrics, result.trust, strict=True)
        )
        text += f" Rubrics count as {trusted}."
    return text


def disagrees_least(result: GroupCompared) -> str:
    """Say that the joint order disagrees least with all, or that it is one of several that do."""
    if result.kemeny.unique is False:
        return "one of several orders that disagree least with all of them"
    return "the order that disagrees least with all of them"


def _rules(result: GroupCompared) -> str:
    """Say what each rule goes by, and how clear the groups are."""
    return (
        "The joint order is Kemeny's. Otherwise, there are the order of mean scores, in which a "
        "rubric of wide spread counts for more; Borda: how many it is put above; Copeland: how "
        "many it beats by a majority; and pooled: mean weights on mean values. None is truer, and "
        "-f csv has the ranks by each. Groups: by average "
        f"linkage; how clear they are (silhouette): {correlation(result.silhouette)}, from -1 to "
        "1. They are named from .25 on, and only where no two of a group disagree on more than "
        "two of all do on average."
    )


def _next(result: GroupCompared) -> list[str]:
    i, j = _furthest(result)
    more = options(result.provenance)
    a, b = (quote(result.rubrics[k].asked) for k in (i, j))
    commands = [f"compare {a} {b}{more}", f"plot opinions {named(result)}{more}"]
    return commands + [f"show {u.argument}{more}" for u in result.unite[:1]]


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
    rows += [{"what": "weight", "id": u.criterion, **vars(u)} for u in result.unite_weights]
    rows += [{"what": "argument", "id": u.argument, **vars(u)} for u in result.unite]
    made = result.provenance
    rows = [{**row, "rubric_digest": digests.get(str(row["id"]))} for row in rows]
    return Table.filled(headers, rows).with_columns(
        data_digest=made.data_digest[:DIGEST], seed=made.seed
    )
