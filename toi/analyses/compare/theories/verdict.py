"""Verdict on two theories: who beats whom, and whether either is worth its costs."""

import math
from collections.abc import Iterator, Sequence

from toi.analyses.compare.theories.result import PairRow
from toi.analyses.compare.theories.tenths import gap_in_tenths
from toi.analyses.shared.format import ids_tell, listed, per_cent, rounded, whole
from toi.analyses.shared.names import Names
from toi.analyses.shared.result import Provenance
from toi.analyses.shared.verdict import by_gates, excluded_by, gate_in_doubt, less_than_nothing

TINY = 1e-9
NOISE = 2.0  # standard errors
MOST_UNSURE = 3  # of those compared, on what a gate hangs


def verdict(pair: PairRow, made: Provenance) -> str:
    """Say who beats whom, how surely and by how much."""
    names = made.names
    if all(pair.gated):
        return " ".join([_neither(pair, names), *_to_find_out([pair], names)])
    error = f" (+-{100 * pair.standard_error:.1f})" if 0 < pair.p_a_beats_b < 1 else ""
    a, b, sign, p = pair.a, pair.b, 1, pair.p_a_beats_b
    if p + pair.p_tie / 2 < 0.5:
        a, b, sign, p = b, a, -1, 1.0 - p - pair.p_tie
    low, high = sorted((sign * pair.gap.interval.p05, sign * pair.gap.interval.p95))
    ties = f", ties in {per_cent(pair.p_tie)}" if pair.p_tie > TINY else ""
    start = f"{called(a, names)} beats {called(b, names)} in {per_cent(p)} of draws{error}{ties}"
    behind = 0 if b == pair.a else 1
    rule = pair.gated[behind]
    if rule:
        why = f"the other is {excluded_by(rule, pair.gates[behind], pair.p_gated[behind])}"
        apart = _apart(pair, sign)
        if gate_in_doubt(pair.p_gated[behind]) and not _may_be_ahead(pair, behind):
            text = f"{start}: {apart}, and {why}."
        else:
            text = f"{start}, since {why}{f': {apart}' if apart else ''}."
        return " ".join([text, *remarks([pair], made, said=(pair.a, pair.b)[behind])])
    points = rounded(sign * gap_in_tenths(*pair.scores), 1)
    ends = f"[{whole(low)} to {whole(high)}]"
    if points.startswith("-"):
        lag = f"{points.removeprefix('-')} points behind {ends}"
        text = f"{start}, though {lag} with every number at its mean."
    else:
        text = f"{start}, by {points} points {ends}."
    if pair.p_tie > 1 - TINY:
        text = f"{called(pair.a, names)} and {called(pair.b, names)} are level in every draw."
    elif abs(p + pair.p_tie / 2 - 0.5) < NOISE * pair.standard_error:
        text += " That is within the noise of the draws."
    return " ".join([text, *remarks([pair], made)])


def _neither(pair: PairRow, names: Names) -> str:
    """Say of two that gates exclude which do, and in how many draws they let one be ahead."""
    why = map(by_gates, pair.gated, pair.gates, pair.p_gated)
    both = (called(one, names) for one in (pair.a, pair.b))
    rules = [f"{one} by {by}" for one, by in zip(both, why, strict=True)]
    said = f"since gates exclude both: {'; '.join(rules)}."
    if not any(map(gate_in_doubt, pair.p_gated)):
        return f"Neither can be first, {said}"
    a, b = names.theory(pair.a), names.theory(pair.b)
    behind = max(0.0, 1.0 - pair.p_a_beats_b - pair.p_tie)
    return (
        f"With every number at its mean neither can be first, {said} {a} beats {b} in "
        f"{per_cent(pair.p_a_beats_b)} of draws, {b} {a} in {per_cent(behind)}."
    )


def _apart(pair: PairRow, sign: int) -> str:
    """Say how far the one that no gate excludes is ahead or behind; nothing without scores."""
    gap = sign * gap_in_tenths(*pair.scores)
    if math.isnan(gap):
        return ""
    way = 1 if gap >= 0 else -1
    low, high = sorted(way * sign * end for end in (pair.gap.interval.p05, pair.gap.interval.p95))
    side = "ahead" if way > 0 else "behind"
    points, ends = rounded(way * gap, 1), f"[{whole(low)} to {whole(high)}]"
    return f"gates aside, it is {points} points {side} {ends}"


def _may_be_ahead(pair: PairRow, at: int) -> bool:
    """Tell whether one of two is ahead, gates aside, within the middle of the draws."""
    gap = pair.gap.interval
    return not (gap.p95 <= 0 if at == 0 else gap.p05 >= 0)  # without scores it may be


def remarks(pairs: Sequence[PairRow], made: Provenance, said: str | None = None) -> Iterator[str]:
    """Yield which of them gates exclude, on what that hangs, and which cost more than they give.

    Of the one that has been `said` to be excluded that is not said again.
    """
    scores: dict[str, float] = {}
    gated: dict[str, str] = {}
    for pair in pairs:
        both = pair.a, pair.b
        scores.update(zip(both, pair.scores, strict=True))
        why = map(excluded_by, pair.gated, pair.gates, pair.p_gated)
        gated.update(zip(both, why, strict=True))
    names, nothing = made.names, pairs[0].nothing
    for name, excluded in gated.items():
        if excluded and name != said:
            yield f"{names.theory(name)} is {excluded}."
    yield from _to_find_out(pairs, names)
    low = [name for name, score in scores.items() if nothing is not None and score < nothing]
    if low:
        who = listed([names.theory(name) for name in low])
        most = max(scores[name] for name in low)
        below = less_than_nothing(most, nothing, made.words, who, len(low) > 1)
        yield from [below] if below else []


def _to_find_out(pairs: Sequence[PairRow], names: Names) -> Iterator[str]:
    """Yield the judgements on which it hangs whether a gate excludes one of them.

    What is behind even where no gate excludes either has nothing to show by them.
    """
    hang_on: dict[str, tuple[str, ...]] = {}
    for pair in pairs:
        for at, name in enumerate((pair.a, pair.b)):
            if pair.p_gated[1 - at] > 0 or _may_be_ahead(pair, at):
                hang_on[name] = pair.hang_on[at]
    unsure = [
        f"{names.theory(name)} fares on {listed([names.criterion(one) for one in on])}"
        for name, on in hang_on.items()
        if on
    ]
    if unsure:
        yield f"Find out first: how {'; how '.join(unsure[:MOST_UNSURE])}."


def called(name: str, names: Names) -> str:
    """Return the short title of a theory, with its id where that heads a column."""
    short = names.theory(name)
    return f"{short} ({name})" if ids_tell([(name, short)]) else short
