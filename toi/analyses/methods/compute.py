"""`toi score --method all`: how far the methods agree, and who leads by all of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

import numpy as np

from toi.analyses.methods.result import MethodRow, MethodsResult, MethodStanding, TheoryRow
from toi.analyses.score.compute import DRAWS
from toi.analyses.shared.lazy import Lazy
from toi.analyses.shared.result import unless_nan
from toi.analyses.shared.rubrics.method_choice import every_method, method_label
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import (
    gate_rule,
    gates_hanging,
    labels,
    rows_of,
    scores_told,
    tiers_told,
)
from toi.engine.comparison.correlation import kendall_tau_b, spearman
from toi.engine.problem import Bools, Evaluation, Floats, Ints, Method
from toi.engine.remembered import replaced
from toi.engine.scoring.exact_ranking import ExactRanking, exact_ranking
from toi.engine.scoring.score import parts
from toi.engine.smaa.indices import rank_range, tiers
from toi.engine.smaa.simulate import sampled_scores
from toi.engine.smaa.standings import standings
from toi.light_dataclass import dataclass

TOP = 5
MOST_SCORES = 2**23  # that are in memory at a time


@dataclass(frozen=True, eq=False)
class Ranking:
    """One method's ranking of the K shown theories.

    `limits` (K, 2) are the ends of rank ranges, `tier` (K,) the tiers, as `tiers_told` has them,
    `gated` (K,) the share of draws in which a gate excludes each.
    """

    method: Method
    exact: ExactRanking
    limits: Ints
    tier: list[int | None]
    gated: Floats


def run_methods(
    model: Model, kinds: Sequence[str], seed: int = 0, draws: int = DRAWS
) -> MethodsResult:
    """Rank the theories of some kinds by every method, on the same draws."""
    problem = model.problem
    shown = rows_of(problem, model.debate.shown(kinds))
    rankings = list(_rankings(model, shown, seed, draws))
    first = rankings[0].exact  # cells and gates are the same by every method
    excluded, order = first.gated, first.order
    hanging = partial(gates_hanging, problem, seed=seed, draws=draws)
    theories = [
        _theory(model, first.evaluation, t, i, rankings, hanging) for i, t in enumerate(shown)
    ]
    first_tier = [all(r.tier[i] == 1 for r in rankings) for i in range(len(shown))]
    top = np.all([r.exact.ranks <= TOP for r in rankings], axis=0) & ~excluded
    in_order = [theories[i] for i in order]
    return MethodsResult(
        provenance=model.opened.provenance(model.rubric, seed, draws, kinds),
        rubric_method=problem.method.name,
        methods=tuple(_method(model, theories, r, rankings[0], excluded) for r in rankings),
        results=tuple(in_order),
        first_tier_by_all=tuple(theories[i].id for i in order if first_tier[i]),
        top=TOP,
        top_by_all=tuple(theories[i].id for i in order if top[i]),
        criteria=labels(model, first.inputs),
        rubric_title=model.rubric.rubric.title,
        notes=model.notes,
    )


def _rankings(model: Model, shown: list[int], seed: int, draws: int) -> Iterator[Ranking]:
    """Yield each method's ranking, the additive one first."""
    methods = every_method(model)
    # Scores of thousands of theories by all methods at once would not fit into memory.
    size = 1 if len(shown) * draws * len(methods) > MOST_SCORES else len(methods)
    for part in parts(len(methods), size):
        drawn = sampled_scores(model.problem, shown, seed, draws, methods[part])
        for method, totals in zip(methods[part], drawn.by_method, strict=True):
            exact = exact_ranking(replaced(model.problem, method=method), shown)
            found = standings(totals, drawn.gated)
            limits = rank_range(found.acceptability)
            tier = tiers_told(tiers(exact.order, found), exact.gated)
            yield Ranking(method, exact, limits, tier, found.gated)
        del drawn, totals, found


def _theory(
    model: Model,
    exact: Evaluation,
    theory: int,
    i: int,
    rankings: Sequence[Ranking],
    hanging: Callable[[int, float], Mapping[str, float]],
) -> TheoryRow:
    record = model.debate.theories[model.problem.theories[theory]]
    p_gated = float(rankings[0].gated[i])
    return TheoryRow(
        id=record.id,
        title=record.title,
        short=record.short,
        kinds=record.kinds,
        gated=gate_rule(model.problem, exact, theory),
        p_gated=p_gated,
        _gates=Lazy(partial(hanging, theory, p_gated)),
        by_method={
            r.method.name: MethodStanding(
                rank=int(r.exact.ranks[i]),
                rank_range=(int(r.limits[i, 0]), int(r.limits[i, 1])),
                tier=r.tier[i],
                score=float(scores_told(r.exact)[i]),
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
    mine, theirs = (r.exact.ranks[kept].astype(np.float64) for r in (ranking, additive))
    free = [i for i in ranking.exact.order if kept[i]]
    return MethodRow(
        method=method_label(model, ranking.method, int(kept.sum())),
        nothing=ranking.exact.nothing,
        kendall_tau_b=unless_nan(kendall_tau_b(mine, theirs)),
        spearman=unless_nan(spearman(mine, theirs)),
        first=tuple(theories[i].id for i in free if ranking.exact.ranks[i] == 1),
        first_tier=tuple(theories[i].id for i in free if ranking.tier[i] == 1),
    )
