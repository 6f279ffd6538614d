"""Draw everything uncertain, score it, and keep every number."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from toi.analyses.draws.result import DrawsResult
from toi.analyses.shared.names import name_of
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import rows_of
from toi.engine.problem import Inputs, ScoringProblem
from toi.engine.sampling.sampler import sampled_inputs
from toi.engine.scoring.evaluate import evaluate
from toi.engine.scoring.methods.base import some
from toi.engine.scoring.ranking import order_key
from toi.engine.scoring.score import parts
from toi.engine.scoring.subproblem import restricted
from toi.engine.smaa.rank_counts import compare

ARRAYS = ("score", "rank", "excluded", "judgement", "cell", "value")


def run_draws(model: Model, kinds: Sequence[str], seed: int, n: int) -> DrawsResult:
    """Draw `n` times, and keep what was drawn and what follows from it."""
    shown = rows_of(model.problem, model.debate.shown(kinds))
    problem, rows = restricted(model.problem, shown, every_criterion=True)
    inputs, debate = sampled_inputs(problem, seed, n), model.debate
    kept = [_evaluated(problem, inputs.at(part), rows.tolist()) for part in parts(n)]
    arrays = {name: np.concatenate([one[i] for one in kept]) for i, name in enumerate(ARRAYS)}
    return DrawsResult(
        provenance=model.opened.provenance(model.rubric, seed, n, kinds),
        theories={problem.theories[t]: name_of(debate.theories[problem.theories[t]]) for t in rows},
        criteria={name: debate.criteria[name].title for name in problem.criteria},
        arguments={name: debate.arguments[name].title for name in problem.arguments},
        weight=np.ascontiguousarray(inputs.weights),
        sound=inputs.sound > 0.5,
        **arrays,
    )


def _evaluated(problem: ScoringProblem, inputs: Inputs, rows: list[int]) -> tuple[Any, ...]:
    """Return the arrays of some draws, in the order of `ARRAYS`."""
    found = evaluate(problem, inputs)
    span = problem.high - problem.low
    total = problem.method.scores(problem, inputs.weights, found, rows)
    excluded = found.gated.T[rows].T
    judged, cells = (problem.low + span * some(one, rows) for one in (found.base, found.cells))
    rank = 1 + compare(order_key(total, excluded).T).better.T.astype(np.int64)
    return total, rank, excluded, judged, cells, some(found.values, rows)
