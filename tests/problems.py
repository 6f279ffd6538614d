"""Small problems as arrays, without records: a table of laws, and nothing argued."""

import numpy as np

from toi.distribution import Distribution, point
from toi.engine.problem import Quantity, ScoringProblem, WeightLaw
from toi.engine.scoring.methods.additive import Additive

NONE = np.zeros(0, dtype=np.int64)


def table_problem(laws, weights=None, sure="unknown", costs=(), scale=(0.0, 10.0), method=None):
    """A problem of T x C laws (or numbers) on one scale; in `costs` columns less is better."""
    t, c = len(laws), len(laws[0])
    cells = [(i, k) for i in range(t) for k in range(c)]
    return ScoringProblem(
        theories=tuple(f"T{i:02d}" for i in range(t)),
        criteria=tuple(f"c{k}" for k in range(c)),
        arguments=(),
        low=np.full(c, scale[0]),
        high=np.full(c, scale[1]),
        is_cost=np.isin(np.arange(c), list(costs)),
        weights=np.full(c, 1 / c) if weights is None else np.array(weights) / np.sum(weights),
        weight_law=WeightLaw(sure),
        value_functions=(None,) * c,
        judgements=tuple(
            Quantity(f"judgement/T{i:02d}/c{k}", _law(laws[i][k]), *scale) for i, k in cells
        ),
        judgement_theory=np.array([i for i, _ in cells]),
        judgement_criterion=np.array([k for _, k in cells]),
        credence=np.zeros(0),
        settled=np.zeros(0, dtype=bool),
        answers=(),
        answer_by=NONE,
        answer_to=NONE,
        argument_order=(),
        forces=(),
        hit_argument=NONE,
        hit_force=NONE,
        hit_theory=NONE,
        hit_criterion=NONE,
        hit_share=np.zeros(0),
        hit_raises=np.zeros(0, dtype=bool),
        derivations=(),
        gates=(),
        method=method or Additive(),
    )


def _law(value):
    return value if isinstance(value, Distribution) else point(value)
