"""Scrutiny in screens of `toi compare` for theories: both orders, and what a leader could bear."""

from collections.abc import Iterator, Sequence

from toi.analyses.compare.scrutiny_result import PairScrutiny
from toi.analyses.compare.theories.result import PairRow, TheoriesCompared
from toi.analyses.compare.theories.tenths import gap_in_tenths
from toi.analyses.shared.format import count, listed, rounded, whole_per_cent
from toi.analyses.shared.scrutiny_orders import ADJUSTED, AS_READ, order_words

Scores = tuple[float | None, float | None]


def pair_scrutiny(result: TheoriesCompared, pair: PairRow) -> Iterator[str]:
    """Say who leads by either setting, and how much the leader could bear; nothing if alike."""
    found = pair.scrutiny
    if found is None:
        return
    names = {theory.id: theory.short for theory in result.theories}
    a, b, words = names[pair.a], names[pair.b], result.provenance.words
    as_read, adjusted = order_words(AS_READ, words), order_words(ADJUSTED, words)
    first, then = _leads(found.as_read, a, b), _leads(found.adjusted, a, b)
    if _leader(found.as_read) == _leader(found.adjusted) is not None:
        then = f"by {_points(found.adjusted)}"
    text = f"{as_read[0].upper()}{as_read[1:]} {first}, {adjusted} {then}"
    yield f"{text}{_bears(found, a, b)}."


def _leader(scores: Scores) -> int | None:
    """Return the place of the one that is ahead by points that show; None if there is none."""
    gap = _gap(scores)
    if gap is None or not float(_points(scores)):
        return None
    return 0 if gap > 0 else 1


def _leads(scores: Scores, a: str, b: str) -> str:
    """Say who leads, and by how much."""
    leader = _leader(scores)
    if leader is not None:
        return f"{(a, b)[leader]} leads by {_points(scores)} points"
    if None not in scores:
        return f"{a} and {b} are level"
    kept = [name for name, score in zip((a, b), scores, strict=True) if score is not None]
    return f"{kept[0]} alone is not excluded by a gate" if kept else "a gate excludes both"


def _points(scores: Scores) -> str:
    a, b = scores
    return rounded(0.0 if a is None or b is None else abs(gap_in_tenths(a, b)), 1)


def _bears(found: PairScrutiny, a: str, b: str) -> str:
    """Say how much of what its peers bear the one ahead as read could bear."""
    share, gap = found.break_even, _gap(found.as_read)
    if share is None or gap is None:
        return ""
    who = "it" if _leader(found.as_read) == _leader(found.adjusted) else a if gap > 0 else b
    if share >= 1.0:
        return f"; {who} would lead even if it bore all that its peers bear"
    return f"; {who} leads until it bears {whole_per_cent(share)} of what its examined peers bear"


def first_scrutiny(result: TheoriesCompared, pairs: Sequence[PairRow]) -> Iterator[str]:
    """Say of which others the first of several is ahead by either setting."""
    found = [(pair.b, pair.scrutiny) for pair in pairs if pair.scrutiny is not None]
    if not found:
        return
    names = {theory.id: theory.short for theory in result.theories}
    words = result.provenance.words
    ahead = {
        AS_READ: [names[b] for b, one in found if (_gap(one.as_read) or 0.0) > 0],
        ADJUSTED: [names[b] for b, one in found if (_gap(one.adjusted) or 0.0) > 0],
    }
    texts = [f"{listed(who)} {order_words(setting, words)}" for setting, who in ahead.items()]
    first, of = names[pairs[0].a], count(len(found), "of these", "of these")
    yield f"{first} was examined otherwise than {of}; of them it leads {', '.join(texts)}."


def _gap(scores: Scores) -> float | None:
    a, b = scores
    return None if a is None or b is None else a - b


def scrutiny_rows(pair: PairRow) -> Iterator[dict[str, object]]:
    """Yield the scores by either setting, and the break-even, as rows of the table."""
    found = pair.scrutiny
    if found is None:
        return
    for setting, scores in ((AS_READ, found.as_read), (ADJUSTED, found.adjusted)):
        yield {"what": f"score {setting}", "value_a": scores[0], "value_b": scores[1]}
    examined = found.examined
    yield {"what": "scrutiny", "value_a": examined[0], "value_b": examined[1]}
    yield {"what": "scrutiny break-even", "points": found.break_even}
