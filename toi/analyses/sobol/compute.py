"""Sobol indices: which groups of inputs the uncertainty comes from."""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from toi.analyses.shared.session import Model
from toi.analyses.shared.theories import by_name
from toi.analyses.sobol.input_groups import input_groups, uncertain_numbers
from toi.analyses.sobol.result import InputGroup, Sobol, SobolOutputs, SobolShares, Spans
from toi.engine.problem import Floats
from toi.engine.sampling.input_labels import labels_by_kind
from toi.engine.sampling.streams import stream
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.engine.scoring.subproblem import restricted
from toi.engine.sensitivity.pick_freeze import mixed_scores
from toi.engine.sensitivity.score_indices import ScoreIndices, score_indices
from toi.engine.sensitivity.sobol import Indices, resample_counts

POINTS = 16_384
RESAMPLES = 200


def run_sobol(
    model: Model,
    shown: Sequence[int],
    seed: int = 0,
    points: int = POINTS,
    groups: Sequence[str] = (),
    goes_on: Callable[[int], bool] = lambda done: True,
) -> Sobol:
    """Estimate first-order and total indices by groups of inputs, by the problem's method.

    Parameters
    ----------
    shown : sequence of int
        Rows of the theories that compete.
    points : int
        Points in each of A and B; the model is worked out (groups + 2) times as often.
    groups : sequence of str
        Finer groups, as `toi.analyses.sobol.input_groups.input_groups` reads them.
    goes_on : callable
        Told how many points are done; the points end early where it says no.

    Raises
    ------
    toi.InputErrors
        Where a group names nothing that can vary by itself.
    """
    problem, rows = model.problem, list(shown)
    chosen = input_groups(model, groups)
    leader, rivals = _leader(model, rows)
    names, smaller = [problem.theories[t] for t in rows], restricted(problem, rows)[0]
    mixed = mixed_scores(problem, rows, list(chosen.values()), seed, points, goes_on)
    draws = stream(seed, "sobol/bootstrap")
    resampled = partial(resample_counts, draws, resamples=RESAMPLES)
    found = score_indices(mixed, len(rows), leader or 0, rivals, resampled)
    return Sobol(
        inputs=tuple(
            InputGroup(name, uncertain_numbers(smaller, labels)) for name, labels in chosen.items()
        ),
        whole=tuple(labels_by_kind(problem)),
        leader=None if leader is None else names[leader],
        outputs=_outputs(names, tuple(chosen), found),
        points=found.points,
        evaluations=found.evaluations,
        resamples=RESAMPLES,
    )


def _leader(model: Model, rows: list[int]) -> tuple[int | None, list[int]]:
    """Return the first of the deterministic ranking, and the others that no gate excludes.

    Where nobody leads there are none.
    """
    found = exact_ranking(model.problem, rows)
    first = found.leader
    return first, [i for i in np.flatnonzero(~found.gated).tolist() if i != first]


def _outputs(names: list[str], groups: tuple[str, ...], found: ScoreIndices) -> SobolOutputs:
    return SobolOutputs(
        who_is_first=_shares(found.first, groups, 0),
        lead=_shares(found.each, groups, len(names)),
        scores={name: _shares(found.each, groups, k) for k, name in enumerate(names)},
    )


def _shares(found: Indices, groups: tuple[str, ...], output: int) -> SobolShares:
    """Return the indices of one output by the names of the groups."""

    def spans(values: Floats) -> dict[str, tuple[float, float]]:
        low, high = values[:, :, output].tolist()
        return dict(zip(groups, zip(low, high, strict=True), strict=True))

    return SobolShares(
        first=by_name(groups, found.first[:, output]),
        total=by_name(groups, found.total[:, output]),
        ci=Spans(first=spans(found.first_interval), total=spans(found.total_interval)),
    )
