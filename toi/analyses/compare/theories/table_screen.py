"""Table of theories head to head: every pair in full."""

from collections.abc import Iterator

from toi.analyses.compare.theories.result import CriterionGap, Driver, PairRow, TheoriesCompared
from toi.analyses.compare.theories.scrutiny_screen import scrutiny_rows
from toi.analyses.layout.tables import DIGEST, Table


def theories_table(result: TheoriesCompared) -> Table:
    """Return every pair in full: the gap, then its criteria, drivers and swaps, one row each."""
    digests = {rubric.name: rubric.digest[:DIGEST] for rubric in result.rubrics}
    rows: list[dict[str, object]] = []
    for pair in result.pairs:
        origin = {"rubric": pair.rubric, "a": pair.a, "b": pair.b}
        origin["rubric_digest"] = digests[pair.rubric]
        rows += [{**origin, **row} for row in _pair_rows(pair)]
    headers = [
        *("rubric", "a", "b", "what", "name", "criterion", "value_a", "value_b", "points"),
        *("p05", "p50", "p95", "p_a_beats_b", "p_tie", "standard_error", "rubric_digest"),
    ]
    made = result.provenance
    return Table.filled(headers, rows).with_columns(
        data_digest=made.data_digest[:DIGEST], seed=made.seed
    )


def _pair_rows(pair: PairRow) -> Iterator[dict[str, object]]:
    a, b = pair.scores
    chances = {name: getattr(pair, name) for name in ("p_a_beats_b", "p_tie", "standard_error")}
    gap = {"points": pair.gap.expected, **vars(pair.gap.interval), **chances}
    yield {"what": "score", "value_a": a, "value_b": b, **gap}
    for part in pair.criteria:
        yield {"what": "criterion", **_values(part), "criterion": part.criterion}
    for driver in pair.drivers:
        name = {"name": driver.argument, "criterion": driver.criterion}
        yield {"what": driver.what, **_values(driver), **name}
    for flip in pair.breakeven:
        ends = {"value_a": flip.from_, "value_b": flip.to}
        yield {"what": f"swap by {flip.what}", "name": flip.id, **ends}
    if found := pair.dominance:
        yield {"what": "dominance", "value_a": found.p_a, "value_b": found.p_b}
    yield from scrutiny_rows(pair)


def _values(part: CriterionGap | Driver) -> dict[str, object]:
    return {"value_a": part.a, "value_b": part.b, "points": part.points}
