"""Agreement of many rubrics on single judgements, each alone."""

from collections.abc import Sequence

import numpy as np

from toi.engine.comparison.rank_distance import mean_disagreement, pair_signs
from toi.engine.comparison.rubric_batch import ROWS, RubricBatch, in_order
from toi.engine.problem import Floats
from toi.engine.scoring.score import score

Cell = tuple[str, str]  # a theory and a criterion


def judged_by(batches: Sequence[RubricBatch], cells: Sequence[Cell]) -> Floats:
    """Return each rubric's judgement of cells, from 0 to 1 of the scale, (R, K).

    NaN where nothing that is scored depends on the cell.
    """
    found = []
    for one in batches:
        judged = np.full((len(one.members), len(cells)), np.nan)
        for k, (t, c) in _places(one, cells).items():
            judged[:, k] = one.inputs.judgements[:, t, c]
        found.append(judged)
    return in_order(batches, found)


def disagreement_if_judged_alike(
    batches: Sequence[RubricBatch], cells: Sequence[Cell], value: Floats, trust: Floats
) -> Floats:
    """Return the expected disagreement if all rubrics judged one cell alike, (K,).

    The expected number of pairs of theories that two rubrics drawn by trust rank otherwise,
    with cell k at ``value[k]`` (from 0 to 1 of the scale) under all of them.

    Parameters
    ----------
    cells : K pairs of ids
    value : (K,) float
    trust : (R,) float
        Weight of each rubric; adds up to 1.
    """
    found = np.empty(len(cells))
    at_once = max(1, ROWS // len(trust))
    for start in range(0, len(cells), at_once):
        some = slice(start, start + at_once)
        for k, keys in enumerate(_keys_if_judged_alike(batches, cells[some], value[some])):
            found[start + k] = mean_disagreement(pair_signs(keys), trust).sum()
    return found


def _keys_if_judged_alike(
    batches: Sequence[RubricBatch], cells: Sequence[Cell], value: Floats
) -> Floats:
    """Return what theories are ranked by once all judge a cell alike, (K, R, T)."""
    found = []
    for one in batches:
        m = len(one.members)
        inputs = one.inputs.repeat(len(cells))
        judgements = inputs.judgements.copy()
        for k, (t, c) in _places(one, cells).items():
            judgements[k * m : (k + 1) * m, t, c] = value[k]
        scored = score(one.problem, inputs.with_(judgements=judgements), one.rows)
        found.append(scored.key.reshape(len(cells), m, -1))
    order = np.argsort(np.concatenate([one.members for one in batches]))
    return np.asarray(np.concatenate(found, axis=1)[:, order])


def _places(batch: RubricBatch, cells: Sequence[Cell]) -> dict[int, tuple[int, int]]:
    """Return where those of the cells stand that the batch scores by, by their numbers."""
    rows = {name: t for t, name in enumerate(batch.problem.theories)}
    columns = {name: c for c, name in enumerate(batch.problem.criteria)}
    return {
        k: (rows[theory], columns[criterion])
        for k, (theory, criterion) in enumerate(cells)
        if theory in rows and criterion in columns
    }
