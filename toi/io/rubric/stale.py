"""Rubrics whose judgements were written beside other records than those of today."""

from collections.abc import Iterator, Sequence

from toi.io.debate.entry import Entry
from toi.records.debate import Debate
from toi.records.rubric import Rubric

SHOWN = 6  # digits of a digest, as screens show them


def stale_judgements(name: str, layers: Sequence[Entry[Rubric]], debate: Debate) -> Iterator[str]:
    """Say of what readers judged together, or one person did, that the records changed since."""
    for entry in layers:
        then, judgements = entry.record.data, entry.record.overrides.judgements
        if then is None or not judgements or debate.digest.startswith(then):
            continue
        many = "1 judgement was" if len(judgements) == 1 else f"{len(judgements)} judgements were"
        yield (
            f"rubric {name}: its {many} made beside other records "
            f"({then[:SHOWN]}, now {debate.digest[:SHOWN]}); if the readings behind them changed, "
            f"make it anew (toi data pool), else toi rubric check {entry.record.id} --fix"
        )
