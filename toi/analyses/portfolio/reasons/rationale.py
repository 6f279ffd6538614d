"""Reasons for a line's share, what it pays against, and what would bring another in."""

from dataclasses import replace

import numpy as np

from toi.analyses.portfolio.case import Case
from toi.analyses.portfolio.line_result import Enters
from toi.analyses.portfolio.reasons.settling import Settling
from toi.analyses.portfolio.result import SettledArgument
from toi.engine.portfolio.cvar import tail_weights
from toi.engine.portfolio.outcome import outcome_of
from toi.engine.portfolio.solve import BudgetSplit
from toi.engine.problem import Floats
from toi.engine.scoring.score import parts

NEARLY = 0.95  # of resamples: in nearly all, so that the range of a share does not begin at 0
SOME = 0.25  # of resamples: not clearly out
NEAREST = 4  # lines without a share for which a way in is looked for
FEW = 64  # arguments, whose events are numbers of 8 bytes for a moment
CANDIDATES = 6  # arguments whose settling is worked out
HEDGE = 0.01  # of the budget that only caution gives
_STEPS = 6


def role(share: float, resamples: float, hedge: bool) -> str:
    """Return what a line is to the split by how often it is in: core, hedge, borderline or out."""
    if share > 0 and hedge:
        return "hedge"
    if share > 0 and resamples >= NEARLY:
        return "core"
    return "borderline" if share > 0 or resamples >= SOME else "out"


def hedges(case: Case, split: BudgetSplit) -> dict[int, str | None]:
    """Return lines that are in because of caution, with the argument in which they pay.

    Such a line gets more than half of its share only because risk counts, and in the
    worst tenth of cases for the rest it does no worse than usual. The argument is the one
    that is sound more often there than elsewhere, and that costs the line least.
    """
    if case.preferences.risk == 0:
        return {}
    careless = case.again(replace(case.preferences, risk=0.0), split.points).shares
    effort, found = outcome_of(case.preferences, split.shares).effort, {}
    for t in np.flatnonzero(split.shares > 0):
        if split.shares[t] - careless[t] < max(HEDGE, split.shares[t] / 2):
            continue
        rest = case.preferences.worth @ np.where(np.arange(len(effort)) == t, 0.0, effort)
        bad = tail_weights(rest, case.preferences.chances, case.preferences.tail)
        if bad @ case.preferences.worth[:, t] >= case.preferences.mean[t] - _noise(case, int(t)):
            found[int(t)] = _fails_when(case, bad)
    return found


def _noise(case: Case, t: int) -> float:
    """Return two standard errors of a mean over the worst cases."""
    worth = case.preferences.worth[:, t]
    return float(2.0 * worth.std() / np.sqrt(case.preferences.tail * len(worth)))


def _fails_when(case: Case, bad: Floats) -> str | None:
    """Return the argument whose being sound marks the bad cases most."""
    names, sound = case.scenarios.problem.arguments, case.scenarios.sound()
    lift = [bad @ sound[:, some] - sound[:, some].mean(axis=0) for some in parts(len(names), FEW)]
    return names[int(np.argmax(np.concatenate(lift)))] if names else None


def entrances(case: Case, split: BudgetSplit, effects: Settling) -> dict[int, Enters]:
    """Return for the nearest lines without a share the nearest credence that brings them in."""
    out = np.flatnonzero((split.shares <= 0) & (case.constraints.upper > 0))
    nearest = out[np.argsort(split.short[out], kind="stable")][:NEAREST]
    found = {int(t): _entrance(case, split, effects, int(t)) for t in nearest}
    return {t: enters for t, enters in found.items() if enters is not None}


def _entrance(case: Case, split: BudgetSplit, effects: Settling, t: int) -> Enters | None:
    for a, toward in _ways_in(split, effects, t):
        reached = _reached(case, split, effects, t, a, toward)
        if reached is not None:
            return Enters(effects.names[a], reached, float(effects.credence[a]))
    return None


def _ways_in(split: BudgetSplit, effects: Settling, t: int) -> list[tuple[int, float]]:
    """Return arguments that could lift a line above the others, nearest credence first."""
    shares = split.shares / max(float(split.shares.sum()), 1e-12)
    ways = []
    for toward, side in ((1.0, effects.sound), (0.0, effects.unsound)):
        ahead = side.of_lines(np.array([t]))[:, 0] - side.sums(shares)  # the others move too
        lifts = (ahead > split.short[t]) & (split.short[t] > 0) & (effects.credence != toward)
        for a in np.flatnonzero(lifts).tolist():
            nearer = abs(toward - float(effects.credence[a])) * split.short[t] / ahead[a]
            ways.append((float(nearer), a, toward))
    return [(a, toward) for _, a, toward in sorted(ways)[:2]]


def _reached(
    case: Case, split: BudgetSplit, effects: Settling, t: int, a: int, toward: float
) -> float | None:
    """Find the credence at which a line gets something, by halving; None where it never does."""

    def is_in(credence: float) -> bool:
        preferences = case.with_worth(effects.at(a, credence))
        return bool(case.again(preferences, split.points).shares[t] > 0)

    without, within = float(effects.credence[a]), toward
    if not is_in(within):
        return None
    for _ in range(_STEPS):
        between = (without + within) / 2
        without, within = (without, between) if is_in(between) else (between, within)
    return within


def settled_arguments(case: Case, split: BudgetSplit, effects: Settling) -> list[SettledArgument]:
    """Yield the arguments whose settling would move most of the budget, most first."""
    near = (split.short > 0) & (split.short < split.price / 4)
    close = np.flatnonzero((split.shares > 0) | near)
    open_ = (effects.credence > 0) & (effects.credence < 1)
    pull = np.abs(effects.sound.of_lines(close) - effects.unsound.of_lines(close)).sum(axis=1)
    pull *= effects.credence * (1 - effects.credence) * open_
    some = np.argsort(-pull, kind="stable")[:CANDIDATES]
    found = [_settled(case, split, effects, int(a)) for a in some if pull[a] > 0]
    return sorted(found, key=lambda one: (-one.moved, one.argument))


def _settled(case: Case, split: BudgetSplit, effects: Settling, a: int) -> SettledArgument:
    sides = []
    for side in (effects.sound, effects.unsound):
        shares = case.again(case.with_worth(side.of_argument(a)), split.points).shares
        sides.append((moved(split.shares, shares), _gainer(case, split.shares, shares)))
    credence = float(effects.credence[a])
    (yes, gains_yes), (no, gains_no) = sides
    return SettledArgument(
        argument=effects.names[a],
        credence=credence,
        moved=credence * yes + (1 - credence) * no,
        moved_if_sound=yes,
        moved_if_unsound=no,
        gains_if_sound=gains_yes,
        gains_if_unsound=gains_no,
    )


def moved(before: Floats, after: Floats) -> float:
    """Return how much of the budget goes elsewhere, unspent money included."""
    unspent = abs(float(after.sum() - before.sum()))
    return (float(np.abs(after - before).sum()) + unspent) / 2


def _gainer(case: Case, before: Floats, after: Floats) -> str | None:
    gains = after - before
    t = int(np.argmax(gains))
    return case.ids[t] if gains[t] > 0 else None
