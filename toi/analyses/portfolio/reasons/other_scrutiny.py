"""The split under the other setting of scrutiny, and how much the leading kind could bear."""

from dataclasses import replace

import numpy as np

from toi.analyses.portfolio.case import Case, open_case
from toi.analyses.portfolio.reasons.rationale import moved
from toi.analyses.portfolio.result import OtherScrutiny
from toi.analyses.portfolio.stability import FEWER
from toi.analyses.shared.scrutiny_orders import (
    AS_READ,
    ScrutinyOrders,
    examined,
    scrutiny_orders,
)
from toi.analyses.shared.theories import shares_by_name
from toi.engine.portfolio.solve import BudgetSplit
from toi.engine.problem import Floats, ScoringProblem
from toi.engine.scoring.exact_ranking import exact_ranking
from toi.engine.sensitivity.scrutiny_breakeven import bearing

STEPS = 8  # of halving: the break-even is right to half a per cent


def other_scrutiny(case: Case, split: BudgetSplit) -> OtherScrutiny | None:
    """Find the best split under the other setting; None where all lines were examined alike."""
    orders = scrutiny_orders(case.model, case.ids)
    if orders is None:
        return None
    other = _under(case, orders.other)
    found = other.again(other.preferences, split.points, rough=False)
    as_read, first = (case, split) if orders.asked == AS_READ else (other, found)
    kind = _leading_kind(as_read, first)
    return OtherScrutiny(
        scrutiny=orders.otherwise,
        shares=shares_by_name(case.ids, found.shares),
        by_kind=by_kind(case, found.shares),
        moved=moved(split.shares, found.shares),
        kind=kind,
        break_even=None if kind is None else _break_even(as_read, first, orders, kind),
    )


def by_kind(case: Case, shares: Floats) -> dict[str, float]:
    """Add up shares by the kind of line."""
    found = dict.fromkeys(case.lines.kinds, 0.0)
    for kind, share in zip(case.lines.kinds, shares.tolist(), strict=True):
        found[kind] += share
    return found


def _under(case: Case, problem: ScoringProblem) -> Case:
    """Return the case with another problem, drawn fewer times."""
    model = replace(case.model, problem=problem)
    budget = case.constraints.budget
    return open_case(model, case.kinds, case.seed, FEWER, case.wanted, budget, case.choice)


def _leading_kind(case: Case, split: BudgetSplit) -> str | None:
    """Return the kind that gets most, if some other that gets something was examined closer."""
    shares, closely = by_kind(case, split.shares), _closely(case)
    first = max(shares, key=lambda kind: shares[kind])
    rivals = [kind for kind in shares if shares[kind] > 0 and closely[kind] > closely[first]]
    return first if rivals else None


def _closely(case: Case) -> dict[str, float]:
    """Return how closely the lines of each kind were examined on average."""
    found: dict[str, list[float]] = {}
    for name, kind in zip(case.ids, case.lines.kinds, strict=True):
        found.setdefault(kind, []).append(examined(case.model.debate, name))
    return {kind: float(np.mean(values)) for kind, values in found.items()}


def _break_even(case: Case, split: BudgetSplit, orders: ScrutinyOrders, kind: str) -> float:
    """Find the share of what its peers bear at which a kind no longer gets most, by halving.

    What a line loses is reckoned at the mean of every number, and in proportion to that share.
    """
    lost = _lost(case, orders, kind)

    def still_most(share: float) -> bool:
        preferences = case.with_worth(-share * lost)
        found = case.again(preferences, split.points).shares
        shares = by_kind(case, found)
        return shares[kind] >= max(value for own, value in shares.items() if own != kind)

    if still_most(1.0):
        return 1.0
    within, beyond = 0.0, 1.0
    for _ in range(STEPS):
        between = (within + beyond) / 2
        within, beyond = (between, beyond) if still_most(between) else (within, between)
    return within


def _lost(case: Case, orders: ScrutinyOrders, kind: str) -> Floats:
    """Return points that each line loses if those of a kind bear all that their peers do, (T,)."""
    rows = [orders.as_read.row[name] for name in case.ids]
    some = [row for row, own in zip(rows, case.lines.kinds, strict=True) if own == kind]
    read = exact_ranking(orders.as_read, rows).totals
    worn = exact_ranking(bearing(orders.adjusted, some, 1.0), rows).totals
    return np.asarray(read - worn)
