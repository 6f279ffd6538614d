"""The criterion and the argument that set each line apart from the average line in question."""

from collections.abc import Iterable, Iterator

import numpy as np

from toi.analyses.portfolio.case import Case
from toi.analyses.portfolio.line_result import ArgumentApart, CriterionApart
from toi.analyses.portfolio.reasons.settling import Settling
from toi.engine.problem import Bools
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.engine.scoring.score import parts
from toi.engine.scoring.values import by_theory, theory_weights
from toi.records.debate import Debate

FEW = 64  # lines of which all arguments are looked at together
LEAST = 0.5  # points; no more rounds to none
ROUNDING = 1e-9


def criteria_apart(case: Case, favoured: Bools) -> Iterator[CriterionApart | None]:
    """Yield for each line the criterion on which it differs most from the average line.

    At the mean of every number; None where it is by less than half a point, or where the score is
    no sum over criteria.

    Parameters
    ----------
    favoured : (T,) bool
        Lines of which the largest lead is looked for; of the others the largest lag.
    """
    problem, rows = case.scenarios.problem, case.scenarios.rows.tolist()
    if not problem.method.linear_in_weights:
        yield from (None for _ in rows)
        return
    exact = exact_ranking(problem, rows)
    own = theory_weights(problem, exact.inputs.weights, rows)
    weights = np.broadcast_to(by_theory(own)[0], (len(rows), len(problem.criteria)))
    counts = weights > 0
    points = 100.0 * weights * exact.evaluation.values[0, rows]
    many = np.maximum(counts.sum(axis=0), 1)
    ahead = np.where(counts, points - points.sum(axis=0) / many, 0.0)
    criteria = case.model.debate.criteria
    for lead, wanted in zip(ahead, favoured, strict=True):
        side = 1.0 if wanted else -1.0
        c = int(np.argmax(side * lead))
        if side * lead[c] <= LEAST + ROUNDING:
            yield None
            continue
        criterion = criteria[problem.criteria[c]]
        yield CriterionApart(
            criterion.id, criterion.title, criterion.direction == "cost", float(lead[c])
        )


def criterion_ends(
    debate: Debate, found: Iterable[CriterionApart | None]
) -> dict[str, tuple[str, str]]:
    """Return the wordings of the worst and the best end of some criteria, by title.

    A criterion whose ends have no wording is left out.
    """
    ends = {}
    for criterion in (debate.criteria[one.id] for one in found if one is not None):
        worst, best = criterion.scale if criterion.direction == "benefit" else criterion.scale[::-1]
        if worst in criterion.anchors and best in criterion.anchors:
            ends[criterion.title] = (criterion.anchors[worst], criterion.anchors[best])
    return ends


def arguments_apart(
    case: Case, effects: Settling, favoured: Bools
) -> Iterator[ArgumentApart | None]:
    """Yield for each line the argument that carries it, or holds it back, beyond the average line.

    None where none moves it by half a point to that side.
    """
    arguments = case.model.debate.arguments
    if not effects.names:
        yield from (None for _ in favoured)
        return
    lines = len(favoured)
    average = -effects.unsound.sums(np.ones(lines)) / lines  # against a world in which it is wrong
    sides = np.where(favoured, 1.0, -1.0)
    for some in parts(lines, FEW):
        moves, side = -effects.unsound.of_lines(np.arange(lines)[some]), sides[some]
        fits = np.where(moves * side > LEAST, (moves - average[:, None]) * side, -np.inf)
        for t, a in enumerate(np.argmax(fits, axis=0).tolist()):
            found = ArgumentApart(
                effects.names[a], arguments[effects.names[a]].title, float(moves[a, t])
            )
            yield found if fits[a, t] > 0 else None
