"""Compute the hit map: arguments by theories, in an order that shows shared critiques."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from toi.analyses.hit_map.result import HitMap
from toi.analyses.score.compute import run_score
from toi.analyses.shared.session import Model
from toi.engine.problem import Bools, Floats
from toi.engine.remembered import replaced
from toi.engine.scoring.methods.additive import Additive

LEAST = 0.05  # points
FEW = 256  # draws: only what does not depend on them is used


def run_hit_map(model: Model, kinds: Sequence[str]) -> HitMap:
    """Find the points by which each argument moves each theory, by the additive score.

    Theories are ordered by the first axis of a correspondence analysis of who is touched by
    what (Hill, 1974, reciprocal averaging), so that theories stand beside those with which
    they share their critics.
    """
    additive = replace(model, problem=replaced(model.problem, method=Additive()))
    ranking = run_score(additive, kinds, draws=FEW)
    rows = ranking.results
    parts = [row.contributions.arguments if row.contributions else {} for row in rows]
    names = sorted({name for part in parts for name in part})
    points = np.array([[part.get(name, 0.0) for part in parts] for name in names])
    points = points.reshape(len(names), len(rows))
    kept = np.abs(points).max(axis=1, initial=0.0) >= LEAST
    points, names = points[kept], [name for name, keep in zip(names, kept, strict=True) if keep]
    columns = _along_axis(points)
    points = points[:, columns]
    order, shared = _arguments_in_order(points, names)
    ids = [rows[j].id for j in columns]
    return HitMap(
        provenance=model.opened.provenance(model.rubric, kinds=kinds),
        theories=tuple(ids),
        short={row.id: row.short for row in rows},
        arguments=tuple(names[a] for a in order),
        points=tuple(tuple(p if p else None for p in points[a].tolist()) for a in order),
        shared=shared,
        left_out=int((~kept).sum()),
        notes=model.notes,
    )


def _along_axis(points: Floats) -> list[int]:
    """Order the columns by the first axis of a correspondence analysis of what is not 0.

    That is the second eigenvector of ``C^-1/2 X' R^-1 X C^-1/2``, with R and C the sums of
    the rows and columns of X; the end with the column that comes first is put first.
    """
    touched = (points != 0).astype(float)
    n = touched.shape[1]
    if n < 3 or not touched.any():
        return list(range(n))
    rows, columns = touched.sum(axis=1), np.maximum(touched.sum(axis=0), 1.0)
    scaled = touched / np.sqrt(columns) / np.sqrt(np.maximum(rows, 1.0))[:, None]
    _, vectors = np.linalg.eigh(scaled.T @ scaled)
    axis = np.round(vectors[:, -2] / np.sqrt(columns), 9)
    if axis[0] > axis[-1]:
        axis = -axis
    return sorted(range(n), key=lambda j: (axis[j], j))


def _arguments_in_order(points: Floats, names: Sequence[str]) -> tuple[list[int], int]:
    """Put arguments on at least half of the theories first, by weight; the others along these."""
    touched: Bools = points != 0
    n, count = points.shape[1], touched.sum(axis=1)
    weight = np.abs(points).sum(axis=1)
    place = (touched * np.arange(n)).sum(axis=1) / np.maximum(count, 1)
    shared = 2 * count >= n if n > 1 else np.ones(len(names), dtype=bool)
    first = sorted(np.flatnonzero(shared).tolist(), key=lambda a: (-weight[a], names[a]))
    rest = np.flatnonzero(~shared).tolist()
    rest.sort(key=lambda a: (place[a], -weight[a], names[a]))
    return first + rest, len(first)
