"""What `toi data pool` makes."""

from dataclasses import dataclass

from toi.analyses.shared.result import Provenance


@dataclass(frozen=True, eq=False)
class Pooled:
    """A rubric's text, and how many judgements of how many readers are in it."""

    provenance: Provenance
    text: str
    cells: int
    readers: int
    extends: str | None
    notes: tuple[str, ...]
