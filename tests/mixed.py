"""Scores of all theories at A, at B and at mixes, which the engine gives some at a time."""

import numpy as np

from toi.engine.sensitivity.pick_freeze import mixed_scores


def mixed_totals(problem, theories, *rest):
    """Return totals and gates, (2 + G, N, T) each, with points side by side in memory."""
    found = [
        (some.totals.transpose(0, 2, 1).copy(), some.gated.transpose(0, 2, 1).copy())
        for some in mixed_scores(problem, theories, *rest)
    ]
    return tuple(
        np.concatenate(each, axis=1).transpose(0, 2, 1) for each in zip(*found, strict=True)
    )
