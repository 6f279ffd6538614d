"""Halo in the sheets that a debate is made of, which its draws of single cells do not have."""

import numpy as np

from toi.analyses.readings.sheets.panel_sheets import PanelSheets
from toi.analyses.shared.result import unless_nan
from toi.engine.agreement.halo import halo
from toi.io.matrix.decision_matrix import Matrix
from toi.io.matrix.to_debate import scale_of
from toi.words import LEAST_HALO

THEORIES = 5  # of fewer it cannot be told


def sheets_halo(judged: PanelSheets, matrix: Matrix) -> float | None:
    """Return how far readers' deviations hang together over criteria; None if it is not much.

    Parameters
    ----------
    matrix : Matrix
        What is made of the sheets, with the same columns: by its scales criteria are compared, as
        `toi data agreement` does.
    """
    if len(judged.titles) < THEORIES or len(judged.columns) < 2:
        return None
    row = {reader: number for number, reader in enumerate(judged.groups)}
    cells = [(title, name) for name in judged.columns for title in judged.titles]
    share = {
        name: (scale_of(matrix, number), column.direction == "cost")
        for number, (name, column) in enumerate(judged.columns.items())
    }
    ratings = np.full((len(row), len(cells)), np.nan)
    for place, (title, name) in enumerate(cells):
        for reader, law in judged.laws.get((title, name), {}).items():
            (low, high), cost = share[name]
            ratings[row[reader], place] = (law.mean - low) / (high - low) * (-1.0 if cost else 1.0)
    titles, columns = len(judged.titles), len(judged.columns)
    theory, criterion = np.tile(np.arange(titles), columns), np.repeat(np.arange(columns), titles)
    found = unless_nan(halo(ratings, theory, criterion))
    return found if found is not None and found >= LEAST_HALO else None
