"""`toi score`: the ranking, and how far to trust it."""

from collections.abc import Iterator, Sequence

import numpy as np

from toi.analyses.score.credence_ranges import credence_ends
from toi.analyses.score.result import ScoreResult, ScoreRow, Unranked
from toi.analyses.shared.method_choice import method_label
from toi.analyses.shared.result import Interval, ScoreSplit
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import (
    arguments_on,
    back_by_answer,
    by_criterion,
    gate_rule,
    labels,
    raw_points,
    rows_of,
    split,
    usual_number,
)
from toi.engine.problem import Bools, Evaluation, Floats, Inputs, Ints, ScoringProblem
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.contributions import contributions, given_back
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.methods import method_scores, score_of_nothing
from toi.engine.scoring.ranking import (
    TIER_CONFIDENCE,
    Standing,
    percentiles,
    rank_range,
    ranks,
    standing,
    tiers,
)
from toi.engine.scoring.subproblem import in_groups, restricted
from toi.engine.smaa.simulate import sampled_totals
from toi.progress import stage
from toi.records.debate import EVERYTHING

DRAWS = 8192


def run_score(model: Model, kinds: Sequence[str], seed: int = 0, draws: int = DRAWS) -> ScoreResult:
    """Rank the theories of some kinds by the problem's method.

    Scores, ranks and contributions are deterministic; rank ranges, tiers and intervals
    come from `draws` draws of everything uncertain.
    """
    problem = model.problem
    inputs = expected_inputs(problem)
    exact = evaluate(problem, inputs)
    shown = rows_of(problem, model.debate.shown(kinds))
    scores = method_scores(problem, inputs.weights, exact, shown)[0]
    with stage(f"drawing {len(shown):,} theories {draws:,} times"):
        totals, gated = sampled_totals(problem, shown, seed, draws)
    stand = standing(totals, gated)
    excluded = exact.gated[0, shown]
    order, rank, tier = ranked([problem.theories[t] for t in shown], scores, excluded, stand)
    limits = rank_range(stand.acceptability)
    additive = problem.method.name == "additive"
    with stage("sharing scores out among arguments"):
        parts = dict(_split_scores(problem, shown)) if additive else {}
    nothing = score_of_nothing(problem, inputs.weights)
    spread = percentiles(totals, (0.05, 0.5, 0.95))
    usual = usual_number(model)
    theories = [model.debate.theories[problem.theories[t]] for t in shown]
    acting = [len(arguments_on(model, t, acting=True)) for t in shown]
    results = [
        ScoreRow(
            id=theories[i].id,
            title=theories[i].title,
            short=theories[i].short,
            kinds=theories[i].kinds,
            rank=int(rank[i]),
            rank_range=(int(limits[i, 0]), int(limits[i, 1])),
            score=float(scores[i]),
            tier=int(tier[i]),
            interval=Interval(*map(float, spread[:, i])),
            values=by_criterion(problem, exact.values[0, shown[i]]),
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
        method=method_label(model, problem.method, int((~excluded).sum())),
        results=tuple(results),
        nothing=None if nothing is None else float(nothing[0]),
        criteria=labels(model, inputs),
        level=tuple(theories[i].id for i in _level(stand, order)),
        parts_at=_parts_at(stand, order),
        unranked=tuple(_unranked(model, inputs, exact, shown)),
        credence_ends=credence_ends(model, inputs, shown),
        rubric_title=model.rubric.rubric.title,
        weights_sure=sureness(model),
        notes=model.notes,
    )


def ranked(
    names: Sequence[str], scores: Floats, gated: Bools, stand: Standing
) -> tuple[list[int], Ints, Ints]:
    """Order, rank and tier of theories, from their exact scores and their draws."""
    rank = ranks(scores, gated)
    order = sorted(range(len(names)), key=lambda i: (rank[i], names[i]))
    return order, rank, tiers(np.array(order, dtype=np.int64), stand)


def _split_scores(
    problem: ScoringProblem, shown: Sequence[int]
) -> Iterator[tuple[int, tuple[ScoreSplit, dict[str, dict[str, float]]]]]:
    """For each theory, its score as a sum, and what answers give back of it."""
    for group in in_groups(problem, shown):
        smaller, rows = restricted(problem, group)
        inputs = expected_inputs(smaller)
        exact = evaluate(smaller, inputs)
        points = contributions(smaller, inputs, exact)
        back = given_back(smaller, inputs, exact)
        for theory, row in zip(group, rows.tolist(), strict=True):
            yield theory, (split(smaller, points, row), back_by_answer(smaller, back[:, row]))


def _level(stand: Standing, order: list[int]) -> list[int]:
    """Those that the leader does not beat often enough to be told apart from it."""
    first = order[0]
    return [i for i in order[1:] if stand.margin(first, i) < TIER_CONFIDENCE]


def _parts_at(stand: Standing, order: list[int]) -> float | None:
    """The confidence at which the leader and the one it beats most often would part."""
    if len(order) < 2:
        return None
    first = order[0]
    return max(stand.margin(first, i) for i in order[1:])


def sureness(model: Model) -> str:
    """How sure the weights are, in a word or two."""
    sure = model.rubric.rubric.weights_sure
    return sure if isinstance(sure, str) else sure.in_words


def _unranked(
    model: Model, inputs: Inputs, exact: Evaluation, shown: list[int]
) -> Iterator[Unranked]:
    """For each kind that is not shown, how many of it score above all that are.

    Where only the shown are compared with one another, how many is not known.
    """
    problem = model.problem
    everything = rows_of(problem, model.debate.shown([EVERYTHING]))
    rest = sorted(set(everything) - set(shown))
    eligible = [t for t in [*shown, *rest] if not exact.gated[0, t]]
    scores = {} if problem.method.compares else _scores(problem, inputs, exact, eligible)
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


def _scores(
    problem: ScoringProblem, inputs: Inputs, exact: Evaluation, theories: list[int]
) -> dict[int, float]:
    found = method_scores(problem, inputs.weights, exact, theories)[0]
    return dict(zip(theories, found.tolist(), strict=True))
