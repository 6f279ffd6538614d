"""Flipped scores: every score again, with one argument the other way, on the same draws.

An argument is sound or not in each draw, so only the other case has to be worked out; and
in that one only the cells that the argument reaches: itself, through arguments that it
answers, through wholes, conditions and peers. A cell is linear in what each joint pull
leaves, so one that a single pull changes moves by its slope times the change; a cell that
more than one changes is worked out from the start.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from toi.engine.problem import Floats, Inputs, Ints, ScoringProblem, Whole
from toi.engine.sampling.sampler import SomeDraws
from toi.engine.scoring.cells import (
    borrowed_side,
    both_sides,
    conditional,
    own_sides,
    part_shares,
    pulled,
)
from toi.engine.scoring.joint_pulls import joint_hits
from toi.engine.scoring.magnitudes import PullTerms, magnitude
from toi.engine.scoring.values import gated, value_of
from toi.engine.voi.batches import Chunk, chunks, pieces_of
from toi.engine.voi.factored_draws import FactoredDraws, FlippedScores, factored_draws
from toi.engine.voi.propagation import UpdatePlan, UpdateStep, update_plan

HITS = 8  # that take about as much time and memory as a cell: of each there is its slope alone


def flipped(draws: FactoredDraws, plan: UpdatePlan) -> FlippedScores:
    """Score the draws with one argument sound where it was not, and the other way round."""
    change = _argued(draws, plan)
    for step in plan.steps:
        change[step.own] = _derived(draws, step, change)
    return _scored(draws, plan, change)


def _argued(draws: FactoredDraws, plan: UpdatePlan) -> Floats:
    """Find how far the touched cells move before wholes and conditions, (M + 1, S).

    The last is no cell and does not move.
    """
    after = _remaining(draws, plan)
    change = np.zeros((len(plan.touched) + 1, draws.inputs.draws))
    moved = [row - draws.remaining[b] for row, b in zip(after, plan.pulls, strict=True)]
    # Row by row: to collect the rows first would take as long again.
    for at, hit, pull in zip(plan.at.tolist(), plan.hits.tolist(), plan.pull.tolist(), strict=True):
        np.multiply(draws.slopes[hit], moved[pull], out=change[at])
    if plan.recomputed:
        pulls = list(plan.pulls)
        before = draws.remaining[pulls]
        draws.remaining[pulls] = after  # put back below: a copy would cost more than the rest
        for place, theory, criterion in plan.recomputed:
            change[place] = _recomputed(draws, theory, criterion)
        draws.remaining[pulls] = before
    return change


def _remaining(draws: FactoredDraws, plan: UpdatePlan) -> list[Floats]:
    """Find what each of the plan's joint pulls leaves once the argument is flipped, (S,)."""
    terms = PullTerms(draws.force, _strengths(draws, plan))
    pulls = joint_hits(draws.problem).pulls
    return [1.0 - magnitude(draws.problem, pulls[b], terms) for b in plan.pulls]


class _Strengths(dict[int, Floats]):
    """Strengths of arguments, (S,) each: those that move, and the others as drawn."""

    def __init__(self, drawn: Floats) -> None:
        super().__init__()
        self._drawn = drawn

    def __missing__(self, argument: int) -> Floats:
        return np.asarray(self._drawn[argument])


def _strengths(draws: FactoredDraws, plan: UpdatePlan) -> _Strengths:
    """Find the strengths of the arguments that move."""
    first, found = plan.argument, _Strengths(draws.strength)
    found[first] = (1.0 - draws.sound[first]) * draws.unanswered[first]
    for a, answers in zip(plan.moved[1:], plan.answers[1:], strict=True):
        found[a] = draws.sound[a].copy()
        for e, by in answers:
            found[a] *= 1.0 - draws.answer_force[e] * found[by]
    return found


def _recomputed(draws: FactoredDraws, theory: int, criterion: int) -> Floats:
    """Find how far a cell moves if joint pulls leave what `draws.remaining` now says, (S,)."""
    problem, remaining = draws.problem, draws.remaining
    borrowed = borrowed_side(problem, remaining, draws.inputs.peer, theory, criterion)
    own = own_sides(problem, remaining, theory, criterion)
    case = draws.cases[theory * draws.width + criterion]
    after = pulled(case, *both_sides(problem, criterion, own, borrowed))
    return after - draws.found.examined[:, theory, criterion]


def _derived(draws: FactoredDraws, step: UpdateStep, change: Floats) -> Floats:
    """Find how far the cells of a derived theory move, (k, S)."""
    what = draws.problem.derivations[step.number]
    if isinstance(what, Whole):
        shares = part_shares(draws.problem, what)[:, step.criteria, None]
        return np.asarray((shares * change[step.sources]).sum(axis=0))
    own, mean = (array[step.criteria] for array in draws.condition_terms[step.number])
    own, mean = own + change[step.own], mean + change[step.sources].mean(axis=0)
    cells = draws.cells[what.theory * draws.width + step.criteria]
    for k, c in enumerate(step.criteria.tolist()):
        cells[k] = conditional(what, c, own[k], mean[k]) - cells[k]
    return cells


def _scored(draws: FactoredDraws, plan: UpdatePlan, change: Floats) -> FlippedScores:
    """Score what has changed, by the problem's method."""
    problem, method = draws.problem, draws.problem.method
    changed = draws.base.changed if method.compares else plan.changed
    totals, gates = draws.base.totals[changed], draws.base.gated[changed]
    if problem.gates:
        rows = draws.rows[plan.changed]
        some = rows[:, None] * draws.width + np.arange(draws.width)
        cells = (draws.cells[some] + change[plan.cells]).transpose(2, 0, 1)
        gates[np.searchsorted(changed, plan.changed)] = gated(problem, cells).T
    if method.linear_in_weights:
        for c, places, theories in plan.scored:
            points = _points(draws, plan, change, c, places, theories)
            totals[np.searchsorted(changed, theories)] += points
        return FlippedScores(totals, gates, changed)
    cells, values = draws.cells.copy(), draws.values.copy()
    cells[plan.touched] += change[:-1]
    for c, places, _ in plan.scored:
        at = plan.touched[places]
        values[at] = value_of(problem, c, cells[at])
    every = draws.found.gated.copy(order="K")
    every[:, draws.rows[changed]] = gates.T
    found = replace(
        draws.found, cells=draws.as_cells(cells), values=draws.as_cells(values), gated=every
    )
    shown = draws.rows[changed].tolist()
    totals = method.scores(problem, draws.inputs.weights, found, shown).T
    return FlippedScores(totals, gates, changed)


def _points(
    draws: FactoredDraws,
    plan: UpdatePlan,
    change: Floats,
    criterion: int,
    places: Ints,
    theories: Ints,
) -> Floats:
    """Find what the touched cells of one criterion add to the scores of `theories`, (n, S)."""
    problem, moved = draws.problem, change[places]
    weight = draws.percent[criterion]
    if len(weight) > 1:
        weight = weight[theories]
    if problem.value_functions[criterion] is not None:
        at = plan.touched[places]
        moved = value_of(problem, criterion, draws.cells[at] + moved) - draws.values[at]
    elif problem.is_cost[criterion]:
        weight = -weight
    return np.asarray(weight * moved)


def flip_plans(
    problem: ScoringProblem,
    inputs: SomeDraws,
    rows: Sequence[int],
    arguments: Sequence[int],
    pieces: int | None = None,
) -> Iterator[tuple[Chunk, FactoredDraws, list[UpdatePlan]]]:
    """Cut the draws into chunks, and tell for each what flipping an argument changes.

    For each chunk and each of the plans, ``flipped(draws, plan)`` has the scores with the
    plan's argument the other way.

    Parameters
    ----------
    inputs : SomeDraws
        Draws in which arguments are 0/1 events.
    rows : sequence of int
        The theories that are scored.
    arguments : sequence of int
        Those that are flipped, one plan each.
    pieces : int, optional
        Largest number of pieces of a block that are worked on at a time; it changes no bit.

    Raises
    ------
    ValueError
        If the arguments' events are not all 0 or 1.
    """
    places = np.array(rows, dtype=np.int64)
    plans = [update_plan(problem, a, places) for a in arguments]
    for chunk, draws in factored_chunks(problem, inputs, rows, pieces):
        yield chunk, draws, plans
        del draws  # before the next are made


def factored_chunks(
    problem: ScoringProblem,
    inputs: SomeDraws,
    rows: Sequence[int],
    pieces: int | None = None,
    first: int = 0,
    total: int | None = None,
) -> Iterator[tuple[Chunk, FactoredDraws]]:
    """Cut draws into chunks, and factor each; `first` and `total` as of `chunks`."""
    cells = len(problem.theories) * len(problem.criteria)
    hits = len(joint_hits(problem).pull)
    pieces = pieces or pieces_of(max(cells, hits // HITS))
    for chunk in chunks(inputs.draws, pieces, first, total):
        yield chunk, factored_draws(problem, _events(inputs.at(chunk.draws)), rows)


def _events(inputs: Inputs) -> Inputs:
    """Return inputs in which every argument is sound or not; refuse others."""
    if not ((inputs.sound == 0.0) | (inputs.sound == 1.0)).all():
        raise ValueError("events must be 0 or 1; these inputs hold probabilities")
    return inputs
