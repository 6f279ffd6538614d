"""Verdict on a ranking with its rubric, and what would be worth finding out."""

from collections.abc import Sequence
from typing import Protocol

from toi.analyses.score.result import EACH_WEIGHT, ScoreResult
from toi.analyses.shared.rubrics.labels import UNCHANGED_TITLE
from toi.analyses.shared.verdict import Standing, ranking_verdict

NAMED = 2  # things worth finding out
LONGEST = 36  # letters of two criteria, beside what else is worth finding out


class Uncertain(Protocol):
    """Something that one may find out: weights, an argument or a judgement."""

    @property
    def kind(self) -> str:
        """Return which of these."""

    @property
    def title(self) -> str:
        """Return what it is called."""


def score_verdict(result: ScoreResult, marked: bool = False) -> str:
    """Say who scores highest, how far that can be trusted, and by which rubric.

    Parameters
    ----------
    marked : bool
        Whether a table below marks those that cannot be told apart from the first.
    """
    made = result.provenance
    standings = [
        Standing(
            made.names.theory(row.id),
            row.rank,
            row.score,
            row.p_first,
            row.tier,
            row.gated is not None,
            row.p_gated,
        )
        for row in result.results
    ]
    verdict = ranking_verdict(standings, result.expected, marked, made.words, result.nothing)
    title = "" if result.rubric_title == UNCHANGED_TITLE else f": {result.rubric_title}"
    return f"{verdict} Rubric {made.named}{title}."


def worth_finding_out(known: Sequence[Uncertain], guessed: bool = False) -> str | None:
    """Say what it would be worth most to know; None where that is nothing.

    Parameters
    ----------
    guessed : bool
        Whether draws may tell otherwise.
    """
    first = f"Find out first{', at a guess (toi sensitivity tells)' * guessed}"
    return f"{first}: {to_find_out(known)}." if known else None


def is_guessed(result: ScoreResult) -> bool:
    """Tell whether what to find out first is only a guess: by methods that are no weighted sum."""
    return result.method.name != "additive"


def to_find_out(known: Sequence[Uncertain]) -> str:
    """Name what it would be worth most to know, most first."""
    return "; ".join(_in_words(one) for one in known[:NAMED])


def _in_words(one: Uncertain) -> str:
    match one.kind:
        case "weights":
            told = (
                one.title != EACH_WEIGHT and len(one.title) <= LONGEST
            )  # longer ones stand in `toi sensitivity`
            return f"your weights ({one.title})" if told else "your weights"
        case "argument":
            return f'whether "{one.title}"'
        case _:
            return f"how {one.title}"
