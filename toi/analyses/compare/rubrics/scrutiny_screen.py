"""Scrutiny in screens of `toi compare` for rubrics: a plain sentence on both orders."""

from collections.abc import Iterator, Mapping, Sequence

from toi.analyses.compare.rubrics.result import RubricsCompared
from toi.analyses.compare.scrutiny_result import LeaderScrutiny, RubricsScrutiny
from toi.analyses.shared.format import whole_per_cent
from toi.analyses.shared.moves import pairs_text
from toi.analyses.shared.scrutiny_orders import ADJUSTED, AS_READ, order_words


def rubrics_scrutiny(result: RubricsCompared) -> Iterator[str]:
    """Say how far two rubrics differ by either setting, and what their leaders could bear."""
    found, words = result.scrutiny, result.provenance.words
    if found is None:
        return
    names = {move.id: move.short for move in result.moves}
    one, other = found.leaders
    yield (
        f"{one.rubric} ranks {order_words(one.setting, words)}, {other.rubric} "
        f"{order_words(other.setting, words)}. If both did the first, "
        f"{_pairs(found, one.setting)} pairs would stand the other way; if both did the second, "
        f"{_pairs(found, other.setting)}.{_leaders_bear(found.leaders, names)}"
    )


def _pairs(found: RubricsScrutiny, setting: str) -> str:
    return pairs_text(found.pairs_as_read if setting == AS_READ else found.pairs_adjusted)


def _leaders_bear(leaders: Sequence[LeaderScrutiny], names: Mapping[str, str]) -> str:
    """Say how much of what its peers bear the leader as read could bear under each rubric."""
    parts: list[str] = []
    named = None
    for one in leaders:
        if one.as_read is None or one.break_even is None:
            continue
        who = "it leads" if one.as_read == named else f"{names[one.as_read]} leads"
        much = "whatever it bears of that"
        if one.break_even < 1.0:
            much = f"until it bears {whole_per_cent(one.break_even)} of what its peers bear"
        elif not parts:
            much = "even if it bears all that its peers bear"
        parts.append(f"{who} under {one.rubric} {much}")
        named = one.as_read
    return f" As read, {', and '.join(parts)}." if parts else ""


def rubrics_scrutiny_rows(result: RubricsCompared) -> Iterator[list[object]]:
    """Yield pairs and leaders by either setting as rows of the table: what, name, a, b, value."""
    found = result.scrutiny
    if found is None:
        return
    a, b = found.leaders
    yield ["scrutiny", AS_READ, a.as_read, b.as_read, found.pairs_as_read]
    yield ["scrutiny", ADJUSTED, a.adjusted, b.adjusted, found.pairs_adjusted]
    yield ["scrutiny", "break-even", a.break_even, b.break_even]
