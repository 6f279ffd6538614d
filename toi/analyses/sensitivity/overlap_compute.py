"""Sensitivity of the ranking to how far the arguments of a line of attack say the same."""

from collections.abc import Sequence

import numpy as np

from toi.analyses.sensitivity.overlap_result import Led, OverlapMoves, OverlapRow
from toi.analyses.shared.session import Model
from toi.engine.problem import Floats
from toi.engine.scoring.ranking import ranks
from toi.engine.sensitivity.one_at_a_time import base_case, overlap_parameters
from toi.engine.sensitivity.overlap import lead_spans, scores_at


def run_overlap(model: Model, shown: Sequence[int]) -> OverlapMoves | None:
    """Rank theories of some rows, given in order, as lines overlap now, not at all and wholly.

    None where no line joins arguments, so that overlap changes nothing.
    """
    base = base_case(model.problem, shown)
    lines = overlap_parameters(base)
    if base.problem.lines is None or not lines:
        return None
    names = [model.problem.theories[t] for t in shown]
    now, ends = base.score(), scores_at(base, np.array([0.0, 1.0]))
    keys = (base.key, *ends.key)
    places = [_places(key) for key in keys]
    scores = (now.totals[0], *ends.totals)
    return OverlapMoves(
        lines={base.problem.lines.names[one.index]: one.now for one in lines},
        theories=tuple(
            OverlapRow(
                name,
                model.debate.theories[name].short,
                *(places[0][i], places[1][i], places[2][i]),
                *(float(score[i]) for score in scores),
            )
            for i, name in enumerate(names)
        ),
        leads=tuple(
            Led(one.low, one.high, None if one.leader is None else names[one.leader])
            for one in lead_spans(base)
        ),
    )


def _places(key: Floats) -> list[int | None]:
    """Return ranks from keys (N,); None of what a gate excludes."""
    both = zip(ranks(key).tolist(), np.isneginf(key).tolist(), strict=True)
    return [None if gated else int(rank) for rank, gated in both]
