"""`toi compare T04 T09`: where the gap comes from, who beats whom, and where they swap."""

import itertools
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from toi.analyses.compare.scrutiny_compute import BothOrders, both_orders
from toi.analyses.compare.theories.result import (
    CriterionGap,
    Dominance,
    Driver,
    Gap,
    PairRow,
    TheoriesCompared,
    TheoryLabel,
)
from toi.analyses.flips.compute import run_breakeven
from toi.analyses.score.compute import DRAWS
from toi.analyses.shared.result import Interval
from toi.analyses.shared.rubrics.labels import Entrant
from toi.analyses.shared.session import LoadedDebate, Model, combine
from toi.analyses.shared.theories import (
    TINY,
    gate_rule,
    gates_hanging,
    labels,
    raw_points,
    rows_of,
    scores_told,
)
from toi.analyses.shared.verdict import gate_in_doubt
from toi.engine.problem import Floats, ScoringProblem
from toi.engine.sampling.sampler import expected_inputs
from toi.engine.scoring.contributions import Contributions, contributions
from toi.engine.scoring.exact_ranking import ExactRanking, exact_ranking
from toi.engine.scoring.subproblem import restricted
from toi.engine.scoring.values import by_theory, theory_weights
from toi.engine.smaa.indices import percentiles, wilson_error
from toi.engine.smaa.pairwise import PairwiseComparison, pairwise_comparison
from toi.io.rubric.resolve import fitting
from toi.light_dataclass import dataclass


def run_theories(
    opened: LoadedDebate,
    names: Sequence[str],
    rubrics: Sequence[Entrant],
    kinds: Sequence[str],
    seed: int = 0,
    draws: int = DRAWS,
) -> TheoriesCompared:
    """Compare every pair of some theories, by id, once per rubric."""
    debate = opened.debate
    settings = {one.name: combine(opened, one.rubric) for one in rubrics}
    known = [debate.theories[name] for name in names]
    return TheoriesCompared(
        provenance=opened.provenance(None, seed, draws, kinds, [one.rubric for one in rubrics]),
        of="theories",
        rubrics=tuple(one.label for one in rubrics),
        theories=tuple(TheoryLabel(t.id, t.title, t.short) for t in known),
        pairs=tuple(
            pair
            for called, model in settings.items()
            for pair in _pairs(called, model, names, kinds, seed, draws)
        ),
        criteria={
            called: labels(model, expected_inputs(model.problem))
            for called, model in settings.items()
        },
        method={called: model.problem.method.name for called, model in settings.items()},
        notes=opened.noted(*(one.rubric for one in rubrics)),
        another=_another(opened, rubrics),
    )


def _another(opened: LoadedDebate, rubrics: Sequence[Entrant]) -> str | None:
    """Return the nearest rubric that is about these records and not taken yet, if any."""
    taken = {one.rubric.name for one in rubrics}
    found = fitting(opened.places, opened.debate)
    return next((name for name in found if name not in taken), None)


@dataclass(frozen=True, eq=False)
class _Table:
    """Scores of some theories under one rubric, exactly and in draws; pairs are read from it."""

    called: str
    model: Model
    problem: ScoringProblem  # all criteria, and the theories that the method compares
    exact: ExactRanking
    points: Contributions | None
    among: list[int]  # rows in the whole problem of the theories ranked, among them the asked
    asked: dict[str, int]
    drawn: PairwiseComparison
    orders: BothOrders | None  # None where all asked were examined alike
    gates: Sequence[Mapping[str, float]]  # how often each excludes each asked, where in doubt

    def row(self, name: str) -> int:
        """Return the row of a theory in the problem."""
        return self.exact.rows[self.asked[name]]


def _table(
    called: str, model: Model, names: Sequence[str], kinds: Sequence[str], seed: int, draws: int
) -> _Table:
    problem = model.problem
    shown = {*model.debate.shown(kinds), *names} if problem.method.compares else set(names)
    among = rows_of(problem, sorted(shown))
    smaller, rows = restricted(problem, among, every_criterion=True)
    exact = exact_ranking(smaller, rows.tolist())
    additive = problem.method.linear_in_weights
    places = [problem.row[name] for name in names]
    drawn = pairwise_comparison(problem, places, among, seed, draws)
    return _Table(
        called=called,
        model=model,
        problem=smaller,
        exact=exact,
        points=contributions(smaller, exact.inputs, exact.evaluation) if additive else None,
        among=among,
        asked={name: among.index(problem.row[name]) for name in names},
        drawn=drawn,
        orders=both_orders(model, names, among),
        gates=[
            gates_hanging(problem, place, drawn.gated(k), seed, draws)
            for k, place in enumerate(places)
        ],
    )


def _hangs_on(problem: ScoringProblem, gates: Mapping[str, float]) -> tuple[str, ...]:
    """Return the criteria by which gates exclude a theory in some draws but not in others."""
    doubted = [
        problem.criteria[gate.criterion]
        for gate in problem.gates
        if gate_in_doubt(gates.get(gate.rule, 0.0))
    ]
    return tuple(dict.fromkeys(doubted))


def _pairs(
    called: str, model: Model, names: Sequence[str], kinds: Sequence[str], seed: int, draws: int
) -> Iterator[PairRow]:
    table = _table(called, model, names, kinds, seed, draws)
    for one, other in itertools.combinations(names, 2):
        yield _pair(table, one, other, (names.index(one), names.index(other)))


def _pair(table: _Table, one: str, other: str, drawn: tuple[int, int]) -> PairRow:
    i, j = table.asked[one], table.asked[other]
    beats, ties = table.drawn.beats(*drawn)
    gap, totals = table.drawn.gap(*drawn), scores_told(table.exact)
    expected = float(totals[i] - totals[j])
    spread = percentiles(gap[:, None], (0.05, 0.5, 0.95))[:, 0]
    spread = np.where(np.isnan(expected), np.nan, spread)
    rows = table.row(one), table.row(other)
    gates = table.gates[drawn[0]], table.gates[drawn[1]]
    return PairRow(
        rubric=table.called,
        a=one,
        b=other,
        scores=(float(totals[i]), float(totals[j])),
        gated=tuple(gate_rule(table.problem, table.exact.evaluation, t) for t in rows),  # type: ignore[arg-type]
        gap=Gap(expected, Interval(*map(float, spread))),
        p_a_beats_b=beats,
        p_tie=ties,
        standard_error=float(wilson_error(np.array(beats), len(gap))),
        criteria=tuple(_criteria(table, *rows)),
        drivers=tuple(sorted(_drivers(table, *rows), key=_heaviest_first)),
        breakeven=run_breakeven(table.model, table.among, one, other),
        dominance=_dominance(table, rows, drawn),
        scrutiny=None if table.orders is None else table.orders.of(one, other),
        p_gated=(table.drawn.gated(drawn[0]), table.drawn.gated(drawn[1])),
        gates=gates,
        hang_on=(_hangs_on(table.problem, gates[0]), _hangs_on(table.problem, gates[1])),
        nothing=table.exact.nothing,
    )


def _criteria(table: _Table, one: int, other: int) -> Iterator[CriterionGap]:
    """Yield the gap of two theories on each criterion, in the order of the data."""
    raw = [raw_points(table.problem, table.exact.evaluation, t) for t in (one, other)]
    column = {name: c for c, name in enumerate(table.problem.criteria)}
    weights = _weights(table, one, other)
    first, second = 100.0 * weights * table.exact.evaluation.values[0, [one, other]]
    for name in table.model.debate.criteria:
        c = column[name]
        yield CriterionGap(
            name,
            raw[0][name],
            raw[1][name],
            float(first[c] - second[c]) + 0.0 if table.points is not None else None,
            (float(weights[0, c]), float(weights[1, c])),
        )


def _weights(table: _Table, one: int, other: int) -> Floats:
    """Return the weights that each of two theories has, (2, C)."""
    weights = theory_weights(table.problem, table.exact.inputs.weights, [one, other])
    return np.broadcast_to(by_theory(weights)[0], (2, len(table.problem.criteria)))


def _drivers(table: _Table, one: int, other: int) -> Iterator[Driver]:
    """Yield all that makes the gap, in points; they add up to it."""
    points = table.points
    if points is None:
        return
    for c, name in enumerate(table.problem.criteria):
        whole = (
            ("case", points.case),
            ("scrutiny", points.scrutiny),
            ("condition", points.conditions),
        )
        for what, part in whole:
            yield from _driver(what, None, name, part[one, c], part[other, c])
        sides = points.arguments[one, c], points.arguments[other, c]
        for a in np.flatnonzero((np.abs(sides) > TINY).any(axis=0)).tolist():
            yield from _driver(
                "argument", table.problem.arguments[a], name, sides[0][a], sides[1][a]
            )


def _driver(
    what: str, argument: str | None, criterion: str, a: float, b: float
) -> Iterator[Driver]:
    if abs(a) > TINY or abs(b) > TINY:
        yield Driver(what, argument, criterion, float(a - b), float(a) + 0.0, float(b) + 0.0)


def _heaviest_first(driver: Driver) -> tuple[float, str, str]:
    return -round(abs(driver.points), 9), driver.criterion, driver.argument or driver.what


def _dominance(table: _Table, rows: tuple[int, int], drawn: tuple[int, int]) -> Dominance | None:
    """Return dominance on the criteria that have a weight; None where the two have others."""
    first, second = _weights(table, *rows)
    if (first != second).any():
        return None
    weighed = table.problem.weights > 0
    values = table.exact.evaluation.values[0]
    better = (values[rows[0]] - values[rows[1]])[weighed]
    one, other = (bool((s * better >= 0).all() and (better != 0).any()) for s in (1, -1))
    return Dominance(one, other, table.drawn.dominates(*drawn), table.drawn.dominates(*drawn[::-1]))
