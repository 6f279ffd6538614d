"""Preferences about a split as arrays: which lines share returns, what is allowed."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from toi.engine.portfolio.problem import BudgetLimit, Constraints, Group, LineSynergy, Preferences
from toi.engine.problem import Bools, Floats
from toi.light_dataclass import dataclass
from toi.records.debate import EVERYTHING, Debate
from toi.records.portfolio import Portfolio


@dataclass(frozen=True)
class PortfolioLines:
    """Lines that effort may be split over: theories by id, each with the kind it counts under."""

    ids: tuple[str, ...]
    kinds: tuple[str, ...]

    def among(self, debate: Debate, name: str) -> list[int]:
        """The places of the lines that a theory, kind or group stands for."""
        wanted = set(debate.members([name]))
        return [t for t, line in enumerate(self.ids) if line in wanted]


def lines_of(debate: Debate, kinds: Sequence[str]) -> PortfolioLines:
    """The lines of some kinds, in order of their ids.

    A theory of several kinds counts under the first of them that was asked for, or, where
    all were, under its first.
    """
    ids = sorted(debate.shown(kinds))
    wanted = set(kinds)
    asked = [
        next((k for k in debate.theories[i].kinds if k in wanted), debate.theories[i].kinds[0])
        for i in ids
    ]
    if EVERYTHING in wanted:
        asked = [debate.theories[i].kinds[0] for i in ids]
    return PortfolioLines(tuple(ids), tuple(asked))


def compile_preferences(
    debate: Debate, wanted: Portfolio, lines: PortfolioLines, worth: Floats
) -> Preferences:
    """A view of lines worth `worth` (S, T), with returns and risk as a rubric wants them."""
    return Preferences(
        worth=worth,
        half_return=np.array([wanted.half.get(line, wanted.half_line) for line in lines.ids]),
        groups=tuple(_groups(debate, wanted, lines)),
        returns=wanted.returns,
        risk=wanted.risk,
        tail=wanted.tail,
        synergies=tuple(_synergies(wanted, lines)),
    )


def _synergies(wanted: Portfolio, lines: PortfolioLines) -> Iterator[LineSynergy]:
    """Yield the synergies between lines that are all in question."""
    place = {line: t for t, line in enumerate(lines.ids)}
    for name, pair in wanted.synergies.items():
        if set(pair.lines) <= set(place) and pair.strength != 0:
            members = tuple(sorted({place[line] for line in pair.lines}))
            yield LineSynergy(name, members, pair.strength)


def smallest_grants(debate: Debate, wanted: Portfolio, lines: PortfolioLines) -> Floats:
    """Return what each line gets at least if it gets anything, as a share of the budget, (T,).

    What names a line by itself wins over what names its kind or a group; of these, the largest.
    """
    found = np.full(len(lines.ids), wanted.min_grant)
    several = {name: s for name, s in wanted.min_grants.items() if name not in lines.ids}
    for name, share in sorted(several.items(), key=lambda item: item[1]):
        found[lines.among(debate, name)] = share
    for name, share in wanted.min_grants.items():
        if name in lines.ids:
            found[lines.ids.index(name)] = share
    return found


def _groups(debate: Debate, wanted: Portfolio, lines: PortfolioLines) -> Iterator[Group]:
    if wanted.returns == "none":
        return  # nothing is lost by doing more of it, alone or together
    for kind in dict.fromkeys(lines.kinds):
        members = tuple(t for t, own in enumerate(lines.kinds) if own == kind)
        yield Group(kind, members, wanted.half.get(kind, wanted.half_kind))
    for name, overlap in wanted.overlaps.items():
        found = {t for line in overlap.lines for t in lines.among(debate, line)}
        if found:
            yield Group(name, tuple(sorted(found)), overlap.half)


@dataclass(frozen=True, eq=False)
class Facts:
    """Facts that decide which lines may get something, beyond anybody's wishes.

    Attributes
    ----------
    gated : (T,) bool
        Excluded by a gate at the mean of every number.
    harmful : (T,) bool
        Worth no more than doing nothing.
    raw : mapping from criterion to (T,) float
        Raw points of each line on the cost criteria.
    """

    gated: Bools
    harmful: Bools
    raw: Mapping[str, Floats]


def compile_constraints(
    debate: Debate, wanted: Portfolio, lines: PortfolioLines, facts: Facts, budget: float = 1.0
) -> Constraints:
    """Compile which splits are allowed: floors, caps and limits, in shares of `budget`.

    What is gated gets nothing. What does no good gets its floor and nothing more, unless it
    may be needed for a floor of its kind.
    """
    lower, upper = np.zeros(len(lines.ids)), np.full(len(lines.ids), budget)
    limits: list[BudgetLimit] = []
    needed = np.zeros(len(lines.ids), dtype=bool)
    for name, bound in wanted.bounds.items():
        members = lines.among(debate, name)
        if name in lines.ids:
            lower[members], upper[members] = bound.floor * budget, bound.cap * budget
            continue
        if bound.floor > 0:
            needed[members] = True
            row = np.zeros(len(lines.ids))
            row[members] = -1.0
            label = f"the floor {100 * bound.floor:.4g} % of {name}"
            limits.append(BudgetLimit(label, row, -bound.floor * budget, ("bounds", name, "floor")))
        if bound.cap < 1:
            row = np.zeros(len(lines.ids))
            row[members] = 1.0
            label = f"the cap {100 * bound.cap:.4g} % of {name}"
            limits.append(BudgetLimit(label, row, bound.cap * budget, ("bounds", name, "cap")))
    for criterion, most in wanted.exposure.items():
        name = f"at most {most:g} points of {criterion}"
        path = ("exposure", criterion)
        limits.append(BudgetLimit(name, facts.raw[criterion] - most, 0.0, path))
    upper[facts.gated] = 0.0
    idle = facts.harmful & ~needed
    upper[idle] = np.minimum(upper[idle], lower[idle])
    smallest = smallest_grants(debate, wanted, lines) * budget
    return Constraints(
        lower=lower,
        upper=upper,
        limits=tuple(limits),
        budget=budget,
        most=wanted.max_lines,
        smallest=smallest if smallest.any() else None,
        least_return=wanted.least_return,
    )
