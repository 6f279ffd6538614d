"""Kinds that are not ranked, against those that are; and the ranking by the other scrutiny."""

from collections.abc import Sequence

import numpy as np

from toi.analyses.score.result import Unranked
from toi.analyses.shared.lookup import default_kind
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import heard_on, rows_of
from toi.compile.scrutiny import compile_scrutiny
from toi.engine.problem import Floats
from toi.engine.remembered import replaced
from toi.engine.scoring.exact_ranking import ExactRanking, exact_ranking
from toi.engine.scoring.methods.base import ValueMethod, some
from toi.engine.scoring.subproblem import restricted
from toi.engine.scoring.values import theory_weights, values_of
from toi.records.debate import EVERYTHING


def otherwise(model: Model, shown: Sequence[int]) -> ExactRanking | None:
    """Rank by the other setting of scrutiny; None where no record speaks of scrutiny."""
    debate, problem = model.debate, model.problem
    if all(theory.scrutiny is None for theory in debate.theories.values()):
        return None
    number = {name: a for a, name in enumerate(problem.arguments)}
    other = compile_scrutiny(debate, problem.row, number) if problem.scrutiny is None else None
    # No theory is left out, so rows stay; criteria without weight and their hits are.
    lean, _ = restricted(replaced(problem, scrutiny=other), range(len(problem.theories)))
    return exact_ranking(lean, shown)


def unranked(
    model: Model, ranking: ExactRanking, other: ExactRanking | None
) -> tuple[Unranked, ...]:
    """Count for each kind that is not shown how many of it score above all that are.

    Where only the shown are compared with one another, how many is not known.
    """
    return tuple(
        Unranked(kind, len(members), None, 0.0)
        if model.problem.method.compares
        else _against(model, ranking, other, kind, members)
        for kind, members in sorted(_others(model, ranking.rows).items())
    )


def other_kinds(model: Model, shown: Sequence[int]) -> tuple[Unranked, ...]:
    """Count the same for the other kinds that are shown, against those shown by default."""
    usual = rows_of(model.problem, model.debate.shown([default_kind(model.debate)]))
    if not usual or not set(usual) < set(shown):
        return ()
    among = unranked(model, exact_ranking(model.problem, usual), otherwise(model, usual))
    ranked = {model.debate.theories[model.problem.theories[t]].kinds[0] for t in shown}
    return tuple(one for one in among if one.kind in ranked)


def _others(model: Model, shown: Sequence[int]) -> dict[str, list[int]]:
    """Return the theories that are not shown by their kind."""
    found: dict[str, list[int]] = {}
    for t in rows_of(model.problem, model.debate.shown([EVERYTHING])):
        if t not in shown:
            kind = model.debate.theories[model.problem.theories[t]].kinds[0]
            found.setdefault(kind, []).append(t)
    return found


def _against(
    model: Model,
    ranking: ExactRanking,
    other: ExactRanking | None,
    kind: str,
    members: Sequence[int],
) -> Unranked:
    above = _above(ranking, members)
    acting = heard_on(model, above, acting=True).counts
    return Unranked(
        kind=kind,
        count=len(members),
        above=len(above),
        acting=float(np.mean(acting or [0])),
        above_otherwise=None if other is None else len(_above(other, members)),
        break_even=_break_even(ranking, members),
    )


def _above(ranking: ExactRanking, members: Sequence[int]) -> list[int]:
    """Return the theories that score more than all that are ranked; what is gated does not."""
    best = max(_scores(ranking, ranking.rows).values(), default=0.0)
    return [t for t, score in _scores(ranking, members).items() if score > best]


def _break_even(ranking: ExactRanking, members: Sequence[int]) -> float | None:
    """Return the share of the mean loss of those ranked that the best case could bear and lead."""
    scores, others = _scores(ranking, ranking.rows), _free(ranking, members)
    if not scores or not others:
        return None
    loss = float(np.mean(_cases(ranking, list(scores))) - np.mean(list(scores.values())))
    if loss <= 0:
        return None
    return max(float(_cases(ranking, others).max()) - max(scores.values()), 0.0) / loss


def _scores(ranking: ExactRanking, theories: Sequence[int]) -> dict[int, float]:
    """Return the scores of some theories by their row, without those that a gate excludes."""
    free = _free(ranking, theories)
    method, weights = ranking.problem.method, ranking.inputs.weights
    found = method.scores(ranking.problem, weights, ranking.evaluation, free)[0]
    return dict(zip(free, found.tolist(), strict=True))


def _cases(ranking: ExactRanking, theories: Sequence[int]) -> Floats:
    """Score some theories as their proponents put them, before any argument, (N,)."""
    problem, method = ranking.problem, ranking.problem.method
    assert isinstance(method, ValueMethod)  # others compare, and have no score of a theory alone
    values = values_of(problem, ranking.evaluation.base)
    weights = theory_weights(problem, ranking.inputs.weights, list(theories))
    return np.asarray(method.of_values(weights, some(values, theories))[0])


def _free(ranking: ExactRanking, theories: Sequence[int]) -> list[int]:
    return [t for t in theories if not ranking.evaluation.gated[0, t]]
