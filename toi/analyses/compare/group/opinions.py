"""Opinions of the members of a group on a weight or an argument, and who left it empty.

Single judgements count among what would unite a group; no questionnaire asks for them.
"""

from collections.abc import Sequence

from toi.analyses.compare.group.result import (
    GroupCompared,
    Member,
    Uniting,
    UnitingJudgement,
    UnitingWeight,
)
from toi.analyses.shared.format import count, glued, whole_per_cent
from toi.io.questionnaire.response import BELIEF, WEIGHT

Opinion = Uniting | UnitingWeight

LEAST_CHANGE = 0.0005  # of the pairs; agreement that does less unites nobody


def held(member: Member, which: Opinion) -> float | None:
    """Return the weight that a member gives, or the belief; None where it bears on nothing."""
    if isinstance(which, UnitingWeight):
        return member.weights.get(which.criterion)
    return member.beliefs.get(which.argument)


def is_empty(member: Member, which: Opinion) -> bool:
    """Tell whether a member was asked and said nothing, so that another rubric stands in."""
    if isinstance(which, UnitingWeight):
        return f"{WEIGHT}{which.criterion}" in member.unanswered
    return f"{BELIEF}{which.argument}" in member.unanswered


def left_a_weight_empty(member: Member) -> bool:
    """Tell whether another rubric stands in for one of a member's weights, and so in all ranks."""
    return any(key.startswith(WEIGHT) for key in member.unanswered)


def left_empty_words(member: Member) -> str:
    """Say how much of a member's place is not their own, where some is not."""
    many = len(member.unanswered)
    rest = "left empty, where another rubric stands in"
    return f"{count(many, 'question')} {rest}" if many else ""


def answered(result: GroupCompared, which: Opinion) -> int:
    """Return how many members said something themselves."""
    return sum(not is_empty(member, which) for member in result.members)


def answered_words(result: GroupCompared, which: Opinion) -> str:
    """Say how many answered, where not all did."""
    many, everybody = answered(result, which), len(result.members)
    return "" if many == everybody else f"{many} of {everybody} answered"


def ends(result: GroupCompared, which: Opinion) -> tuple[float, float]:
    """Return the lowest and the highest that somebody holds, of those who answered."""
    if not any(is_empty(member, which) for member in result.members):
        return which.low, which.high
    said = [held(member, which) for member in result.members if not is_empty(member, which)]
    values = [value for value in said if value is not None]
    return (min(values), max(values)) if values else (which.low, which.high)


def weight_ends(result: GroupCompared, one: UnitingWeight) -> str:
    """Write from where to where a weight goes."""
    low, high = (glued(whole_per_cent(share)) for share in ends(result, one))
    return f"{low} to {high}"


def uniting_words(one: Opinion | UnitingJudgement, result: GroupCompared) -> str:
    """Name a weight, an argument or a judgement, with what the members hold of it."""
    if isinstance(one, UnitingJudgement):
        low, mean, high = (f"{value:.3g}" for value in (one.low, one.mean, one.high))
        return f"{one.title} (judged from {low} to {high}, {mean} on average)"
    names, some = result.provenance.names, answered_words(result, one)
    told = f"; {some}" if some else ""
    if isinstance(one, UnitingWeight):
        return (
            f"the weight of {names.criterion(one.criterion)} ({weight_ends(result, one)}, "
            f"{glued(whole_per_cent(one.mean))} on average{told})"
        )
    low, high, mean = (glued(whole_per_cent(held)) for held in (*ends(result, one), one.mean))
    return (
        f'"{names.argument(one.argument)}" (believed after replies from {low} to {high}, {mean} on '
        f"average{told})"
    )


def parting(result: GroupCompared, shown: Sequence[Opinion]) -> str:
    """Explain, with a space before it, how agreement can leave more in dispute, where it does."""
    now = round(100 * result.disagreement, 1)
    if not any(round(100 * one.agreed, 1) > now for one in shown):
        return ""
    return " Where that is more, the difference balances another, which shows once it is gone."


def uniting(result: GroupCompared, most: int) -> list[Opinion | UnitingJudgement]:
    """Return the `most` weights, arguments and judgements on which agreement would unite most."""
    found: list[Opinion | UnitingJudgement] = [
        *result.unite_weights,
        *result.unite,
        *result.unite_judgements,
    ]
    found.sort(key=lambda u: round(u.agreed, 9))
    return [u for u in found if u.agreed < result.disagreement - LEAST_CHANGE][:most]


def disputed(result: GroupCompared, most: int) -> list[Opinion]:
    """Return the weights and arguments that people hold apart, those that would unite most first.

    Where there are more than `most`, a third of the places is kept for those of the rest on which
    people lie furthest apart, whether or not it moves a rank.
    """
    apart: list[Opinion] = [*result.unite_weights, *result.unite]
    apart.sort(key=lambda u: round(u.agreed, 9))
    kept = (most + 1) // 3
    first, rest = apart[: most - kept], apart[most - kept :]
    widest = sorted(rest, key=lambda u: -round(_width(result, u), 9))[:kept]
    return first + [one for one in rest if one in widest]


def _width(result: GroupCompared, which: Opinion) -> float:
    low, high = ends(result, which)
    return high - low
