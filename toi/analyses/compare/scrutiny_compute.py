"""Theories that were not examined alike, under either setting of scrutiny."""

from collections.abc import Mapping, Sequence

import numpy as np

from toi.analyses.compare.scrutiny_result import LeaderScrutiny, PairScrutiny, RubricsScrutiny
from toi.analyses.shared.rubrics.labels import Entrant
from toi.analyses.shared.scrutiny_orders import ScrutinyOrders, examined, scrutiny_orders
from toi.analyses.shared.session import LoadedDebate, Model, combine
from toi.analyses.shared.theories import rows_of
from toi.engine.comparison.rank_distance import kendall_distance, pair_signs
from toi.engine.problem import ScoringProblem
from toi.engine.scoring.exact_ranking import ExactRanking, exact_ranking
from toi.engine.sensitivity.scrutiny_breakeven import bearable_wear
from toi.light_dataclass import dataclass

Score = float | None  # None where a gate excludes a theory


@dataclass(frozen=True, eq=False)
class BothOrders:
    """Scores of some theories under either setting, by their ids."""

    model: Model
    orders: ScrutinyOrders
    as_read: Mapping[str, Score]
    adjusted: Mapping[str, Score]

    def of(self, one: str, other: str) -> PairScrutiny | None:
        """Return what scrutiny does to two of them; None where these were examined alike."""
        if scrutiny_orders(self.model, (one, other)) is None:
            return None
        debate, pair = self.model.debate, (one, other)
        return PairScrutiny(
            asked=self.orders.asked,
            examined=(examined(debate, one), examined(debate, other)),
            as_read=(self.as_read[one], self.as_read[other]),
            adjusted=(self.adjusted[one], self.adjusted[other]),
            break_even=self._break_even(*pair),
        )

    def _break_even(self, one: str, other: str) -> float | None:
        debate, problem = self.model.debate, self.orders.adjusted
        keys = [-np.inf if s is None else round(s, 9) for s in map(self.as_read.get, (one, other))]
        if keys[0] == keys[1] or problem.method.compares:
            return None
        ahead, behind = (one, other) if keys[0] > keys[1] else (other, one)
        if examined(debate, ahead) > examined(debate, behind):
            return None
        found = bearable_wear(problem, [problem.row[ahead]], [problem.row[behind]])[0]
        return None if np.isnan(found) else float(found)


def both_orders(model: Model, names: Sequence[str], among: Sequence[int]) -> BothOrders | None:
    """Score theories under either setting; None where all of them were examined alike.

    Parameters
    ----------
    names : sequence of str
        Those that are compared.
    among : sequence of int
        The rows that are ranked, all of them among these: some methods compare them all.
    """
    orders = scrutiny_orders(model, names)
    if orders is None:
        return None
    sides = (_scores(problem, among) for problem in (orders.as_read, orders.adjusted))
    return BothOrders(model, orders, *sides)


def _scores(problem: ScoringProblem, among: Sequence[int]) -> dict[str, Score]:
    found = exact_ranking(problem, among)
    return {
        problem.theories[t]: None if gated else float(score)
        for t, score, gated in zip(found.rows, found.totals, found.gated, strict=True)
    }


def rubrics_scrutiny(
    opened: LoadedDebate, entrants: tuple[Entrant, Entrant], names: Sequence[str]
) -> RubricsScrutiny | None:
    """Rank theories under two rubrics by either setting, the same for both.

    None where the rubrics have one setting already, or all theories were examined alike.
    """
    one, other = (entrant.rubric.rubric.scrutiny for entrant in entrants)
    if one == other:
        return None
    models = [combine(opened, entrant.rubric) for entrant in entrants]
    found = [
        _RubricOrders(model, orders, names)
        for model in models
        if (orders := scrutiny_orders(model, names)) is not None
    ]
    if len(found) < 2:
        return None
    a, b = found
    return RubricsScrutiny(
        pairs_as_read=_distance(a.as_read, b.as_read),
        pairs_adjusted=_distance(a.adjusted, b.adjusted),
        leaders=(a.leader(entrants[0].name), b.leader(entrants[1].name)),
    )


class _RubricOrders:
    """Theories ranked under one rubric by either setting."""

    def __init__(self, model: Model, orders: ScrutinyOrders, names: Sequence[str]) -> None:
        rows = rows_of(model.problem, names)
        self.orders = orders
        self.as_read = exact_ranking(orders.as_read, rows)
        self.adjusted = exact_ranking(orders.adjusted, rows)

    def leader(self, rubric: str) -> LeaderScrutiny:
        first = _leader(self.as_read)
        return LeaderScrutiny(
            rubric=rubric,
            setting=self.orders.asked,
            as_read=_id(self.as_read, first),
            adjusted=_id(self.adjusted, _leader(self.adjusted)),
            break_even=None if first is None else self._break_even(first),
        )

    def _break_even(self, first: int) -> float | None:
        problem, rows = self.orders.adjusted, self.as_read.rows
        if problem.method.compares:
            return None
        rivals = [row for i, row in enumerate(rows) if i != first]
        found = float(bearable_wear(problem, [rows[first]], rivals)[0])
        return None if np.isnan(found) else found


def _leader(ranking: ExactRanking) -> int | None:
    """Return the place of the one that leads alone; None where there is no such."""
    return ranking.leader if int((ranking.ranks == 1).sum()) == 1 else None


def _id(ranking: ExactRanking, place: int | None) -> str | None:
    return None if place is None else ranking.problem.theories[ranking.rows[place]]


def _distance(one: ExactRanking, other: ExactRanking) -> float:
    """Count the pairs of theories that two rankings put otherwise."""
    signs = (pair_signs(ranking.key[None]) for ranking in (one, other))
    return float(kendall_distance(*signs)[0, 0])
