"""What a ranking becomes at the ends of credences that are given as ranges."""

from collections.abc import Iterator, Mapping

from toi.analyses.score.result import AtEnd, CredenceEnds, ScoreResult
from toi.analyses.shared.page import GLUE, Page, count, probability

MOST = 3  # ranges that are shown


def credence_lines(result: ScoreResult, page: Page) -> Iterator[str]:
    """A line per range that changes the order, those that change it most first."""
    before = {row.id: row.rank for row in result.results}
    each = [e for e in result.credence_ends if e.low is not None]
    turning = sorted((e for e in each if _turned(e, before)), key=lambda e: _less(e, before))
    every = [e for e in result.credence_ends if e.low is None]
    if not each:
        return
    if not any(_turned(e, before) for e in result.credence_ends):
        many = len(each) > 1
        given = f"all {len(each)} credences given as ranges" if many else "the credence range"
        yield page.fill(f"At both ends of {given} the order is the same as at the middle.")
        return
    yield page.fill("Ranks at the ends of credences given as ranges (above, at their middle):")
    for one in [*turning[:MOST], *every]:
        yield page.fill(f"  {_line(one, before)}", "    ")
    if turning[MOST:]:
        yield f"  {len(turning) - MOST} more: --format json"
    same = len(each) - len(turning)
    if same:
        yield f"  {count(same, 'other changes', 'others change')} nothing"


def _line(one: CredenceEnds, before: Mapping[str, int]) -> str:
    if one.low is None or one.high is None:
        name, low, high = "all of them", "low", "high"
    else:
        name = one.key.removeprefix("arguments.").removeprefix("tags.")
        low, high = probability(one.low), probability(one.high)
    said = [f"at{GLUE}{low} {_said(one.at_low, before)}"]
    said.append(f"at{GLUE}{high} {_said(one.at_high, before)}")
    return f"{name}: {'; '.join(said)}"


def _said(end: AtEnd, before: Mapping[str, int]) -> str:
    """Who leads, where that is another, and which ranks change."""
    moved = _moved(end, before)
    if not moved:
        return f"no{GLUE}change"
    name = moved[0]
    leads = f"{end.first} leads, " if end.first and end.first != _leader(before) else ""
    ranks = count(len(moved), "rank").replace(" ", GLUE)
    furthest = f"{name} {before[name]} to {end.ranks[name]}".replace(" ", GLUE)
    return f"{leads}{ranks}{GLUE}change{'s' * (len(moved) == 1)} ({furthest})"


def _moved(end: AtEnd, before: Mapping[str, int]) -> list[str]:
    """The theories whose rank is another, those that move furthest first."""
    moved = [name for name, rank in end.ranks.items() if rank != before[name]]
    return sorted(moved, key=lambda name: (-abs(end.ranks[name] - before[name]), name))


def _turned(one: CredenceEnds, before: Mapping[str, int]) -> bool:
    return bool(_moved(one.at_low, before) or _moved(one.at_high, before))


def _leader(before: Mapping[str, int]) -> str | None:
    return min(before, key=lambda name: (before[name], name), default=None)


def _less(one: CredenceEnds, before: Mapping[str, int]) -> tuple[bool, int, str]:
    """What changes the leader comes first, then what moves more by more."""
    ends = (one.at_low, one.at_high)
    steps = sum(abs(end.ranks[name] - before[name]) for end in ends for name in before)
    return all(end.first == _leader(before) for end in ends), -steps, one.key
