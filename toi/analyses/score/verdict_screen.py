"""Verdict on a ranking: who leads, how clearly, and what would be worth finding out."""

from toi.analyses.score.result import ScoreResult, WorthKnowing
from toi.analyses.shared.format import count, listed, per_cent

NOBODYS = "balanced"  # the rubric that is nobody's view
LEVEL = "="  # marks what cannot be told apart from the first
NAMED = 2  # things worth finding out


def score_verdict(result: ScoreResult, marked: bool = False) -> str:
    """Say who scores highest, how far that can be trusted, and by which rubric.

    Parameters
    ----------
    marked : bool
        Whether a table below marks those that cannot be told apart from the first.
    """
    made = result.provenance
    return f"{_winner(result, marked)} Rubric {made.rubric}: {result.rubric_title}."


def _winner(result: ScoreResult, marked: bool) -> str:
    rows = result.results
    if not rows:
        return "No theories to rank."
    first, others = rows[0], len(rows) - 1
    if first.gated:
        return "Every theory is excluded by a gate."
    if not others:
        return f"{first.short} is the only one ranked ({first.score:.0f})."
    if not result.level:
        return (
            f"{first.short} scores highest ({first.score:.0f}), and beats each other in at least "
            "90 % of draws."
        )
    return f"No clear winner: {_leaders(result)}; {_level(result, marked)}."


def _leaders(result: ScoreResult) -> str:
    """Say who scores highest, and how often that makes it first."""
    first = [row for row in result.results if row.rank == 1]
    score, expected = first[0].score, result.expected
    likely = "" if expected is None else f"{expected:.0f}"
    nearer = f", likely nearer {likely}" if likely not in ("", f"{score:.0f}") else ""
    points = f"({score:.0f}{nearer})"
    if len(first) > 1:
        return f"{listed([row.short for row in first])} score highest alike {points}"
    often = per_cent(first[0].p_first)
    return f"{first[0].short} scores highest {points} and comes first in {often} of draws"


def _level(result: ScoreResult, marked: bool) -> str:
    others, level = len(result.results) - 1, len(result.level)
    mark = f" ({LEVEL})" if marked else ""
    if level == others:
        whom = "the other cannot" if others == 1 else f"none of the {others} others can"
        return f"{whom} be told apart from it{mark}"
    return f"{count(level, 'other')} cannot be told apart from it{mark}"


def worth_finding_out(result: ScoreResult) -> str | None:
    """Say what it would be worth most to know; None where somebody wins clearly."""
    named = [_in_words(one) for one in result.worth_knowing[:NAMED]]
    return f"Find out first: {'; '.join(named)}." if named else None


def _in_words(one: WorthKnowing) -> str:
    match one.kind:
        case "weights":
            return "your weights"
        case "argument":
            return f'the truth of "{one.title}"'
        case _:
            return f"how {one.title}"
