"""Gates that single numbers, if changed, no longer meet or newly meet."""

from collections.abc import Iterator, Sequence

import numpy as np

from toi.analyses.shared.theories import gate_rule
from toi.engine.scoring.evaluate import evaluate
from toi.engine.sensitivity.one_at_a_time import BaseCase, Parameter, perturbed
from toi.engine.sensitivity.side_by_side import each_alone

Changed = tuple[Parameter, float]  # a number, and the value that it is given


def gates_crossed(
    base: BaseCase, changes: Sequence[Changed], leaders: Sequence[int], holder: int
) -> Iterator[tuple[str | None, str | None]]:
    """Yield which gate each change lifts from who then leads, and which then bars the holder.

    Parameters
    ----------
    changes : K pairs
    leaders : K int
        Columns of the base case that lead after each change.
    holder : int
        The column that leads before.
    """
    if not base.problem.gates or not changes:
        yield from [(None, None)] * len(changes)
        return
    values = np.array([value for _, value in changes])
    then = each_alone(base, [one for one, _ in changes], values[:, None]).gated
    now = base.scores.gated[0]
    for change, leader, gated in zip(changes, leaders, then, strict=True):
        lifts = _rule(base, leader) if now[leader] and not gated[leader] else None
        bars = _rule(base, holder, change) if gated[holder] and not now[holder] else None
        yield lifts, bars


def _rule(base: BaseCase, column: int, change: Changed | None = None) -> str | None:
    """Return the first gate that excludes a theory, as things are or after a change."""
    inputs = base.inputs
    if change is not None:
        parameter, value = change
        inputs = perturbed(base.problem, inputs, [parameter], np.array([value]))
    return gate_rule(base.problem, evaluate(base.problem, inputs), base.rows[column])
