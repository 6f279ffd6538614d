"""Robustness of the place of one theory on screens: its verdict, and a line against each other."""

from toi.analyses.layout.screen import Screen
from toi.analyses.ranks.result import Ranks
from toi.analyses.ranks.screen import chance_first, error_of_chances, ids_are_told, name_cells
from toi.analyses.shared.format import (
    GLUE,
    count,
    error_text,
    per_cent,
    per_cent_error,
    score_text,
    short_per_cent,
    span,
    whole,
)
from toi.analyses.shared.verdict import SELDOM, by_gates
from toi.words import Words


def theory_verdict(ranks: Ranks, name: str, words: Words) -> str:
    """Say how one theory stands."""
    low, high = ranks.rank_range[name]
    score, sure = ranks.score[name], ranks.confidence_factor[name]
    rule, none_first = ranks.gated[name], all(ranks.gated.values())
    never = rule is not None and ranks.p_gated[name] == 1
    if none_first:
        place = f"excluded by the gate {rule}, as every {words.one} is by some gate"
    elif never:
        place = f"excluded in every draw, as things are by the gate {rule}, so that it has no rank"
    else:
        place = f"rank {span(low, high)} of {words.counted(len(ranks.theories))}, "
        place += f"first in {chance_first(ranks, name)}"
        if ranks.p_gated[name] >= SELDOM:
            place += f", excluded by {_gates(ranks, name)}"
    text = (
        f"{ranks.short[name]}: {place}. It scores {score_text(ranks.deterministic[name])} "
        f"[{whole(score.p05)}-{whole(score.p95)}]{GLUE}(ends{GLUE}+-{error_text(max(score.error))})"
    )
    if rule and not (none_first or never):
        text += f", and as things are the gate {rule} excludes it"
    if ranks.p_below_nothing is not None and words.reference:
        text += f"; less than {words.reference} in {per_cent(ranks.p_below_nothing[name])}"
    return f"{text}." if none_first or never else f"{text}. {_supporter(ranks, name, sure)}"


def _gates(ranks: Ranks, name: str) -> str:
    """Say which gates exclude a theory, each in how many draws; in all of them, by any."""
    gates, share = ranks.gates[name].value if name in ranks.gates else {}, ranks.p_gated[name]
    return by_gates(None, gates, share) or f"a gate in {per_cent(share)}"


def _supporter(ranks: Ranks, name: str, sure: float | None) -> str:
    """Say by which weights a theory leads, and how surely."""
    central = ranks.central_weights[name]
    if central is None or sure is None:
        return "It leads in no draw, whatever the weights."
    weights = dict(zip(ranks.criteria, central, strict=True))
    ours = [label for label in ranks.labels if weights[label.id] > 0]
    told = ", ".join(
        f"{label.title}{GLUE}{100 * weights[label.id]:.0f}{GLUE}% ({100 * label.weight:.0f})"
        for label in sorted(ours, key=lambda label: label.weight - weights[label.id])
    )
    return (
        f"Where it leads ({count(round(ranks.p_first[name] * ranks.counted), 'draw')}), the "
        f"weights are on average {told}, in brackets those of all draws; fixed there, it leads in "
        f"{per_cent(sure)} (+-{per_cent_error(ranks.confidence_error[name])})."
    )


def add_against(screen: Screen, ranks: Ranks, name: str) -> None:
    """Add how often one theory scores more than each other, and less."""
    i, others = ranks.theories.index(name), [one for one in ranks.theories if one != name]
    at = {other: ranks.theories.index(other) for other in others}
    rows = [
        [
            *name_cells(ranks, other, others),
            short_per_cent(ranks.pairwise[i][at[other]]),
            short_per_cent(ranks.pairwise[at[other]][i]),
        ]
        for other in others
    ]
    heads = [*["ID"] * ids_are_told(ranks, others), "Against", "above it", "below it"]
    screen.table(rows, heads, "l" * (len(heads) - 2) + "rr")
    screen.say(
        f"In how many of a hundred draws {ranks.short[name]} stands above it, and below it "
        f"(+-{error_of_chances(ranks)} at most)."
    )
