"""Find the leader however three criteria share their weight."""

from collections.abc import Iterator, Sequence

import numpy as np

from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import labels, rows_of
from toi.analyses.ternary.result import Area, Point, WeightMap
from toi.engine.problem import Bools, Floats, Ints
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.sensitivity.one_at_a_time import BaseCase, base_case
from toi.errors import usage
from toi.io.suggest import did_you_mean

STEPS = 40
NOTHING = 1e-12


def run_weight_map(
    model: Model, kinds: Sequence[str], criteria: Sequence[str], steps: int = STEPS
) -> WeightMap:
    """Divide the weight of three criteria in every way, and see who leads by the score.

    The other criteria keep their weights, and every number stands at its mean. Scores are
    worked out at the corners of ``steps ** 2`` small triangles and taken to be straight on
    each: exact for the additive method, whose scores are.

    Raises
    ------
    InputErrors
        If these are not three criteria, or have no weight to share.
    """
    found = {label.id: label for label in labels(model, expected_inputs(model.problem))}
    _check(criteria, list(found))
    shown = rows_of(model.problem, model.debate.shown(kinds))
    here = base_case(model.problem, sorted(shown), True)
    columns = [here.problem.criteria.index(name) for name in criteria]
    weights = here.inputs.weights[0]
    held = float(weights[columns].sum())
    if held <= 0:
        raise usage(f"{', '.join(criteria)} have no weight to share", "no-weight")
    keys = _keys(here, columns, held, _corners(steps))
    names = [here.problem.theories[t] for t in here.rows]
    rest = [c for c in range(len(weights)) if c not in columns and weights[c] > 0]
    a, b, c = (found[name] for name in criteria)
    return WeightMap(
        provenance=model.opened.provenance(model.rubric, kinds=kinds),
        criteria=(a, b, c),
        held=held,
        others={here.problem.criteria[c]: float(weights[c]) for c in rest},
        now=_point(weights[columns] / held),
        areas=tuple(_areas(model, names, keys, steps)),
        steps=steps,
        notes=model.notes,
    )


def _check(criteria: Sequence[str], known: Sequence[str]) -> None:
    for name in criteria:
        if name not in known:
            raise usage(f"no criterion {name!r}{did_you_mean(name, known)}", "unknown-criterion")
    if len(set(criteria)) != 3:
        raise usage("a map of weights needs three criteria, as in a,b,c", "three-criteria")


def _corners(steps: int) -> Floats:
    """List the corners of the small triangles, row by row and from left to right, (N, 3)."""
    rows = [(steps - j - i, j, i) for i in range(steps + 1) for j in range(steps + 1 - i)]
    return np.array(rows, dtype=float) / steps


def _keys(here: BaseCase, columns: list[int], held: float, corners: Floats) -> Floats:
    """Return the scores that theories are ranked by at each division, (N, theories)."""
    weights = np.repeat(here.inputs.weights, len(corners), axis=0)
    weights[:, columns] = held * corners
    return here.score(here.inputs.repeat(len(corners)).with_(weights=weights)).key


def _areas(model: Model, names: list[str], keys: Floats, steps: int) -> list[Area]:
    if np.isneginf(keys).all():
        whole = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
        return [Area(None, "", 1.0, (whole,), (1 / 3, 1 / 3, 1 / 3))]
    found = []
    for j, pieces in _pieces(keys, steps).items():
        sizes = np.array([_size(piece) for piece in pieces])
        if sizes.sum() < NOTHING:  # it draws level with another along a line
            continue
        middles = np.array([np.mean(piece, axis=0) for piece in pieces])
        middle = sizes @ middles / sizes.sum()
        inside = middles[((middles - middle) ** 2).sum(axis=1).argmin()]
        convex = model.problem.linear_in_weights
        found.append(
            Area(
                theory=names[j],
                short=model.debate.theories[names[j]].short,
                share=float(sizes.sum()),
                pieces=tuple(tuple(map(_point, piece)) for piece in pieces),
                inside=_point(middle if convex else inside),
            )
        )
    return sorted(found, key=lambda area: -area.share)


def _pieces(keys: Floats, steps: int) -> dict[int, list[Floats]]:
    """Find where each theory leads: small triangles joined, cut where leaders change."""
    corners, start, found = _corners(steps), 0, dict[int, list[Floats]]()
    for i in range(steps):
        n = steps - i
        bottom, top = start + np.arange(n + 1), start + n + 1 + np.arange(n)
        run: tuple[int, int] | None = None  # leader and first triangle of a run
        for k in range(2 * n - 1):
            j, down = divmod(k, 2)
            at = [bottom[j + down], bottom[j + 1] if not down else top[j + 1], top[j]]
            leaders = set(keys[at].argmax(axis=1).tolist())
            leader = leaders.pop() if len(leaders) == 1 else None
            if run and run[0] != leader:
                found.setdefault(run[0], []).append(_joined(corners, bottom, top, run[1], k - 1))
                run = None
            if leader is None:
                for who, piece in _cut(keys[at], corners[at]):
                    found.setdefault(who, []).append(piece)
            elif run is None:
                run = leader, k
        if run:
            found.setdefault(run[0], []).append(_joined(corners, bottom, top, run[1], 2 * n - 2))
        start += n + 1
    return found


def _joined(corners: Floats, bottom: Ints, top: Ints, first: int, last: int) -> Floats:
    """Join triangles `first` to `last` of a strip: its lower corners, then its upper ones."""
    low = bottom[(first + 1) // 2], bottom[last // 2 + 1]
    high = top[(last + 1) // 2], top[first // 2]
    return corners[[*low, *high]]


def _cut(keys: Floats, triangle: Floats) -> Iterator[tuple[int, Floats]]:
    """Cut a small triangle into the parts in which each theory leads, scores being linear on it."""
    rivals = _undominated(keys)
    for j in rivals:
        shares = np.eye(3)
        for k in rivals:
            if k != j and len(shares):
                shares = _kept(shares, keys[:, j] - keys[:, k])
        if len(shares) > 2:
            yield j, shares @ triangle


def _undominated(keys: Floats) -> list[int]:
    """Find who may lead somewhere on a triangle, (corners, theories); of equals the first."""
    least, most = (keys[:, None, :] >= keys[:, :, None]), (keys[:, None, :] > keys[:, :, None])
    at_least: Bools = np.all(least, axis=0)  # [j, k]: k is at least j
    ahead: Bools = at_least & np.any(most, axis=0)
    level: Bools = np.tril(at_least & at_least.T, -1)  # [j, k]: an earlier k is the same
    return np.flatnonzero(~ahead.any(axis=1) & ~level.any(axis=1)).tolist()


def _kept(polygon: Floats, ahead: Floats) -> Floats:
    """Cut a polygon to where a linear function is not negative (Sutherland-Hodgman).

    Points are given by their shares of three corners, the function by its values there.
    """
    values, found = polygon @ ahead, []
    for i in range(len(polygon)):
        here, there = values[i - 1], values[i]
        if (here < 0) != (there < 0):
            part = here / (here - there)
            found.append(polygon[i - 1] * (1 - part) + polygon[i] * part)
        if there >= 0:
            found.append(polygon[i])
    return np.array(found).reshape(-1, 3)


def _size(piece: Floats) -> float:
    """Return the area of a polygon as a share of the whole triangle."""
    x, y = piece[:, 1], piece[:, 2]
    return float(abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)))


def _point(shares: Floats) -> Point:
    a, b, c = (float(x) for x in shares)
    return a, b, c
