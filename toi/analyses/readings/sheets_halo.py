"""Halo in the sheets that a debate is made of, which its draws of single cells do not have."""

import numpy as np

from toi.analyses.readings.panel_sheets import PanelSheets
from toi.analyses.shared.result import unless_nan
from toi.engine.agreement.halo import halo
from toi.io.matrix.column import Column
from toi.words import LEAST_HALO

THEORIES = 5  # of fewer it cannot be told


def sheets_halo(judged: PanelSheets) -> float | None:
    """Return how far readers' deviations hang together over criteria; None if it is not much."""
    if len(judged.titles) < THEORIES or len(judged.columns) < 2:
        return None
    row = {reader: number for number, reader in enumerate(judged.groups)}
    cells = [(title, name) for name in judged.columns for title in judged.titles]
    ratings = np.full((len(row), len(cells)), np.nan)
    for place, (title, name) in enumerate(cells):
        for reader, law in judged.laws.get((title, name), {}).items():
            ratings[row[reader], place] = _better(judged.columns[name]) * law.mean
    titles, columns = len(judged.titles), len(judged.columns)
    theory, criterion = np.tile(np.arange(titles), columns), np.repeat(np.arange(columns), titles)
    spread = [np.nanstd(ratings[:, criterion == c]) for c in range(columns)]
    ratings /= np.where(np.array(spread) > 0, spread, 1.0)[criterion]
    found = unless_nan(halo(ratings, theory, criterion))
    return found if found is not None and found >= LEAST_HALO else None


def _better(column: Column) -> float:
    return -1.0 if column.direction == "cost" else 1.0
