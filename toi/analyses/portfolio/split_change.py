"""Effect of a change of a rubric on its split of effort."""

from toi.analyses.portfolio.best_split import best_split
from toi.analyses.portfolio.case import open_case, split_kinds
from toi.analyses.portfolio.result import ShareMove
from toi.analyses.portfolio.stability import FEWER
from toi.analyses.shared.names import name_of
from toi.analyses.shared.session import LoadedDebate, combine
from toi.errors import InputErrors
from toi.io.rubric.resolve import ResolvedRubric

LEAST = 0.01  # of the budget


def share_moves(
    opened: LoadedDebate, before: ResolvedRubric, after: ResolvedRubric
) -> tuple[ShareMove, ...] | None:
    """Return the lines whose share is another, the largest change first.

    Found on fewer scenarios than a split by itself. None where one of both cannot be made.
    """
    wishes = [one.rubric.portfolio for one in (before, after)]
    kinds = split_kinds(opened.debate, None, wishes)
    try:
        cases = [
            open_case(combine(opened, one), kinds, 0, FEWER, wish)
            for one, wish in zip((before, after), wishes, strict=True)
        ]
        first, second = (best_split(case).shares.tolist() for case in cases)
    except InputErrors:
        return None
    theories = cases[0].model.debate.theories
    found = [
        ShareMove(name, name_of(theories[name]), old, new)
        for name, old, new in zip(cases[0].ids, first, second, strict=True)
        if abs(new - old) >= LEAST
    ]
    return tuple(sorted(found, key=lambda move: -abs(move.after - move.before)))
