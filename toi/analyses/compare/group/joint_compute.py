"""The joint rankings of a group of rubrics, and the scores that they go by."""

from collections.abc import Iterator, Sequence

import numpy as np

from toi.analyses.compare.group.result import JointRow
from toi.analyses.shared.theories import given_scores
from toi.engine.comparison.rank_aggregation import Kemeny, borda, copeland, majorities
from toi.engine.comparison.rubric_batch import RubricBatch, in_order, values_by, weights_by
from toi.engine.problem import Floats
from toi.engine.scoring.ranking import order_key, ranks
from toi.engine.scoring.score import Scores


def told_scores(batches: Sequence[RubricBatch], scores: Scores) -> Floats:
    """Return the scores by all rubrics, (R, T); NaN where a method gives none."""
    compares = [np.full(len(one.members), one.problem.method.compares) for one in batches]
    return given_scores(scores.totals, scores.gated, in_order(batches, compares).astype(bool))


def _mean_scores(scores: Floats, share: Floats) -> Floats:
    """Return the mean score of each theory by trust, (T,), by the rubrics that give any."""
    give = ~np.isnan(scores).all(axis=1)
    total = 1.0 if give.all() else share[give].sum()
    return share[give] @ scores[give] / total if total > 0 else np.full(scores.shape[1], np.nan)


def joint_rows(
    names: Sequence[str],
    batches: Sequence[RubricBatch],
    scores: Scores,
    nothing: Floats,
    share: Floats,
    best: Kemeny,
) -> Iterator[JointRow]:
    """Yield the theories in every joint ranking, in the order of Kemeny's."""
    prefers = majorities(scores.key, share)
    pooled = 100.0 * np.einsum(
        "c,tc->t", share @ weights_by(batches), np.einsum("r,rtc->tc", share, values_by(batches))
    )
    figures = {
        "mean_score": _mean_scores(told_scores(batches, scores), share),
        "borda": borda(prefers),
        "copeland": copeland(prefers),
        "pooled": pooled,
    }
    places = {name: ranks(order_key(figure)) for name, figure in figures.items()}
    for place, t in enumerate(best.order, 1):
        yield JointRow(
            id=names[t],
            **{name: float(figure[t]) for name, figure in figures.items()},
            ranks={**{name: int(r[t]) for name, r in places.items()}, "kemeny": place},
            gated_by=int(scores.gated[:, t].sum()),
            below_nothing=int((scores.totals[:, t] < nothing).sum()),
        )
