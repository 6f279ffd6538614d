"""Verdict on a ranking in one sentence, the same wherever a ranking is spoken of."""

import math
from collections.abc import Iterable, Mapping, Sequence

from toi.analyses.shared.format import count, listed, per_cent, whole
from toi.analyses.shared.result import CriterionLabel
from toi.distribution import figure
from toi.light_dataclass import dataclass
from toi.words import PLAIN_WORDS, Words

CLEAR = 0.9  # share of draws in which a theory beats those that are not level with it
SELDOM = 0.005  # of the draws, which rounds to none
LEVEL = "="  # marks what cannot be told apart from the first
MOST_ENDS = 3  # ends of scales that are named
MOST_DOUBTED = 3  # theories of whom gates are not sure, by name


@dataclass(frozen=True)
class Standing:
    """Standing of one theory: its place, the share of draws in which it is first, its tier.

    `gated` tells whether a gate excludes it, `p_gated` in which share of draws one does.
    """

    name: str
    rank: int
    score: float
    p_first: float
    tier: int | None
    gated: bool = False
    p_gated: float = 0.0


def ranking_verdict(
    standings: Sequence[Standing],
    expected: float | None = None,
    marked: bool = False,
    words: Words = PLAIN_WORDS,
    nothing: float | None = None,
) -> str:
    """Say who scores highest, how clearly, and whether even that costs more than it gives.

    Parameters
    ----------
    standings : sequence of Standing
        In rank order.
    expected : float, optional
        What the leader's score is likely to be, since the highest of several uncertain scores
        is likely too high; said where nobody clearly wins.
    marked : bool
        Whether a table marks those that cannot be told apart from the first.
    words : Words
        Of the debate.
    nothing : float, optional
        The score of doing nothing, where the method gives it one.
    """
    if not standings:
        return f"No {words.many} to rank."
    first = standings[0]
    if first.gated:
        said = f"{sentence(nobody_leads(words))}."
        return " ".join(filter(None, [said, gates_in_doubt(standings)]))
    said = _who_wins(standings, expected, marked)
    several = sum(one.rank == 1 for one in standings) > 1
    who = "But they" if several else "But it"
    below = less_than_nothing(first.score, nothing, words, who, several)
    return " ".join(filter(None, [said, gates_in_doubt(standings), below]))


def nobody_leads(words: Words) -> str:
    """Say that gates exclude all, so that nobody leads."""
    return f"every {words.one} is excluded by a gate"


def sentence(said: str) -> str:
    """Begin a sentence with what is said."""
    return said[:1].upper() + said[1:]


def gate_in_doubt(share: float) -> bool:
    """Tell whether gates exclude a theory in a share of draws that rounds to neither 0 nor 1."""
    return SELDOM <= share < 1.0 - SELDOM


def in_draws(share: float) -> str:
    """Say in which share of draws gates exclude a theory; nothing where they are sure."""
    return f"in {per_cent(share)} of draws" if gate_in_doubt(share) else ""


def excluded_by(
    rule: str | None, gates: Mapping[str, float], p_gated: float, value: str = ""
) -> str:
    """Say which gates exclude a theory, as `by_gates` does; nothing where none ever does."""
    by = by_gates(rule, gates, p_gated, value)
    return by and f"excluded by {by}"


def by_gates(rule: str | None, gates: Mapping[str, float], p_gated: float, value: str = "") -> str:
    """Name the gates that exclude a theory, each with its own share of draws; nothing without any.

    Parameters
    ----------
    rule : str or None
        The first that does so at the mean of every number.
    gates : mapping
        In which share of the draws each does, where that is in doubt.
    p_gated : float
        In which share any of them does.
    value : str
        What `rule` finds, to stand behind it.
    """
    often = in_draws(p_gated)
    told = {name: share for name, share in gates.items() if share >= SELDOM}
    if len(told) > 1:
        each = [
            f"{name}{value * (name == rule)} in {per_cent(share)}{'' if n else ' of draws'}"
            for n, (name, share) in enumerate(told.items())
        ]
        return f"the gates {listed(each)}, by any in {per_cent(p_gated)}"
    if rule:
        return ", ".join(filter(None, [f"the gate {rule}{value}", often]))
    return often and f"{f'the gate {next(iter(told))}' if told else 'a gate'} {often}"


def gates_in_doubt(standings: Sequence[Standing]) -> str | None:
    """Say whom gates exclude in some draws but not in others, who leads most often first.

    None where gates are sure of all.
    """
    doubted = [one for one in standings if gate_in_doubt(one.p_gated)]
    doubted.sort(key=lambda one: -one.p_first)
    told = [
        f"{one.name} in {per_cent(one.p_gated)}{'' if n else ' of draws'}"
        for n, one in enumerate(doubted)
    ]
    if len(told) < 2:
        return f"A gate excludes {told[0]}." if told else None
    left = len(told) - MOST_DOUBTED
    if left > 1:
        told[MOST_DOUBTED:] = [f"{count(left, 'other')} in some"]
    return f"Gates hang on uncertain numbers: they exclude {listed(told)}."


def less_than_nothing(
    score: float,
    nothing: float | None,
    words: Words,
    who: str = "It",
    several: bool = False,
) -> str | None:
    """Say of what scores so much that doing nothing would be better; None where it would not."""
    if nothing is None or not words.reference or score >= nothing:
        return None
    little = "a little " * (whole(score) == whole(nothing))
    less = f"{little}less than {words.reference} ({whole(nothing)})"
    if several:
        return f"{who} score {less}: they cost more than they give."
    return f"{who} scores {less}: it costs more than it gives."


def what_nothing_has(criteria: Iterable[CriterionLabel]) -> str | None:
    """Say what doing nothing is taken to have: the low end of every scale.

    Named are those ends that are not 0, costs first; None where all are 0, as anybody would think.
    """
    told = sorted(criteria, key=lambda label: label.direction != "cost")
    ends = _low_ends(told)
    return f"the low end of every scale: {listed(ends, MOST_ENDS)}" if ends else None


def what_nothing_costs(criteria: Iterable[CriterionLabel]) -> str | None:
    """Say what doing nothing is taken to cost, by name; None where that is 0 of everything."""
    ends = _low_ends(label for label in criteria if label.direction == "cost")
    return listed(ends, MOST_ENDS) if ends else None


def _low_ends(criteria: Iterable[CriterionLabel]) -> list[str]:
    """Write the low ends of scales with weight that are not 0, each with its title."""
    told = (label for label in criteria if label.weight > 0 and label.scale[0] != 0)
    return [f"{label.title} {figure(label.scale[0])}" for label in told]


def _who_wins(standings: Sequence[Standing], expected: float | None, marked: bool) -> str:
    """Say who scores highest of those of whom no gate excludes all, and how clearly."""
    free = [one for one in standings if not one.gated]
    first, others = free[0], len(free) - 1
    if not others:
        why = "ranked" if len(standings) == 1 else "that no gate excludes"
        score = "" if math.isnan(first.score) else f" ({whole(first.score)})"
        return f"{first.name} is the only one {why}{score}."
    level = sum(one.tier == 1 for one in free) - 1
    if not level:
        whom = "each other" if len(free) == len(standings) else "each other that no gate excludes"
        return (
            f"{first.name} scores highest ({whole(first.score)}), and beats {whom} in at least "
            "90 % of draws."
        )
    mark = f" ({LEVEL})" if marked else ""
    beside = level - sum(one.rank == 1 for one in standings) + 1  # of the first tier, not first
    them = "it" if beside == level else "them"
    rest = f"; {_level(beside, others)} from {them}{mark}" if beside else ""
    return f"No clear winner: {_leaders(standings, expected)}{rest}."


def _leaders(standings: Sequence[Standing], expected: float | None) -> str:
    """Say who scores highest, and how often that makes it first."""
    first, *level = [one for one in standings if one.rank == 1 and not one.gated]
    score, likely = whole(first.score), whole(first.score if expected is None else expected)
    # The ranges are what is believed, and then the score stands; or errors, and then it is high.
    points = f"({score})" if likely == score else f"({score}, perhaps too high)"
    if level:
        highest = "" if len(level) + 1 == len(standings) else "highest "
        return f"{listed([one.name for one in (first, *level)])} score {highest}alike {points}"
    often = per_cent(first.p_first)
    said = f"{first.name} scores highest {points} and comes first in {often} of draws"
    most = max(standings, key=lambda one: one.p_first)
    more = per_cent(most.p_first)
    return said if more == often else f"{said}, {most.name} more often, in {more}"


def _level(level: int, others: int) -> str:
    """Say how many of the others cannot be told apart from the first."""
    if level < others:
        return f"{count(level, 'other')} cannot be told apart"
    whom = {1: "the other cannot", 2: "neither of the others can"}.get(
        others, f"none of the {others} others can"
    )
    return f"{whom} be told apart"
