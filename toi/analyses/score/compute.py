"""`toi score`: the ranking, and how far to trust it."""

from collections.abc import Iterator, Sequence

import numpy as np

from toi.analyses.score.credence_ranges_compute import credence_ends
from toi.analyses.score.result import ScoreResult, ScoreRow, Unranked
from toi.analyses.shared.method_choice import method_label
from toi.analyses.shared.result import Interval, ScoreSplit
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import (
    arguments_on,
    back_by_answer,
    by_name,
    gate_rule,
    labels,
    raw_points,
    rows_of,
    split,
    usual_number,
)
from toi.engine.problem import ScoringProblem
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.contributions import contributions, given_back
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.exact_ranking import ExactRanking, exact_ranking
from toi.engine.scoring.subproblem import in_groups, restricted
from toi.engine.smaa.indices import (
    TIER_CONFIDENCE,
    SmaaIndices,
    percentiles,
    rank_range,
    smaa_indices,
    tiers,
)
from toi.engine.smaa.simulate import sampled_scores
from toi.progress import stage
from toi.records.debate import EVERYTHING

DRAWS = 8192


def run_score(model: Model, kinds: Sequence[str], seed: int = 0, draws: int = DRAWS) -> ScoreResult:
    """Rank the theories of some kinds by the problem's method.

    Scores, ranks and contributions are deterministic; rank ranges, tiers and intervals
    come from `draws` draws of everything uncertain.
    """
    problem = model.problem
    shown = rows_of(problem, model.debate.shown(kinds))
    ranking = exact_ranking(problem, shown)
    exact, order = ranking.evaluation, ranking.order
    with stage(f"drawing {len(shown):,} theories {draws:,} times"):
        drawn = sampled_scores(problem, shown, seed, draws)
    found = smaa_indices(drawn.totals, drawn.gated)
    limits, tier = rank_range(found.acceptability), tiers(order, found)
    additive = problem.method.linear_in_weights
    with stage("sharing scores out among arguments"):
        parts = dict(_split_scores(problem, shown)) if additive else {}
    spread = percentiles(drawn.totals, (0.05, 0.5, 0.95))
    usual = usual_number(model)
    theories = [model.debate.theories[problem.theories[t]] for t in shown]
    acting = [len(arguments_on(model, t, acting=True)) for t in shown]
    results = [
        ScoreRow(
            id=theories[i].id,
            title=theories[i].title,
            short=theories[i].short,
            kinds=theories[i].kinds,
            rank=int(ranking.ranks[i]),
            rank_range=(int(limits[i, 0]), int(limits[i, 1])),
            score=float(ranking.totals[i]),
            tier=int(tier[i]),
            interval=Interval(*map(float, spread[:, i])),
            values=by_name(problem.criteria, exact.values[0, shown[i]]),
            raw=raw_points(problem, exact, shown[i]),
            gated=gate_rule(problem, exact, shown[i]),
            arguments=len(arguments_on(model, shown[i])),
            acting=acting[i],
            named_by=model.debate.named_by(theories[i].id),
            answered=theories[i].answered,
            thin=acting[i] < usual / 2,
            contributions=parts[shown[i]][0] if additive else None,
            given_back=parts[shown[i]][1] if additive else None,
        )
        for i in order
    ]
    return ScoreResult(
        provenance=model.opened.provenance(model.rubric, seed, draws, kinds),
        method=method_label(model, problem.method, int((~ranking.gated).sum())),
        results=tuple(results),
        nothing=ranking.nothing,
        criteria=labels(model, ranking.inputs),
        level=tuple(theories[i].id for i in _level(found, order)),
        parts_at=_parts_at(found, order),
        unranked=tuple(_unranked(model, ranking)),
        credence_ends=credence_ends(model, ranking.inputs, shown),
        rubric_title=model.rubric.rubric.title,
        weights_sure=sureness(model),
        notes=model.notes,
    )


def _split_scores(
    problem: ScoringProblem, shown: Sequence[int]
) -> Iterator[tuple[int, tuple[ScoreSplit, dict[str, dict[str, float]]]]]:
    """Yield for each theory its score as a sum, and what answers give back of it."""
    for group in in_groups(problem, shown):
        smaller, rows = restricted(problem, group)
        inputs = expected_inputs(smaller)
        exact = evaluate(smaller, inputs)
        points = contributions(smaller, inputs, exact)
        back = given_back(smaller, inputs, exact)
        for theory, row in zip(group, rows.tolist(), strict=True):
            yield theory, (split(smaller, points, row), back_by_answer(smaller, back[:, row]))


def _level(found: SmaaIndices, order: list[int]) -> list[int]:
    """Return those that the leader does not beat often enough to be told apart from it."""
    first = order[0]
    return [i for i in order[1:] if found.margin(first, i) < TIER_CONFIDENCE]


def _parts_at(found: SmaaIndices, order: list[int]) -> float | None:
    """Return the highest confidence at which the leader is told apart from some rival."""
    if len(order) < 2:
        return None
    first = order[0]
    return max(found.margin(first, i) for i in order[1:])


def sureness(model: Model) -> str:
    """Say how sure the weights are, in a word or two."""
    sure = model.rubric.rubric.weights_sure
    return sure if isinstance(sure, str) else sure.in_words


def _unranked(model: Model, ranking: ExactRanking) -> Iterator[Unranked]:
    """Yield for each kind that is not shown how many of it score above all that are.

    Where only the shown are compared with one another, how many is not known.
    """
    problem, shown = model.problem, ranking.rows
    everything = rows_of(problem, model.debate.shown([EVERYTHING]))
    rest = sorted(set(everything) - set(shown))
    eligible = [t for t in [*shown, *rest] if not ranking.evaluation.gated[0, t]]
    scores = {} if problem.method.compares else _scores(ranking, eligible)
    best = max((scores[t] for t in shown if t in scores), default=0.0)
    by_kind: dict[str, list[int]] = {}
    for t in rest:
        kind = model.debate.theories[model.problem.theories[t]].kinds[0]
        by_kind.setdefault(kind, []).append(t)
    for kind, members in sorted(by_kind.items()):
        over = [t for t in members if t in scores and scores[t] > best]
        acting = [len(arguments_on(model, t, acting=True)) for t in over]
        count = None if problem.method.compares else len(over)
        yield Unranked(kind, len(members), count, float(np.mean(acting or [0])))


def _scores(ranking: ExactRanking, theories: list[int]) -> dict[int, float]:
    method, weights = ranking.problem.method, ranking.inputs.weights
    found = method.scores(ranking.problem, weights, ranking.evaluation, theories)[0]
    return dict(zip(theories, found.tolist(), strict=True))
