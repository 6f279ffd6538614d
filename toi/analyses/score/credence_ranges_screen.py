"""Lines on what a ranking becomes at the ends of credences that are given as ranges."""

from collections.abc import Mapping

from toi.analyses.layout.screen import Screen
from toi.analyses.score.result import AtEnd, CredenceEnds, ScoreResult
from toi.analyses.shared.format import GLUE, count, glued, probability

MOST = 3  # ranges that are shown


def add_credence_ranges(screen: Screen, result: ScoreResult) -> None:
    """Add a line per range that changes the order, those that change it most first."""
    before = {row.id: row.rank for row in result.results}
    names = {row.id: row.short for row in result.results}
    each = [e for e in result.credence_ends if e.low is not None]
    turning = sorted((e for e in each if _turned(e, before)), key=lambda e: _less(e, before))
    every = [e for e in result.credence_ends if e.low is None]
    if not each:
        return
    if not any(_turned(e, before) for e in result.credence_ends):
        many = len(each) > 1
        given = f"all {len(each)} credences given as ranges" if many else "the credence range"
        screen.say(f"At both ends of {given} the order is the same as at the middle.")
        return
    screen.say("Ranks at the ends of credences given as ranges (above, at their middle):")
    screen.say(*(f"  {_line(e, before, names)}" for e in [*turning[:MOST], *every]), indent="    ")
    if turning[MOST:]:
        screen.line(f"  {len(turning) - MOST} more: --format json")
    same = len(each) - len(turning)
    if same:
        screen.line(f"  {count(same, 'other changes', 'others change')} nothing")


def _line(one: CredenceEnds, before: Mapping[str, int], names: Mapping[str, str]) -> str:
    if one.low is None or one.high is None:
        name, low, high = "all of them", "low", "high"
    else:
        name = one.key.removeprefix("arguments.").removeprefix("tags.")
        low, high = probability(one.low), probability(one.high)
    return (
        f"{name}: at{GLUE}{low} {_said(one.at_low, before, names)}; "
        f"at{GLUE}{high} {_said(one.at_high, before, names)}"
    )


def _said(end: AtEnd, before: Mapping[str, int], names: Mapping[str, str]) -> str:
    """Say who leads, where that is another, and which ranks change."""
    moved = _moved(end, before)
    if not moved:
        return glued("no change")
    name = moved[0]
    leads = f"{names[end.first]} leads, " if end.first and end.first != _leader(before) else ""
    changes = glued(count(len(moved), "rank changes", "ranks change"))
    furthest = glued(f"{names[name]} {before[name]} to {end.ranks[name]}")
    return f"{leads}{changes} ({furthest})"


def _moved(end: AtEnd, before: Mapping[str, int]) -> list[str]:
    """Return the theories whose rank is another, those that move furthest first."""
    moved = [name for name, rank in end.ranks.items() if rank != before[name]]
    return sorted(moved, key=lambda name: (-abs(end.ranks[name] - before[name]), name))


def _turned(one: CredenceEnds, before: Mapping[str, int]) -> bool:
    return bool(_moved(one.at_low, before) or _moved(one.at_high, before))


def _leader(before: Mapping[str, int]) -> str | None:
    return min(before, key=lambda name: (before[name], name), default=None)


def _less(one: CredenceEnds, before: Mapping[str, int]) -> tuple[bool, int, str]:
    """Sort what changes the leader first, then what moves more by more."""
    ends = (one.at_low, one.at_high)
    steps = sum(abs(end.ranks[name] - before[name]) for end in ends for name in before)
    return all(end.first == _leader(before) for end in ends), -steps, one.key
