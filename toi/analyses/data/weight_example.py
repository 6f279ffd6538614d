"""An example of what it means that weights are taken roughly: the heaviest of them."""

import math
from collections.abc import Sequence

from toi.analyses.shared.format import per_cent
from toi.io.matrix.column import Column
from toi.io.matrix.csv_sheet import shortened


def rough_example(columns: Sequence[Column]) -> str:
    """Word within what the largest weight is drawn in nine draws of ten: `25 % as 13 to 39 %`.

    Nothing where the weights are not known, or one of them is nearly all.
    """
    from toi.compile.scoring import ROUGHLY
    from toi.engine.sampling.quantiles import beta_table

    weights = [column.weight for column in columns if column.weight is not None]
    total = math.fsum(weights)
    if not total:
        return ""
    share = max(weights) / total
    a, b = ROUGHLY * share, ROUGHLY * (1.0 - share)
    if min(a, b) < 1.0:
        return ""
    table = beta_table(a, b)
    cells = len(table) - 1
    low, high = (float(table[round(level * cells)]) for level in (0.05, 0.95))
    heaviest = next(column for column in columns if column.weight == max(weights))
    return (
        f", the {per_cent(share)} of {shortened(heaviest.title, 26)} as some "
        f"{100 * low:.0f} to {per_cent(high)}"
    )
