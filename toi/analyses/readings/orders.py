"""Orders of theories that readers gave: among each other, and beside the rubric's ranking."""

from collections.abc import Sequence

import numpy as np

from toi.analyses.readings.panel import Panel
from toi.analyses.readings.result import OrderPair, OrdersAgreement
from toi.analyses.shared.result import unless_nan
from toi.analyses.shared.session import Model
from toi.engine.agreement.pairs import mean_over_pairs, pooled_mean
from toi.engine.comparison.correlation import kendall_tau_b, mid_ranks, spearman
from toi.engine.problem import Floats
from toi.engine.scoring.exact_ranking import exact_ranking

FEWEST = 3  # theories that make an order


def orders_agreement(model: Model, panel: Panel, theories: Sequence[str]) -> OrdersAgreement | None:
    """Compare the orders that readers gave; None where nobody gave any."""
    placed = {theory for _, theory in panel.places}
    names = sorted((t for t in theories if t in placed), key=lambda t: model.problem.row[t])
    if not names:
        return None
    rows = np.array([order_of(panel, reader, names) for reader in panel.readers])
    ranked = _ranked(model, names)
    together = pooled_mean(rows, np.array(panel.teams, dtype=np.int64))
    shared = int((~np.isnan(rows).any(axis=0)).sum())
    return OrdersAgreement(
        among=OrderPair(
            theories=shared,
            spearman=unless_nan(mean_over_pairs(rows, spearman, FEWEST)),
            kendall_tau_b=unless_nan(mean_over_pairs(rows, kendall_tau_b, FEWEST)),
        ),
        readers={
            reader: _pair(row, ranked)
            for reader, row in zip(panel.readers, rows, strict=True)
            if not np.isnan(row).all()
        },
        together=_pair(together, ranked),
    )


def order_of(panel: Panel, reader: str, names: Sequence[str]) -> Floats:
    """Return a reader's order as shares of the way down it, (N,); NaN where nothing was placed.

    So the orders of readers who placed more or fewer theories can be averaged.
    """
    found = np.array([panel.places.get((reader, name), np.nan) for name in names])
    known = ~np.isnan(found)
    found[known] = (mid_ranks(found[known]) - 0.5) / max(known.sum(), 1)
    return found


def _ranked(model: Model, names: Sequence[str]) -> Floats:
    """Return the ranks by `toi score`, (N,)."""
    rows = [model.problem.row[name] for name in names]
    return exact_ranking(model.problem, rows).ranks.astype(np.float64)


def _pair(one: Floats, other: Floats) -> OrderPair:
    known = ~np.isnan(one)
    n = int(known.sum())
    if n < FEWEST:
        return OrderPair(n, None, None)
    found = [measure(one[known], other[known]) for measure in (spearman, kendall_tau_b)]
    return OrderPair(n, *map(unless_nan, found))
