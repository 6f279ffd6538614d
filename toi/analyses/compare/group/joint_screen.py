"""The joint ranking of a group of rubrics, how to read it, and by which rules there are others."""

from collections.abc import Mapping
from math import isnan

from toi.analyses.compare.group.result import Divided, GroupCompared
from toi.analyses.layout.screen import Screen
from toi.analyses.shared.format import (
    GLUE,
    correlation,
    glued,
    ids_tell,
    listed,
    score_text,
    span,
    whole_per_cent,
)
from toi.analyses.shared.moves import GATED

MOST_THEORIES = 20
JOINT = "kemeny"  # the joint ranking that is shown
MEAN = "mean_score"
RANKINGS = (
    (MEAN, "Mean"),
    ("borda", "Borda"),
    ("copeland", "Copeland"),
    ("kemeny", "Kemeny"),
    ("pooled", "Pooled"),
)


def some_gated(result: GroupCompared) -> bool:
    """Tell whether a gate of any member excludes any."""
    return any(row.gated_by for row in result.joint)


def excluded_by_all(result: GroupCompared) -> set[str]:
    """Return the theories that a gate of every member excludes."""
    return {row.id for row in result.joint if row.gated_by == len(result.members)}


def ranks_held(result: GroupCompared) -> dict[str, str]:
    """Write the ranks that each theory has among the members that do not exclude it."""
    out = excluded_by_all(result)
    return {one.id: GATED if one.id in out else span(one.best, one.worst) for one in result.splits}


def ranks_by_whom(result: GroupCompared, one: Divided, most: int, rank: str = "") -> str:
    """Say where a theory stands highest and lowest, and by how many a gate excludes it.

    Of those who rank it so, `most` are named; `rank` is the word before the first of the ranks.
    """
    gated_by = next(row.gated_by for row in result.joint if row.id == one.id)
    told = []
    if gated_by < len(result.members):
        told.append(f"{rank}{one.best} by {listed(one.best_by, most)}")
        if one.worst != one.best:
            told.append(f"{one.worst} by {listed(one.worst_by, most)}")
    return ", ".join([*told, *([f"{GATED} by {gated_by}"] if gated_by else [])])


def add_joint(screen: Screen, result: GroupCompared, top: int | None) -> None:
    """Add one joint ranking; what other rules say where they say otherwise."""
    words = result.provenance.words
    short = {theory.id: theory.short for theory in result.theories}
    held, out = ranks_held(result), excluded_by_all(result)
    shown = result.joint[: top or MOST_THEORIES]
    named, gates = ids_tell((row.id, short[row.id]) for row in shown), some_gated(result)
    rows = [
        [GATED if row.id in out else str(row.ranks[JOINT]), *[row.id] * named, short[row.id],
         "" if row.id in out else _elsewhere(row.ranks), held[row.id], score_text(row.mean_score),
         *[str(row.gated_by or "")] * gates]
        for row in shown
    ]  # fmt: skip
    heads = ["Joint", *["ID"] * named, words.one.capitalize(), "Otherwise", "Ranks", "Score"]
    heads += ["Gated"] * gates
    screen.table(rows, heads, f"r{'l' * named}lrrr{'r' * gates}", shrink=1 + named)
    if len(shown) < len(result.joint):
        left = len(result.joint) - len(shown)
        screen.line(f"{left} more {words.one if left == 1 else words.many}: --top N")


def _elsewhere(ranks: Mapping[str, int]) -> str:
    """Write the span of ranks by the other rules, where one of them says otherwise."""
    others = [ranks[name] for name, _ in RANKINGS if name != JOINT]
    return "" if set(others) == {ranks[JOINT]} else span(min(others), max(others))


def joint_legend(result: GroupCompared) -> str:
    """Say how to read the joint ranking."""
    note = result.kemeny
    how = "" if note.exact else f" (found: {note.cost:.2f} pairs, none below {note.bound:.2f})"
    text = f"Joint: {disagrees_least(result)}{how}."
    if any(_elsewhere(row.ranks) for row in result.joint):
        text += " Otherwise: where other ways of counting put it, if elsewhere;"
        text += f"{GLUE}--notes says which."
    text += f" Ranks: by single rubrics. Score: mean{scores_missing(result)}."
    if some_gated(result):
        text += f" Gated: by how many of the {len(result.members)} rubrics{gated_scores(result)}."
    if len(set(result.trust)) > 1:
        trusted = ", ".join(
            f"{rubric.name} {glued(whole_per_cent(t))}"
            for rubric, t in zip(result.rubrics, result.trust, strict=True)
        )
        text += f" Rubrics count as {trusted}."
    return text


def scores_missing(result: GroupCompared) -> str:
    """Say which rubrics give no scores that a mean could count, if any."""
    none = [one.name for one in result.members if all(map(isnan, one.scores.values()))]
    why = "since gates leave fewer than two to compare"
    if len(none) == len(result.members):
        return f", but there are none, {why}"
    return f" of all but {listed(none)}, by which there are none, {why}" if none else ""


def gated_scores(result: GroupCompared) -> str:
    """Say that the mean counts the scores of rubrics that exclude one too, where all give some."""
    return "" if scores_missing(result) else ", whose scores of it count in the mean too"


def disagrees_least(result: GroupCompared) -> str:
    """Say that the joint order disagrees least with all, or that it is one of several that do."""
    if result.kemeny.unique is False:
        return "one of several orders that disagree least with all of them"
    return "the order that disagrees least with all of them"


def joint_rules(result: GroupCompared) -> str:
    """Say what each rule goes by, and how clear the groups are."""
    return (
        "The joint order is Kemeny's. Otherwise, there are the order of mean scores, in which a "
        "rubric of wide spread counts for more; Borda: how many it is put above; Copeland: how "
        "many it beats by a majority; and pooled: mean weights on mean values; means and pooled "
        "know no gates. None is truer, and -f csv has the ranks by each. Groups: by average "
        f"linkage; how clear they are (silhouette): {correlation(result.silhouette)}, from -1 to "
        "1. They are named from .25 on, and only where no two of a group disagree on more than "
        "two of all do on average."
    )
