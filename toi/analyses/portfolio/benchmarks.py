"""Splits to compare with: equal shares, all in one line, what is done today."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from toi.analyses.portfolio.case import Case, left_over
from toi.analyses.portfolio.result import THEN_NEXT, Benchmark, MoveStep
from toi.analyses.shared.format import whole_per_cent
from toi.analyses.shared.names import name_of
from toi.analyses.shared.result import Interval
from toi.analyses.shared.rounding import STEP
from toi.analyses.shared.theories import shares_by_name
from toi.engine.portfolio.equal_shares import equal_shares
from toi.engine.portfolio.one_first import one_first
from toi.engine.portfolio.outcome import SplitOutcome, outcome_of
from toi.engine.portfolio.rebalancing import trades
from toi.engine.portfolio.solve import BudgetSplit
from toi.engine.problem import Floats
from toi.errors import usage
from toi.io.amounts.amount import unit_key
from toi.io.debate.titles import NameBook
from toi.io.paths import is_named
from toi.io.split.allocations import UNSPENT, read_allocation
from toi.io.suggest import did_you_mean
from toi.light_dataclass import dataclass

NONE = "none"
LEFT = 1e-6  # of the budget: nothing


@dataclass(frozen=True, eq=False)
class Today:
    """A split that is or was real, over the lines of a case.

    `outside`: what goes to what is not among the lines, by title. `notes` say how a file was read.
    """

    title: str
    shares: Floats
    outside: Mapping[str, float]
    notes: tuple[str, ...] = ()


def find_today(
    case: Case, asked: str | None, budget: tuple[float, str | None] | None = None
) -> Today | None:
    """Find today's split by the name of a record, or in a file; by default the first record.

    Amounts in a file that are neither shares nor percentages are parts of the budget, where it
    is given in numbers: what they leave of it is unspent today.
    """
    debate = case.model.debate
    records = debate.allocations
    if asked == NONE or (asked is None and not records):
        return None
    if asked is None or asked in records:
        record = records[asked] if asked else next(iter(records.values()))
        return _spread(case, f"{record.id}: {record.title}", record.shares)
    file = Path(asked)
    if not asked.strip() or not is_named(file):
        hint = did_you_mean(asked, (*records, NONE))
        known = f" (records: {', '.join(records)})" if records else ""
        raise usage(f"no file or allocation {asked!r}{hint}{known}", "missing-file")
    unit = budget[1] if budget else None
    found = read_allocation(file, NameBook({}, debate.theories, noun=debate.words.one), unit)
    if unit and found.unit and unit_key(unit) != unit_key(found.unit):
        message = (
            f"{asked} is in {found.unit}, while the budget is in {unit}; write it in {unit}, or %"
        )
        raise usage(message, "units-differ")
    total = math.fsum(found.amounts.values())
    shares = any(math.isclose(total, whole, rel_tol=0.01) for whole in (1, 100))
    whole = found.whole or (budget[0] if budget and not shares else total)
    if found.whole is None and total > whole * (1 + 1e-9):
        message = (
            f"{asked} adds up to {total:,.12g}, more than the budget of {whole:,.12g}; give the "
            "larger budget, or shares of it"
        )
        raise usage(message, "bad-budget")
    today = _spread(case, file.name, found.amounts, max(whole, total))
    return replace(today, notes=found.notes)


def _spread(
    case: Case, title: str, amounts: Mapping[str, float], whole: float | None = None
) -> Today:
    """Return amounts as shares of the budget; those of a kind or group evenly over its lines."""
    total, outside = whole or math.fsum(amounts.values()), dict[str, float]()
    shares = np.zeros(len(case.ids))
    for name, amount in amounts.items():
        if name == UNSPENT:
            continue
        members = case.lines.among(case.model.debate, name)
        part = amount / total * case.constraints.budget
        if members:
            shares[members] += part / len(members)
        elif part > 0:
            theory = case.model.debate.theories.get(name)
            outside[name_of(theory) if theory else name] = part
    return Today(title, shares, outside)


def benchmarks(case: Case, split: BudgetSplit, today: Today | None) -> Iterator[Benchmark]:
    """Yield other splits, each with what the one found brings more."""
    own = outcome_of(case.preferences, split.shares)
    if today is not None:
        yield _benchmark(case, own, "today", today.title, today.shares)
    allowed = replace(case.constraints, upper=_caps(case))
    bound = bool(allowed.limits) or bool((allowed.lower > 0).any())
    bound |= bool((allowed.upper < allowed.budget)[~case.facts.gated].any())
    title = "equal shares within the same limits" if bound else "equal shares"
    alike = equal_shares(allowed)
    yield _benchmark(case, own, "equal", f"{title}{_ruled_out(case, alike)}", alike)
    alone, first = one_first(case.preferences.mean, case.constraints)
    yield _benchmark(case, own, "one", _first_title(case, alone, first), alone)


def _ruled_out(case: Case, shares: Floats) -> str:
    """Say which demands that are all or nothing some shares break: no board can give them."""
    constraints, given = case.constraints, shares > LEFT
    broken = []
    if constraints.most is not None and given.sum() > constraints.most:
        broken.append(f"more {case.words.many} than are allowed")
    if constraints.smallest is not None and (given & (shares < constraints.smallest - LEFT)).any():
        broken.append("some below their smallest grant")
    return f" (not possible: {', '.join(broken)})" if broken else ""


def _first_title(case: Case, shares: Floats, first: int) -> str:
    """Name the split that fills the line of the largest worth before any other."""
    named = name_of(case.model.debate.theories[case.ids[first]])
    constraints = case.constraints
    floors = bool(constraints.lower.any())
    spent = shares if not floors else np.maximum(shares - constraints.lower, 0.0)
    left = constraints.budget - float(shares.sum())
    if left < LEFT and float(spent.sum() - spent[first]) < LEFT:
        return f"all{' that is free' if floors else ''} in {named}"
    part = whole_per_cent(shares[first] / constraints.budget)
    title = f"{named} first ({part}){THEN_NEXT}"
    idle = left / constraints.budget
    return f"{title} ({whole_per_cent(idle)} unspent)" if idle >= STEP else title


def _caps(case: Case) -> Floats:
    """Return the caps (T,) that hold whatever the model says: those asked for, and gates."""
    budget = case.constraints.budget
    bounds = (case.wanted.bounds.get(name) for name in case.ids)
    asked = np.array([budget if bound is None else bound.cap * budget for bound in bounds])
    return np.where(case.facts.gated, 0.0, asked)


def _benchmark(case: Case, own: SplitOutcome, name: str, title: str, shares: Floats) -> Benchmark:
    other = outcome_of(case.preferences, shares)
    more = own.outcomes - other.outcomes
    return Benchmark(
        name=name,
        title=title,
        shares=shares_by_name(case.ids, shares),
        unspent=left_over(case.constraints.budget, shares),
        expected=other.expected,
        cvar=other.downside,
        gain=float(more.mean()),
        gain_interval=Interval(*map(float, np.quantile(more, (0.05, 0.5, 0.95)))),
        better=float((more > 0).mean()),
    )


def steps_from(case: Case, split: BudgetSplit, today: Today | None) -> Iterator[MoveStep]:
    """Yield the moves from today to the split, those worth most first."""
    if today is None:
        return
    for move in trades(case.preferences, today.shares, split.shares, case.constraints.budget):
        yield MoveStep(
            to=None if move.to is None else case.ids[move.to],
            share=float(move.taken.sum()) + move.unspent,
            taken=shares_by_name(case.ids, move.taken),
            gain=move.gain,
            closed=move.closed,
        )
