"""`toi score --method all`: how far the methods agree, and who leads by all of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from toi.analyses.methods.result import MethodRow, MethodsResult, MethodStanding, TheoryRow
from toi.analyses.score.compute import DRAWS, ranked
from toi.analyses.shared.method_choice import every_method, method_label
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import gate_rule, labels, rows_of
from toi.engine.comparison.correlation import kendall_tau_b, spearman
from toi.engine.problem import Bools, Evaluation, Floats, Inputs, Ints, Method
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.methods import method_scores, score_of_nothing
from toi.engine.scoring.ranking import rank_range, standing
from toi.engine.smaa.simulate import sampled_by_method

TOP = 5


@dataclass(frozen=True, eq=False)
class Ranking:
    """One method's ranking of the K shown theories, each array (K,) or (K, 2)."""

    method: Method
    scores: Floats
    order: list[int]
    rank: Ints
    limits: Ints
    tier: Ints
    nothing: float | None


def run_methods(
    model: Model, kinds: Sequence[str], seed: int = 0, draws: int = DRAWS
) -> MethodsResult:
    """Rank the theories of some kinds by every method, on the same draws."""
    problem = model.problem
    inputs = expected_inputs(problem)
    exact = evaluate(problem, inputs)
    shown = rows_of(problem, model.debate.shown(kinds))
    excluded = exact.gated[0, shown]
    rankings = list(_rankings(model, inputs, exact, shown, seed, draws))
    theories = [_theory(model, exact, t, i, rankings) for i, t in enumerate(shown)]
    first_tier = np.all([r.tier == 1 for r in rankings], axis=0) & ~excluded
    top = np.all([r.rank <= TOP for r in rankings], axis=0) & ~excluded
    in_order = [theories[i] for i in rankings[0].order]
    return MethodsResult(
        provenance=model.opened.provenance(model.rubric, seed, draws, kinds),
        rubric_method=problem.method.name,
        methods=tuple(_method(model, theories, r, rankings[0], excluded) for r in rankings),
        results=tuple(in_order),
        first_tier_by_all=tuple(theories[i].id for i in rankings[0].order if first_tier[i]),
        top=TOP,
        top_by_all=tuple(theories[i].id for i in rankings[0].order if top[i]),
        criteria=labels(model, inputs),
        rubric_title=model.rubric.rubric.title,
        notes=model.notes,
    )


def _rankings(
    model: Model, inputs: Inputs, exact: Evaluation, shown: list[int], seed: int, draws: int
) -> Iterator[Ranking]:
    """Each method's ranking, the additive one first."""
    methods = every_method(model)
    drawn, gated = sampled_by_method(model.problem, methods, shown, seed, draws)
    names = [model.problem.theories[t] for t in shown]
    for method, totals in zip(methods, drawn, strict=True):
        problem = replace(model.problem, method=method)
        scores = method_scores(problem, inputs.weights, exact, shown)[0]
        nothing = score_of_nothing(problem, inputs.weights)
        stand = standing(totals, gated)
        order, rank, tier = ranked(names, scores, exact.gated[0, shown], stand)
        yield Ranking(
            method=method,
            scores=scores,
            order=order,
            rank=rank,
            limits=rank_range(stand.acceptability),
            tier=tier,
            nothing=None if nothing is None else float(nothing[0]),
        )


def _theory(
    model: Model, exact: Evaluation, theory: int, i: int, rankings: Sequence[Ranking]
) -> TheoryRow:
    record = model.debate.theories[model.problem.theories[theory]]
    return TheoryRow(
        id=record.id,
        title=record.title,
        short=record.short,
        kinds=record.kinds,
        gated=gate_rule(model.problem, exact, theory),
        by_method={
            r.method.name: MethodStanding(
                rank=int(r.rank[i]),
                rank_range=(int(r.limits[i, 0]), int(r.limits[i, 1])),
                tier=int(r.tier[i]),
                score=float(r.scores[i]),
            )
            for r in rankings
        },
    )


def _method(
    model: Model,
    theories: Sequence[TheoryRow],
    ranking: Ranking,
    additive: Ranking,
    excluded: Bools,
) -> MethodRow:
    kept = ~excluded
    mine, theirs = (r.rank[kept].astype(np.float64) for r in (ranking, additive))
    free = [i for i in ranking.order if kept[i]]
    return MethodRow(
        method=method_label(model, ranking.method, int(kept.sum())),
        nothing=ranking.nothing,
        kendall_tau_b=_number(kendall_tau_b(mine, theirs)),
        spearman=_number(spearman(mine, theirs)),
        first=tuple(theories[i].id for i in free if ranking.rank[i] == 1),
        first_tier=tuple(theories[i].id for i in free if ranking.tier[i] == 1),
    )


def _number(value: float) -> float | None:
    return None if np.isnan(value) else value
