"""Verdict on two theories: who beats whom, and whether either is worth its costs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from toi.analyses.compare.theories_result import PairRow
from toi.analyses.shared.format import ids_tell, listed, per_cent, whole
from toi.analyses.shared.names import Names
from toi.analyses.shared.result import Provenance
from toi.analyses.shared.verdict import less_than_nothing

TINY = 1e-9
NOISE = 2.0  # standard errors


def verdict(pair: PairRow, made: Provenance) -> str:
    """Say who beats whom, how surely and by how much."""
    names = made.names
    if all(pair.gated):
        rules = [
            f"{called(one, names)} by {rule}"
            for one, rule in zip((pair.a, pair.b), pair.gated, strict=True)
        ]
        return f"Neither can be first, since gates exclude both: {listed(rules)}."
    error = f" (+-{100 * pair.standard_error:.1f})" if 0 < pair.p_a_beats_b < 1 else ""
    a, b, sign, p = pair.a, pair.b, 1, pair.p_a_beats_b
    if p + pair.p_tie / 2 < 0.5:
        a, b, sign, p = b, a, -1, 1.0 - p - pair.p_tie
    low, high = sorted((sign * pair.gap.interval.p05, sign * pair.gap.interval.p95))
    ties = f", ties in {per_cent(pair.p_tie)}" if pair.p_tie > TINY else ""
    start = f"{called(a, names)} beats {called(b, names)} in {per_cent(p)} of draws{error}{ties}"
    rule = pair.gated[0 if b == pair.a else 1]
    if rule:
        text = f"{start}, since a gate excludes the other ({rule}): {_apart(pair, sign)}."
        return " ".join([text, *remarks([replace(pair, gated=(None, None))], made)])
    points = whole(sign * pair.gap.expected)
    unit = "point" if points in ("1", "-1") else "points"
    text = f"{start}, by {points} {unit} [{whole(low)} to {whole(high)}]."
    if pair.p_tie > 1 - TINY:
        text = f"{called(pair.a, names)} and {called(pair.b, names)} are level in every draw."
    elif abs(p + pair.p_tie / 2 - 0.5) < NOISE * pair.standard_error:
        text += " That is within the noise of the draws."
    return " ".join([text, *remarks([pair], made)])


def _apart(pair: PairRow, sign: int) -> str:
    """Say how far the one that no gate excludes is ahead or behind in points."""
    gap = sign * pair.gap.expected
    way = 1 if gap >= 0 else -1
    low, high = sorted(way * sign * end for end in (pair.gap.interval.p05, pair.gap.interval.p95))
    points = whole(way * gap)
    unit = "point" if points == "1" else "points"
    side = "ahead" if way > 0 else "behind"
    return f"gates aside, it is {points} {unit} {side} [{whole(low)} to {whole(high)}]"


def remarks(pairs: Sequence[PairRow], made: Provenance) -> Iterator[str]:
    """Yield which of them gates exclude, and which cost more than they give."""
    scores: dict[str, float] = {}
    gated: dict[str, str | None] = {}
    for pair in pairs:
        scores.update(zip((pair.a, pair.b), pair.scores, strict=True))
        gated.update(zip((pair.a, pair.b), pair.gated, strict=True))
    names, nothing = made.names, pairs[0].nothing
    yield from (
        f"{names.theory(name)} is excluded by the gate {rule}."
        for name, rule in gated.items()
        if rule
    )
    low = [name for name, score in scores.items() if nothing is not None and score < nothing]
    if low:
        who = listed([names.theory(name) for name in low])
        most = max(scores[name] for name in low)
        below = less_than_nothing(most, nothing, made.words, who, len(low) > 1)
        yield from [below] if below else []


def called(name: str, names: Names) -> str:
    """Return the short title of a theory, with its id where that heads a column."""
    short = names.theory(name)
    return f"{short} ({name})" if ids_tell([(name, short)]) else short
