"""A comparison turned round: what would have to be true of a for it to rank as b does."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from toi.analyses.compare.rubrics.result import RubricsCompared, TurnedRound
from toi.analyses.shared.rubrics.labels import Entrant
from toi.analyses.shared.session import LoadedDebate
from toi.analyses.shared.theories import by_name, rows_of
from toi.compile.scoring import compile_problem
from toi.engine.comparison.correlation import kendall_tau_b
from toi.engine.fit.landscape import WeightedScores, weighted_scores
from toi.engine.fit.posterior import Prior, posterior
from toi.engine.fit.statements import NOISE, of_ranking
from toi.engine.problem import Floats, Ints, WeightLaw
from toi.engine.scoring.ranking import ranks
from toi.engine.sensitivity.one_at_a_time import BaseCase, base_case


def turned_round(
    opened: LoadedDebate,
    found: RubricsCompared,
    one: Entrant,
    other: Entrant,
    kinds: Sequence[str],
    seed: int,
) -> RubricsCompared:
    """Return the comparison with the weights that bring a nearest to b's ranking, and b's beliefs.

    Weights are fitted to what b's ranking says of neighbours, as `toi rubric fit` does. Nothing
    is added where the two rank alike, or where a is not additive or a gate excludes a theory.
    """
    names = sorted(opened.debate.shown(kinds))
    a, b = (_base(opened, side, names) for side in (one, other))
    gated = np.isneginf(a.key).any() or np.isneginf(b.key).any()
    if not found.agreement.pairs or gated or not a.problem.method.linear_in_weights:
        return found
    theirs = ranks(b.key)
    mine = weighted_scores(a)
    weights = _fitted(a, b, mine, theirs, seed)
    now = a.inputs.weights[0]
    believed = WeightedScores(weighted_scores(b).values, mine.bears)
    criteria = a.problem.criteria
    return replace(
        found,
        turned=TurnedRound(
            weights_now=by_name(criteria, now),
            weights=by_name(criteria, weights),
            by_values=_agreement(mine.totals(weights[None])[0], theirs),
            by_beliefs=_agreement(believed.totals(now[None])[0], theirs),
            by_their_weights=_agreement(mine.totals(b.inputs.weights)[0], theirs),
        ),
    )


def _base(opened: LoadedDebate, side: Entrant, names: Sequence[str]) -> BaseCase:
    problem = compile_problem(opened.debate, side.rubric.rubric)
    return base_case(problem, rows_of(problem, names), every_criterion=True)


def _fitted(a: BaseCase, b: BaseCase, scores: WeightedScores, theirs: Ints, seed: int) -> Floats:
    """Return the weights that explain b's ranking by a's beliefs, (C,)."""
    allowed = (a.inputs.weights[0] > 0) | (b.inputs.weights[0] > 0)
    prior = Prior(a.problem.criteria, allowed / allowed.sum(), WeightLaw("unknown"))
    fit = posterior(prior, scores, of_ranking(theirs), NOISE, seed)
    return fit.mean(fit.weights)


def _agreement(totals: Floats, theirs: Ints) -> float | None:
    """Return Kendall's tau-b of scores with a ranking; None where one ties everything."""
    tau = kendall_tau_b(ranks(totals).astype(np.float64), theirs.astype(np.float64))
    return None if np.isnan(tau) else tau
