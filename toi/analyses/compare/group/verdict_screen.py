"""Verdict on a group of rubrics: how far it agrees, over what it parts, and on whom it agrees."""

from math import isnan

from toi.analyses.compare.group.joint_screen import JOINT, MEAN, RANKINGS, excluded_by_all
from toi.analyses.compare.group.opinions import weight_ends
from toi.analyses.compare.group.result import GroupCompared
from toi.analyses.shared.format import count, glued, listed, whole_per_cent
from toi.analyses.shared.moves import GATED
from toi.analyses.shared.rubrics.conventions import TITLES
from toi.analyses.shared.verdict import nobody_leads, sentence

RULES = {  # in which rubrics differ beside weights, in words
    "gates": "gates",
    "value_functions": "value functions",
    "method": "method",
    **TITLES,
}
UNTRIED = {
    "forces": "forces of arguments",
    "overlap": "overlap of lines",
    "arguments": "own arguments",
}
NO_SHARE = 1e-9  # of the disagreement


def group_verdict(result: GroupCompared) -> str:
    """Say how far the group agrees, and on whom."""
    n, names = len(result.rubrics), result.provenance.names
    share = glued(whole_per_cent(result.disagreement))
    many = result.provenance.words.many
    start = (
        f"{n} rubrics: two of them disagree on {share} of {result.pairs} pairs of {many} on "
        f"average{_over_what(result)}."
    )
    if len(excluded_by_all(result)) == len(result.joint):
        return f"{start} {sentence(nobody_leads(result.provenance.words))} of each."
    first = _first_by_rule(result)
    leads = [names.theory(name) for name in first[JOINT]]
    if all(one == first[JOINT] for one in first.values()):
        return f"{start} By every joint ranking {listed(leads)} comes first{_gated_by(result)}."
    others = sorted({name for one in first.values() for name in one if name not in first[JOINT]})
    rules = count(sum(one != first[JOINT] for one in first.values()), "other way")
    of_all = "in one of several joint orders" if result.kemeny.unique is False else "of all"
    return (
        f"{start} {listed(leads)} comes first {of_all}{_gated_by(result)}; by {rules} of counting, "
        f"{listed([names.theory(name) for name in others])}."
    )


def _first_by_rule(result: GroupCompared) -> dict[str, list[str]]:
    """Return what comes first by each rule that has anything to go by, of what not all exclude."""
    out = excluded_by_all(result)
    rows = [row for row in result.joint if row.id not in out]
    rules = [name for name, _ in RANKINGS if name != MEAN or not isnan(rows[0].mean_score)]
    best = {name: min(row.ranks[name] for row in rows) for name in rules}
    return {name: sorted(r.id for r in rows if r.ranks[name] == best[name]) for name in rules}


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
    judged = ["single judgements"] if result.unite_judgements else []
    known = result.unite or result.sides.untried or not (result.sides.rules or judged)
    return listed([*(["beliefs"] if known else []), *judged, *rules_apart(result)])


def rules_aside(result: GroupCompared) -> str:
    """Say, after a comma, what agreement on one weight, argument or judgement leaves apart, if any.

    Rules have no average that all could hold, and the most may hang on any of these.
    """
    apart = left_apart(result)
    return f", with no agreement on {listed(apart)}" if apart else ""


def left_apart(result: GroupCompared) -> list[str]:
    """Name all on which no agreement is tried and in which the members differ."""
    return [*rules_apart(result), *(UNTRIED[key] for key in result.sides.untried)]


def rules_apart(result: GroupCompared) -> list[str]:
    """Name the rules in which the members differ, beside weights."""
    return [RULES[rule] for rule in result.sides.rules]
