"""Claims that a record cites, and records that cite a claim."""

from collections.abc import Iterator
from typing import Any

from toi.records.debate import Debate

CITING = ("criteria", "theories", "arguments", "lines", "evidence", "allocations")


def cited_by(debate: Debate) -> dict[str, list[tuple[str, str]]]:
    """Return for each claim the records (kind, id) that cite it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for kind in CITING:
        for record in getattr(debate, kind).values():
            for claim in dict.fromkeys(claims_of(record)):
                found.setdefault(claim, []).append((kind, record.id))
    return found


def claims_of(record: Any) -> Iterator[str]:
    """Yield every claim that a record cites, in whichever of its parts."""
    yield from record.claims
    for judgement in getattr(record, "judgements", {}).values():
        yield from judgement.claims
    for part in (*getattr(record, "figures", ()), *getattr(record, "levels", ())):
        yield from part.claims
    for name in ("conditional_on", "scrutiny"):
        found = getattr(record, name, None)
        if found is not None:
            yield from found.claims
