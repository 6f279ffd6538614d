"""Compute the critical weights of pairs of theories."""

import math
from collections.abc import Sequence
from itertools import combinations

from toi.analyses.flips.critical_result import CriticalWeightRow, CriticalWeights
from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import labels
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.engine.sensitivity.one_at_a_time import base_case
from toi.engine.sensitivity.weight_stability import CriticalWeight, critical_weights


def run_critical(
    model: Model, shown: Sequence[int], theory: str | None = None, every: bool = False
) -> CriticalWeights:
    """Find at which weights the leader, or another theory, and each of the others swap.

    Parameters
    ----------
    shown : sequence of int
        The rows that are ranked.
    theory : str, optional
        The id of one of them, in place of the leader.
    every : bool
        Whether to find those of all pairs.
    """
    exact = exact_ranking(model.problem, shown)
    base = base_case(model.problem, [exact.rows[i] for i in exact.order], every_criterion=True)
    names = [base.problem.theories[t] for t in base.rows]
    about = theory if theory is not None or exact.leader is None else names[0]
    every_pair = combinations(range(len(names)), 2)
    pairs = [(a, b) for a, b in every_pair if every or about in (names[a], names[b])]
    found = critical_weights(base, pairs)
    totals = base.score().totals[0].tolist()

    def row(one: CriticalWeight) -> CriticalWeightRow:
        now = one.parameter.now
        change = one.change if math.isfinite(one.change) else None
        return CriticalWeightRow(
            criterion=base.problem.criteria[one.parameter.index],
            ahead=names[one.ahead],
            behind=names[one.behind],
            lead=totals[one.ahead] - totals[one.behind],
            now=now,
            to=one.share,
            change=change,
            relative=None if change is None or now == 0 else change / now,
        )

    return CriticalWeights(
        about=about,
        pairs=tuple(row(one) for one in found or ()),
        sizes=found is not None,
        theories=dict(zip(names, totals, strict=True)),
        labels=labels(model, exact.inputs),
    )
